import type { Instant } from './ids.ts';
import { clockAt } from './local-time.ts';
import { dateOf } from './wall.ts';

/** A day of the calendar as people name it: "Jan 15", "1/15", "the 15th". Without a month it is the next such day; without a year always. */
export interface MonthDay {
  readonly year?: number;
  readonly month?: number;
  readonly date: number;
}

const MONTHS: readonly string[] = [
  'jan(?:uary)?|enero|ene',
  'feb(?:ruary)?|febrero',
  'mar(?:ch)?|marzo',
  'apr(?:il)?|abril',
  'may|mayo',
  'june?|junio',
  'july?|julio',
  'aug(?:ust)?|agosto',
  'sept?(?:ember)?|septiembre|setiembre',
  'oct(?:ober)?|octubre',
  'nov(?:ember)?|noviembre',
  'dec(?:ember)?|diciembre',
];
const ANY_MONTH = MONTHS.join('|');
const MONTH_IS = MONTHS.map(names => new RegExp(`^(?:${names})$`, 'u'));
const monthOf = (word: string | undefined): number => MONTH_IS.findIndex(names => word !== undefined && names.test(word)) + 1;

const STREET = String.raw`(?!\s+(?:st|street|ave|avenue|rd|road|pl|place|floor|fl)\b)`;
const MONTH_FIRST = new RegExp(
  String.raw`\b(${ANY_MONTH})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?![\d:/]|\s?[ap]\.?\s?m\b)(?:,?\s+(20\d\d)\b)?${STREET}`,
  'u',
);
const DAY_FIRST = new RegExp(
  String.raw`(?<![\d:/.$#-])(\d{1,2})(?:st|nd|rd|th)?\s+(?:de\s+|of\s+)?(${ANY_MONTH})\b(?:,?\s+(?:de\s+|del\s+)?(20\d\d)\b)?${STREET}`,
  'u',
);
const WRITTEN = /(?<![\d-])(20\d\d)-(\d{2})-(\d{2})(?![\d-])/u;
const SLASHED =
  /(?<![\d/.$-])(\d{1,2})\/(\d{1,2})(?:\/((?:20)?\d\d))?(?![\d/]|\s*(?:cups?|gal(?:lon)?s?|lbs?|pounds?|hours?|hrs?|hora|doz|bags?|price|off)\b)/u;
const ORDINAL =
  /\b(?:on|by|the|for|before)\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:st|street|ave|avenue|rd|pl|floor|fl|time|of|and|&|day|week|grade|birthday)\b)/u;
const EL = /\b(?:el|del|dia)\s+(?:dia\s+)?(\d{1,2})(?=\s*(?:$|[.,;!?]|a las?\b|por la\b|en la\b))/u;

/** What tells that somebody writes Spanish, where the day comes before the month. */
const SPANISH = /\b(?:el|la|las|los|para|por|con|necesito|necesitamos|hasta|cita|ayuda|soy|es)\b/u;

const asDay = (year: number | undefined, month: number, date: number): MonthDay | 'unsure' =>
  month < 1 || month > 12 || date < 1 || date > 31 ? 'unsure' : { ...(year === undefined ? {} : { year }), month, date };

/** "1/15" and "15/1" can be one day only; of "1/2" Spanish leaves open which, since here both are in use. */
const slashed = (text: string, found: RegExpExecArray): MonthDay | 'unsure' => {
  const [one, other] = [Number(found[1]), Number(found[2])];
  const year = found[3] === undefined ? undefined : Number(found[3].padStart(4, '20'));
  if (one > 12) return asDay(year, other, one);
  if (other <= 12 && one !== other && SPANISH.test(text)) return 'unsure';
  return asDay(year, one, other);
};

/** "24/7" is no day, and "1/2" is one only where a word says that it is. */
const isSlashedDay = (text: string, found: RegExpExecArray): boolean =>
  found[0] !== '24/7' &&
  (/\b(?:on|by|for|before|until|till|el|para|dia|hasta|date|due|[a-z]*day)\s+(?:the\s+|el\s+)?$/u.test(text.slice(0, found.index)) ||
    /^\s*,?\s*(?:at|a las?|by|\d{1,2}(?::\d\d)?\s?[ap]m)\b/u.test(text.slice(found.index + found[0].length)));

/** Where a day of the calendar stands in a folded text, and which; "unsure" where it can be read in two ways, or in none. */
export interface FoundDay {
  readonly at: number;
  readonly length: number;
  readonly is: MonthDay | 'unsure';
}

/** "May" and "march" are also other words than months. */
const isMonth = (text: string, found: RegExpExecArray): boolean =>
  !/^(?:may|march)$/u.test(found[1] ?? '') ||
  /(?:^|\b(?:on|by|for|before|until|till|el|[a-z]*day,?|sat|sun|mon|tue|wed|thu|fri)\s+)$/u.test(text.slice(0, found.index)) ||
  /(?:st|nd|rd|th|20\d\d)$/u.test(found[0]) ||
  /^\s*,?\s*(?:at|a las?|\d{1,2}(?::\d\d)?\s?[ap]m)\b/u.test(text.slice(found.index + found[0].length));

/** The day of the calendar that a folded text names first. */
export const monthDayIn = (text: string): FoundDay | undefined => {
  const found = (match: RegExpExecArray, is: MonthDay | 'unsure'): FoundDay => ({ at: match.index, length: match[0].length, is });
  if (!/\d/.test(text)) return undefined;
  const written = WRITTEN.exec(text);
  if (written) return found(written, asDay(Number(written[1]), Number(written[2]), Number(written[3])));
  const first = MONTH_FIRST.exec(text);
  if (first && isMonth(text, first))
    return found(first, asDay(first[3] ? Number(first[3]) : undefined, monthOf(first[1]), Number(first[2])));
  const day = DAY_FIRST.exec(text);
  if (day) return found(day, asDay(day[3] ? Number(day[3]) : undefined, monthOf(day[2]), Number(day[1])));
  const slash = SLASHED.exec(text);
  if (slash && isSlashedDay(text, slash)) return found(slash, slashed(text, slash));
  const bare = ORDINAL.exec(text) ?? EL.exec(text);
  return bare ? found(bare, asDay(undefined, 1, Number(bare[1])) === 'unsure' ? 'unsure' : { date: Number(bare[1]) }) : undefined;
};

const YEAR_DAYS = 366;
/** In how many days that is; undefined where no day of the next year is it. */
export const daysTo = ({ year, month, date }: MonthDay, now: Instant, timezone: string): number | undefined => {
  const { day } = clockAt(now, timezone);
  for (let days = 0; days <= YEAR_DAYS; days++) {
    const [y, m, d] = dateOf(day + days)
      .split('-')
      .map(Number);
    if (d === date && (month === undefined || m === month) && (year === undefined || y === year)) return days;
  }
  return undefined;
};
