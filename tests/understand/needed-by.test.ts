import { expect, test } from 'vitest';
import { instant } from '../../shared/domain/ids.ts';
import { neededAt, urgencyBy } from '../../shared/domain/needed-by.ts';
import { neededBy } from '../../shared/understand/needed-by.ts';
import { understand } from '../../shared/understand/understand.ts';

/** A Thursday, 15:00 in New York. */
const NOW = instant(Date.parse('2027-01-07T20:00:00Z'));
const ZONE = 'America/New_York';

const read = (text: string): string | undefined => {
  const by = neededBy(text);
  const at = by && neededAt(by, NOW, ZONE);
  if (!at) return undefined;
  const shown = new Date(at.at).toLocaleString('sv-SE', { timeZone: ZONE }).slice(0, 16);
  return at.day ? shown.slice(0, 10) : shown;
};

test.each([
  ['dialysis tomorrow at 9am', '2027-01-08 09:00'],
  ['doctor mañana a las 9', '2027-01-08 09:00'],
  ['by friday noon', '2027-01-08 12:00'],
  ['need diapers at 7 tonight', '2027-01-07 19:00'],
  ['ride tuesday 2:30pm', '2027-01-12 14:30'],
  ['appointment tuesday at 2', '2027-01-12 14:00'],
  ['cita el lunes a las 10 de la mañana', '2027-01-11 10:00'],
  ['mañana a las 7 y media de la noche', '2027-01-08 19:30'],
  ['need food by 5', '2027-01-07 17:00'],
  ['at 8 in the morning', '2027-01-08 08:00'],
  ['10:30 tomorrow', '2027-01-08 10:30'],
  ['thursday 6pm', '2027-01-07 18:00'],
  ['thursday 9am', '2027-01-14 09:00'],
  ['el sabado', '2027-01-09'],
  ['food for saturday', '2027-01-09'],
])('"%s" is needed %s', (text, at) => {
  expect(read(text)).toBe(at);
});

test.each([
  'no food till friday',
  'no tenemos comida hasta el viernes',
  'i get paid friday',
  'my stamps come friday',
  'i live at 5 oak st',
  'around 5 people',
  'for 4 people at 11216',
  'the pantry closes at 5pm',
  'por la mañana',
  'since monday',
  'we sat in the sun',
  'today at 9am',
  '4',
])('"%s" tells no time to keep', text => {
  expect(read(text)).toBeUndefined();
});

test.each([
  ['no food till friday', 'today'],
  ['we have nothing to eat until monday', 'today'],
  ['no tenemos comida hasta el viernes', 'today'],
  ['not until friday', undefined],
  ['i get paid friday, no food', undefined],
  ['food for friday', 'this-week'],
] as const)('"%s" is for %s', (text, when) => {
  expect(understand(text).facts.when).toBe(when);
});

test('what has a time is as urgent as that is near', () => {
  const hours = (n: number) => ({ at: instant(Date.parse(NOW) + n * 3_600_000) });
  expect([hours(18), hours(30), hours(72)].map(by => urgencyBy(by, NOW))).toEqual(['today', 'soon', 'this-week']);
});
