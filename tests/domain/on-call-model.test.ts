import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gapsBetween, shiftsBetween } from '../../shared/domain/calendar.ts';
import { instant, type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import { onCallAt, type Rostered, type Schedule } from '../../shared/domain/on-call.ts';
import type { Override } from '../../shared/domain/override.ts';
import type { Rotation } from '../../shared/domain/rotation.ts';
import type { Shift, Shifts } from '../../shared/domain/shift.ts';
import { minutesOf, type Wall, wallAt, wallOf } from '../../shared/domain/wall.ts';

/** Around each of these, clocks change, a month ends, or nothing happens. */
const WINDOWS = [
  ['America/New_York', '2027-03-13T12:00:00Z'],
  ['America/New_York', '2027-11-06T12:00:00Z'],
  ['Europe/Dublin', '2027-10-30T12:00:00Z'],
  ['Australia/Lord_Howe', '2027-04-03T04:00:00Z'],
  ['Australia/Lord_Howe', '2027-10-02T04:00:00Z'],
  ['America/New_York', '2027-02-27T12:00:00Z'],
] as const;
const DAY = 1440;
const HOURS = 30;
const numbers = [1, 2, 3].map(n => phoneNumber(`+1555010020${n}`) as PhoneNumber);

const minute = fc.oneof(fc.constantFrom(0, 90, 120, 150, 180, 1320), fc.nat(1439));
const shift = fc
  .record({ first: fc.nat(6), count: fc.integer({ min: 1, max: 7 }), start: minute, end: minute })
  .filter(s => s.start !== s.end)
  .map(({ first, count, start, end }): Shift => ({ days: Array.from({ length: count }, (_, i) => (first + i) % 7), start, end }));
const shiftsOf: fc.Arbitrary<Shifts> = fc.oneof(
  { weight: 1, arbitrary: fc.constant('always' as const) },
  { weight: 5, arbitrary: fc.array(shift, { maxLength: 2 }) },
);
/** Minutes from the beginning of the window. */
const span = fc.tuple(fc.integer({ min: -600, max: HOURS * 60 }), fc.integer({ min: 1, max: 900 }));
const change = fc.record({ what: fc.constantFrom('on', 'off', 'instead'), who: fc.nat(2), of: fc.nat(2), span });
const plan = fc.record({
  window: fc.constantFrom(...WINDOWS),
  shifts: fc.tuple(shiftsOf, shiftsOf, shiftsOf),
  rotation: fc.option(
    fc.record({
      people: fc.array(fc.nat(2), { minLength: 1, maxLength: 4 }),
      every: fc.constantFrom(1, 2, 7),
      back: fc.nat(8),
      handoff: minute,
      during: shiftsOf,
    }),
  ),
  changes: fc.array(change, { maxLength: 4 }),
  said: fc.option(
    fc.record({ who: fc.nat(2), duty: fc.constantFrom('on', 'off'), span, ends: fc.boolean(), but: fc.array(span, { maxLength: 2 }) }),
  ),
  isHoliday: fc.boolean(),
  covered: shiftsOf,
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

const build = ({ window, shifts, rotation, changes, said, isHoliday }: Plan) => {
  const [timezone, at] = window;
  const start = minutesOf(wallAt(instant(Date.parse(at)), timezone));
  const walls = ([from, length]: readonly [number, number]): { from: Wall; to: Wall } => ({
    from: wallOf(start + from),
    to: wallOf(start + from + length),
  });
  const people = numbers.map((number, i): Rostered => {
    const mine = said?.who === i ? said : undefined;
    const { from, to } = walls(mine?.span ?? [0, 1]);
    const duty = mine && {
      duty: mine.duty as 'on' | 'off',
      dutyFrom: from,
      ...(mine.ends ? { dutyUntil: to } : {}),
      dutyBut: mine.but.map(walls),
    };
    return { number, name: `V${i}`, pods: ['food'], shifts: shifts[i] as Shifts, ...duty };
  });
  const overrides = changes.map((c, i): Override => {
    const [who, of] = [numbers[c.who] as PhoneNumber, numbers[c.of] as PhoneNumber];
    return {
      id: String(i),
      what: c.what as Override['what'],
      who,
      name: '',
      ...(c.what === 'instead' ? { of } : {}),
      ...walls(c.span),
      by: '',
    };
  });
  const rotations: Rotation[] = rotation
    ? [
        {
          name: 'main',
          people: rotation.people.map(i => numbers[i] as PhoneNumber),
          everyDays: rotation.every,
          first: wallOf((Math.floor(start / DAY) - rotation.back) * DAY + rotation.handoff),
          during: rotation.during,
        },
      ]
    : [];
  const holidays = isHoliday ? [wallOf(start + DAY).slice(0, 10)] : [];
  const schedule: Schedule = { timezone, holidays, plans: { food: { pod: 'food', rotations, overrides } } };
  return { timezone, start, people, schedule, rotation: rotations[0], overrides, holidays };
};

/**
 * The same by counting minutes: it walks over the wall clock from long before, begins a countdown where a shift begins, and passes the turn
 * on where the hand-off is.
 */
const walk = ({ start, people, rotation, overrides, holidays }: ReturnType<typeof build>): readonly (readonly boolean[])[] => {
  const on: boolean[][] = [];
  const from = rotation ? Math.min(minutesOf(rotation.first), start - 2 * DAY) : start - 2 * DAY;
  const left = people.map(() => 0);
  let during = 0;
  let [turn, day] = [-1, 0];
  const begins = (shifts: Shifts, minutes: number, free: readonly string[]): number => {
    const now = minutes % DAY;
    const starting =
      shifts === 'always' ? [] : shifts.filter(s => s.start === now && s.days.includes(new Date(minutes * 60_000).getUTCDay()));
    if (starting.length === 0 || free.includes(wallOf(minutes).slice(0, 10))) return 0;
    return Math.max(...starting.map(s => (s.end > s.start ? s.end : s.end + DAY) - s.start));
  };
  for (let m = from; m < start + HOURS * 60; m++) {
    if (rotation && m >= minutesOf(rotation.first) && (m - minutesOf(rotation.first)) % DAY === 0) {
      if (day % rotation.everyDays === 0) turn++;
      day++;
    }
    if (rotation) during = Math.max(during - 1, begins(rotation.during, m, []));
    people.forEach((v, i) => {
      left[i] = Math.max((left[i] ?? 0) - 1, begins(v.shifts, m, holidays));
    });
    if (m < start) continue;
    const wall = wallOf(m);
    on.push(
      people.map((v, i) => {
        if (
          v.duty &&
          v.dutyFrom &&
          v.dutyFrom <= wall &&
          (!v.dutyUntil || wall < v.dutyUntil) &&
          !v.dutyBut?.some(b => b.from <= wall && wall < b.to)
        )
          return v.duty === 'on';
        let result = v.shifts === 'always' || (left[i] ?? 0) > 0;
        const isTheirs = rotation && turn >= 0 && rotation.people[turn % rotation.people.length] === v.number;
        if (isTheirs && (rotation.during === 'always' || during > 0)) result = true;
        for (const o of overrides) {
          if (wall < o.from || wall >= o.to) continue;
          if (o.what === 'instead' && o.of === v.number) result = false;
          if (o.who === v.number) result = o.what !== 'off';
        }
        return result;
      }),
    );
  }
  return on;
};

test('who is on call, the shifts and the gaps are what a walk over every minute finds', () => {
  fc.assert(
    fc.property(plan, p => {
      const built = build(p);
      const { start, people, schedule, timezone } = built;
      const on = walk(built);
      const [from, to] = [wallOf(start), wallOf(start + HOURS * 60)];
      const spans = shiftsBetween(people, schedule, from, to);
      const within = (all: readonly { readonly from: Wall; readonly to: Wall }[]): readonly boolean[] => {
        const edges = all.map(s => [minutesOf(s.from) - start, minutesOf(s.to) - start] as const);
        return on.map((_, m) => edges.some(([begins, ends]) => begins <= m && m < ends));
      };
      const covered = people.map(v => within(spans.filter(s => s.number === v.number)));
      expect(covered).toEqual(people.map((_, i) => on.map(row => row[i])));
      const gaps = gapsBetween(people, schedule, 'food', 'always', from, to);
      expect(within(gaps)).toEqual(on.map(row => !row.includes(true)));
      // By instants: every seventh minute of the world, whatever its clocks do.
      const began = Date.parse(p.window[1]);
      for (let n = 0; n < HOURS * 60; n += 7) {
        const at = instant(began + n * 60_000);
        const row = on[minutesOf(wallAt(at, timezone)) - start];
        if (!row) break;
        const now = onCallAt(people, schedule, 'food', at);
        expect(people.map(v => now.find(one => one.person.number === v.number)?.onCall)).toEqual(row);
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
