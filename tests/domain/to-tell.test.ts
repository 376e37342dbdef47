import { expect, test } from 'vitest';
import { instant } from '../../shared/domain/ids.ts';
import { byDay, isToCall, withMore } from '../../shared/domain/to-tell.ts';

const NEW_YORK = 'America/New_York';
const at = (text: string) => instant(Date.parse(text));

test.each([
  ['in the morning, at once', '2026-11-30T09:00:00-05:00', '2026-11-30T09:00:00-05:00'],
  ['until eight in the evening', '2026-11-30T19:59:00-05:00', '2026-11-30T19:59:00-05:00'],
  ['after that the next morning', '2026-11-30T20:00:00-05:00', '2026-12-01T09:00:00-05:00'],
  ['in the small hours the same day', '2026-11-30T03:20:00-05:00', '2026-11-30T09:00:00-05:00'],
  ['at nine too in the night in which the clocks go forward', '2026-03-07T23:00:00-05:00', '2026-03-08T09:00:00-04:00'],
  ['and back', '2026-10-31T23:00:00-04:00', '2026-11-01T09:00:00-05:00'],
])('news is called %s', (_name, now, called) => {
  expect(byDay(at(now), NEW_YORK)).toBe(at(called));
});

test('what is to be told keeps its newest lines, and one time at which it is called', () => {
  const noon = at('2026-11-30T12:00:00Z');
  let told = withMore(undefined, { line: 'accepted', fill: { name: 'Ana' } }, noon);
  for (const line of ['released', 'accepted', 'late', 'case-closed']) told = withMore(told, { line, fill: {} }, undefined);
  expect(told.lines.map(one => one.line)).toEqual(['released', 'accepted', 'late', 'case-closed']);
  expect(told.callAt).toBe(noon);
  expect([isToCall(told, at('2026-11-30T11:00:00Z')), isToCall(told, noon), isToCall(undefined, noon)]).toEqual([true, false, false]);
});
