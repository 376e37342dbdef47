import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Case, isOpen } from '../../shared/domain/case.ts';
import { instant } from '../../shared/domain/ids.ts';
import { type Override, withOverride } from '../../shared/domain/override.ts';
import { candidates } from '../../shared/domain/routing.ts';
import { plusMinutes, wallAt } from '../../shared/domain/wall.ts';
import { dueUntil, openCases, queueOf } from '../../shared/table/keys.ts';
import { readRoster } from '../../shared/table/roster.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { changePlan, readSchedule } from '../../shared/table/schedule.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { Neighborhood, sampleCommunity } from '../support/neighborhood.ts';

const HOUR = 3_600_000;
const phone = (n: number): string => `+1646${2_000_000 + n}`;
const resident = (n: number): string => `+1718${2_000_000 + n}`;
/** Saturday afternoon before the night in which the clocks are set forward. */
const EVE = instant(Date.parse('2027-03-13T17:00:00Z'));
const csv = (count: number, shifts: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => `V${n},${phone(n)},en,food,,,${shifts(n)},yes,no`).join('\n');

const open = async (count: number, shifts: (n: number) => string): Promise<Neighborhood> => {
  const community = sampleCommunity();
  const { quiet: _quiet, ...volunteers } = community.volunteers;
  const hood = new Neighborhood({ community: { ...community, volunteers }, store: now => openSqlite(':memory:', now), now: EVE });
  await hood.volunteers(csv(count, shifts));
  return hood;
};

const casesOf = async (hood: Neighborhood): Promise<readonly Case[]> => {
  const { found } = await hood.store.read({ query: [openCases(99)] });
  return (found[0] ?? []).map(row => nounOf<Case>(row)).filter(isOpen);
};

/** One need, put to volunteers and taken back: answers whom it was put to. Whoever could have been asked must have been, up to a wave. */
const ask = async (hood: Neighborhood, nth: number): Promise<readonly string[]> => {
  await hood.text(resident(nth), 'need food for 2, 11216, today');
  const c = (await casesOf(hood)).find(one => one.number === resident(nth));
  if (!c) throw new Error('no case');
  const schedule = await readSchedule(hood.store, hood.community);
  const left = candidates(c, await readRoster(hood.store), hood.community, schedule, hood.now).filter(one => !one.unfit);
  if (c.asked.length < 3) expect(left.map(one => one.volunteer.name)).toEqual([]);
  await hood.text(resident(nth), 'WITHDRAW');
  await hood.text(resident(nth), '1');
  await hood.pass(60_000);
  return c.asked.map(a => a.name);
};

/** How many stand in turn, on call or not. */
const inTurn = async (hood: Neighborhood): Promise<number> => {
  const { found } = await hood.store.read({ query: [queueOf('food', undefined, 9_999)] });
  return found[0]?.length ?? 0;
};

test('whoever is off call does not stay in the way of the others, and those on call are asked in turn', async () => {
  const hood = await open(240, n => (n % 4 === 0 ? 'always' : 'Mon 03:00-04:00'));
  const asked: string[] = [];
  for (let nth = 0; nth < 20; nth++) asked.push(...(await ask(hood, nth)));
  expect(new Set(asked).size).toBe(60);
  // What is left in turn is what one look takes in beside those who are on call.
  expect(await inTurn(hood)).toBeLessThan(60 + 48);
  const again: string[] = [];
  for (let nth = 20; nth < 40; nth++) again.push(...(await ask(hood, nth)));
  expect(again).toEqual(asked);
  await hood.store.close();
});

test('they are asked again as soon as their shift begins, in the order in which they were asked last', async () => {
  const hood = await open(120, n => (n % 2 === 0 ? 'always' : 'Sun 13:00-15:00'));
  for (let nth = 0; nth < 30; nth++) await ask(hood, nth);
  expect(await inTurn(hood)).toBeLessThan(120);
  await hood.pass(24 * HOUR);
  const asked: string[] = [];
  for (let nth = 30; nth < 50; nth++) asked.push(...(await ask(hood, nth)));
  expect(asked).toEqual(Array.from({ length: 60 }, (_, n) => `V${2 * n + 1}`));
  await hood.store.close();
});

const override = (hood: Neighborhood, n: number, what: 'on' | 'off'): Override => {
  const from = wallAt(hood.now, hood.community.timezone);
  return { id: `o${n}-${from}`, what, who: phone(n) as Override['who'], name: `V${n}`, from, to: plusMinutes(from, 600), by: 'Rosa' };
};
const SHIFTS = ['Sat 12:00-13:00', 'Sun 02:00-03:30', 'Sun 01:00-05:00', 'Sat-Sun 20:00-08:00', 'Mon 03:00-04:00', ''] as const;
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ what: 'ask' as const }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('wait' as const), minutes: fc.constantFrom(20, 61, 240, 700) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('on' as const, 'off' as const, 'import' as const), n: fc.nat(79) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('plan-on' as const, 'plan-off' as const), n: fc.nat(79) }) },
);

const live = async (hood: Neighborhood, one: typeof step extends fc.Arbitrary<infer T> ? T : never, nth: number): Promise<void> => {
  switch (one.what) {
    case 'ask':
      await ask(hood, nth);
      return;
    case 'wait':
      return hood.pass(one.minutes * 60_000);
    case 'on':
    case 'off':
      await hood.text(phone(one.n), one.what.toUpperCase());
      return;
    case 'import':
      return hood.volunteers(`V${one.n},${phone(one.n)},en,food,,,always,yes,no`);
    default: {
      const made = override(hood, one.n, one.what === 'plan-on' ? 'on' : 'off');
      await changePlan(hood.store, 'food', `plan-${nth}`, plan => ({ ...plan, overrides: withOverride(plan.overrides, made) }));
    }
  }
};

test('whatever changes while they rest, over the night in which the clocks are set: whoever is on call and fits is asked', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async steps => {
      const hood = await open(80, n => SHIFTS[n % SHIFTS.length] ?? '');
      // The head of the queue is put to rest first.
      for (let nth = 0; nth < 6; nth++) await ask(hood, nth);
      for (const [nth, one] of steps.entries()) await live(hood, one, 10 + nth);
      await ask(hood, 90);
      const { found } = await hood.store.read({ query: [dueUntil(hood.now, 9)] });
      expect((found[0] ?? []).filter(row => row.kind === 'case')).toEqual([]);
      await hood.store.close();
    }),
    { numRuns: 12 },
  );
}, 60_000);
