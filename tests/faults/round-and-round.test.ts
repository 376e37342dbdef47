import { expect, test } from 'vitest';
import { CALL_STEPS_MAX, HELPER_IDLE_MAX, STUCK_MAX } from '../../shared/script/limits.ts';
import { Caller } from '../call/support.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const RESIDENT = '+15550100001';
const ANA = '+15550100201';
const ROSTER = `Ana,${ANA},en;es,food;rides,north;south,car,always,yes,no`;

/** The same key, or silence, until the line hangs up or a person is rung. */
const overAndOver = async (caller: Caller, key: string): Promise<number> => {
  for (let n = 1; n <= 2 * CALL_STEPS_MAX; n++) {
    if (caller.listens === 'record') await caller.record(0, key === '' ? {} : { Digits: key });
    else if (key === '') await caller.silence();
    else await caller.press(key);
    if (caller.over || caller.listens === 'enqueue') return n;
  }
  throw new Error(`There is no end to ${key}`);
};

test.each(['*', '9', '8', '7', ''])('a caller who presses “%s” for ever comes to a person within six turns', async key => {
  const hood = new Neighborhood();
  await hood.volunteers(ROSTER);
  const caller = new Caller(hood, RESIDENT);
  await caller.ring();
  expect(await overAndOver(caller, key)).toBeLessThanOrEqual(STUCK_MAX);
  expect(caller.listens).toBe('enqueue');
});

test.each(['*', '9', ''])('whoever is welcomed back and presses “%s” for ever comes to a person too', async key => {
  const hood = new Neighborhood();
  await hood.volunteers(ROSTER);
  await hood.text(RESIDENT, 'need food');
  await hood.pass(60_000);
  const caller = new Caller(hood, RESIDENT);
  await caller.ring();
  expect(await overAndOver(caller, key)).toBeLessThanOrEqual(STUCK_MAX);
  expect(caller.listens).toBe('enqueue');
});

test.each(['1', '5'])('a key that is stuck and always an answer, “%s”, comes to a person in the end', async key => {
  const hood = new Neighborhood();
  await hood.volunteers(ROSTER);
  const caller = new Caller(hood, RESIDENT);
  await caller.ring();
  expect(await overAndOver(caller, key)).toBeLessThanOrEqual(CALL_STEPS_MAX);
  expect(caller.listens).toBe('enqueue');
});

const volunteer = async (): Promise<Caller> => {
  const hood = new Neighborhood();
  await hood.volunteers(ROSTER);
  await hood.text(ANA, 'PIN 4810');
  for (const resident of [RESIDENT, '+15550100002']) await hood.text(resident, 'need food for 4, 11216, today');
  await hood.text(ANA, 'accept');
  const caller = new Caller(hood, ANA);
  await caller.ring();
  await caller.press('4810');
  expect(caller.heard).toMatch(/Hello Ana/);
  return caller;
};

test.each([
  '*',
  '1',
  '8',
  '47',
  '999',
  '',
])('a volunteer’s menu ends with a goodbye when “%s” changes nothing again and again', async key => {
  const caller = await volunteer();
  expect(await overAndOver(caller, key)).toBeLessThanOrEqual(HELPER_IDLE_MAX + 2);
  expect(caller.over).toBe(true);
  expect(caller.heard).toMatch(/Goodbye/);
});

test.each(['9', '7', '3', '4'])('a volunteer’s menu comes to an end however often “%s” is pressed', async key => {
  const caller = await volunteer();
  expect(await overAndOver(caller, key)).toBeLessThanOrEqual(CALL_STEPS_MAX);
  expect(caller.over).toBe(true);
  expect(caller.heard).toMatch(/Goodbye|Adiós/);
});

test('a volunteer who sees to one thing after the other is not cut short', async () => {
  const caller = await volunteer();
  for (let i = 0; i < HELPER_IDLE_MAX - 1; i++) await caller.press('1');
  await caller.press('7');
  for (let i = 0; i < HELPER_IDLE_MAX - 1; i++) await caller.press('1');
  expect(caller.over).toBe(false);
});
