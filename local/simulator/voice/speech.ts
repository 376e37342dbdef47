import { secondsOf } from '../../../shared/script/lint/voice.ts';

const WORDS_PER_SECOND = 2.5;

/** Seconds that it takes to say these words, at the rate to which the linter holds every prompt. */
export const secondsToSay = (words: string): number => secondsOf(words);

/** As many of the words as fit into so many seconds. */
export const wordsIn = (words: string, seconds: number): string =>
  words
    .split(/\s+/)
    .slice(0, Math.max(1, Math.ceil(seconds * WORDS_PER_SECOND)))
    .join(' ');
