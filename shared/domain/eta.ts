import { epochMs, type Instant, later, MINUTE_MS } from './ids.ts';
import { clockAt, clockInDays, daysBetween, nextClock } from './local-time.ts';

/** When somebody says that they will have done it: in so many minutes, or by the clock, today or on another day (0 = Sunday). */
export type Eta = { readonly minutes: number } | ByClock;
/** Minutes after midnight, which half of the day where that was said, and the day. */
export interface ByClock {
  readonly clock?: number;
  readonly half?: 'am' | 'pm';
  readonly day?: 'today' | 'tomorrow' | number;
}

/** The time at which a need is needed, as its person told it. `day`: they named a day and no hour, and have all of that day. */
export interface NeededBy {
  readonly at: Instant;
  readonly day?: true;
}

/** Whoever names a day and no hour has that day. */
const DAY_ENDS = 18 * 60;
const NOON = 12 * 60;

const clockOn = (days: number, clock: number, now: Instant, timezone: string): Instant => clockInDays(now, days, clock, timezone);

/** Twelve hours on where the hour was meant for the afternoon: neighbors bring nothing before seven. */
const EARLIEST = 7 * 60;
const onTheDay = (clock: number, half: 'am' | 'pm' | undefined): number =>
  half === 'pm' && clock < NOON
    ? clock + NOON
    : half === 'am' && clock >= NOON
      ? clock - NOON
      : half
        ? clock
        : clock < EARLIEST
          ? clock + NOON
          : clock;

/** The instant that is meant; of an hour without am or pm the next one that comes. */
export const etaAt = (eta: Eta, now: Instant, timezone: string): Instant => {
  if ('minutes' in eta) return later(now, eta.minutes * MINUTE_MS);
  const { clock, half, day } = eta;
  if (day === 'tomorrow') return clockOn(1, onTheDay(clock ?? DAY_ENDS, half), now, timezone);
  if (typeof day === 'number') {
    const today = clockAt(now, timezone).weekday;
    return clockOn((day - today + 7) % 7 || 7, onTheDay(clock ?? DAY_ENDS, half), now, timezone);
  }
  if (clock === undefined) return nextClock(now, DAY_ENDS, timezone);
  if (half || clock >= NOON + 60) return nextClock(now, onTheDay(clock, half), timezone);
  const [morning, afternoon] = [clock % NOON, (clock % NOON) + NOON].map(one => nextClock(now, one, timezone));
  return morning && afternoon && epochMs(morning) < epochMs(afternoon) ? morning : (afternoon ?? now);
};

/** The same for words that come after others of theirs: "7pm" after "tomorrow at 6pm" is tomorrow. */
export const etaAfter = (eta: Eta, before: Instant | undefined, now: Instant, timezone: string): Instant => {
  const ahead = before === undefined ? 0 : daysBetween(now, before, timezone);
  if (ahead <= 0 || 'minutes' in eta || eta.day !== undefined || eta.clock === undefined) return etaAt(eta, now, timezone);
  return clockOn(ahead, onTheDay(eta.clock, eta.half), now, timezone);
};

/** No volunteer is left alone with a case for longer than this by what they said. */
const DAYS_MAX = 14;
/** Whether this is a time that somebody may be meant to keep: to come, and not in weeks. */
export const isPlausible = (at: Instant, now: Instant, timezone: string): boolean => at > now && daysBetween(now, at, timezone) <= DAYS_MAX;
