import type { Community } from './community.ts';
import type { Cover } from './cover.ts';
import type { Instant } from './ids.ts';
import { type Override, overrideAt } from './override.ts';
import { type Rotation, stretchAt } from './rotation.ts';
import { occurrencesIn, shiftText, weekdayName } from './shift.ts';
import type { Volunteer } from './volunteer.ts';
import { DAY_MIN, dateOf, dayOf, minutesOf, monthOf, type Wall, wallMinutesAt, wallOf, weekdayOf } from './wall.ts';
import type { Watch } from './watched.ts';

/** What a pod has agreed on beside the weekly shifts of its people. */
export interface PodPlan {
  readonly pod: string;
  readonly rotations: readonly Rotation[];
  /** In the order in which they were made. */
  readonly overrides: readonly Override[];
  /** Who looks for somebody to do a shift of theirs. */
  readonly covers?: readonly Cover[];
  /** What has been told about the pod's shifts, and when they are looked at next. */
  readonly watch?: Watch;
}
/** What says who is on call, beside the rows of the people themselves. A pod without a plan has none but their weekly shifts. */
export interface Schedule {
  readonly timezone: string;
  /** Dates on which weekly shifts do not hold. */
  readonly holidays: readonly string[];
  readonly plans: Readonly<Record<string, PodPlan>>;
}

export const scheduleOf = ({ timezone, holidays }: Community, plans: Schedule['plans']): Schedule => ({ timezone, holidays, plans });
export const emptyPlan = (pod: string): PodPlan => ({ pod, rotations: [], overrides: [] });

/** What of a roster row says when its person is on call. */
export type Rostered = Pick<
  Volunteer,
  'number' | 'name' | 'pods' | 'shifts' | 'duty' | 'dutyFrom' | 'dutyUntil' | 'dutyBut' | 'stopped' | 'hoursWish' | 'hoursIn'
>;

/** Why somebody is on call, or why not. */
export type Why =
  | { readonly because: 'stopped' | 'hours' | 'no-shift' | 'not-in-pod' | 'always' }
  /** ON or OFF. */
  | { readonly because: 'said'; readonly until?: Wall }
  | { readonly because: 'override'; readonly until: Wall }
  | { readonly because: 'covers' | 'covered'; readonly other: string; readonly until: Wall }
  | { readonly because: 'holiday'; readonly date: string }
  | { readonly because: 'weekly'; readonly rule: string; readonly until: Wall }
  | { readonly because: 'rotation'; readonly name: string; readonly until: Wall };
export interface Standing {
  readonly onCall: boolean;
  readonly why: Why;
}

type Said = Pick<Rostered, 'duty' | 'dutyFrom' | 'dutyUntil' | 'dutyBut'>;

/** What ON or OFF says at this time: it begins when it was said, ends by itself, and leaves out what was said of a time to come later. */
export const dutyAt = ({ duty, dutyFrom, dutyUntil, dutyBut = [] }: Said, wall: Wall): 'on' | 'off' | undefined =>
  (dutyUntil !== undefined && dutyUntil <= wall) ||
  (dutyFrom !== undefined && dutyFrom > wall) ||
  dutyBut.some(({ from, to }) => from <= wall && wall < to)
    ? undefined
    : duty;

/** With this time left out of what their ON or OFF says, where it says otherwise; what is over is forgotten. */
export const withBut = <V extends Said>(
  v: V,
  what: 'on' | 'off',
  { from, to }: { readonly from: Wall; readonly to: Wall },
  now: Wall,
): V => {
  const { duty, dutyUntil, dutyBut = [] } = v;
  if (duty === undefined || duty === what || (dutyUntil !== undefined && dutyUntil <= from)) return v;
  return { ...v, dutyBut: [...dutyBut.filter(but => but.to > now && !(but.from === from && but.to === to)), { from, to }] };
};

/** Whether they have given all the hours that they wish to give in this month. */
export const hasGivenAll = ({ hoursWish, hoursIn }: Pick<Rostered, 'hoursWish' | 'hoursIn'>, month: string): boolean =>
  hoursWish !== undefined && (hoursIn?.month === month ? hoursIn.hours : 0) >= hoursWish;

const planOf = (schedule: Schedule, pod: string): PodPlan | undefined => schedule.plans[pod];

const byOverride = (o: Override, { number }: Rostered): Standing => {
  if (o.what !== 'instead') return { onCall: o.what === 'on', why: { because: 'override', until: o.to } };
  return o.who === number
    ? { onCall: true, why: { because: 'covers', other: o.ofName ?? '', until: o.to } }
    : { onCall: false, why: { because: 'covered', other: o.name, until: o.to } };
};

