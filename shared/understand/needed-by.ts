import { monthDayIn } from '../domain/month-day.ts';
import type { NeededClock } from '../domain/needed-by.ts';
import { isPastDay, toldClock } from './needed-clock.ts';
import { fold, LONGEST_TEXT } from './words.ts';

const DAY_NAMES: readonly string[] = [
  'sun(?:day)?|domingo',
  'mon(?:day)?|lunes',
  'tue(?:s(?:day)?)?|martes',
  'wed(?:nesday)?|miercoles',
  'thu(?:r(?:s(?:day)?)?)?|jueves',
  'fri(?:day)?|viernes',
  'sat(?:urday)?|sabado',
];
const ANY_DAY = DAY_NAMES.join('|');
const DAYS = DAY_NAMES.map(names => new RegExp(`^(?:${names})$`, 'u'));
const A_DAY = new RegExp(String.raw`\b(${ANY_DAY})\b(?!\s+(?:st|street|ave|night live)\b)`, 'gu');

/** What makes a day one that something is not needed on: since when, until when, and what happens then. */
const NOT_THEN =
  /\b(?:since|until|till|til|'til|through|thru|last|paid|payday|pay day|closed|stamps|ebt|snap|check|checks|comes?|coming|not|no|hasta|desde|pasado|pagan|cobro|pago|llegan?|the past)\s+(?:is\s+|isnt\s+|es\s+|on\s+|this\s+|next\s+|in\s+|the\s+|el\s+|los\s+|las\s+|proximo\s+|proxima\s+)*$/u;
/** "We sat in the sun": these are days only beside what makes them one. */
const SHORT = /^(?:sun|mon|wed|sat)$/u;
const LEADS_IN = new RegExp(String.raw`(?:\b(?:on|by|this|next|for|before|or|and|not|${ANY_DAY})[\s,/]+|^)$`, 'u');
const FOLLOWS = new RegExp(String.raw`^[\s,/]*(?:\d|(?:${ANY_DAY})\b|at\b|by\b|morning|afternoon|evening|noon)`, 'u');

/** What comes again and again, or is counted from another day: no day that could be told as the one. */
const NOT_ONE =
  /\b(?:every|each|daily|weekly|monthly|cada|diario|todos los|todas las|(?:twice|times?|days|once) a week|weeks? (?:from|after)|(?:next|this) (?:week|month)|in (?:a|one|two|three|\d+) (?:days?|weeks?|months?)|en (?:un|una|dos|tres|\d+) (?:dias?|semanas?|mes(?:es)?)|dentro de|(?:proxima|esta) semana|semana que viene|(?:sun|mon|tues|wednes|thurs|fri|satur)days|los (?:lunes|martes|miercoles|jueves|viernes|sabados|domingos))\b/u;

const AFTER_TOMORROW = /\b(?:day after (?:tomorrow|tmrw)|pasado manana)\b/u;
const TOMORROW = /(?<!\b(?:por|de|en|a|esta|la)\s+(?:la\s+)?)\b(?:tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|manana)\b/gu;
const TODAY = /\b(?:today|tonight|tonite|2day|2nite|this (?:morning|afternoon|evening)|hoy|esta (?:noche|tarde))\b/u;
const TONIGHT = /\b(?:tonight|tonite|2nite|esta noche)\b/u;

/** Without any of these there is no time in a text. */
const MAY_TELL = new RegExp(
  String.raw`\d\s?[ap]\.?\s?m\b|\d:\d|o'?clock|\bnoon\b|mid ?day|medio ?dia|\b(?:at|by|before|around|about|las?) \d|\b(?:${ANY_DAY}|tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|manana)\b`,
  'u',
);

type DayTold = Pick<NeededClock, 'day' | 'on' | 'next'>;

/** The days of the week that it is needed on, by the words around their names. */
const weekdaysIn = (text: string): readonly { readonly day: number; readonly next: boolean }[] =>
  [...text.matchAll(A_DAY)].flatMap(({ index, 0: whole, 1: name = '' }) => {
    const [before, after] = [text.slice(Math.max(0, index - 40), index), text.slice(index + whole.length)];
    if (SHORT.test(name) && !LEADS_IN.test(before) && !FOLLOWS.test(after)) return [];
    if (NOT_THEN.test(before) || isPastDay(text, index, index + whole.length)) return [];
    const next = /\b(?:next|proximo)\s+$/u.test(before) || /^\s+(?:que viene|proximo)\b/u.test(after);
    return [{ day: DAYS.findIndex(day => day.test(name)), next }];
  });

const folded = (words: string): string => fold(words.slice(0, LONGEST_TEXT)).replace(/\s+/g, ' ').trim();

/** The text without the days on which something was; undefined where it names none: "lost my job on tuesday" says nothing of when food is needed. */
export const withoutPastDays = (words: string): string | undefined => {
  const text = folded(words);
  const left = text.replace(A_DAY, (whole, _name, at: number) => (isPastDay(text, at, at + whole.length) ? '' : whole));
  return left === text ? undefined : left;
};

const isTomorrow = (text: string): boolean =>
  [...text.matchAll(TOMORROW)].some(({ index }) => !NOT_THEN.test(text.slice(Math.max(0, index - 40), index)));

const IN_DAYS = /\b(?:in|en|dentro de) (\d|two|three|four|dos|tres|cuatro) (?:days|dias)\b/u;
const COUNTED: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, dos: 2, tres: 3, cuatro: 4 };
/** The day that a text counts from today: "the day after tomorrow", "en tres dias". */
export const countedDay = (words: string): NeededClock | undefined => {
  const text = folded(words);
  const counted = IN_DAYS.exec(text)?.[1];
  const days = counted ? (COUNTED[counted] ?? Number(counted)) : AFTER_TOMORROW.test(text) ? 2 : 0;
  return days > 0 ? { on: { days } } : undefined;
};

