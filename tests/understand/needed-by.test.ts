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
  ['need a ride thursday at 9 11216 for 2', '2027-01-14 09:00'],
  ['we also need a ride tomorrow at 9 to the clinic', '2027-01-08 09:00'],
  ['necesito una niñera mañana', '2027-01-08'],
  ['need food tomorrow', '2027-01-08'],
  ['pasado mañana', '2027-01-09'],
  ['thursday 6pm', '2027-01-07 18:00'],
  ['thursday 9am', '2027-01-14 09:00'],
  ['el sabado', '2027-01-09'],
  ['food for saturday', '2027-01-09'],
  ['ride jan 15 at 9am', '2027-01-15 09:00'],
  ['ride on 1/15 at 9am', '2027-01-15 09:00'],
  ['el 15 de enero a las 9am', '2027-01-15 09:00'],
  ['transporte el 15/1 a las 9am', '2027-01-15 09:00'],
  ['ride friday jan 15 9am', '2027-01-15 09:00'],
  ['clinic on the 15th at 9am', '2027-01-15 09:00'],
  ['food for jan 15', '2027-01-15'],
  ['day after tomorrow at 9am', '2027-01-09 09:00'],
  ['pasado mañana a las 9 de la mañana', '2027-01-09 09:00'],
  ['need diapers by 12am', '2027-01-08 00:00'],
  ['ride home tonight at 12', '2027-01-08 00:00'],
  ['ride tonight at 1am', '2027-01-08 01:00'],
  ['ride to dialysis tomorrow 9am from 12 Fulton St', '2027-01-08 09:00'],
  ['mañana a las 8 desde 12 Fulton', '2027-01-08 08:00'],
  ['need food before 6pm, kids home from 3', '2027-01-07 18:00'],
  ['we open at 9 need food by 5pm', '2027-01-07 17:00'],
  ['we are up since 5am, food by 6pm', '2027-01-07 18:00'],
  ['not monday, tuesday 9am', '2027-01-12 09:00'],
  ['lost my job last week, ride tomorrow 9am', '2027-01-08 09:00'],
  ['next monday 9am', '2027-01-11 09:00'],
  ['its 3pm and i need a ride at 6pm', '2027-01-07 18:00'],
  ['doctor tomorrow its 9am', '2027-01-08 09:00'],
  ['my appointment its 9am', '2027-01-08 09:00'],
  ['lost my job, need food tuesday', '2027-01-12'],
  ['need a ride tuesday my car broke down', '2027-01-12'],
  ['we will be evicted monday', '2027-01-11'],
  ['my husband died and I need a ride tomorrow at 10am', '2027-01-08 10:00'],
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
  'dialysis every monday at 9am',
  'dialysis mondays at 9am',
  'diálisis todos los lunes a las 9am',
  'ride a week from monday 9am',
  'my sister died at 3am we need food',
  'baby born at 2:30am',
  'mi hermana murio a las 3am',
  'i was there at 9am, they were closed',
  'dialysis mon wed fri 6am',
  'monday or tuesday 9am',
  'ride between 2 and 4pm',
  'ride 9am or 10am',
  'ayuda de las 5 a las 7pm',
  'next friday 9am',
  'next week at 9am',
  'in 3 days at 9am',
  'ride monday jan 15 9am',
  'transporte el 2/1 a las 9am',
  'ride on 13/13 at 9am',
  'ride jan 30 at 9am',
  'stamps come on the 15th',
  'call me at 3pm',
  'after 5pm',
  'not before 5pm',
  '1/2 gallon of milk',
  'tomorrow 12am',
  'food today or tomorrow',
  'need food by tomorrow',
  'ride at 9 to 5',
  'payday is tomorrow',
  'we need help 24/7',
  'its 3pm and we have no food',
  "it's 3pm no milk",
  'it is almost 4pm and we have no food',
  'ya son las 3pm y no tenemos comida',
  '3pm, no milk for the baby',
  'lost my job on tuesday need food for 4',
  'on tuesday i lost my job need food',
  'my fridge broke wednesday all the food spoiled',
  'we got evicted monday need food',
  'perdi mi trabajo el martes necesito comida',
  'el lunes me corrieron, necesito comida',
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
  ['lost my job on tuesday need food for 4', undefined],
  ['on monday we got evicted, need food', undefined],
  ['perdi mi trabajo el martes necesito comida', undefined],
  ['lost my job on tuesday need food today', 'today'],
  ['ride a week from monday 9am', undefined],
] as const)('"%s" is for %s', (text, when) => {
  expect(understand(text).facts.when).toBe(when);
});

test('what has a time is as urgent as that is near', () => {
  const hours = (n: number) => ({ at: instant(Date.parse(NOW) + n * 3_600_000) });
  expect([hours(18), hours(30), hours(72)].map(by => urgencyBy(by, NOW))).toEqual(['today', 'soon', 'this-week']);
});
