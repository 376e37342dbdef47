import { expect, test } from 'vitest';
import { findDanger, mayBeDanger } from '../../shared/understand/danger.ts';

const DOUBTED =
  'my house is down|this song is on fire|my feet are on fire, need a ride home|im on fire|im dying|my mom is dying|shot|someone is dead|they killed him|my roof came down|building collapsed|my house burned down last night|mi casa se quemo|se cayo el techo|hay un muerto';
const EVERYDAY =
  'my house is down the street|im on fire today|dying to know|killer deal|my phone is dying|i got my flu shot|need my shot|dead serious|im dead lol|shoot me a text|he shot me a text|shot me down|pass out flyers|dying for a coffee|drowning in bills|heart attack of a bill|hang me out to dry|me muero de risa|estoy muerto de cansancio|blood pressure test|give it a shot|the food is coming|hello|me matan los pies|the fire station down the street|fire drill in my building|fire escape is broken|need a fire extinguisher for my kitchen|fire department is down the hall';

test.each(DOUBTED.split('|'))('%s is asked about', text => {
  expect(findDanger(text)).toBeNull();
  expect(mayBeDanger(text)).toBe(true);
});
test.each(EVERYDAY.split('|'))('%s is neither danger nor doubted', text => {
  expect(findDanger(text)).toBeNull();
  expect(mayBeDanger(text)).toBe(false);
});
test.each([
  ['house is burning down', 'fire'],
  ['they are killing him', 'violence'],
  ['he passed out on the floor', 'medical'],
  ['my house is down, its on fire help', 'fire'],
  ['my house down the street is on fire, my kids are inside', 'fire'],
  ['my house at the end of the street is on fire', 'fire'],
  ['the house two doors down from mine is on fire', 'fire'],
  ['house is on fire at 23 main st', 'fire'],
  ['my house is on fire today', 'fire'],
  ['my apartment is on fire tonight', 'fire'],
  ['my car in the driveway is on fire', 'fire'],
  ['fire down the hall in my building', 'fire'],
  ['fire across the street', 'fire'],
  ['fire by the stairs', 'fire'],
  ['fire behind my building', 'fire'],
  ['a fire started in the kitchen', 'fire'],
  ['fire coming from the apartment below', 'fire'],
  ['la casa de al lado se quema', 'fire'],
  ['mi casa al final de la calle esta ardiendo', 'fire'],
  ['fuego abajo', 'fire'],
] as const)('%s is %s at once', (text, danger) => {
  expect(findDanger(text)).toBe(danger);
});

test.each([
  'she is worse now',
  'she cant get up',
  'my husband is breathing funny',
  'mi mama esta mucho peor',
  'mi papa no se puede levantar',
  'respira muy raro',
])('is asked about: %s', text => expect(mayBeDanger(text)).toBe(true));

test.each(['prices are worse now', 'i cant get up early', 'we are getting ready', 'esta peor el trafico'])('is not asked about: %s', text =>
  expect(mayBeDanger(text)).toBe(false));
