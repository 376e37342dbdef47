import { type Instant, later, MINUTE_MS } from './ids.ts';
import { DAY_MIN, dayOf, wallMinutesAt, weekdayOf } from './wall.ts';

/** What can wait for the morning is neither asked nor called at night. In minutes after midnight, of the neighborhood's clock. */
const DAY_BEGINS = 8 * 60;
const DAY_ENDS = 21 * 60;

/** What the clock shows: the day, counted from 1970, its day of the week (0 = Sunday), and minutes after midnight. */
export const clockAt = (at: Instant, timezone: string): { readonly day: number; readonly weekday: number; readonly minute: number } => {
  const shown = wallMinutesAt(at, timezone);
  const day = dayOf(shown);
  return { day, weekday: weekdayOf(day), minute: shown - day * DAY_MIN };
};

/**
 * The instant at which the clock shows these minutes, counted from an instant not far from it. Where the clock is changed in between, the
 * difference is made up once; a time that does not exist has come when the clock has jumped over it. Good for when somebody is asked next:
 * it needs no library in a turn's bundle, as `zone.ts: instantOf` does for calendars.
 */
const whenShown = (minutes: number, from: Instant, timezone: string): Instant => {
  const straight = later(from, (minutes - wallMinutesAt(from, timezone)) * MINUTE_MS);
  return later(straight, (minutes - wallMinutesAt(straight, timezone)) * MINUTE_MS);
};

/** This time by the clock so many days from the day of this instant. */
export const clockInDays = (from: Instant, days: number, minute: number, timezone: string): Instant =>
  whenShown((clockAt(from, timezone).day + days) * DAY_MIN + minute, from, timezone);

/** The next time that the clock shows so many minutes after midnight. */
export const nextClock = (after: Instant, minute: number, timezone: string): Instant =>
  clockInDays(after, clockAt(after, timezone).minute < minute ? 0 : 1, minute, timezone);

/** This instant where it lies in the day, or the next morning where it lies in the night. */
export const inDaytime = (at: Instant, timezone: string): Instant => {
  const { minute } = clockAt(at, timezone);
  return minute >= DAY_BEGINS && minute < DAY_ENDS ? at : nextClock(at, DAY_BEGINS, timezone);
};

/** The last minute of the day that went before this instant of the night. */
export const eveningBefore = (at: Instant, timezone: string): Instant =>
  clockInDays(at, clockAt(at, timezone).minute < DAY_BEGINS ? -1 : 0, DAY_ENDS - 1, timezone);

/** Days of the calendar from one instant to another, in the neighborhood. */
export const daysBetween = (from: Instant, to: Instant, timezone: string): number =>
  clockAt(to, timezone).day - clockAt(from, timezone).day;
