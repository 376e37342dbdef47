import { type Language, language as languageOf } from '../domain/ids.ts';
import { fold, neverGuessed, oneEditApart, restAfter, type Token, tokensOf } from './fold.ts';
import { lexiconsOf } from './lexicon.ts';
import { TEXT_CHARS_MAX, TYPO_LETTERS_MIN } from './limits.ts';
import type { Book, Global } from './script.ts';

export { fold } from './fold.ts';

/** Which global a text is when it is nothing but that: words of every language, and the digits 0 (person) and 9 (language). */
export function matchGlobal(book: Book, language: Language, text: string): Global | undefined {
  const folded = fold(text.slice(0, TEXT_CHARS_MAX));
  if (folded === '0') return 'person';
  if (folded === '9') return 'language';
  for (const lexicon of lexiconsOf(book, language)) {
    const found = lexicon.globals.get(folded);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Words that may stand around a language's name when it is asked for: "english please", "habla espanol?". */
const AROUND_A_LANGUAGE = new Set(
  'please pls plz por favor want quiero prefiero in en i do you speak speaks hablo habla hablan only solo language idioma silvouple tanpri s il vous plait'.split(
    ' ',
  ),
);

/** The language a text asks for by its name, and asks nothing else: "espanol", "English please". */
export function matchLanguage(book: Book, text: string): Language | undefined {
  const folded = fold(text.slice(0, TEXT_CHARS_MAX));
  const words = folded.split(' ');
  if (words.length > 5) return undefined;
  for (const { language, names } of lexiconsOf(book, '')) {
    if (names.has(folded)) return languageOf(language);
    if (!words.some(word => names.has(word))) continue;
    if (words.every(word => names.has(word) || AROUND_A_LANGUAGE.has(word))) return languageOf(language);
  }
  return undefined;
}

const NUMBERS_ALONE = /^[\d\s]*$/;

export interface CommandMatch {
  readonly command: string;
  /** What follows the command, as it was written. */
  readonly rest: string;
}

/**
 * The command that a text begins with, the longest first, in every language. One wrong letter is forgiven in a word of five letters or
 * more when nothing but a code may follow ("acept 412"), never for carrier words.
 */
export function matchCommand(book: Book, language: Language, text: string): CommandMatch | undefined {
  const seen = text.slice(0, TEXT_CHARS_MAX);
  // Most answers are a number, and no command is one.
  if (NUMBERS_ALONE.test(seen)) return undefined;
  const tokens = tokensOf(seen).slice(0, 8);
  if (tokens.length === 0) return undefined;
  for (const lexicon of lexiconsOf(book, language)) {
    for (let count = Math.min(lexicon.commandWords, tokens.length); count > 0; count--) {
      const command = lexicon.commands.get(joined(tokens, count));
      if (command !== undefined) return { command, rest: restAfter(seen, tokens[count - 1]?.end ?? 0) };
    }
  }
  return misspeltCommand(book, language, seen, tokens);
}

const joined = (tokens: readonly Token[], count: number): string =>
  tokens
    .slice(0, count)
    .map(token => token.word)
    .join(' ');

function misspeltCommand(book: Book, language: Language, text: string, tokens: readonly Token[]): CommandMatch | undefined {
  const [first, second] = tokens;
  if (first === undefined || first.word.length < TYPO_LETTERS_MIN || neverGuessed(first.word)) return undefined;
  if (second !== undefined && !/^\d/.test(second.word)) return undefined;
  const lexicons = lexiconsOf(book, language);
  if (lexicons.some(lexicon => lexicon.globals.has(first.word))) return undefined;
  const near = new Set<string>();
  for (const { commands } of lexicons) {
    for (const [word, command] of commands) {
      if (word.length >= TYPO_LETTERS_MIN && !neverGuessed(word) && oneEditApart(word, first.word)) near.add(command);
    }
  }
  const [only] = near;
  return near.size === 1 && only !== undefined ? { command: only, rest: restAfter(text, first.end) } : undefined;
}
