import type { Case } from './case.ts';
import { type ByClock, isPlausible, type NeededBy } from './eta.ts';
import { DAY_MS, epochMs, HOUR_MS, type Instant, later, msBetween } from './ids.ts';
import { clockAt, clockInDays, daysBetween, inDaytime, nextClock } from './local-time.ts';
import { daysTo, type MonthDay } from './month-day.ts';
import type { Urgency } from './needs.ts';
import { isPressing } from './rounds.ts';

/**
 * A time as somebody told it: by the clock, on a day of the week or the calendar. `next`: the day after the coming Sunday, "next Friday". A day of the week beside
 * another way to say the day is only there to agree with it.
 */
export interface NeededClock extends ByClock {
  readonly on?: MonthDay | { readonly days: number };
  readonly next?: true;
  /** They say that it is so late. */
  readonly isIt?: true;
}

const NOON = 12 * 60;
const DAY_ENDS = 18 * 60;
/** Of an hour without am or pm the half that is meant: nobody is brought anywhere before six by a neighbor unless they say so. */
const EARLIEST = 6 * 60;

const minuteOf = ({ clock, half }: ByClock): number => {
  if (clock === undefined) return DAY_ENDS;
  if (half === 'pm' && clock < NOON) return clock + NOON;
  if (half === 'am' && clock >= NOON) return clock - NOON;
  return half || clock >= EARLIEST ? clock : clock + NOON;
};

/** Days of a week from Monday on: whoever says "next Friday" on a Tuesday may mean this one, or the one after. */
const inWeek = (weekday: number): number => (weekday + 6) % 7;

/** How many days on, by the words; a weekday that is today is today as long as its hour is to come. Undefined where the words leave it open. */
const daysOn = (by: NeededClock, minute: number, now: Instant, timezone: string): number | undefined => {
  const shown = clockAt(now, timezone);
  if (by.on) {
    const days = 'days' in by.on ? by.on.days : daysTo(by.on, now, timezone);
    const agrees = days !== undefined && (typeof by.day !== 'number' || (shown.weekday + days) % 7 === by.day);
    return agrees ? days : undefined;
  }
  if (by.day === 'tomorrow') return 1;
  if (typeof by.day !== 'number') return 0;
  if (by.next && inWeek(by.day) > inWeek(shown.weekday)) return undefined;
  const days = (by.day - shown.weekday + 7) % 7;
  return days === 0 && (by.next || shown.minute >= minute) ? 7 : days;
};

/** An hour without a day: the next time that the clock shows it, in the morning or the afternoon, whichever comes first. */
const nextHour = (by: ByClock, minute: number, now: Instant, timezone: string): Instant => {
  const either = by.half || minute >= NOON + 60 ? [minute] : [minute, (minute % NOON) + NOON];
  const [first, second] = either.map(one => nextClock(now, one, timezone));
  return first && second ? (epochMs(second) < epochMs(first) ? second : first) : (first ?? now);
};

const DAY = 24 * 60;
/** So many minutes ago an hour was that somebody tells as the one that it is, and so far it may be off where they say "it is". */
const JUST_NOW = 30;
const ABOUT_NOW = 90;
/**
 * Whether an hour without a day is the one that it is now: whoever writes "its 2am and my baby has no milk" at five past two waits for no other night. It is
 * asked when they need it.
 */
const isNow = (by: NeededClock, minute: number, now: Instant, timezone: string): boolean => {
  const round = by.half ? DAY : NOON;
  const since = (((clockAt(now, timezone).minute - minute) % round) + round) % round;
  return by.isIt ? Math.min(since, round - since) <= ABOUT_NOW : since <= JUST_NOW;
};

/** The instant that is meant; undefined where it is past, weeks away, or not sure. */
export const neededAt = (by: NeededClock, now: Instant, timezone: string): NeededBy | undefined => {
  const minute = minuteOf(by);
  const days = daysOn(by, minute, now, timezone);
  if (days === undefined) return undefined;
  const isOpen = by.day === undefined && !by.on;
  if (isOpen && isNow(by, minute, now, timezone)) return undefined;
  const at = isOpen ? nextHour(by, minute, now, timezone) : clockInDays(now, days, minute, timezone);
  if (!isPlausible(at, now, timezone)) return undefined;
  return by.clock === undefined ? { at, day: true } : { at };
};

/** So long before its time a need is looked after as one of today: somebody must be found, and told where to be. */
const LEAD_MS = DAY_MS;

/** How urgent a need is that has a time, by how far that is. */
export const urgencyBy = ({ at }: NeededBy, now: Instant): Exclude<Urgency, 'now'> => {
  const left = msBetween(now, at);
  return left <= LEAD_MS ? 'today' : left <= 2 * LEAD_MS ? 'soon' : 'this-week';
};

/** How soon it is needed, as the question about it has it: by the days of the calendar. */
export const whenBy = ({ at }: NeededBy, now: Instant, timezone: string): Exclude<Urgency, 'now'> => {
  const days = daysBetween(now, at, timezone);
  return days <= 0 ? 'today' : days <= 2 ? 'soon' : 'this-week';
};

const SOONEST_FIRST: readonly Urgency[] = ['now', 'today', 'soon', 'this-week'];
/** The more urgent of two. */
export const sooner = <U extends Urgency>(one: U, other: U): U =>
  SOONEST_FIRST.indexOf(one) <= SOONEST_FIRST.indexOf(other) ? one : other;

/** The need as urgent as its time makes it by now. It never becomes less. */
export const asUrgentAsItsTime = (c: Case, now: Instant): Case => {
  if (!c.by || c.by.at <= now) return c;
  const urgency = sooner<Urgency>(c.urgency, urgencyBy(c.by, now));
  return urgency === c.urgency ? c : { ...c, urgency };
};

/**
 * Its next step, not so late that its time comes nearer unseen: a day before, then more and more often, every hour at last, and when it comes. At night
 * only where it cannot wait.
 */
export const inTime = (c: Case, now: Instant, timezone: string): Case => {
  if (!c.by || c.next?.what !== 'dispatch' || c.by.at <= now) return c;
  const lead = later(c.by.at, -LEAD_MS);
  const left = msBetween(now, c.by.at);
  const soon = lead > now ? lead : later(now, Math.max(Math.min(HOUR_MS, left), left / 4));
  const latest = isPressing(c, soon, timezone) ? soon : inDaytime(soon, timezone);
  return c.next.at > latest ? { ...c, next: { ...c.next, at: latest } } : c;
};
