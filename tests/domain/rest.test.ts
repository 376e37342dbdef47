import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import { type PodPlan, type Rostered, standingAt } from '../../shared/domain/on-call.ts';
import { namedBy, restsUntil } from '../../shared/domain/rest.ts';
import { parseShifts, type Shifts } from '../../shared/domain/shift.ts';
import { minutesOf, plusMinutes, type Wall, wallOf } from '../../shared/domain/wall.ts';

const NOW = '2027-01-09T10:07' as Wall;
const NUMBER = phoneNumber('+15550100001') as PhoneNumber;
const OTHER = phoneNumber('+15550100002') as PhoneNumber;
const zone = { timezone: 'America/New_York', holidays: ['2027-01-09', '2027-01-11'] };
const shiftsOf = (text: string): Shifts => {
  const read = parseShifts(text);
  if ('unreadable' in read) throw new Error(read.unreadable);
  return read.shifts;
};
const person = (shifts: string, more: Partial<Rostered> = {}): Rostered => ({
  number: NUMBER,
  name: 'V',
  pods: ['food'],
  shifts: shiftsOf(shifts),
  ...more,
});

test.each([
  ['on call always', person('always'), undefined],
  ['a shift later today', person('Sat 17:00-21:00'), '2027-01-09T17:00'],
  ['a shift that runs, on a holiday: until midnight', person('Sat 09:00-21:00'), '2027-01-10T00:00'],
  ['a holiday with another shift before midnight', person('Sat 09:00-12:00; Sat 18:00-20:00'), '2027-01-09T18:00'],
  ['a shift on a holiday to come, which may be taken back', person('Mon 17:00-21:00'), '2027-01-11T17:00'],
  ['OFF until a time', person('always', { duty: 'off', dutyUntil: '2027-01-12T09:00' as Wall }), '2027-01-12T09:00'],
  ['OFF without an end', person('always', { duty: 'off' }), '2027-02-13T10:07'],
  ['ON', person('', { duty: 'on', dutyUntil: '2027-01-12T09:00' as Wall }), undefined],
  ['ON from later on', person('', { duty: 'on', dutyFrom: '2027-01-10T08:00' as Wall }), '2027-01-10T08:00'],
  ['no shift at all', person(''), '2027-02-13T10:07'],
  ['STOP', person('always', { stopped: true }), '2027-02-13T10:07'],
  ['hours given: the next month', person('always', { hoursWish: 4, hoursIn: { month: '2027-01', hours: 4 } }), '2027-02-01T00:00'],
  ['in no pod', person('', { pods: [] }), undefined],
])('%s', (_what, v, until) => {
  expect(restsUntil(v, zone, NOW)).toBe(until);
});

const wall = fc.integer({ min: -3_000, max: 9_000 }).map(minutes => plusMinutes(NOW, minutes));
const rostered = fc.record(
  {
    shifts: fc.constantFrom('', 'always', 'Sat 09:00-10:30', 'Fri-Sun 22:00-06:00', 'Mon 03:00-04:00; Sat 10:15-12:00'),
    duty: fc.option(fc.constantFrom('on' as const, 'off' as const), { nil: undefined }),
    dutyFrom: fc.option(wall, { nil: undefined }),
    dutyUntil: fc.option(wall, { nil: undefined }),
    given: fc.boolean(),
  },
  { requiredKeys: ['shifts', 'given'] },
);

test('nobody who rests would be on call by their own row in the meantime, whichever holidays are taken back', () => {
  fc.assert(
    fc.property(rostered, fc.integer({ min: 0, max: 2_000 }), ({ shifts, given, duty, dutyFrom, dutyUntil }, later) => {
      const v = person(shifts, {
        ...(duty ? { duty } : {}),
        ...(dutyFrom ? { dutyFrom } : {}),
        ...(dutyUntil ? { dutyUntil } : {}),
        ...(given ? { hoursWish: 2, hoursIn: { month: '2027-01', hours: 2 } } : {}),
      });
      const now = plusMinutes(NOW, later);
      const until = restsUntil(v, zone, now);
      const isOn = (minutes: number, holidays: readonly string[]) =>
        standingAt(v, 'food', { ...zone, holidays, plans: {} }, minutes).onCall;
      expect(until === undefined).toBe(isOn(minutesOf(now), zone.holidays));
      if (until === undefined) return;
      expect(until > now).toBe(true);
      const isHoliday = isOn(minutesOf(now), []);
      const holidays = isHoliday ? zone.holidays : [];
      const last = Math.min(minutesOf(until) - 1, minutesOf(now) + 9_000);
      const meantime = Array.from({ length: Math.floor((last - minutesOf(now)) / 15) }, (_, n) => minutesOf(now) + n * 15);
      expect([...meantime, last].filter(minutes => isOn(minutes, holidays)).map(wallOf)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('a plan names whoever it puts on call, by a rotation or for this once', () => {
  const span = { from: '2027-01-09T10:00' as Wall, to: '2027-01-09T11:00' as Wall, by: 'Rosa' };
  const plan: PodPlan = {
    pod: 'food',
    rotations: [{ name: 'main', people: [NUMBER, OTHER], everyDays: 1, first: '2027-01-08T09:00' as Wall, during: 'always' }],
    overrides: [
      { id: 'a', what: 'instead', who: NUMBER, name: 'V', of: OTHER, ofName: 'W', ...span },
      { id: 'b', what: 'off', who: OTHER, name: 'W', ...span },
    ],
  };
  expect(namedBy(plan, NOW)).toEqual([NUMBER, OTHER]);
  expect(namedBy(plan, span.to)).toEqual([OTHER]);
  expect(namedBy(undefined, NOW)).toEqual([]);
});
