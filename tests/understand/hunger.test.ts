import { expect, test } from 'vitest';
import { understand } from '../../shared/understand/understand.ts';

/** Hunger and cold kill nobody with their hands: these ask for food and shelter, and nobody is paged for violence. */
test.each([
  'grangou ap touye nou nan zon nan',
  'lafen pral touye nou',
  'hunger is killing us',
  'el hambre nos esta matando',
])('"%s" is no violence', text => {
  expect(understand(text).danger).toBeNull();
});

test.each([
  ['he is trying to kill us', 'violence'],
  ['yo vle touye mwen', 'violence'],
  ['hunger is killing us and he has a gun', 'violence'],
] as const)('"%s" is', (text, danger) => {
  expect(understand(text).danger).toBe(danger);
});

/** Ways of asking that real messages had and the lists had not. */
test.each([
  ['when are they bringing food for us', 'food'],
  ['where they should go for water today', 'water'],
  ['my house has almost collapsed', 'housing'],
  ['is there any food today?', 'food'],
  ['pan y leche para mis hijos', 'food'],
  ['i have dialysis tomorrow', 'transport'],
  ['clinic appointment friday 10am', 'transport'],
  ['tengo cita con el doctor el viernes', 'transport'],
  ['cita médica mañana a las 9', 'transport'],
  ['need a doctor appointment', 'medical'],
  ['necesito una cita con un doctor', 'medical'],
  ['insulin pickup at pharmacy before 5pm', 'medicine'],
  ['no comemos desde el lunes, somos 3, 11216', 'food'],
  ['no emos comido nada hoy 11216 somos 3', 'food'],
  ['tengo anbre', 'food'],
  ['no como desde ayer', 'food'],
  ['hace 2 dias que no comemos', 'food'],
  ['se hecho a perder toda la comida', 'food'],
  ['my fridge broke wednesday all the food spoiled 11216 for 4', 'food'],
  ['all my groceries went bad', 'food'],
  ['no tengo que comer 11216', 'food'],
  ['no tengo nada que comer', 'food'],
  ['no tengo que ponerme', 'clothing'],
  ['surgery was on friday cant cook, need meals 11216 for 1', 'food'],
  ['i need surgery', 'medical'],
  ['necesito q me yeven al doctor mañana 11216', 'transport'],
] as const)('"%s" is about %s alone', (text, need) => {
  expect(understand(text).needs).toEqual([need]);
});
