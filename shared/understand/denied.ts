import { fold } from './words.ts';

/** What somebody says that they do not do, or have not done. */
export type Denied = 'accept' | 'done' | 'release' | 'off';

/** A cheap look before the longer ones: most texts deny nothing. */
const ANY_NO = /\b(?:no|not|never|nunca|dont|cant|cannot|didnt|wont|isnt|arent|aint|havent|hasnt|wasnt)\b|n['\u2019]t\b/i;
const NO = '(?:not|never|dont|do not|doesnt|didnt|did not|cant|cannot|wont|isnt|arent|aint|havent|have not|hasnt|wasnt|no|nunca|tampoco)';
/** No sentence ends between the no and what it denies, and none begins. */
const BETWEEN = '(?: (?!(?:but|so|and|because|pero|y|porque)\\b)[a-z]+){0,3} ';
const denies = (words: string): RegExp => new RegExp(`(?<![a-z])${NO}${BETWEEN}(?:${words})`, 'u');

const DENIED: readonly (readonly [Denied, RegExp])[] = [
  [
    'accept',
    /^\W*(?:(?:i|yo|but|pero|sorry|hey) )*(?:(?:didnt|did not|never)(?: mean to)? accept(?:ed)?|no (?:lo |la )?acepte)(?![a-z])|^\W*(?:accept|acepto|aceptar)(?:ed)? (?:not|no|never|nunca)\W*$/u,
  ],
  [
    'done',
    denies(
      '(?:done|finished|delivered|hech[oa]|entregad[oa]|list[oa]|terminad[oa])(?: (?:yet|it|with it|still|todavia|aun|con eso))*\\W*$',
    ),
  ],
  [
    'release',
    denies(
      '(?:releas(?:e|ed|ing)|giv(?:e|ing) (?:it|this|that|them) (?:back|up)|soltar(?:l[oa])?|suelt[oa]|devolver(?:l[oa])?|devuelvo)(?![a-z])',
    ),
  ],
  ['off', denies('(?:(?:off(?: (?:duty|call))?)(?: yet| today| now)?|(?:de )?descanso(?: hoy| todavia)?|fuera de turno)\\W*$')],
];
const WORDS_MAX = 7;

/**
 * What a short text says is not so: "not done yet", "dont release 412", "no estoy de descanso". Undefined where it denies none of that: a no in one
 * sentence says nothing of a word in the next ("no, done").
 */
export const deniedIn = (text: string): Denied | undefined => {
  if (!ANY_NO.test(text) || text.includes('?')) return undefined;
  const said = fold(text).replace(/['’]/g, '').replace(/\s+/g, ' ').trim();
  if (said.split(' ').length > WORDS_MAX) return undefined;
  return DENIED.find(([, matches]) => matches.test(said))?.[0];
};
