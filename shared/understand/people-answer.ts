import { listsIn } from './household.ts';
import { MOST, numberAt } from './numbers.ts';
import { household, peopleIn } from './people.ts';
import { readWords, type Words } from './words.ts';

/** For how many people, and whether the words leave a doubt: then the number is read back. */
export interface PeopleAnswer {
  readonly people: number;
  readonly sure: boolean;
}

const SELF_ALONE =
  /^(?:(?:just|only|its|is|solo|nada mas|para|soy|im|i am|it is|es|for) )*(?:me|myself|i|yo|mi|mwen|moi|soy|sola|solo|alone)(?: only| alone| sola| solo| nada mas| please| por favor)*$/;
/** "Just her and me", "the two of us". */
const PAIR =
  /^(?:(?:just|only|its|is|it is|for|solo|nada mas|para|somos|es) )*(?:(?:her|him|she|he|ella|el) (?:and|n|y) (?:me|i|myself|yo)|(?:me|i|myself|yo) (?:and|n|y) (?:her|him|she|he|ella|el)|(?:the |us )?two of us|both of us|us two|nosotros dos|nosotras dos|los dos|las dos)(?: only| please| solo| nada mas| por favor)*$/;
const DOZEN = /\b(half a |media )?(?:a |una )?(?:dozen|docena)\b/;
const BETWEEN = /^(?:or|o|to|a|maybe|oswa|ou)$/;

/** "3 or 4", "4-5": the larger, so that nobody goes short. */
const range = (text: Words): number | undefined => {
  for (let index = 0; index < text.words.length; index++) {
    const one = numberAt(text, index);
    if (one === null) continue;
    const next = BETWEEN.test(text.words[index + 1] ?? '') ? index + 2 : index + 1;
    const two = numberAt(text, next);
    if (two !== null && two > one && two <= one + WIDEST_RANGE) return two;
  }
  return undefined;
};
const WIDEST_RANGE = 5;

/** "2 families of 4". */
const families = (text: Words): number | undefined => {
  const at = text.words.findIndex(word => /^(?:families|familias|households|couples|parejas)$/.test(word));
  const [many, each] = [
    at > 0 ? numberAt(text, at - 1) : null,
    /^(?:of|de)$/.test(text.words[at + 1] ?? '') ? numberAt(text, at + 2) : null,
  ];
  return many !== null && each !== null && many * each <= MOST ? many * each : undefined;
};

/** So many words may stand beside a list that is the whole answer: "i have ...", "for ... please". */
const BESIDE_MAX = 2;

/** Children one has, and nobody else named: whoever says so is one more. */
const withChildren = (text: Words): number | undefined => {
  const [list, other] = listsIn(text).filter(({ total }) => total > 0);
  if (!list || other || text.words.length - (list.to - list.from) > BESIDE_MAX) return undefined;
  const has = /^(?:have|has|got|tengo|tiene|with)$/.test(text.words[list.from - 1] ?? '');
  return has && !list.self && list.counted ? list.total + 1 : list.total;
};

/**
 * How many people words answer that were asked for nothing else: "me and my 3 kids" is 4, "a mother and two babies" 3. Undefined where they are a
 * number and hardly anything else, or tell none.
 */
export const peopleAnswer = (words: string): PeopleAnswer | undefined => {
  const text = readWords(words);
  if (!text.words.some(word => /\p{L}/u.test(word)) && text.words.length < 2) return undefined;
  const line = text.words.join(' ');
  if (SELF_ALONE.test(line)) return { people: 1, sure: true };
  if (PAIR.test(line)) return { people: 2, sure: true };
  const dozen = DOZEN.exec(line);
  const several = families(text) ?? (dozen ? (dozen[1] ? 6 : 12) : undefined);
  if (several !== undefined) return { people: several, sure: false };
  const told = peopleIn(text);
  if (told !== null) return { people: told, sure: saysOne(text) };
  const guess = range(text) ?? withChildren(text);
  return guess === undefined || guess > MOST ? undefined : { people: guess, sure: false };
};

/** One number, and nobody besides: "5 people", "family of 5", "for 3 kids". */
const saysOne = (text: Words): boolean => {
  const numbers = text.words.filter((_, index) => numberAt(text, index) !== null).length;
  if (numbers !== 1 || household(text) !== null) return numbers === 1;
  const [list, other] = listsIn(text).filter(({ total }) => total > 0);
  if (list === undefined || other !== undefined || list.self) return list === undefined;
  return PLAIN.test(text.words[list.to - 1] ?? '') || /^(?:for|para)$/.test(text.words[list.from - 1] ?? '');
};
const PLAIN = /^(?:people|personas?|persons?|moun|personnes?|adults?|adultos?|folks)$/;
