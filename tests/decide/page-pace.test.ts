import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../shared/domain/ids.ts';
import { communityFrom, Neighborhood } from '../support/neighborhood.ts';

const RESIDENT = '+15550100001';
const THEO = '+15550100103';
const STEP_MIN = 5;

/** The longest time, in minutes, that Theo of the safety people is left alone in so many hours, where the neighborhood pages so often. */
const longestPause = async (every: string, texts: readonly string[], hours: number): Promise<number> => {
  const sample = readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8');
  const hood = new Neighborhood({ community: communityFrom(`${sample}\npage: { every: ${every} }\n`) });
  for (const body of texts) await hood.text(RESIDENT, body);
  const paged: number[] = [];
  for (let minute = 0; minute < hours * 60; minute += STEP_MIN) {
    if (hood.takeSent().some(s => s.to === THEO)) paged.push(minute);
    await hood.pass(STEP_MIN * MINUTE_MS);
  }
  await hood.store.close();
  return Math.max(...paged.slice(1).map((at, nth) => at - (paged[nth] ?? 0)));
};

const DANGER = ['he is hitting me'];
const REPORT = ['REPORT', 'a man yelled at my kid at the table', '2', '1', '1'];

test.each([
  ['danger, as the sample pages', 'PT5M', DANGER, 5, 30],
  ['danger, where a neighborhood pages slowly', 'PT15M', DANGER, 5, 30],
  ['a report, as the sample pages', 'PT5M', REPORT, 12, 3 * 60],
  ['a report, where a neighborhood pages slowly', 'PT15M', REPORT, 26, 3 * 60],
])('%s: what nobody answers comes again within this', async (_what, every, texts, hours, minutes) => {
  expect(await longestPause(every, texts, hours)).toBe(minutes);
});
