import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PhoneNumber } from '../../shared/domain/ids.ts';
import type { SendResult } from '../../shared/shell/runtime.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const MARIA = '+15550100001';
const ANA = '+15550100201' as PhoneNumber;
const gone: SendResult = { ok: false, code: 30006, http: 400, retry: false, unknown: false };

let hood: Neighborhood;
beforeEach(async () => {
  hood = new Neighborhood({ calls: 'ring' });
  await hood.volunteers(`Ana,${ANA},en,food,,,always,yes,no`);
  await hood.text(MARIA, 'need food for 3, 11216, today');
  await hood.text(ANA, 'accept');
  hood.plans.set(ANA, [gone]);
});
afterEach(() => hood.store.close());
const rung = (): number => hood.phones.made(ANA).length;

test('whoever has a case and gets no texts is rung at once when the question how it stands does not arrive', async () => {
  await hood.pass(2.9 * HOUR_MS);
  expect(rung()).toBe(0);
  await hood.pass(12 * MINUTE_MS);
  expect(rung()).toBe(1);
});

test('and is rung instead of texted where that is known', async () => {
  await hood.text(MARIA, 'please come to the back door');
  await hood.pass(3.1 * HOUR_MS);
  expect(rung()).toBe(1);
  await hood.pass(24 * HOUR_MS);
  expect(rung()).toBeLessThanOrEqual(3);
});
