import type { NeededBy } from './eta.ts';
import type { Instant } from './ids.ts';
import { clockAt, clockInDays } from './local-time.ts';
import type { NeededClock } from './needed-by.ts';

const NOON = 12 * 60;
/** Nobody is brought anywhere before six by a neighbor unless they say so. */
const EARLIEST = 6 * 60;

/** Whether a time is told by the clock and nothing says of which day. */
export const isHourAlone = ({ clock, day, on, isIt }: NeededClock): boolean =>
  clock !== undefined && day === undefined && on === undefined && !isIt;

/** That hour of the day that was told before: without am or pm the one that is nearer to the hour of then. Undefined where it has gone by. */
export const hourOnDay = (before: NeededBy, { clock = 0, half }: NeededClock, now: Instant, timezone: string): NeededBy | undefined => {
  const hour = clock % NOON;
  const told = clockAt(before.at, timezone).minute;
  const isLate = Math.abs(hour + NOON - told) < Math.abs(hour - told);
  const nearer = before.day ? (hour < EARLIEST ? hour + NOON : clock) : isLate ? hour + NOON : hour;
  const minute = half ? hour + (half === 'pm' ? NOON : 0) : clock > NOON ? clock : nearer;
  const at = clockInDays(before.at, 0, minute, timezone);
  return at > now ? { at } : undefined;
};

/** The day in place of another one, at the hour that was told for that. */
export const dayWithHour = (day: NeededBy, before: NeededBy | undefined, timezone: string): NeededBy =>
  day.day && before && !before.day ? { at: clockInDays(day.at, 0, clockAt(before.at, timezone).minute, timezone) } : day;
