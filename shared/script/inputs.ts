import { asciiDigits, clip, fold, restAfter, tokensOf } from './fold.ts';
import type { Lexicon } from './lexicon.ts';
import type { AskNode, Known, ReadInput, Value } from './script.ts';

/** A value read from an answer. `whole`: the text was this value and nothing else. */
export interface ReadValue {
  readonly value: Value;
  readonly whole: boolean;
  /** What followed the value, as it was written. */
  readonly rest?: string;
  readonly also?: Known;
}

interface Found {
  readonly number: number;
  readonly end: number;
  readonly inDigits: boolean;
  readonly tokens: number;
}

/** The number a word stands for in any of the languages, the session's first. */
export const numberWord = (word: string, lexicons: readonly Lexicon[]): number | undefined =>
  lexicons.map(lexicon => lexicon.numbers.get(word)).find(number => number !== undefined);

const AN_HOUR = /^\d{1,4}[ap]m$/;
const HALF_DAY = /^[ap]m$/;

/** The numbers in a text, "twenty five" and "treinta y cinco" put together. */
function numbersIn(text: string, lexicons: readonly Lexicon[]): readonly Found[] {
  const found: (Found & { readonly at: number })[] = [];
  const tokens = tokensOf(text);
  for (const [at, token] of tokens.entries()) {
    const inDigits = /^\d+$/.test(token.word);
    // "9am" and "9 am" are a time of day, and no number of anything.
    if (AN_HOUR.test(token.word) || (inDigits && HALF_DAY.test(tokens[at + 1]?.word ?? ''))) continue;
    const glued = /^(\d{1,4})\p{L}+$/u.exec(token.word)?.[1];
    const number = inDigits ? Number(token.word) : glued !== undefined ? Number(glued) : numberWord(token.word, lexicons);
    if (number === undefined) continue;
    const before = found.at(-1);
    const joins = before !== undefined && !inDigits && !before.inDigits && at - before.at <= 2;
    if (joins && before.number >= 20 && before.number % 10 === 0 && number < 10) {
      found[found.length - 1] = { ...before, number: before.number + number, end: token.end, at, tokens: before.tokens + 1 };
    } else found.push({ number, end: token.end, inDigits: inDigits || glued !== undefined, at, tokens: 1 });
  }
  return found;
}

