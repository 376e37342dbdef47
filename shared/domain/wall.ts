import { epochMs, type Instant, MINUTE_MS } from './ids.ts';

declare const brand: unique symbol;
/** What the clock on the wall shows in the neighborhood, "2027-01-09T17:00": sorts as text. Shifts are agreed on in it. */
export type Wall = string & { readonly [brand]: 'Wall' };

export const DAY_MIN = 1440;

/** A wall time as minutes since the first midnight of 1970 on the same wall, for arithmetic. */
export const minutesOf = (wall: Wall): number => Date.parse(`${wall}Z`) / MINUTE_MS;
export const wallOf = (minutes: number): Wall => {
  const day = dayOf(minutes);
  const minute = Math.floor(minutes - day * DAY_MIN);
  return `${nameOfDay(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}` as Wall;
};
const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

/** A look at the shifts of a pod names the same few days a thousand times. */
const DAYS_MAX = 500;
const days = new Map<number, string>();
const nameOfDay = (day: number): string => {
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= DAYS_MAX) days.clear();
  const made = new Date(day * DAY_MIN * MINUTE_MS).toISOString().slice(0, 10);
  days.set(day, made);
  return made;
};
export const plusMinutes = (wall: Wall, minutes: number): Wall => wallOf(minutesOf(wall) + minutes);

/** The day of a wall time in minutes, counted from 1 January 1970. */
export const dayOf = (minutes: number): number => Math.floor(minutes / DAY_MIN);
/** 0 = Sunday. The first day of 1970 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;
/** "2027-01-09" of a day. */
export const dateOf = (day: number): string => nameOfDay(day);
/** "2027-01" */
export const monthOf = (wall: Wall): string => wall.slice(0, 7);
export const midnightAfter = (wall: Wall): Wall => wallOf((dayOf(minutesOf(wall)) + 1) * DAY_MIN);

const WRITTEN = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?$/;

/** Reads "2027-01-09 17:00", "2027-01-09T17:00" or "2027-01-09" (its midnight). Answers undefined for what no calendar or clock shows. */
export const readWall = (text: string): Wall | undefined => {
  const m = WRITTEN.exec(text.trim());
  const wall = m && (`${m[1]}T${m[2] ?? '00:00'}` as Wall);
  if (!wall || Number.isNaN(minutesOf(wall))) return undefined;
  return wallOf(minutesOf(wall)) === wall ? wall : undefined;
};

const clocks = new Map<string, Intl.DateTimeFormat>();
const clockOf = (timezone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timezone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timezone, made);
  return made;
};

/** Clocks are set at full quarters of an hour, so in one quarter the clock is as far from UTC at its end as at its beginning. */
const QUARTER = 15;
/** How far the clock is from UTC in this quarter of an hour since 1970, in minutes. The platform's own zone data decides. */
const asideIn = (quarter: number, timezone: string): number => {
  const p: Record<string, number> = {};
  for (const { type, value } of clockOf(timezone).formatToParts(quarter * QUARTER * MINUTE_MS)) p[type] = Number(value);
  return Date.UTC(p.year ?? 0, (p.month ?? 1) - 1, p.day, p.hour, p.minute) / MINUTE_MS - quarter * QUARTER;
};

/** Asking the platform costs as much as writing three rows, and a turn asks for a few times near each other. */
const ASIDES_MAX = 500;
const asides = new Map<string, Map<number, number>>();
const knownAsides = (timezone: string): Map<number, number> => {
  const known = asides.get(timezone);
  if (known && known.size < ASIDES_MAX) return known;
  const made = new Map<number, number>();
  asides.set(timezone, made);
  return made;
};

/** What the clock shows, in minutes. */
const shownAt = (ms: number, timezone: string): number => {
  const minutes = Math.floor(ms / MINUTE_MS);
  const quarter = Math.floor(minutes / QUARTER);
  const known = knownAsides(timezone);
  const aside = known.get(quarter) ?? asideIn(quarter, timezone);
  known.set(quarter, aside);
  return minutes + aside;
};

/** No clock is set back by more than this. */
const SET_BACK_MAX = 180;

/** The highest that the clock has shown: where it was set back in the last hours, it waits there until it is shown again. */
const reachedAt = (ms: number, timezone: string): number => {
  const shown = shownAt(ms, timezone);
  const back = (minutes: number): number => shownAt(ms - minutes * MINUTE_MS, timezone);
  if (back(SET_BACK_MAX) + SET_BACK_MAX <= shown) return shown;
  let [after, before] = [0, SET_BACK_MAX];
  while (before - after > 1) {
    const between = Math.floor((after + before) / 2);
    if (back(between) + between === shown) after = between;
    else before = between;
  }
  return Math.max(shown, back(before));
};

/**
 * The wall clock of the neighborhood, in minutes; it never runs backwards. An hour that comes twice passes once, in its first run, and a
 * time that does not exist has come when the clock jumps over it: so what ends at a time and what begins at it always meet, with neither
 * a hole nor an overlap between them.
 */
export const wallMinutesAt = (at: Instant, timezone: string): number => {
  if (at !== last.at || timezone !== last.timezone) last = { at, timezone, minutes: reachedAt(epochMs(at), timezone) };
  return last.minutes;
};
/** A wave asks for every volunteer at the same instant. */
let last: { readonly at: string; readonly timezone: string; readonly minutes: number } = { at: '', timezone: '', minutes: 0 };

export const wallAt = (at: Instant, timezone: string): Wall => wallOf(wallMinutesAt(at, timezone));
