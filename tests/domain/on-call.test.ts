import { describe, expect, test } from 'vitest';
import { dutyEnds, gapsBetween, shiftsBetween } from '../../shared/domain/calendar.ts';
import { type Instant, type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import { explain, onCallAt, type PodPlan, type Rostered, type Schedule } from '../../shared/domain/on-call.ts';
import type { Override } from '../../shared/domain/override.ts';
import type { Rotation } from '../../shared/domain/rotation.ts';
import { parseShifts, type Shifts } from '../../shared/domain/shift.ts';
import { type Wall, wallAt } from '../../shared/domain/wall.ts';
import { instantOf } from '../../shared/domain/zone.ts';

const NEW_YORK = 'America/New_York';
const number = (n: number): PhoneNumber => phoneNumber(`+1555010020${n}`) as PhoneNumber;
const w = (text: string): Wall => text.replace(' ', 'T') as Wall;
const shifts = (text: string): Shifts => {
  const read = parseShifts(text);
  if ('unreadable' in read) throw new Error(`cannot read ${read.unreadable}`);
  return read.shifts;
};
const person = (n: number, name: string, hours: string, more: Partial<Rostered> = {}): Rostered => ({
  number: number(n),
  name,
  pods: ['food'],
  shifts: shifts(hours),
  ...more,
});
const ANA = person(1, 'Ana', 'Mon-Fri 17:00-21:00');
const BO = person(2, 'Bo', 'Sat 22:00-06:00');
const CY = person(3, 'Cy', '');

const schedule = (plan: Partial<PodPlan> = {}, more: Partial<Schedule> = {}): Schedule => ({
  timezone: NEW_YORK,
  holidays: [],
  plans: { food: { pod: 'food', rotations: [], overrides: [], ...plan } },
  ...more,
});
const override = (more: Partial<Override> & Pick<Override, 'what' | 'who' | 'from' | 'to'>): Override => ({
  id: 'one',
  name: 'Cy',
  by: 'Rosa',
  ...more,
});
const reasons = (people: readonly Rostered[], plan: Schedule, wall: string): readonly string[] => {
  const at = instantOf(w(wall), plan.timezone);
  return onCallAt(people, plan, 'food', at).map(
    one => `${one.person.name} ${one.onCall ? 'on' : 'off'}: ${explain(one, wallAt(at, plan.timezone))}`,
  );
};

describe('who is on call, and why', () => {
  test('a weekly shift', () => {
    expect(reasons([ANA, BO], schedule(), '2027-01-08 17:00')).toEqual([
      'Ana on: weekly shift Mon-Fri 17:00-21:00',
      'Bo off: has no shift now',
    ]);
    expect(reasons([ANA], schedule(), '2027-01-08 21:00')).toEqual(['Ana off: has no shift now']);
  });
  test('ON and OFF, until they end', () => {
    const off = { ...ANA, duty: 'off', dutyUntil: w('2027-01-08 21:00') } as const;
    expect(reasons([off], schedule(), '2027-01-08 18:00')).toEqual(['Ana off: OFF until 21:00']);
    expect(reasons([off], schedule(), '2027-01-11 18:00')).toEqual(['Ana on: weekly shift Mon-Fri 17:00-21:00']);
    const on = { ...CY, duty: 'on', dutyUntil: w('2027-01-10 09:00') } as const;
    expect(reasons([on], schedule(), '2027-01-08 18:00')).toEqual(['Cy on: ON until Sun 09:00']);
  });
  test('one who covers, and one who is covered for', () => {
    const cover = override({
      what: 'instead',
      who: CY.number,
      of: BO.number,
      ofName: 'Bo',
      from: w('2027-01-09 22:00'),
      to: w('2027-01-10 06:00'),
    });
    expect(reasons([BO, CY], schedule({ overrides: [cover] }), '2027-01-10 02:00')).toEqual([
      'Cy on: covers for Bo until 06:00',
      'Bo off: Cy covers for them until 06:00',
    ]);
  });
  test('what was agreed last for this once wins', () => {
    const off = override({ id: 'a', what: 'off', who: ANA.number, from: w('2027-01-08 17:00'), to: w('2027-01-08 21:00') });
    const on = override({ id: 'b', what: 'on', who: ANA.number, from: w('2027-01-08 19:00'), to: w('2027-01-08 20:00') });
    const plan = schedule({ overrides: [off, on] });
    expect(reasons([ANA], plan, '2027-01-08 18:59')).toEqual(['Ana off: off this once until 21:00']);
    expect(reasons([ANA], plan, '2027-01-08 19:00')).toEqual(['Ana on: on this once until 20:00']);
    expect(reasons([ANA], plan, '2027-01-08 20:00')).toEqual(['Ana off: off this once until 21:00']);
  });
  test('a holiday takes the weekly shifts that begin on it, not the night that runs into it, nor who says ON', () => {
    const plan = schedule({}, { holidays: ['2027-01-10', '2027-01-11'] });
    expect(reasons([ANA], plan, '2027-01-11 18:00')).toEqual(['Ana off: holiday 2027-01-11']);
    expect(reasons([BO], plan, '2027-01-10 03:00')).toEqual(['Bo on: weekly shift Sat 22:00-06:00']);
    expect(reasons([{ ...ANA, duty: 'on' }], plan, '2027-01-11 18:00')).toEqual(['Ana on: ON']);
  });
  test('the hours of a month end the shifts of that month alone', () => {
    const full = { ...ANA, hoursWish: 4, hoursIn: { month: '2027-01', hours: 4 } };
    expect(reasons([full], schedule(), '2027-01-08 18:00')).toEqual(['Ana off: has given the hours of this month']);
    expect(reasons([full], schedule(), '2027-02-01 18:00')).toEqual(['Ana on: weekly shift Mon-Fri 17:00-21:00']);
    expect(shiftsBetween([full], schedule(), w('2027-01-28 00:00'), w('2027-02-03 00:00')).map(s => s.from)).toEqual([
      '2027-02-01T17:00',
      '2027-02-02T17:00',
    ]);
  });
});

const rotation = (more: Partial<Rotation> = {}): Rotation => ({
  name: 'main',
  people: [ANA.number, BO.number, CY.number],
  everyDays: 7,
  first: w('2027-01-04 09:00'),
  during: 'always',
  ...more,
});
const people = [ANA, BO, CY].map(v => ({ ...v, shifts: [] as Shifts }));
const onDuty = (plan: Schedule, at: string): readonly string[] =>
  onCallAt(people, plan, 'food', at as Instant)
    .filter(one => one.onCall)
    .map(one => one.person.name);

describe('a rotation', () => {
  test('passes on at its hand-off, in order and round again, across the end of a month and a year', () => {
    const plan = schedule({ rotations: [rotation({ first: w('2026-12-21 09:00') })] });
    const at = ['2026-12-21T13:59:00Z', '2026-12-21T14:00:00Z', '2026-12-28T14:00:00Z', '2027-01-04T14:00:00Z', '2027-01-11T14:00:00Z'];
    expect(at.map(one => onDuty(plan, one))).toEqual([[], ['Ana'], ['Bo'], ['Cy'], ['Ana']]);
  });
  test('stays at its hour of the day when the clocks change', () => {
    const plan = schedule({ rotations: [rotation({ everyDays: 1, first: w('2027-03-13 09:00') })] });
    // 09:00 is 14:00 UTC before 14 March 2027, and 13:00 UTC from then on.
    const at = ['2027-03-13T14:00:00Z', '2027-03-14T12:59:00Z', '2027-03-14T13:00:00Z', '2027-03-15T13:00:00Z'];
    expect(at.map(one => onDuty(plan, one))).toEqual([['Ana'], ['Ana'], ['Bo'], ['Cy']]);
  });
  test('is on call within its hours alone, and says until when', () => {
    const plan = schedule({ rotations: [rotation({ during: shifts('Mon-Sun 18:00-22:00') })] });
    expect(reasons(people, plan, '2027-01-05 19:00')[0]).toBe('Ana on: rotation main until 22:00');
    expect(reasons(people, plan, '2027-01-05 17:59').filter(r => r.includes(' on: '))).toEqual([]);
  });
  test.each([
    // The hand-off that does not exist is at the jump; the one that comes twice is at the first. In every row: the minute before, and at it.
    ['America/New_York', '2027-03-14 02:30', '2027-03-14T06:59:00Z', '2027-03-14T07:00:00Z'],
    ['America/New_York', '2027-11-07 01:30', '2027-11-07T05:29:00Z', '2027-11-07T05:30:00Z'],
    ['Europe/Dublin', '2027-03-28 01:30', '2027-03-28T00:59:00Z', '2027-03-28T01:00:00Z'],
    ['Europe/Dublin', '2027-10-31 01:30', '2027-10-31T00:29:00Z', '2027-10-31T00:30:00Z'],
    ['Australia/Lord_Howe', '2027-10-03 02:15', '2027-10-02T15:29:00Z', '2027-10-02T15:30:00Z'],
    ['Australia/Lord_Howe', '2027-04-04 01:45', '2027-04-03T14:44:00Z', '2027-04-03T14:45:00Z'],
  ])('in %s hands over at %s exactly once', (timezone, handoff, before, at) => {
    const first = w(handoff.replace(/-(\d\d) /, (_, day) => `-${String(Number(day) - 1).padStart(2, '0')} `));
    const plan = schedule({ rotations: [rotation({ everyDays: 1, first })] }, { timezone });
    expect([onDuty(plan, before), onDuty(plan, at)]).toEqual([['Ana'], ['Bo']]);
    // An hour and a half later, when the repeated time has come again, it is still the next one's.
    expect(onDuty(plan, new Date(Date.parse(at) + 90 * 60_000).toISOString())).toEqual(['Bo']);
  });
});

test.each([
  ['America/New_York', 'Sat 22:00-06:00', '2027-03-13 22:00', 7],
  ['America/New_York', 'Sat 22:00-06:00', '2027-11-06 22:00', 9],
  ['Europe/Dublin', 'Sat 22:00-06:00', '2027-03-27 22:00', 7],
  ['Europe/Dublin', 'Sat 22:00-06:00', '2027-10-30 22:00', 9],
  ['Australia/Lord_Howe', 'Sat 22:00-06:00', '2027-10-02 22:00', 7.5],
  ['Australia/Lord_Howe', 'Sat 22:00-06:00', '2027-04-03 22:00', 8.5],
  ['America/New_York', 'Sat 22:00-06:00', '2027-01-30 22:00', 8],
])('in %s the night shift %s of %s lasts %d hours', (timezone, hours, from, lasts) => {
  const v = person(1, 'Ana', hours);
  const [shift] = shiftsBetween([v], schedule({}, { timezone }), w(from), w(`${from.slice(0, 10)} 23:00`));
  if (!shift) throw new Error('no shift');
  expect((Date.parse(instantOf(shift.to, timezone)) - Date.parse(instantOf(shift.from, timezone))) / 3_600_000).toBe(lasts);
});

describe('gaps', () => {
  test('are where somebody should be on call and nobody is', () => {
    const gaps = gapsBetween([ANA, BO], schedule(), 'food', shifts('Mon-Sun 17:00-23:00'), w('2027-01-08 00:00'), w('2027-01-10 00:00'));
    expect(gaps.map(g => `${g.from} ${g.to}`)).toEqual(['2027-01-08T21:00 2027-01-08T23:00', '2027-01-09T17:00 2027-01-09T22:00']);
  });
  test('are none where somebody is always on call', () => {
    const always = person(4, 'Di', 'always');
    expect(gapsBetween([ANA, always], schedule(), 'food', 'always', w('2027-01-08 00:00'), w('2027-01-22 00:00'))).toEqual([]);
  });
});

describe('ON and OFF said now', () => {
  const at = (v: Rostered, said: 'on' | 'off', now: string): Wall | undefined => dutyEnds(v, schedule(), said, w(now));
  test('end with the shift that runs', () => {
    expect(at(ANA, 'off', '2027-01-08 18:00')).toBe('2027-01-08T21:00');
    expect(at(BO, 'on', '2027-01-10 01:00')).toBe('2027-01-10T06:00');
  });
  test('without a shift: ON ends with the day, OFF when the next shift begins', () => {
    expect(at(ANA, 'on', '2027-01-08 12:00')).toBe('2027-01-09T00:00');
    expect(at(ANA, 'on', '2027-01-08 23:30')).toBe('2027-01-09T02:30');
    expect(at(ANA, 'off', '2027-01-08 21:00')).toBe('2027-01-11T17:00');
  });
  test('have no end where there is no shift that could end them', () => {
    expect(at(CY, 'off', '2027-01-08 18:00')).toBeUndefined();
    expect(at(person(4, 'Di', 'always'), 'off', '2027-01-08 18:00')).toBeUndefined();
  });
});