/** Digits say a number more surely than words do, and "una familia de cuatro" is four, not one. */
function theOneNumber(found: readonly Found[]): Found | undefined {
  const inDigits = found.filter(one => one.inDigits);
  const candidates = inDigits.length > 0 ? inDigits : found.length > 1 ? found.filter(one => one.number !== 1) : found;
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** The one whole number a text names, from 0 to `max`: "4", "we are 4", "somos cuatro", Arabic-Indic digits. */
export function readNumber(text: string, max: number, lexicons: readonly Lexicon[]): ReadValue | undefined {
  const plain = asciiDigits(text);
  if (/^\s*-\s*\d|\d[.,]\d/.test(plain)) return undefined;
  const one = theOneNumber(numbersIn(plain, lexicons));
  if (one === undefined || one.number > max) return undefined;
  return { value: one.number, whole: tokensOf(plain).length === one.tokens, ...restOf(plain, one.end) };
}

/** One word more ("4 people") tells nothing; two or more may. The answer's `raw` holds all of it either way. */
const restOf = (text: string, end: number): { rest?: string } => {
  const rest = restAfter(text, end);
  return tokensOf(rest).length >= 2 ? { rest } : {};
};

/** A grade from 1 to `max`, whatever comes after it kept: "5 god bless ana", "five stars", "4/5". */
export function readRating(text: string, max: number, lexicons: readonly Lexicon[]): ReadValue | undefined {
  const plain = asciiDigits(text).replace(/(\d)\s*\/\s*\d+/, '$1');
  const [first] = tokensOf(plain);
  const leading = first && (/^\d$/.test(first.word) ? Number(first.word) : numberWord(first.word, lexicons));
  const one = first && leading !== undefined ? { number: leading, end: first.end } : theOneNumber(numbersIn(plain, lexicons));
  if (one === undefined || one.number < 1 || one.number > max) return undefined;
  const rest = restAfter(plain, one.end);
  const whole = tokensOf(plain).length === 1;
  return { value: one.number, whole, ...(rest === '' ? {} : { rest }) };
}

/** The one ZIP code of a text: five digits, or 5+4 of which the first five are kept; also spoken digit by digit. */
export function readZip(text: string, lexicons: readonly Lexicon[]): ReadValue | undefined {
  const plain = asciiDigits(text);
  const found = [...plain.matchAll(/(?<![\d])(\d{5})(?:[-\s]?\d{4})?(?!\d)/g)];
  const [one] = found;
  if (one?.[1] !== undefined && found.length === 1) {
    const whole = fold(plain) === fold(one[0]);
    return { value: one[1], whole, ...restOf(plain, one.index + one[0].length) };
  }
  const digits = tokensOf(plain).map(({ word }) => (/^\d$/.test(word) ? word : digitOf(numberWord(word, lexicons))));
  const spoken = digits.join('');
  return digits.every(digit => digit !== undefined) && spoken.length === 5 ? { value: spoken, whole: true } : undefined;
}

const digitOf = (number: number | undefined): string | undefined => (number !== undefined && number < 10 ? String(number) : undefined);

const WORDS_THAT_TELL = 3;

/** Free words, cut to `max` characters; the whole stays in the answer's `raw`. */
export function readText(text: string, max: number): ReadValue | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return { value: clip(trimmed, max), whole: tokensOf(trimmed).length >= WORDS_THAT_TELL };
}

/** What a text says to a question of this kind, beside the question's own choices. */
export function readInput(node: AskNode, text: string, lexicons: readonly Lexicon[], reader: ReadInput | undefined): ReadValue | undefined {
  const handedIn = reader && read(reader, text, lexicons);
  if (handedIn !== undefined) return handedIn ?? undefined;
  switch (node.input) {
    case 'number':
      return readNumber(text, node.max, lexicons);
    case 'rating':
      return readRating(text, node.max, lexicons);
    case 'zip':
      return readZip(text, lexicons);
    case 'text':
      return readText(text, node.max);
    case 'place':
      return reader === undefined ? (readZip(text, lexicons) ?? readWordyPlace(text, node.max)) : undefined;
    case 'phone':
      return readPhone(text);
    case 'choices':
    case 'yesno':
    case 'needs':
    case 'person':
      return undefined;
  }
}

function read(reader: ReadInput, text: string, lexicons: readonly Lexicon[]): ReadValue | null | undefined {
  const answer = reader(text, (lexicons[0]?.language ?? '') as Parameters<ReadInput>[1]);
  if (!answer) return answer;
  const { value, also, rest, whole = true } = answer;
  return { value, whole, ...(also === undefined ? {} : { also }), ...(rest === undefined || rest.trim() === '' ? {} : { rest }) };
}

/** Ten digits as they are dialled in North America, where this line is; neither an area code nor an exchange begins with 0 or 1. */
const NORTH_AMERICAN = /^1?([2-9]\d{2}[2-9]\d{6})$/;
/** A phone number as it is keyed in or written, in E.164. */
export const readPhone = (text: string): ReadValue | undefined => {
  const digits = /^[\d\s()+.-]+$/.test(asciiDigits(text)) ? asciiDigits(text).replace(/\D/g, '') : '';
  const number = NORTH_AMERICAN.exec(digits)?.[1];
  return number === undefined ? undefined : { value: `+1${number}`, whole: true };
};

const readWordyPlace = (text: string, max: number): ReadValue | undefined => (/\p{L}{3}/u.test(text) ? readText(text, max) : undefined);
