import { wordLanguages } from './tables.ts';
import type { Words } from './words.ts';

/** Scripts that only one language of our texts is written in, asked in this order. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\u3040-\u30ff]/, 'ja'],
  [/[\uac00-\ud7af\u1100-\u11ff]/, 'ko'],
  [/[\u4e00-\u9fff\u3400-\u4dbf]/, 'zh'],
  [/[\u0679\u0688\u0691\u06ba\u06d2\u06be]/, 'ur'],
  [/[\u067e\u0686\u0698\u06af\u06a9\u06cc]/, 'fa'],
  [/[\u0600-\u06ff]/, 'ar'],
  [/[\u0456\u0457\u0454\u0491]/i, 'uk'],
  [/[\u0400-\u04ff]/, 'ru'],
  [/[\u0980-\u09ff]/, 'bn'],
  [/[\u0900-\u097f]/, 'hi'],
  [/[\u0a00-\u0a7f]/, 'pa'],
  [/[\u0a80-\u0aff]/, 'gu'],
  [/[\u0b80-\u0bff]/, 'ta'],
  [/[\u0c00-\u0c7f]/, 'te'],
  [/[\u0e00-\u0e7f]/, 'th'],
  [/[\u1000-\u109f]/, 'my'],
  [/[\u1200-\u137f]/, 'am'],
  [/[\u1780-\u17ff]/, 'km'],
  [/[\u0370-\u03ff]/, 'el'],
  [/[\u0590-\u05ff]/, 'he'],
  [/[\u0530-\u058f]/, 'hy'],
];

const BEYOND_LATIN = /[\u0370-\u1fff\u3040-\ud7af]/;
const VIETNAMESE = /[\u01a1\u01b0\u0111\u1ea0-\u1ef9]/i;
const PORTUGUESE = /[\u00e3\u00f5]/i;
const SPANISH = /[\u00f1\u00bf\u00a1]/i;

/** What people call a language when they ask for it and write nothing else. */
const BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries({
    kreyol: 'ht',
    'kreyol ayisyen': 'ht',
    creole: 'ht',
    'haitian creole': 'ht',
    haitian: 'ht',
    francais: 'fr',
    french: 'fr',
    portugues: 'pt',
    portuguese: 'pt',
    chinese: 'zh',
    mandarin: 'zh',
    cantonese: 'zh',
    arabic: 'ar',
    russian: 'ru',
    bengali: 'bn',
    bangla: 'bn',
    urdu: 'ur',
    vietnamese: 'vi',
    korean: 'ko',
    polish: 'pl',
    tagalog: 'tl',
  }),
);

/** Only one of this many letters may be foreign: a Chinese name in an English text does not make it Chinese. */
const SHARE_OF_LETTERS = 3;

let votes: Readonly<Record<string, string>> | null = null;

/** A language, and how clear it is: a guess from a single word that is about all there is, one word of it, more of it than of any other, or a whole sentence and nothing else. */
export interface Heard {
  readonly language: string | null;
  readonly clarity: 'guess' | 'word' | 'clear' | 'sentence';
}

/**
 * The language of a text (ISO 639-1), or null when its words do not tell. A word votes only if it belongs to one
 * language; among equals, the one language that the community speaks wins.
 */
export function languageOf(text: string, words: Words, spoken: readonly string[]): Heard {
  const script = BEYOND_LATIN.test(text) ? byScript(text) : null;
  if (script !== null) return { language: script, clarity: 'sentence' };
  if (VIETNAMESE.test(text)) return { language: 'vi', clarity: 'sentence' };
  const named = words.words.length <= 2 ? BY_NAME.get(words.words.join(' ')) : undefined;
  if (named) return { language: named, clarity: 'clear' };
  votes ??= wordLanguages();
  const counts = new Map<string, number>();
  const add = (language: string): void => void counts.set(language, (counts.get(language) ?? 0) + 1);
  for (const word of words.words) {
    const language = Object.hasOwn(votes, word) ? votes[word] : undefined;
    if (language) add(language);
  }
  if (PORTUGUESE.test(text)) add('pt');
  if (SPANISH.test(text)) add('es');
  const language = winner(counts, spoken);
  return { language, clarity: clarityOf(language, counts, words) };
}

/** So many words of a language, and at most one of another, are a sentence in it: a name, a street or a dish is not. */
const SENTENCE_VOTES = 4;
const SENTENCE_WORDS = 5;
/** In so few words one may be a greeting that somebody picked up, or a slip of the pen. */
const GUESS_WORDS = 2;

function clarityOf(language: string | null, counts: ReadonlyMap<string, number>, { words }: Words): Heard['clarity'] {
  const votes = counts.get(language ?? '') ?? 0;
  const others = [...counts.values()].reduce((sum, count) => sum + count, 0) - votes;
  const letters = words.filter(word => /\p{L}/u.test(word)).length;
  if (votes >= SENTENCE_VOTES && others <= 1 && letters >= SENTENCE_WORDS && votes * 2 >= letters) return 'sentence';
  if (votes >= 2 && votes >= 2 * others) return 'clear';
  return votes === 1 && letters <= GUESS_WORDS ? 'guess' : 'word';
}

function byScript(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const foreign = [...text].filter(letter => BEYOND_LATIN.test(letter)).length;
  if (foreign * SHARE_OF_LETTERS < letters) return null;
  return SCRIPTS.find(([script]) => script.test(text))?.[1] ?? null;
}

function winner(counts: ReadonlyMap<string, number>, spoken: readonly string[]): string | null {
  const best = Math.max(0, ...counts.values());
  if (best === 0) return null;
  const leaders = [...counts].filter(([, count]) => count === best).map(([language]) => language);
  if (leaders.length === 1) return leaders[0] ?? null;
  const ours = leaders.filter(language => spoken.includes(language));
  return ours.length === 1 ? (ours[0] ?? null) : null;
}
