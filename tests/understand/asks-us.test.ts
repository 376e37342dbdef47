import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QUESTIONS } from '../../shared/domain/community.ts';
import { asksUs, MAY_ASK, WAYS } from '../../shared/understand/asks-us.ts';

const ASKED: readonly (readonly [string, string])[] = [
  [
    'cost',
    'is it free|how much|How much does it cost?|cuanto cuesta|¿Cuánto cuesta?|hay que pagar?|es gratis|do i have to pay|whats the catch|free?|hi, is it free?',
  ],
  [
    'papers',
    'do you check immigration status|do i need papers|need id?|piden papeles|necesito id?|im undocumented|no tengo papeles|is ID required?|can i get help without papers',
  ],
  [
    'police',
    'are you with ICE|son la migra|¿Son de la migra?|are you police|will you call immigration on me|do you share my info with the police|trabajan con la policia?',
  ],
  [
    'who',
    'who are you|how do i know this is real|is this a scam|who dis|can i trust you|es una estafa|quienes son ustedes|como se que es verdad',
  ],
  ['machine', 'is this a bot|are you a real person|es un robot?'],
  ['private', 'is it private|do you tell anyone|es confidencial?|le dicen a alguien?|will anyone know|who sees this'],
];

/** Requests, questions about a case, and what only sounds alike: none of it is answered with what we are. */
const OTHER =
  'need ice|need id|i need an id|necesito sacar papeles|how much food can i get|how do i know when they come|who has my food|is it coming|who is coming|ice is at my door|the police are at my door|call the police|i need free food|free food|is this the food bank|who is ana|how many people|how much longer|cuanto falta|cuanto se tarda|is it safe to go outside|i need to pay rent|es para hoy|son 4|es comida|do you have ice|11216|yes|si';

describe('what people ask before they trust the line', () => {
  test.each(ASKED.flatMap(([what, texts]) => texts.split('|').map(text => [text, what] as const)))('%s: %s', (text, what) => {
    expect(asksUs(text)).toStrictEqual({ what, rest: '' });
  });

  test.each(OTHER.split('|'))('%s asks nothing of that kind', text => {
    expect(asksUs(text)).toBeUndefined();
  });

  test('what is said beside it is left, as it was written', () => {
    expect(asksUs('Hola, ¿es gratis? Necesito comida, somos 3')).toStrictEqual({ what: 'cost', rest: 'Necesito comida, somos 3' });
    expect(asksUs('11216. is it free?')).toStrictEqual({ what: 'cost', rest: '11216' });
  });
});

describe('the ways of asking are tried only where a word of theirs stands', () => {
  test.each(QUESTIONS.flatMap(what => WAYS[what].map(way => [what, way.replace(/^\?/, '')] as const)))('%s: %s', (what, way) => {
    fc.assert(
      fc.property(fc.stringMatching(new RegExp(`^(?:${way})$`)), said => MAY_ASK[what].test(said)),
      { numRuns: 150, seed: 1 },
    );
  });
  test('and an ordinary request has none', () => {
    for (const text of [
      'need food',
      'groceries for 4, 11216, today',
      'necesito comida para 3',
      'need a ride to the doctor tomorrow at 9am',
    ])
      expect(QUESTIONS.filter(what => MAY_ASK[what].test(text))).toEqual([]);
  });
});
