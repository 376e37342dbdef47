import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { communityFrom, Neighborhood } from '../support/neighborhood.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MARIA = '+15550100001';
const ANA = '+15550100201';
const yaml = readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8');
const community = communityFrom(`${yaml}\nresidents: { texts-an-hour: 3, texts-a-day: 6 }\n`);

let hood: Neighborhood;
beforeEach(async () => {
  hood = new Neighborhood({ community });
  await hood.volunteers(`Ana,${ANA},en;es,food,,,always,yes,no`);
  await hood.text(MARIA, 'need food for 4, 11216, today');
  await hood.text(ANA, 'ACCEPT');
});
afterEach(() => hood.store.close());
const toMaria = (): readonly string[] =>
  hood
    .takeSent()
    .filter(s => s.to === MARIA)
    .map(s => s.body);
/** She is late again and again, and each time Maria is to hear it. */
const late = async (times: number, from = 1): Promise<void> => {
  for (let n = from; n < from + times; n++) {
    await hood.text(ANA, `LATE traffic, ${n}`);
    await hood.pass(10_000);
  }
};

describe('somebody who gets very many texts about their request', () => {
  test('gets as many as one may in an hour, and what is over as one text when there is room again: none is lost, none comes twice', async () => {
    await late(6);
    expect(toMaria()).toHaveLength(3);
    await hood.pass(HOUR);
    const after = toMaria();
    expect(after).toHaveLength(1);
    const numbers = [...(after[0] ?? '').matchAll(/traffic, (\d)/g)].map(m => m[1]);
    expect(numbers).toEqual(['3', '4', '5', '6']);
    await hood.pass(24 * HOUR);
    expect(toMaria().join(' ')).not.toContain('traffic');
  });

  test('gets no more than a day’s in a day', async () => {
    await late(3);
    await hood.pass(HOUR);
    await late(3, 4);
    await hood.pass(HOUR);
    await late(3, 7);
    const sent = toMaria();
    expect(sent.length).toBeLessThanOrEqual(6);
    await hood.pass(24 * HOUR);
    const rest = toMaria();
    for (let n = 1; n <= 5; n++) expect(sent.join(' ')).toContain(`traffic, ${n}`);
    // By then Ana let it go, and that is what they hear: that she is late would be untrue.
    expect(rest.join(' ')).toMatch(/134/);
    expect(rest.join(' ')).toContain('Nobody has been free');
    expect(rest.filter(body => body.includes('running late'))).toEqual([]);
  });

  test('is answered all the same, and hears what another person says to them, and danger', async () => {
    await late(6);
    toMaria();
    expect(await hood.text(MARIA, 'status')).toContain('Ana');
    const code = /(\d{3,5})/.exec((await hood.text(MARIA, 'status')) ?? '')?.[1] ?? '';
    await hood.text(ANA, `${code} I am at your door`);
    expect(toMaria()).toEqual([expect.stringContaining('I am at your door')]);
    expect(await hood.text(MARIA, 'he has a gun')).toContain('911');
    await hood.text('+15550100100', 'ACCEPT');
    expect(toMaria()).toEqual([expect.stringContaining('Rosa')]);
  });
});
