import { epochMs, type Instant } from './ids.ts';

/** A weekly rule: on these days (0 = Sunday) from start to end, in minutes after local midnight. End before start runs past midnight. */
export interface Shift {
  readonly days: readonly number[];
  readonly start: number;
  readonly end: number;
}
export type Shifts = 'always' | readonly Shift[];

const ONE = /^([a-z]{3,9})(?:\s*-\s*([a-z]{3,9}))?\s+(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/;

const FULL = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The day that a word names by its first three letters or more of it; -1 for a word that only begins like a day. */
const dayOf = (word: string | undefined): number =>
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
  const first = dayOf(m[1]);
  const last = m[2] === undefined ? first : dayOf(m[2]);
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

const clocks = new Map<string, Intl.DateTimeFormat>();
const clockOf = (timezone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timezone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timezone, made);
  return made;
};

/** The wall clock of the neighborhood: day of the week (0 = Sunday) and minutes after midnight. The platform's own zone data decides. */
export const wallClock = (at: Instant, timezone: string): { readonly day: number; readonly minute: number } => {
  const parts: Record<string, string> = {};
  for (const part of clockOf(timezone).formatToParts(epochMs(at))) parts[part.type] = part.value;
  return { day: dayOf(parts.weekday?.toLowerCase()), minute: Number(parts.hour) * 60 + Number(parts.minute) };
};

/** Whether these shifts cover this instant. A wall clock rule is right across daylight-saving changes by what it means. */
export const onShift = (shifts: Shifts, at: Instant, timezone: string): boolean => {
  if (shifts === 'always') return true;
  const { day, minute } = wallClock(at, timezone);
  const yesterday = (day + 6) % 7;
  return shifts.some(s =>
    s.end > s.start
      ? s.days.includes(day) && minute >= s.start && minute < s.end
      : (s.days.includes(day) && minute >= s.start) || (s.days.includes(yesterday) && minute < s.end),
  );
};
