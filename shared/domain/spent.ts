import { type Instant, instant, later, MINUTE_MS } from './ids.ts';
import type { Micros } from './prices.ts';
import { MICROS_PER_DOLLAR } from './prices.ts';
import { wallClock } from './shift.ts';
import { wallAt } from './wall.ts';

/** What texts and calls have cost this month, by the list prices. */
export interface Spent {
  /** "2027-01", of the neighborhood's calendar. */
  readonly month: string;
  readonly micros: Micros;
  /** The share of the month's money of which the coordinators were told last, in percent. */
  readonly told: number;
}

/** Coordinators are told when so much of the month's money is spent, in percent. */
export const TOLD_AT = [50, 80, 100] as const;

/** The month that the calendar of this zone shows. */
export const monthOf = (now: Instant, timezone: string): string => wallAt(now, timezone).slice(0, 7);

/** What was spent, with this in it; a new month begins from nothing. */
export const spentMore = (before: Spent | undefined, micros: Micros, month: string): Spent =>
  before?.month === month ? { ...before, micros: before.micros + micros } : { month, micros, told: 0 };

/** The share of the month's money that is gone, of which nobody was told yet; undefined where there is nothing new to tell. */
export const newlyGone = ({ micros, told }: Spent, dollars: number): (typeof TOLD_AT)[number] | undefined => {
  const gone = (micros / MICROS_PER_DOLLAR / dollars) * 100;
  const reached = TOLD_AT.findLast(share => gone >= share);
  return reached !== undefined && reached > told ? reached : undefined;
};

/** When there is money again, where this month's is gone: the next month of the neighborhood's calendar. Undefined: there is some left. */
export const moneyAt = (spent: Spent | undefined, dollars: number, now: Instant, timezone: string): Instant | undefined => {
  const month = monthOf(now, timezone);
  if (spent?.month !== month || spent.micros < dollars * MICROS_PER_DOLLAR) return undefined;
  return nextMonth(now, month, timezone);
};

const nextMonth = (now: Instant, month: string, timezone: string): Instant => {
  const [year = 0, of = 1] = month.split('-').map(Number);
  const utc = instant(Date.UTC(year, of, 1));
  // At that moment the zone's clock shows how far it is from its own midnight; a day before it is the last of the month, or the first.
  const { minute } = wallClock(utc, timezone);
  const begins = monthOf(utc, timezone) === month ? later(utc, (24 * 60 - minute) * MINUTE_MS) : later(utc, -minute * MINUTE_MS);
  return begins > now ? begins : later(now, MINUTE_MS);
};
