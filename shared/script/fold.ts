import { CARRIER_WORDS } from './limits.ts';

/** A word as it was written, with where it ends, so that what follows it can be given back untouched. */
export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const DIGIT = /\p{Nd}/u;
const DIGITS = /\p{Nd}/gu;

/** The value of a decimal digit of any script: Unicode keeps every set of ten together, in order. */
const digitValue = (digit: string): string => {
  const at = digit.codePointAt(0) ?? 0;
  if (at < 0x80) return digit;
  let below = 0;
  while (DIGIT.test(String.fromCodePoint(at - below - 1))) below++;
  return String(below % 10);
};

/** The same text with the digits of every script (Arabic-Indic, Devanagari, fullwidth ...) written as 0 to 9. */
export const asciiDigits = (text: string): string => text.replace(DIGITS, digitValue);

/**
 * The text with case, accents, punctuation, symbols and emoji taken away, words parted by one space. Apostrophes vanish ("don't" is
 * "dont"). What is left compares equal whenever a reader would call two texts the same words.
 */
export const fold = (text: string): string => {
  if (text !== lastFolded.text) lastFolded = { text, folded: ASCII.test(text) ? foldAscii(text) : foldAny(text) };
  return lastFolded.folded;
};
/** One text is held against many things in turn: choices, commands, names of languages. */
let lastFolded: { readonly text: string; readonly folded: string } = { text: '', folded: '' };

const ASCII = /^[\0-\x7f]*$/;
/** The same for the texts that most people send, at a fifth of the cost. */
const foldAscii = (text: string): string =>
  text
    .toLowerCase()
    .replace(/['`]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const foldAny = (text: string): string =>
  asciiDigits(text.normalize('NFKD'))
    .replace(/[\p{M}'’‘`´\u200b-\u200f\u2060\ufeff]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const ASCII_WORD = /[A-Za-z0-9']+/g;
const WORD = /[\p{L}\p{N}\p{M}'’]+/gu;

/** The words of a text, folded, each with its place in the text as written. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  if (ASCII.test(text)) {
    for (const found of text.matchAll(ASCII_WORD)) {
      const word = found[0].replaceAll("'", '').toLowerCase();
      if (word !== '') tokens.push({ word, start: found.index, end: found.index + found[0].length });
    }
    return tokens;
  }
  for (const found of text.matchAll(WORD)) {
    const word = fold(found[0]);
    if (word !== '') tokens.push({ word, start: found.index, end: found.index + found[0].length });
  }
  return tokens;
}

/** What stands after a place in a text, without the punctuation that parted it. */
export const restAfter = (text: string, end: number): string =>
  text
    .slice(end)
    .replace(/^[\s\p{P}\p{S}]+/u, '')
    .trim();

/** Plurals of the languages we know best, brought to one form for comparing; not a grammar. */
export const singular = (folded: string): string =>
  folded
    .split(' ')
    .map(word => (word.length > 4 && word.endsWith('ies') ? `${word.slice(0, -3)}y` : word))
    .map(word =>
      word.length > 4 && word.endsWith('es') ? word.slice(0, -2) : word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word,
    )
    .map(word => (word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word))
    .join(' ');

const ARTICLES = new Set(['a', 'an', 'the', 'un', 'una', 'unos', 'unas', 'el', 'la', 'los', 'las', 'le', 'les', 'yon', 'my', 'mi']);

/** The same words without an article in front: "a ride" -> "ride". */
export const withoutArticle = (folded: string): string => {
  const [first = '', ...others] = folded.split(' ');
  return others.length > 0 && ARTICLES.has(first) ? others.join(' ') : folded;
};

const NEGATIONS = new Set([
  'no',
  'not',
  'dont',
  'doesnt',
  'didnt',
  'cant',
  'wont',
  'isnt',
  'never',
  'without',
  'nunca',
  'ni',
  'sin',
  'tampoco',
  'pa',
]);

/** Whether a sentence says no to something, so that a word in it must not be taken at its face. */
export const negates = (words: readonly string[]): boolean => words.some(word => NEGATIONS.has(word));

const CARRIER = new Set<string>(CARRIER_WORDS);

/** A word that must never be reached by guessing, nor be guessed at: carrier words and anything with a digit in it. */
export const neverGuessed = (folded: string): boolean => /\d/.test(folded) || folded.split(' ').some(word => CARRIER.has(word));

/** Whether one letter added, lost, changed, or swapped with its neighbor makes `a` into `b`. */
export function oneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let front = 0;
  while (front < a.length && front < b.length && a[front] === b[front]) front++;
  let back = 0;
  while (back < a.length - front && back < b.length - front && a[a.length - 1 - back] === b[b.length - 1 - back]) back++;
  const left = a.slice(front, a.length - back);
  const right = b.slice(front, b.length - back);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/** Cut to so many UTF-16 units without splitting a character in two. */
export const clip = (text: string, max: number): string => (text.length <= max ? text : text.slice(0, max).replace(/[\ud800-\udbff]$/, ''));
