import fc from 'fast-check';
import { expect, test } from 'vitest';
import { covers, parseShifts, type Shift, shiftsText } from '../../shared/domain/shift.ts';
import { DAY_MIN } from '../../shared/domain/wall.ts';
import { withEvery, withoutEvery } from '../../shared/domain/weekly.ts';

const rules = (text: string): readonly Shift[] => {
  const read = parseShifts(text);
  if (!('shifts' in read) || read.shifts === 'always') throw new Error(text);
  return read.shifts;
};

test.each([
  ['', [6], '09:00-12:00', 'Sat 09:00-12:00'],
  ['Mon-Fri 17:00-21:00', [6], '17:00-21:00', 'Mon-Sat 17:00-21:00'],
  ['Sat 09:00-12:00', [6], '11:00-14:00', 'Sat 09:00-14:00'],
  ['Sat 09:00-12:00', [1, 3], '17:00-21:00', 'Mon 17:00-21:00; Wed 17:00-21:00; Sat 09:00-12:00'],
  ['Fri 22:00-02:00', [5], '20:00-22:00', 'Fri 20:00-02:00'],
  ['Sun 01:00-11:00; Sun 01:00-11:00', [1], '09:00-12:00', 'Mon 09:00-12:00; Sun 01:00-11:00'],
])('%s and on days %j %s', (before, days, hours, after) => {
  const [{ start, end } = { start: 0, end: 0 }] = rules(`Sun ${hours}`);
  expect(shiftsText(withEvery(rules(before), days, { start, end }))).toBe(after);
});

test.each([
  ['Mon-Fri 17:00-21:00', [3], undefined, 'Mon-Tue 17:00-21:00; Thu-Fri 17:00-21:00'],
  ['Sat 09:00-17:00', [6], '12:00-13:00', 'Sat 09:00-12:00; Sat 13:00-17:00'],
  ['Sat 09:00-12:00', [6], undefined, ''],
  ['Fri 20:00-02:00', [5], '22:00-06:00', 'Fri 20:00-22:00'],
  ['Sat 09:00-12:00', [1], undefined, 'Sat 09:00-12:00'],
])('%s and off days %j %s', (before, days, hours, after) => {
  const [gone] = hours ? rules(`Sun ${hours}`) : [];
  expect(shiftsText(withoutEvery(rules(before), days, gone))).toBe(after);
});

const day = fc.integer({ min: 0, max: 6 });
const hour = fc.integer({ min: 0, max: 23 });
const rule = fc
  .record({ days: fc.uniqueArray(day, { minLength: 1, maxLength: 3 }), start: hour, length: fc.integer({ min: 1, max: 12 }) })
  .map(({ days, start, length }): Shift => ({ days, start: start * 60, end: ((start + length) * 60) % DAY_MIN || DAY_MIN }));

test('what is added is covered and nothing else changes, and what is written is read back', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 4 }), rule, (before, one) => {
      const after = withEvery(before, one.days, one);
      for (let minute = 7 * DAY_MIN; minute < 14 * DAY_MIN; minute += 30)
        expect(covers(after, minute)).toBe(covers(before, minute) || covers([one], minute));
      const text = shiftsText(after);
      expect(shiftsText(rules(text))).toBe(text);
    }),
    { numRuns: 200 },
  );
});
