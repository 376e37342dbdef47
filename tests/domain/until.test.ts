import { expect, test } from 'vitest';
import { type Instant, language } from '../../shared/domain/ids.ts';
import { untilIn } from '../../shared/domain/until.ts';

/** Saturday, the 9th of January, 9 in the morning. */
const NOW = '2027-01-09T14:00:00.000Z' as Instant;
const read = (text: string): string | undefined => untilIn(text, NOW, 'America/New_York', [language('en'), language('es')]);

test.each([
  ['tomorrow', '2027-01-10T05:00:00.000Z'],
  ['until tomorrow', '2027-01-10T05:00:00.000Z'],
  ['until tomorrow 9am', '2027-01-10T14:00:00.000Z'],
  ['tomorrow at 9:30', '2027-01-10T14:30:00.000Z'],
  ['hasta manana', '2027-01-10T05:00:00.000Z'],
  ['hasta mañana', '2027-01-10T05:00:00.000Z'],
  ['until Tuesday', '2027-01-12T05:00:00.000Z'],
  ['until Tue 6pm', '2027-01-12T23:00:00.000Z'],
  ['hasta el martes', '2027-01-12T05:00:00.000Z'],
  ['3 days', '2027-01-12T14:00:00.000Z'],
  ['3 dias', '2027-01-12T14:00:00.000Z'],
  ['12 hours', '2027-01-10T02:00:00.000Z'],
  ['until 6pm', '2027-01-09T23:00:00.000Z'],
  ['until 8 a.m.', '2027-01-10T13:00:00.000Z'],
  ['12am', '2027-01-10T05:00:00.000Z'],
  ['until mar 3', '2027-03-03T05:00:00.000Z'],
  ['until sat jan 23', '2027-01-23T05:00:00.000Z'],
  ['until Jan 23 9am', '2027-01-23T14:00:00.000Z'],
  ['until 1/23', '2027-01-23T05:00:00.000Z'],
  ['hasta el 23 de enero', '2027-01-23T05:00:00.000Z'],
  ['hasta mar', '2027-01-12T05:00:00.000Z'],
  ['2027-01-20', '2027-01-20T05:00:00.000Z'],
])('"%s" is read', (text, at) => expect(read(text)).toBe(at));

test.each([
  'until mon jan 23',
  'until jan 9',
  'someday',
  'for a second, I am driving',
  '13pm',
  'until 2026-12-01',
  'until 2028-01-01',
  '25:00',
  '',
])('"%s" is not', text => expect(read(text)).toBeUndefined());
