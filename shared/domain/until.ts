import { DAY_MS, HOUR_MS, type Instant, instant, type Language, later, MINUTE_MS, msBetween } from './ids.ts';
import { daysTo, monthDayIn } from './month-day.ts';
import { dateOf, dayOf, minutesOf, readWall, type Wall, wallAt, wallMinutesAt, weekdayOf } from './wall.ts';

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The days of the week as this language calls them, Sunday first. */
const dayNames = (language: Language): readonly string[] => {
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  // The 4th of January 1970 was a Sunday.
  return Array.from({ length: 7 }, (_, day) => format.format((3 + day) * DAY_MS));
};

/** Three letters or more of it name a day. */
const DAY_LETTERS_MIN = 3;
const dayIn = (words: readonly string[], languages: readonly Language[]): number | undefined => {
  for (const language of languages) {
    const names = dayNames(language).map(fold);
    const day = names.findIndex(name => words.some(word => word.length >= DAY_LETTERS_MIN && name.startsWith(word)));
    if (day >= 0) return day;
  }
  return undefined;
};

const SPAN = /(?<![\d:])(\d{1,3}) ?(h|hours?|horas?|d|days?|dias?)(?!\w)/;
const DATE = /(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)/;
const CLOCK = /(?<!\d)(\d{1,2}):(\d{2})(?!\d)/;
/** Nothing is put off for longer than this. */
const FAR_MS = 92 * DAY_MS;

const HALF_DAY = /(?<![\d:])(1[0-2]|[1-9])(?::(\d{2}))? ?([ap])\.?m(?!\w)/;
/** "18:00", "6pm", "6:30 pm". */
const clockOf = (text: string): string | undefined => {
  const [, half = '', past = '00', letter] = HALF_DAY.exec(text) ?? [];
  const [, whole = '', minute = ''] = CLOCK.exec(text) ?? [];
  const [hour, minutes] = half === '' ? [whole, minute] : [String((Number(half) % 12) + (letter === 'p' ? 12 : 0)), past];
  return hour === '' || Number(hour) > 23 || Number(minutes) > 59 ? undefined : `${hour.padStart(2, '0')}:${minutes}`;
};

/** Whether one of these words is "tomorrow" in one of these languages. */
const saysTomorrow = (words: readonly string[], languages: readonly Language[]): boolean =>
  languages.some(language => words.includes(fold(new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(1, 'day'))));

/**
 * The instant at which the neighborhood's clock shows this, found by how far it is off a first guess. A time that does not exist, because the clocks
 * go forward, is taken for an hour later.
 */
const shownAt = (wall: Wall, timezone: string): Instant => {
  const guess = instant(minutesOf(wall) * MINUTE_MS);
  const off = (at: Instant): number => (wallMinutesAt(at, timezone) - minutesOf(wall)) * MINUTE_MS;
  const once = later(guess, -off(guess));
  return later(once, -off(once));
};

/**
 * The instant that "Tue", "until Tuesday 9am", "tomorrow", "2027-01-12", "sat jan 23", "18:00" or "3 days" means, in this time zone: a day from its beginning on, always the
 * next one to come. Undefined for anything else, and for what is past or more than three months away.
 */
export const untilIn = (given: string, now: Instant, timezone: string, languages: readonly Language[]): Instant | undefined => {
  const text = fold(given);
  const span = SPAN.exec(text);
  const clock = clockOf(text);
  const here = dayOf(wallMinutesAt(now, timezone));
  // "Mar 3" is in March, and no Tuesday; a day of the week beside it must agree with it.
  const named = monthDayIn(text);
  const rest = named ? `${text.slice(0, named.at)} ${text.slice(named.at + named.length)}` : text;
  const words = rest.split(/[^\p{L}]+/u);
  const day = dayIn(words, languages);
  const date = DATE.exec(text)?.[1];
  const at = (on: string): Instant | undefined => {
    const wall = readWall(`${on}T${clock ?? '00:00'}`);
    return wall && shownAt(wall, timezone);
  };
  const next = (): Instant | undefined => {
    if (span) return later(now, Number(span[1]) * (span[2]?.startsWith('h') ? HOUR_MS : DAY_MS));
    if (date) return at(date);
    if (named) {
      const days = named.is === 'unsure' ? undefined : daysTo(named.is, now, timezone);
      const agrees = days !== undefined && (day === undefined || weekdayOf(here + days) === day);
      return agrees ? at(dateOf(here + days)) : undefined;
    }
    if (saysTomorrow(words, languages)) return at(dateOf(here + 1));
    if (day !== undefined) return at(dateOf(here + ((day - weekdayOf(here) + 7) % 7 || 7)));
    if (!clock) return undefined;
    const today = at(dateOf(here));
    return today !== undefined && today > now ? today : at(dateOf(here + 1));
  };
  const found = next();
  return found !== undefined && found > now && msBetween(now, found) <= FAR_MS ? found : undefined;
};

/** How a day is said: "Tuesday" within the week, "January 20" beyond it; with the time where it is not the day's beginning. */
export const dayAsSaid = (at: Instant, now: Instant, timezone: string, language: Language): string => {
  const near = msBetween(now, at) < 7 * DAY_MS;
  const day = new Intl.DateTimeFormat(language, {
    timeZone: timezone,
    ...(near ? { weekday: 'long' } : { month: 'long', day: 'numeric' }),
  }).format(Date.parse(at));
  const clock = wallAt(at, timezone).slice(11);
  return clock === '00:00' ? day : `${day} ${clock.replace(/^0/, '')}`;
};
