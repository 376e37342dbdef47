import { expect, test } from 'vitest';
import { unwantedNames } from '../../shared/understand/unwanted-name.ts';

const ANA =
  'please not ana|not ana|need food please not ana|need food for 4, 11216, today. please not ana|need food but not ana please|dont send ana again|dont send me ana|never send Ana|anyone but ana|someone who is not ana|no me manden a ana|no manden otra vez a Ana|que no venga ana|no quiero que venga ana|alguien que no sea ana por favor|i dont want ana to come|necesito comida, pero que no sea ana';
const NOBODY =
  'not today|please not milk|need food, not spicy|dont send texts|dont send him again|im not sure|not working|no tengo comida|no manden nada|dont send rice|not yet|anyone but him|no one came|why not|not hungry|no quiero nada|i dont want pork|do not send police|not 5pm|no quiero a nadie|que no sea tarde|not good|not far|not home';

test.each(ANA.split('|'))('%s', text => expect(unwantedNames(text)).toEqual(['ana']));
test.each(NOBODY.split('|'))('%s names nobody', text => expect(unwantedNames(text)).toEqual([]));
