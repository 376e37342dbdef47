import { fold } from './words.ts';

const NUMBER = String.raw`\d{1,2}(?:[.,]\d{1,2})?`;
const HOUR = '(?:h|hrs?|hours?|horas?)';
const MINUTE = '(?:m|mins?|minutes?|minutos?)';
/** A word ends here, and what follows does not say when instead of how long. */
const LONG = String.raw`(?![\p{L}\d])(?!\s+(?:ago|late|away|from now|early|atras|tarde))`;
/** "In an hour" and "hace una hora" say when. */
const FROM = String.raw`(?<![\p{L}\d.,])(?<!\b(?:in|hace|en|dentro de)\s)`;
const HALF = '(?:a |an )?(?:half|1/2)|media';
const QUARTER = '(?:a |an )?quarter|cuarto';

const HALF_HOUR = new RegExp(`${FROM}(?:(?:a )?half (?:an? |1 )?hour|1/2 (?:an? )?hour|media hora)${LONG}`, 'u');
const AND_A_HALF_HOURS = new RegExp(`${FROM}(${NUMBER}|an?|una?) (?:and |y )?(?:${HALF}) ${HOUR}${LONG}`, 'u');
const HOURS = new RegExp(
  `${FROM}(${NUMBER}|an?|una?)\\s*${HOUR}(?![\\p{L}])(?:\\s*(?:,|and|y|con)?\\s*(?:(${HALF})|(${QUARTER})|(\\d{1,2})(?:\\s*${MINUTE})?))?${LONG}`,
  'u',
);
const MINUTES = new RegExp(`${FROM}(\\d{1,3})\\s*${MINUTE}${LONG}`, 'u');
const BARE = new RegExp(`^(${NUMBER})(?=$|\\s*[,;!]|\\.?$)`, 'u');

const HOURS_MAX = 24;
const MINUTES_OF_HOUR = 60;

const numberOf = (word: string): number => (/^\d/.test(word) ? Number(word.replace(',', '.')) : 1);

const told = (words: string): number => {
  const andHalf = AND_A_HALF_HOURS.exec(words);
  if (andHalf) return numberOf(andHalf[1] ?? '') + 0.5;
  if (HALF_HOUR.test(words)) return 0.5;
  const hours = HOURS.exec(words);
  if (hours) {
    const [, whole = '', half, quarter, minutes = '0'] = hours;
    return numberOf(whole) + (half ? 0.5 : 0) + (quarter ? 0.25 : 0) + Number(minutes) / MINUTES_OF_HOUR;
  }
  const minutes = MINUTES.exec(words);
  if (minutes) return Number(minutes[1]) / MINUTES_OF_HOUR;
  return numberOf(BARE.exec(words)?.[1] ?? '0');
};

/**
 * The hours that somebody tells, number words already in digits: "1", "1.5", "2 hours 30 min", "an hour and a half", "media hora", to a
 * hundredth. 0 where none are told: "5 bags", "at 6" and "an hour ago" are no hours, and no day has more than 24.
 */
export const hoursTold = (text: string): number => {
  const hours = told(fold(text).replace(/\s+/g, ' ').trim());
  return hours <= HOURS_MAX ? Math.round(hours * 100) / 100 : 0;
};

const SPANS = new RegExp(
  `(?:(?:took|it took|me tomo|tarde|about|around|like|como|unas?|unos) )*(?:${NUMBER}|\\d{1,3}|an?|una?)\\s*(?:${HOUR}|${MINUTE})(?:\\s*(?:and|y)\\s*(?:${HALF}|${QUARTER}))?${LONG}|(?:half an hour|media hora)`,
  'gu',
);

/** What the words say beside how long it took, folded. */
export const besideHours = (text: string): string =>
  fold(text)
    .replace(SPANS, ' ')
    .replace(/[\d.,]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
