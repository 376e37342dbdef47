import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Pace } from '../../shared/domain/pace.ts';
import { paceKey } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { ANA, BO, CLEO, RESIDENT, ROSA, THEO } from '../faults/support.ts';
import { communityFrom, Neighborhood, sampleCommunity } from '../support/neighborhood.ts';

const HOUR_MS = 3_600_000;
const refused = (code: number, http = 400) => ({ ok: false, code, http, retry: false, unknown: false }) as const;
const paceOf = async (hood: Neighborhood): Promise<Pace | undefined> => {
  const { got } = await hood.store.read({ get: [paceKey()] });
  return got[0] && nounOf<Pace>(got[0]);
};
const DANGER = 'he has a gun and is at my door';

describe('a line that is blocked', () => {
  test('opens again although its pages are over before their turn: only what leaves is a try', async () => {
    const hood = new Neighborhood();
    for (const phone of [ROSA, THEO]) hood.plans.set(phone, [refused(20003, 401)]);
    await hood.text(RESIDENT, DANGER);
    await hood.pass(6 * HOUR_MS);
    expect(hood.sent).toEqual([]);
    // The hourly word about it goes on too.
    expect(hood.logged.filter(l => l.includes('line.blocked')).length).toBeGreaterThanOrEqual(5);
    hood.plans.clear();
    await hood.pass(HOUR_MS);
    expect((await paceOf(hood))?.blocked).toBeUndefined();
    expect(hood.sent.some(s => s.to === ROSA && s.body.startsWith('SAFETY'))).toBe(true);
    expect(hood.sent.some(s => s.to === THEO && s.body.startsWith('SAFETY'))).toBe(true);
    await hood.store.close();
  });

  test.each([21606, 21659])('is not blocked for everybody by one number to which nothing goes (%i)', async code => {
    const hood = new Neighborhood();
    hood.plans.set(THEO, [refused(code)]);
    await hood.text(RESIDENT, DANGER);
    await hood.pass(HOUR_MS);
    expect(hood.sent.some(s => s.to === ROSA && s.body.startsWith('SAFETY'))).toBe(true);
    await hood.store.close();
  });
});

test('texts that wait for their reader take up no place in the pace and the day', async () => {
  const base = readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8');
  expect(sampleCommunity().volunteers.textsAnHour).toBeGreaterThan(1);
  const hood = new Neighborhood({ community: communityFrom(`${base}\nvolunteers: { texts-an-hour: 1 }\n`) });
  await hood.volunteers([ANA, BO, CLEO].map((phone, n) => `V${n},${phone},en,food,,,always,yes,no`).join('\n'));
  for (let n = 0; n < 12; n++) await hood.text(`+155501030${10 + n}`, 'need food for 2, 11216, today');
  await hood.pass(6 * HOUR_MS);
  const { segments = 0 } = (await paceOf(hood)) ?? {};
  expect(segments).toBeGreaterThan(0);
  expect(segments).toBeLessThanOrEqual(hood.sent.length * 3);
  await hood.store.close();
});