/** Whether a text says "tomorrow" and names no other day. */
export const saysTomorrow = (words: string): boolean => {
  const text = folded(words);
  return isTomorrow(text) && !AFTER_TOMORROW.test(text) && weekdaysIn(text).length === 0 && !NOT_ONE.test(text);
};

/** The day that was told; "unsure" where several were, or one that no calendar settles. */
const dayIn = (text: string): DayTold | 'unsure' => {
  if (NOT_ONE.test(text)) return 'unsure';
  const date = monthDayIn(text);
  const named = date && !NOT_THEN.test(text.slice(Math.max(0, date.at - 40), date.at)) ? date.is : undefined;
  if (named === 'unsure') return 'unsure';
  const [weekday, ...more] = weekdaysIn(text);
  if (more.some(other => other.day !== weekday?.day)) return 'unsure';
  const day = weekday ? { day: weekday.day } : {};
  if (named) return { on: named, ...day };
  if (AFTER_TOMORROW.test(text)) return { on: { days: 2 }, ...day };
  if (isTomorrow(text)) return weekday ? { on: { days: 1 }, ...day } : { day: 'tomorrow' };
  if (weekday) return weekday.next ? { ...day, next: true } : day;
  return TODAY.test(text) ? { day: 'today' } : {};
};

/** Beside these "tomorrow" is one of several days, or the last of them. */
const SOON_ENOUGH =
  /\b(?:today|tonight|now|asap|hoy|ahora|ahorita|esta (?:noche|tarde))\b|\b(?:or|o|by|before|until|til|till|antes de|hasta) (?:the )?(?:tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|manana)\b|\b(?:tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|manana) (?:or|o)\b/u;

/** Until then it is the night that began the evening before. */
const NIGHT_ENDS = 5 * 60;

/** A day that was told and by itself is one: "today or tomorrow" is two. */
const isDay = ({ day, on }: DayTold, text: string): boolean =>
  typeof day === 'number' || ((day === 'tomorrow' || on !== undefined) && !SOON_ENOUGH.test(text));

/**
 * The time at which somebody needs it, as far as they tell one: "dialysis tomorrow at 9am", "a las 9 el viernes", "jan 15 at 9", "tuesday". Today
 * alone is no more than how soon. Undefined where no time is told, where it is no time to be there ("no food till friday"), and where it cannot be read
 * surely ("every monday at 9am"): then their words speak for themselves.
 */
export const neededBy = (words: string): NeededClock | undefined => {
  const text = folded(words);
  if (!MAY_TELL.test(text) && !monthDayIn(text)) return undefined;
  const day = dayIn(text);
  const clock = toldClock(text);
  if (day === 'unsure') return undefined;
  if (clock === undefined || clock === 'unsure') return isDay(day, text) ? day : undefined;
  const small = clock.half === 'am' && clock.clock % (12 * 60) < NIGHT_ENDS;
  // "Tonight at 1am" comes after midnight; of "tomorrow 12am" nobody knows on which side of tomorrow it is.
  if (small && TONIGHT.test(text)) return clock;
  if (clock.half === 'am' && Math.floor(clock.clock / 60) === 12 && day.day !== 'today' && (day.day !== undefined || day.on))
    return undefined;
  return { ...clock, ...day };
};
