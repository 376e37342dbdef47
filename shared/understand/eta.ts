import type { Eta } from '../domain/eta.ts';
import { fold } from './words.ts';

/** Numbers of minutes as people write them out, in both languages; "fifteen" too, as it is said more than texted. */
const IN_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    five: '5',
    ten: '10',
    fifteen: '15',
    twenty: '20',
    thirty: '30',
    forty: '40',
    fortyfive: '45',
    cinco: '5',
    diez: '10',
    quince: '15',
    veinte: '20',
    treinta: '30',
    cuarenta: '40',
  }),
);
const WRITTEN = new RegExp(
  String.raw`\b(${[...IN_WORDS.keys()].join('|')})(?= (?:more |mas )?(?:min|minutes?|minutos?|minutitos?|late|tarde)\b)`,
  'gu',
);

const folded = (text: string): string =>
  fold(text)
    .replace(/\b([ap])\s?\.\s?m\b\.?/g, '$1m')
    .replace(WRITTEN, word => IN_WORDS.get(word) ?? word)
    .trim();

const MINUTES = /(?<![\d.,:])(\d{1,3})\s*(?:(?:more|mas|extra|or so)\s+)?(?:m|mins?|minutes?|minutos?|minutitos?|minit)(?![\p{L}\d])/u;
/** "Running 20 late", "20 tarde": minutes that are not called so. */
const SO_LATE = /(?<![\d.,:])(\d{2})\s*(?:late|behind|tarde|de retraso)\b/u;
const HOURS = /(?<![\d.,:])(\d{1,2}(?:[.,]5)?)\s*(?:h|hrs?|hours?|horas?)(?![\p{L}\d])/u;
const HALF_HOUR = /\bhalf (?:an )?hour\b|\bmedia hora\b/;
const ONE_HOUR = /\b(?:an|one) hour\b|\buna hora\b/;
const BARE = /^(?:in|en|about|like|unos)?[^\p{L}\d]*(\d{1,3})[^\p{L}\d]*$/u;
const BARE_MIN = 5;
const BARE_MAX = 600;
const CLOCK_AFTER = `(?:at|by|after|around|about|till|until|before|a las?|las|despues de las?|como a las?|antes de las?)`;
const CLOCK = new RegExp(String.raw`\b${CLOCK_AFTER}\s*(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?(?![\d\p{L}])`, 'u');
const CLOCK_HALF = /(?<![\d.,:])(\d{1,2})(?::(\d{2}))?\s*(am|pm)(?![\p{L}\d])/u;
const CLOCK_PLAIN = /(?<![\d.,:])(\d{1,2}):(\d{2})()(?![\d:])/;

/** Days by the beginning of their names, Sunday first. */
const DAYS: readonly RegExp[] = [
  /\b(?:sun(?:day)?|domingo)\b/,
  /\b(?:mon(?:day)?|lunes)\b/,
  /\b(?:tue(?:s(?:day)?)?|martes)\b/,
  /\b(?:wed(?:nesday)?|miercoles)\b/,
  /\b(?:thu(?:r(?:s(?:day)?)?)?|jueves)\b/,
  /\b(?:fri(?:day)?|viernes)\b/,
  /\b(?:sat(?:urday)?|sabado)\b/,
];
const TOMORROW = /\b(?:tomorrow|tmrw|tmr|manana)\b/;
const TODAY = /\b(?:tonight|this evening|later today|after work|esta noche|mas tarde|hoy|today)\b/;

const dayIn = (text: string): 'today' | 'tomorrow' | number | undefined => {
  if (TOMORROW.test(text.replace(/\b(?:por|de|en) la manana\b/g, ''))) return 'tomorrow';
  const named = DAYS.findIndex(day => day.test(text));
  return named >= 0 ? named : TODAY.test(text) ? 'today' : undefined;
};

const clockIn = (text: string): { readonly clock: number; readonly half?: 'am' | 'pm' } | undefined => {
  const found = CLOCK.exec(text) ?? CLOCK_HALF.exec(text) ?? CLOCK_PLAIN.exec(text);
  if (!found) return undefined;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  if (hour > 23 || minute > 59) return undefined;
  const [half] = [found[3]].filter(h => h === 'am' || h === 'pm');
  return { clock: hour * 60 + minute, ...(half ? { half } : {}) };
};

/**
 * When somebody says that they will have done it: "20", "in 20 min", "2 hours", "media hora", "after 5pm", "tomorrow at 10", "el viernes".
 * A bare number is minutes. Undefined where no time is told.
 */
export const etaIn = (words: string): Eta | undefined => {
  const text = folded(words);
  const minutes = MINUTES.exec(text) ?? SO_LATE.exec(text) ?? undefined;
  const hours = HOURS.exec(text) ?? undefined;
  if (minutes) return { minutes: Number(minutes[1]) + (hours ? Number(hours[1]?.replace(',', '.')) * 60 : 0) };
  if (hours) return { minutes: Math.round(Number(hours[1]?.replace(',', '.')) * 60) };
  if (HALF_HOUR.test(text)) return { minutes: 30 };
  if (ONE_HOUR.test(text)) return { minutes: 60 };
  const bare = Number(BARE.exec(text)?.[1] ?? 0);
  if (bare >= BARE_MIN && bare <= BARE_MAX) return { minutes: bare };
  const day = dayIn(text);
  const clock = clockIn(text);
  return day === undefined && clock === undefined ? undefined : { ...clock, ...(day === undefined ? {} : { day }) };
};

/** Whether a text is only a time and a few words around it ("about 20 min", "tomorrow morning, sorry"). */
const WORDS_MAX = 6;
export const isOnlyEta = (words: string): boolean => words.trim().split(/\s+/).length <= WORDS_MAX && etaIn(words) !== undefined;

/** A number that stands alone where minutes may stand. */
export const bareMinutes = (words: string): number | undefined => {
  const text = folded(words);
  const bare = BARE.exec(text);
  const eta = bare && !/\p{L}/u.test(text) ? etaIn(words) : undefined;
  return eta && 'minutes' in eta ? eta.minutes : undefined;
};

const WILL_BE =
  /^\W*(?:(?:by|before|in|within|para|antes de|en|dentro de)(?=\W)|soon\W*$|later\b|tomorrow|tonight|luego\W*$|mas tarde|pronto\W*$|manana)/;
const SOON = /^\W*(?:soon|later|luego|mas tarde|pronto)\b/;

/** Whether words behind "done" say when it will be, and not that it is: "by 5", "in 20 min", "mas tarde". */
export const willBe = (words: string): boolean => {
  const text = folded(words);
  return WILL_BE.test(text) && text.split(/\s+/).length <= WORDS_MAX && (SOON.test(text) || etaIn(text) !== undefined);
};

/** "At 3", "around 5": an hour that may be before now or after it. */
export const isAtHour = (words: string): boolean =>
  /^\W*(?:at|around|about|after|a las?|como a las?)\s+\d/.test(folded(words)) && isOnlyEta(words) && !/\b(?:ago|min)/.test(words);
