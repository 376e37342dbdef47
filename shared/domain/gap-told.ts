import { type Gap, gapsBetween } from './calendar.ts';
import type { Rostered, Schedule } from './on-call.ts';
import type { Shifts } from './shift.ts';
import { plusMinutes, type Wall } from './wall.ts';

type Told = 'gap' | 'gap-soon' | 'gap-now';

/** The key under which a hole is told: when it ends, and when it begins. */
export const gapKey = (what: Told, gap: Gap): string => `${what}/${gap.to}/${gap.from}`;

/** Whether a hole lies within one that was told: one that has grown since is told anew. */
export const isGapTold = (what: Told, gap: Gap, told: readonly string[]): boolean =>
  told.some(key => {
    const [of, to = '', from = ''] = key.split('/');
    // Without an end it was told before ends were kept.
    return of === what && (to === '' ? from === gap.from : from <= gap.from && to >= gap.to);
  });

/** The same people and plans, as if nobody had said that they are off. */
const asPlanned = (people: readonly Rostered[], schedule: Schedule): readonly [readonly Rostered[], Schedule] => {
  const plans = Object.entries(schedule.plans).map(([pod, plan]) => [
    pod,
    { ...plan, overrides: plan.overrides.filter(o => o.what !== 'off') },
  ]);
  const there = people.map(v => {
    if (v.duty !== 'off' && !v.stopped) return v;
    const { duty: _off, dutyFrom: _from, dutyUntil: _until, dutyBut: _but, stopped: _stopped, ...planned } = v;
    return planned;
  });
  return [there, { ...schedule, plans: Object.fromEntries(plans) as Schedule['plans'] }];
};

/** The holes among these that are open now because somebody who should be there said that they are not. */
export const openedNow = (
  {
    people,
    schedule,
    pod,
    covered,
  }: { readonly people: readonly Rostered[]; readonly schedule: Schedule; readonly pod: string; readonly covered: Shifts },
  gaps: readonly Gap[],
  now: Wall,
): readonly Gap[] => {
  const open = gaps.filter(gap => gap.from <= now && now < gap.to);
  if (open.length === 0) return open;
  const [there, planned] = asPlanned(people, schedule);
  return gapsBetween(there, planned, pod, covered, now, plusMinutes(now, 1)).length === 0 ? open : [];
};