/** By what comes round: a turn of a rotation, or a weekly shift that does not begin on a holiday. */
const byShift = (v: Rostered, pod: string, schedule: Schedule, minutes: number): Standing => {
  for (const rotation of planOf(schedule, pod)?.rotations ?? []) {
    const turn = stretchAt(rotation, v.number, minutes);
    if (turn) return { onCall: true, why: { because: 'rotation', name: rotation.name, until: wallOf(turn.to) } };
  }
  if (v.shifts === 'always') return { onCall: true, why: { because: 'always' } };
  const now = occurrencesIn(v.shifts, minutes, minutes + 1);
  const held = now.filter(({ day }) => !schedule.holidays.includes(dateOf(day))).sort((a, b) => b.to - a.to)[0];
  if (held) return { onCall: true, why: { because: 'weekly', rule: shiftText(held.rule), until: wallOf(held.to) } };
  const [off] = now;
  return { onCall: false, why: off ? { because: 'holiday', date: dateOf(off.day) } : { because: 'no-shift' } };
};

/**
 * Whether this person is on call for this pod at a minute of the wall clock, and why. What they said themselves (STOP, ON, OFF) comes
 * first, then what was agreed for this once, then rotations and weekly shifts, which end with the hours they wish to give in a month.
 */
export const standingAt = (v: Rostered, pod: string, schedule: Schedule, minutes: number): Standing => {
  const wall = wallOf(minutes);
  if (v.stopped) return { onCall: false, why: { because: 'stopped' } };
  if (!v.pods.includes(pod)) return { onCall: false, why: { because: 'not-in-pod' } };
  const said = dutyAt(v, wall);
  if (said) return { onCall: said === 'on', why: { because: 'said', ...(v.dutyUntil ? { until: v.dutyUntil } : {}) } };
  const override = overrideAt(planOf(schedule, pod)?.overrides ?? [], v.number, wall);
  if (override) return byOverride(override, v);
  const standing = byShift(v, pod, schedule, minutes);
  return standing.onCall && hasGivenAll(v, monthOf(wall)) ? { onCall: false, why: { because: 'hours' } } : standing;
};

export interface Explained extends Standing {
  readonly person: Rostered;
}

/** Everybody of the pod at this instant, with the reason for each, those on call first. The same plan and instant give the same answer. */
export const onCallAt = (people: readonly Rostered[], schedule: Schedule, pod: string, at: Instant): readonly Explained[] => {
  const minutes = wallMinutesAt(at, schedule.timezone);
  const all = people.filter(v => v.pods.includes(pod)).map(person => ({ person, ...standingAt(person, pod, schedule, minutes) }));
  return [...all.filter(one => one.onCall), ...all.filter(one => !one.onCall)];
};

/** Whether they are on call for any of their pods at this instant; who is in none, like most of the team, is by saying ON. */
export const isOnCall = (v: Rostered, schedule: Schedule, at: Instant): boolean => {
  const minutes = wallMinutesAt(at, schedule.timezone);
  if (v.pods.length === 0) return !v.stopped && dutyAt(v, wallOf(minutes)) === 'on';
  return v.pods.some(pod => standingAt(v, pod, schedule, minutes).onCall);
};

/** "21:00" on the same day, "Sun 09:00" within a week, "2027-01-24 09:00" later. */
export const clockText = (wall: Wall, now: Wall): string => {
  const [minutes, time] = [minutesOf(wall), wall.slice(11)];
  if (wall.slice(0, 10) === now.slice(0, 10)) return time;
  const isNear = minutes - minutesOf(now) < 7 * DAY_MIN && minutes > minutesOf(now);
  return isNear ? `${weekdayName(weekdayOf(dayOf(minutes)))} ${time}` : `${wall.slice(0, 10)} ${time}`;
};

/** The reason as the command line and a case's history tell it. */
export const explain = ({ onCall, why }: Standing, now: Wall): string => {
  const until = (wall: Wall | undefined): string => (wall ? ` until ${clockText(wall, now)}` : '');
  switch (why.because) {
    case 'stopped':
      return 'has stopped texts';
    case 'not-in-pod':
      return 'is not in the pod';
    case 'hours':
      return 'has given the hours of this month';
    case 'no-shift':
      return 'has no shift now';
    case 'always':
      return 'always';
    case 'said':
      return `${onCall ? 'ON' : 'OFF'}${until(why.until)}`;
    case 'override':
      return `${onCall ? 'on' : 'off'} this once${until(why.until)}`;
    case 'covers':
      return `covers for ${why.other}${until(why.until)}`;
    case 'covered':
      return `${why.other} covers for them${until(why.until)}`;
    case 'holiday':
      return `holiday ${why.date}`;
    case 'weekly':
      return `weekly shift ${why.rule}`;
    case 'rotation':
      return `rotation ${why.name}${until(why.until)}`;
  }
};
