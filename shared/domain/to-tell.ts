import { type Instant, later, MINUTE_MS } from './ids.ts';
import { wallClock } from './shift.ts';

/** A sentence of ours and what is filled into it, to be said on the next call with whoever gets no texts. */
export interface Told {
  readonly line: string;
  readonly fill: Readonly<Record<string, string>>;
}

/** What somebody who gets no texts is still to be told of a case, oldest first, and when the line calls them about it. */
export interface ToTell {
  readonly lines: readonly Told[];
  /** Absent where nobody calls, and it is told when they do. */
  readonly callAt?: Instant;
  /** When a coordinator heard last that nobody took our call with it. */
  readonly untoldAt?: Instant;
}

/** More is not kept: what a case came through before that is said by where it stands. */
const LINES_MAX = 4;
/** Nobody asked for these calls: they come when most people are up, by the clock of the neighborhood. */
const DAY_BEGINS = 9 * 60;
const DAY_ENDS = 20 * 60;
const MINUTES_A_DAY = 24 * 60;

/** This moment by day, else the next morning at nine. */
export const byDay = (now: Instant, timezone: string): Instant => {
  const { minute } = wallClock(now, timezone);
  if (minute >= DAY_BEGINS && minute < DAY_ENDS) return now;
  const wait = (DAY_BEGINS - minute + MINUTES_A_DAY) % MINUTES_A_DAY;
  const morning = later(now, wait * MINUTE_MS);
  // In the night in which the clocks are changed it is an hour more or less.
  return later(morning, (DAY_BEGINS - wallClock(morning, timezone).minute) * MINUTE_MS);
};

/** With one more thing to tell; `callAt` where a call is to be made for it. */
export const withMore = (before: ToTell | undefined, told: Told | undefined, callAt: Instant | undefined): ToTell => ({
  lines: [...(before?.lines ?? []), ...(told ? [told] : [])].slice(-LINES_MAX),
  ...(callAt ? { callAt } : before?.callAt ? { callAt: before.callAt } : {}),
  ...(before?.untoldAt ? { untoldAt: before.untoldAt } : {}),
});

/** Whether a call about it is still to be made. */
export const isToCall = (before: ToTell | undefined, now: Instant): boolean => before?.callAt !== undefined && before.callAt > now;
