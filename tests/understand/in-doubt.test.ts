import { expect, test } from 'vitest';
import { findDanger, mayBeDanger } from '../../shared/understand/danger.ts';

const DOUBTED =
  'my house is down|im on fire|im dying|my mom is dying|shot|someone is dead|they killed him|my roof came down|building collapsed|my house burned down last night|mi casa se quemo|se cayo el techo|hay un muerto';
const EVERYDAY =
  'my house is down the street|im on fire today|dying to know|killer deal|my phone is dying|i got my flu shot|need my shot|dead serious|im dead lol|shoot me a text|he shot me a text|shot me down|pass out flyers|dying for a coffee|drowning in bills|heart attack of a bill|hang me out to dry|me muero de risa|estoy muerto de cansancio|blood pressure test|give it a shot|the food is coming|hello|me matan los pies';

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
] as const)('%s is %s at once', (text, danger) => {
  expect(findDanger(text)).toBe(danger);
});
