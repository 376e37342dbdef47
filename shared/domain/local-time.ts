import { Temporal } from 'temporal-polyfill';
import { epochMs, type Instant, instant } from './ids.ts';

/** What can wait for the morning is neither asked nor called at night. In hours of the neighborhood's clock. */
const DAY_BEGINS_H = 8;
const DAY_ENDS_H = 21;

/** The wall clock of the neighborhood at this instant; the library knows its zone and when its clocks change. */
export const localTime = (at: Instant, timezone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(epochMs(at)).toZonedDateTimeISO(timezone);

const instantOf = (local: Temporal.ZonedDateTime): Instant => instant(local.epochMilliseconds);

/** The next instant after this one at which the wall clock shows so many minutes after midnight. */
export const nextClock = (after: Instant, minute: number, timezone: string): Instant => {
  const local = localTime(after, timezone);
  const today = local.startOfDay().with({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return instantOf(Temporal.ZonedDateTime.compare(today, local) > 0 ? today : today.add({ days: 1 }));
};

/** This wall clock time so many days from the day of this instant. */
export const clockInDays = (from: Instant, days: number, minute: number, timezone: string): Instant =>
  instantOf(
    localTime(from, timezone)
      .startOfDay()
      .add({ days })
      .with({ hour: Math.floor(minute / 60), minute: minute % 60 }),
  );

/** This instant where it lies in the day, or the next morning where it lies in the night. */
export const inDaytime = (at: Instant, timezone: string): Instant => {
  const { hour } = localTime(at, timezone);
  return hour >= DAY_BEGINS_H && hour < DAY_ENDS_H ? at : nextClock(at, DAY_BEGINS_H * 60, timezone);
};

/** Whole days of the calendar from one instant to another, in the neighborhood. */
export const daysBetween = (from: Instant, to: Instant, timezone: string): number =>
  localTime(from, timezone).toPlainDate().until(localTime(to, timezone).toPlainDate(), { largestUnit: 'days' }).days;
