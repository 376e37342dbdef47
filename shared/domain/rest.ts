import { shiftsBetween } from './calendar.ts';
import type { PhoneNumber } from './ids.ts';
import { type PodPlan, type Rostered, type Schedule, standingAt } from './on-call.ts';
import { stretchesIn } from './rotation.ts';
import type { Volunteer } from './volunteer.ts';
import { DAY_MIN, midnightAfter, minutesOf, plusMinutes, type Wall } from './wall.ts';

/** Nobody rests for longer: whoever has no shift at all is looked at again after so long. */
const RESTS_AT_MOST_MIN = 35 * DAY_MIN;

/**
 * Until when this person cannot be on call by their own row (shifts, ON and OFF, STOP, hours); undefined where they can be now, or may be asked off call. What a pod
 * has agreed on is left out: it changes without their row, and names those whom it puts on call (`namedBy`).
 */
export const restsUntil = (
  v: Rostered & Pick<Volunteer, 'backup'>,
  { timezone, holidays }: Pick<Schedule, 'timezone' | 'holidays'>,
  now: Wall,
): Wall | undefined => {
  const [pod] = v.pods;
  if (pod === undefined || v.backup) return undefined;
  const standing = standingAt(v, pod, { timezone, holidays, plans: {} }, minutesOf(now));
  if (standing.onCall) return undefined;
  // A holiday may be taken back in the file, which no row tells: it is looked at again every midnight, and no other one is counted on.
  const most = standing.why.because === 'holiday' ? midnightAfter(now) : plusMinutes(now, RESTS_AT_MOST_MIN);
  const ahead = shiftsBetween([{ ...v, pods: [pod] }], { timezone, holidays: [], plans: {} }, now, most);
  return ahead.find(span => span.from > now)?.from ?? most;
};

/** Whom the plan of a pod puts on call at this time, whatever their own shifts are. */
export const namedBy = (plan: PodPlan | undefined, now: Wall): readonly PhoneNumber[] => {
  const minutes = minutesOf(now);
  const once = (plan?.overrides ?? []).filter(o => o.what !== 'off' && o.from <= now && now < o.to).map(o => o.who);
  const turns = (plan?.rotations ?? []).flatMap(rotation => stretchesIn(rotation, minutes, minutes + 1).map(turn => turn.who));
  return [...new Set([...once, ...turns])];
};
