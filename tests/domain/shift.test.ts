import { expect, test } from 'vitest';
import { instant } from '../../shared/domain/ids.ts';
import { onShift, parseShifts, type Shifts } from '../../shared/domain/shift.ts';

const NEW_YORK = 'America/New_York';
const shifts = (text: string): Shifts => {
  const read = parseShifts(text);
  if ('unreadable' in read) throw new Error(read.unreadable);
  return read.shifts;
};
const at = (utc: string): ReturnType<typeof instant> => instant(Date.parse(utc));

test.each([
  ['Mon-Fri 17:00-21:00; Sat 09:00-13:00', 2],
  ['mon-fri 17:00-21:00', 1],
  ['Monday 9:00-12:00', 1],
  ['Fri-Mon 10:00-11:00', 1],
  ['Sat 18:00-24:00', 1],
  ['Mon 17:00–21:00', 1],
  ['', 0],
])('reads %j', (text, count) => {
  expect(shifts(text)).toHaveLength(count);
});

test.each([
  'Monkey 10:00-11:00',
  'Mon 25:00-26:00',
  'Mon 9-12',
  'Mon 10:00-10:00',
  'Mon 10:61-11:00',
  'always on',
  'Mon 10:00-24:30',
])('does not read %j', text => {
  expect(parseShifts(`Sun 08:00-09:00; ${text}`)).toEqual({ unreadable: text.toLowerCase() });
});

test('a range of days runs past the weekend', () => {
  const weekend = shifts('Fri-Mon 10:00-11:00');
  const on = ['08', '09', '10', '11', '12', '13', '14'].map(day => onShift(weekend, at(`2027-01-${day}T15:30:00Z`), NEW_YORK));
  expect(on).toEqual([true, true, true, true, false, false, false]);
});

test('a shift past midnight belongs to the day on which it began', () => {
  const night = shifts('Fri 22:00-02:00');
  expect(onShift(night, at('2027-01-09T02:59:00Z'), NEW_YORK)).toBe(false);
  expect(onShift(night, at('2027-01-09T03:00:00Z'), NEW_YORK)).toBe(true);
  expect(onShift(night, at('2027-01-09T06:59:00Z'), NEW_YORK)).toBe(true);
  expect(onShift(night, at('2027-01-09T07:00:00Z'), NEW_YORK)).toBe(false);
  expect(onShift(night, at('2027-01-08T06:00:00Z'), NEW_YORK)).toBe(false);
});

test('the start counts and the end does not', () => {
  const noon = shifts('Sat 09:00-13:00');
  expect(onShift(noon, at('2027-01-09T14:00:00Z'), NEW_YORK)).toBe(true);
  expect(onShift(noon, at('2027-01-09T17:59:59Z'), NEW_YORK)).toBe(true);
  expect(onShift(noon, at('2027-01-09T18:00:00Z'), NEW_YORK)).toBe(false);
});

test('a day that ends at 24:00 ends there', () => {
  const evening = shifts('Sat 18:00-24:00');
  expect(onShift(evening, at('2027-01-10T04:59:00Z'), NEW_YORK)).toBe(true);
  expect(onShift(evening, at('2027-01-10T05:00:00Z'), NEW_YORK)).toBe(false);
});

test('the wall clock decides when the clocks go forward: 02:00 to 03:00 does not exist on 14 March 2027', () => {
  const night = shifts('Sat 22:00-03:30');
  expect(onShift(night, at('2027-03-14T06:59:00Z'), NEW_YORK)).toBe(true);
  expect(onShift(night, at('2027-03-14T07:00:00Z'), NEW_YORK)).toBe(true);
  expect(onShift(night, at('2027-03-14T07:29:00Z'), NEW_YORK)).toBe(true);
  expect(onShift(night, at('2027-03-14T07:30:00Z'), NEW_YORK)).toBe(false);
  const morning = shifts('Sun 09:00-10:00');
  expect(onShift(morning, at('2027-03-14T13:00:00Z'), NEW_YORK)).toBe(true);
  expect(onShift(morning, at('2027-03-14T14:00:00Z'), NEW_YORK)).toBe(false);
});

test('the wall clock decides when the clocks go back: 01:00 to 02:00 comes twice on 7 November 2027', () => {
  const night = shifts('Sun 01:00-02:00');
  const on = ['04:59', '05:00', '05:59', '06:00', '06:59', '07:00'].map(time => onShift(night, at(`2027-11-07T${time}:00Z`), NEW_YORK));
  expect(on).toEqual([false, true, true, true, true, false]);
});
