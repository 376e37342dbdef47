import type { NeededBy } from './eta.ts';
import { HOUR_MS, type Instant, later, msBetween } from './ids.ts';
import { clockInDays, inDaytime } from './local-time.ts';

/** A day without an hour is kept as its early evening; that it has gone by is for the next morning. */
const DAY_OVER_MS = 14 * HOUR_MS;

/** When the time at which something was needed has gone by. */
export const overAt = ({ at, day }: NeededBy): Instant => (day ? later(at, DAY_OVER_MS) : at);

/** What of a case says whether its time may go by with nobody there. */
interface Timed {
  readonly by?: NeededBy;
  readonly kind: string;
  readonly status: string;
  readonly overTold?: Instant;
}

/** When it must be told that its time has gone by and nobody has it; undefined where that was told, and where there is nothing to tell. */
export const overDueAt = ({ by, kind, status, overTold }: Timed): Instant | undefined =>
  by && kind === 'need' && (status === 'open' || status === 'offered') && overTold !== by.at ? overAt(by) : undefined;

/** Whoever took it on so long before its time hears a word of it ahead. */
const AHEAD_MS = 6 * HOUR_MS;
const BEFORE_MS = 2 * HOUR_MS;
const EVENING = 19 * 60;
const MORNING = 9 * 60;

/**
 * When whoever takes it on now is reminded: two hours before its time, or on the evening before where that is in the night; of a day without an
 * hour on its morning. Undefined where it is soon.
 */
export const remindAt = ({ by }: Pick<Timed, 'by'>, now: Instant, timezone: string): Instant | undefined => {
  if (!by || msBetween(now, by.at) < AHEAD_MS) return undefined;
  const before = later(by.at, -BEFORE_MS);
  const at = by.day
    ? clockInDays(by.at, 0, MORNING, timezone)
    : inDaytime(before, timezone) === before
      ? before
      : clockInDays(by.at, -1, EVENING, timezone);
  return msBetween(now, at) > BEFORE_MS ? at : undefined;
};
