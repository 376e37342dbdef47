import { create, toZonedDateTime } from 'temporal-polyfill/fns/PlainDateTime';
import { addMilliseconds, getTimeZoneTransition, toPlainDateTime } from 'temporal-polyfill/fns/ZonedDateTime';
import { type Instant, instant } from './ids.ts';
import type { Wall } from './wall.ts';

type Zoned = ReturnType<typeof toZonedDateTime>;

const instantIn = (zoned: Zoned): Instant => instant(Number(zoned.epochNanoseconds / 1_000_000n));

const shows = (zoned: Zoned, hour: number, minute: number): boolean => {
  const shown = toPlainDateTime(zoned);
  return shown.hour === hour && shown.minute === minute;
};

/**
 * The first instant at which the wall clock of `wallAt` has reached this: the first run of an hour that comes twice; the jump itself for a
 * time that does not exist. For what must happen at an instant (a due row, a calendar): a turn of a conversation has no need of it, and
 * the library stays out of its bundle.
 */
export const instantOf = (wall: Wall, timezone: string): Instant => {
  const [year, month, day, hour, minute] = wall.split(/[-T:]/).map(Number) as [number, number, number, number, number];
  const zoned = toZonedDateTime(create(year, month, day, hour, minute), timezone);
  if (shows(zoned, hour, minute)) return instantIn(zoned);
  const jump = getTimeZoneTransition(addMilliseconds(zoned, 1), 'previous');
  return instantIn(jump ?? zoned);
};
