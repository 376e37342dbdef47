import type { Community } from './community.ts';
import type { QuietHours } from './hours.ts';
import { HOUR_MS, type Instant, later, MINUTE_MS } from './ids.ts';
import { onShift, wallClock } from './shift.ts';
import { powersOf, type Volunteer } from './volunteer.ts';

/** Whoever writes to us in their quiet hours is awake for so long. */
export const AWAKE_MS = HOUR_MS;

/** The quiet hours of this person: their own, or those of the community; undefined where they want none. */
export const quietHoursOf = (v: Pick<Volunteer, 'quiet'>, community: Pick<Community, 'volunteers'>): QuietHours | undefined =>
  v.quiet === 'never' ? undefined : (v.quiet ?? community.volunteers.quiet);

const within = ({ from, to }: QuietHours, minute: number): boolean =>
  to > from ? minute >= from && minute < to : minute >= from || minute < to;

/** Whether these hours cover this instant, by the wall clock of the neighborhood. */
export const inQuietHours = (hours: QuietHours, at: Instant, timezone: string): boolean => within(hours, wallClock(at, timezone).minute);

const DAY_MINUTES = 24 * 60;
/**
 * The instant at which these hours end next. Where the clocks are set forward or back on the way, the wall clock at the end decides: "until
 * 8" is 8 on that morning's clock.
 */
export const quietEnds = ({ to }: QuietHours, at: Instant, timezone: string): Instant => {
  const { minute } = wallClock(at, timezone);
  const minutes = (to - minute + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  const ends = later(at, minutes * MINUTE_MS - (Date.parse(at) % MINUTE_MS));
  const off = ((wallClock(ends, timezone).minute - to + DAY_MINUTES * 1.5) % DAY_MINUTES) - DAY_MINUTES / 2;
  return off === 0 ? ends : later(ends, -off * MINUTE_MS);
};

/**
 * Whether this person may be disturbed now by what is not urgent. Outside their quiet hours they may; in them, when they have just written to
 * us or said ON, and when a shift of theirs is written for this hour: whoever takes a night shift is awake in it. `always` is no such shift,
 * and quiet hours that somebody chose themselves win over their shifts.
 */
export const isAwake = (v: Volunteer, at: Instant, community: Community, hours = quietHoursOf(v, community)): boolean => {
  if (!hours || !inQuietHours(hours, at, community.timezone)) return true;
  if (v.awakeUntil !== undefined && v.awakeUntil > at) return true;
  return v.quiet === undefined && v.shifts !== 'always' && v.duty !== 'off' && onShift(v.shifts, at, community.timezone);
};

/** Whether urgent things may wake this person: as they said, and without a word of theirs the people for safety. */
export const wakesForUrgent = (v: Pick<Volunteer, 'number' | 'wakes'>, community: Community): boolean =>
  v.wakes ?? powersOf(community, v.number).safety;

/** Whether they may be disturbed now by something that is urgent or not; danger asks neither. */
export const mayDisturb = (v: Volunteer, urgent: boolean, at: Instant, community: Community): boolean =>
  (urgent && wakesForUrgent(v, community)) || isAwake(v, at, community);

/** Where nobody chose any hours, these are the night; not for who said that they have no quiet hours, or may be woken. */
const NIGHT: QuietHours = { from: 21 * 60, to: 8 * 60 };
const hoursFor = (v: Volunteer, pressing: boolean, community: Community): QuietHours | undefined =>
  quietHoursOf(v, community) ?? (pressing || v.quiet === 'never' || v.wakes ? undefined : NIGHT);

/** Whether they may be asked now to take something on, or told that nobody has: what can wait for the morning is not asked for at night. */
export const mayAsk = (v: Volunteer, pressing: boolean, at: Instant, community: Community): boolean =>
  (pressing && wakesForUrgent(v, community)) || isAwake(v, at, community, hoursFor(v, pressing, community));

/** When this person's quiet hours end; now, where they are awake. With `pressing: false` the night counts where they chose none. */
export const wakesAt = (v: Volunteer, at: Instant, community: Community, pressing = true): Instant => {
  const hours = hoursFor(v, pressing, community);
  return !hours || isAwake(v, at, community, hours) ? at : quietEnds(hours, at, community.timezone);
};

/** They wrote to us: in their quiet hours that means that they are up, for a while. The same row where nothing changes. */
export const upBy = (v: Volunteer, at: Instant, community: Community): Volunteer => {
  const hours = quietHoursOf(v, community);
  const quiet = hours !== undefined && inQuietHours(hours, at, community.timezone);
  return quiet ? { ...v, awakeUntil: later(at, AWAKE_MS) } : v;
};
