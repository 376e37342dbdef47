import { describe, expect, test } from 'vitest';
import { cameIn, needsNamed } from '../../shared/understand/came.ts';

const SAID: readonly (readonly ['came' | 'unsure' | 'not', string])[] = [
  [
    'not',
    "nobody came|no one came|still waiting, nobody here|no vino nadie|where is the volunteer|nobody is here|no one here yet|still nothing|wheres my ride?|todavia no llega nadie|donde esta mi comida|sigo esperando|it hasn't arrived|my food never came|wheres my food im starving|where are they|where is he|no nothing came|never got it|no, nobody showed up|no food came|no nothing|didnt get it|we never got anything|nunca llego la comida|no recibimos nada",
  ],
  [
    'came',
    'yes it came now|it arrived after all|Ya llegó la comida|she brought it|we got the food, thank you so much|i got it now|the food is here thanks|ya me llego|ya lo recibimos|recibi la comida gracias',
  ],
  ['unsure', 'ok i have it now|they came|he came|ya llego|ya vino|the volunteer came by'],
];
/** For whoever has it, or about something else: none of it says whether what is waited for has come. */
const OTHER =
  'la comida ya llego?|ya me trajeron la comida?|todo llego?|the food is here?|my food came?|it came?|we got help?|they came?|got it|i got it|where are you|he is here|im outside|come at 5|nobody home|when are they coming|yes|no|still need food|llego a las 5|ya voy|no llego a tiempo|somebody came to my house and hit me|my mail came|my rent is late|still waiting for my check from the government office downtown|i have it in the car|it is cold|where is the food pantry|where are you';

describe('whether what is waited for has come', () => {
  test.each(SAID.flatMap(([what, texts]) => texts.split('|').map(text => [text, what] as const)))('%s: %s', (text, what) => {
    expect(cameIn(text)).toBe(what);
  });
  test.each(OTHER.split('|'))('%s says nothing of it', text => {
    expect(cameIn(text)).toBeUndefined();
  });
  test('what is named tells which', () => {
    expect(needsNamed('my ride never came')).toStrictEqual(['transport']);
    expect(needsNamed('nunca llego la comida')).toStrictEqual(['food']);
    expect(needsNamed('nobody came')).toStrictEqual([]);
  });
});
