import type { Instant } from './ids.ts';
import { DAY_MIN, dayOf, wallMinutesAt, weekdayOf } from './wall.ts';

/** A weekly rule: on these days (0 = Sunday) from start to end, in minutes after local midnight. End before start runs past midnight. */
export interface Shift {
  readonly days: readonly number[];
  readonly start: number;
  readonly end: number;
}
export type Shifts = 'always' | readonly Shift[];

const ONE = /^([a-z]{3,9})(?:\s*-\s*([a-z]{3,9}))?\s+(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/;

const FULL = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The day (0 = Sunday) that a word names by its first three letters or more of it; -1 for a word that only begins like a day. */
export const dayNamed = (word: string | undefined): number =>
  word === undefined ? -1 : FULL.findIndex(day => day.startsWith(word) && word.length >= 3);

const daysFrom = (first: number, last: number): number[] => {
  const days = [first];
  for (let day = first; day !== last; ) {
    day = (day + 1) % 7;
    days.push(day);
  }
  return days;
};

const parseOne = (text: string): Shift | undefined => {
  const m = ONE.exec(text);
  if (!m) return undefined;
  const first = dayNamed(m[1]);
  const last = m[2] === undefined ? first : dayNamed(m[2]);
  const [h1, m1, h2, m2] = [Number(m[3]), Number(m[4]), Number(m[5]), Number(m[6])];
  if (first < 0 || last < 0 || h1 > 23 || h2 > 24 || m1 > 59 || m2 > 59 || (h2 === 24 && m2 > 0)) return undefined;
  const [start, end] = [h1 * 60 + m1, h2 * 60 + m2];
  return start === end ? undefined : { days: daysFrom(first, last), start, end };
};

/** Reads "Mon-Fri 17:00-21:00; Sat 09:00-13:00" or "always"; an empty text is no shift at all. Answers the part it cannot read. */
export const parseShifts = (text: string): { readonly shifts: Shifts } | { readonly unreadable: string } => {
  // Spreadsheets turn a hyphen between times into a dash.
  const all = text
    .trim()
    .toLowerCase()
    .replace(/[\u2012-\u2015]/g, '-');
  if (all === 'always') return { shifts: 'always' };
  const shifts: Shift[] = [];
  for (const part of all
    .split(';')
    .map(p => p.trim())
    .filter(p => p !== '')) {
    const shift = parseOne(part);
    if (!shift) return { unreadable: part };
    shifts.push(shift);
  }
  return { shifts };
};

/** A shift as it falls on a day: in minutes of the wall clock, its end not included. */
export interface Occurrence {
  readonly from: number;
  readonly to: number;
  readonly rule: Shift;
  /** The day on which it begins; a night belongs to the day before its midnight. */
  readonly day: number;
}

const onDay = (rule: Shift, day: number): Occurrence => {
  const end = rule.end > rule.start ? rule.end : rule.end + DAY_MIN;
  return { from: day * DAY_MIN + rule.start, to: day * DAY_MIN + end, rule, day };
};

/** Every occurrence of these rules that has a minute in common with this span of the wall clock, the earliest first. */
export const occurrencesIn = (rules: readonly Shift[], from: number, to: number): readonly Occurrence[] => {
  const found: Occurrence[] = [];
  for (let day = dayOf(from) - 1; day * DAY_MIN < to; day++)
    for (const rule of rules) {
      if (!rule.days.includes(weekdayOf(day))) continue;
      const one = onDay(rule, day);
      if (one.from < to && one.to > from) found.push(one);
    }
  return found.sort((a, b) => a.from - b.from);
};

/** The wall clock of the neighborhood: day of the week (0 = Sunday) and minutes after midnight. */
export const wallClock = (at: Instant, timezone: string): { readonly day: number; readonly minute: number } => {
  const minutes = wallMinutesAt(at, timezone);
  const day = dayOf(minutes);
  return { day: weekdayOf(day), minute: minutes - day * DAY_MIN };
};

/** Whether these shifts cover this minute of the wall clock. */
export const covers = (shifts: Shifts, minutes: number): boolean =>
  shifts === 'always' || occurrencesIn(shifts, minutes, minutes + 1).length > 0;

/** Whether these shifts cover this instant: a shift goes on from its beginning to its end, however often the clock is set in between. */
export const onShift = (shifts: Shifts, at: Instant, timezone: string): boolean => covers(shifts, wallMinutesAt(at, timezone));

const clockTime = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const SHORT = FULL.map(day => `${day.slice(0, 1).toUpperCase()}${day.slice(1, 3)}`);
export const weekdayName = (weekday: number): string => SHORT[weekday] ?? '';

/** All of them, as the roster's file has them. */
export const shiftsText = (shifts: Shifts): string => (shifts === 'always' ? shifts : shifts.map(shiftText).join('; '));

/** "Mon-Fri 17:00-21:00", as the roster's file has it. */
export const shiftText = ({ days, start, end }: Shift): string => {
  const [first, last] = [weekdayName(days[0] ?? 0), weekdayName(days.at(-1) ?? 0)];
  return `${days.length > 1 ? `${first}-${last}` : first} ${clockTime(start)}-${clockTime(end)}`;
};
