import { mayAsk } from './awake.ts';
import type { Case } from './case.ts';
import type { Community } from './community.ts';
import { type Instant, MINUTE_MS, msBetween } from './ids.ts';
import { dutyAt, type Schedule, standingAt } from './on-call.ts';
import { OFFERS_MAX } from './refs.ts';
import { isPressing, isWide, wasAskedLately } from './rounds.ts';
import { isUnwanted } from './unwanted.ts';
import { turnOf, type Volunteer } from './volunteer.ts';
import { wallMinutesAt, wallOf } from './wall.ts';

/** Why a volunteer may not be asked for a case now; undefined when they may. Each is said to the coordinator in `cases show`. */
export type Unfit =
  | 'is who it is for'
  | 'has stopped texts'
  | 'gets no texts'
  | 'is not in the pod'
  | 'is off duty'
  | 'is not on call now'
  | 'is asleep'
  | 'is in another zone'
  | 'does not speak the language'
  | 'is not vetted'
  | 'has not the skill'
  | 'said done before and it had not arrived'
  | 'is not wanted by them'
  | 'passed'
  | 'gave it back'
  | 'had it and did not answer'
  | 'was asked already'
  | 'was asked lately'
  | 'cannot be reached by text'
  | 'has another offer open'
  | 'has as many cases as one may have';

export interface Candidate {
  readonly volunteer: Volunteer;
  readonly unfit?: Unfit;
}

const vettingNeeded = (c: Case, community: Community): boolean => c.needs.some(n => community.volunteers.vettedFor.includes(n));
const skillsNeeded = (c: Case, community: Community): readonly string[] => [
  ...new Set(c.needs.flatMap(n => community.volunteers.skillsFor[n] ?? [])),
];

/** A phone that is off may be on again after this; at one where no text ever arrives nobody is asked (`textless`). */
const AWAY_MS = 30 * MINUTE_MS;

const askedBefore = (c: Case, v: Volunteer, now: Instant): Unfit | undefined => {
  const mine = c.asked.filter(a => a.number === v.number);
  if (mine.some(a => a.state === 'passed')) return 'passed';
  if (mine.some(a => a.state === 'released')) return 'gave it back';
  if (mine.some(a => a.state === 'silent')) return 'had it and did not answer';
  if (mine.some(a => a.state === 'failed' && msBetween(a.at, now) < AWAY_MS)) return 'cannot be reached by text';
  if (mine.some(a => a.round === c.escalation.round)) return 'was asked already';
  return wasAskedLately(c, mine, now) ? 'was asked lately' : undefined;
};

/** On call for the pod; or off call without having said OFF, where a round was in vain and they said that they may be asked then. */
const mayBeAsked = (c: Case, pod: string, v: Volunteer, schedule: Schedule, minutes: number): boolean =>
  standingAt(v, pod, schedule, minutes).onCall || (isWide(c) && v.backup === true);

const unfit = (c: Case, v: Volunteer, community: Community, schedule: Schedule, now: Instant): Unfit | undefined => {
  if (v.number === c.number) return 'is who it is for';
  if (v.stopped) return 'has stopped texts';
  if (v.textless && !v.voice) return 'gets no texts';
  if (c.pod === undefined || !v.pods.includes(c.pod)) return 'is not in the pod';
  const minutes = wallMinutesAt(now, schedule.timezone);
  if (dutyAt(v, wallOf(minutes)) === 'off') return 'is off duty';
  if (!mayBeAsked(c, c.pod, v, schedule, minutes)) return 'is not on call now';
  if (!mayAsk(v, isPressing(c, now, community.timezone), now, community)) return 'is asleep';
  if (!isWide(c) && c.zone !== undefined && v.zones.length > 0 && !v.zones.includes(c.zone)) return 'is in another zone';
  if (!v.languages.includes(c.language)) return 'does not speak the language';
  if (vettingNeeded(c, community) && !v.vetted) return 'is not vetted';
  if (skillsNeeded(c, community).some(s => !v.skills.includes(s))) return 'has not the skill';
  if (c.excluded.includes(v.number)) return 'said done before and it had not arrived';
  if (isUnwanted(c, v.name)) return 'is not wanted by them';
  const before = askedBefore(c, v, now);
  if (before) return before;
  const offers = v.live.filter(r => r.kind === 'offer').length;
  if (offers >= (c.urgency === 'now' ? OFFERS_MAX : 1)) return 'has another offer open';
  return v.held.length >= community.volunteers.casesMax ? 'has as many cases as one may have' : undefined;
};

/**
 * Every volunteer with the reason why not, those who may be asked first, the one asked longest ago at the head. Pure: the same roster,
 * case and instant give the same order.
 */
export const candidates = (
  c: Case,
  roster: readonly Volunteer[],
  community: Community,
  schedule: Schedule,
  now: Instant,
): readonly Candidate[] => {
  const judged = roster.map((volunteer): Candidate => {
    const reason = unfit(c, volunteer, community, schedule, now);
    return reason ? { volunteer, unfit: reason } : { volunteer };
  });
  const key = (x: Candidate): string => `${x.unfit ? 1 : 0}/${turnOf(x.volunteer) ?? ''}/${x.volunteer.number}`;
  return judged.sort((a, b) => (key(a) < key(b) ? -1 : 1));
};

/** Whether anybody of the case's pod is on call at all. */
export const anyoneOnCall = (c: Case, roster: readonly Volunteer[], schedule: Schedule, now: Instant): boolean => {
  const minutes = wallMinutesAt(now, schedule.timezone);
  return roster.some(v => c.pod !== undefined && standingAt(v, c.pod, schedule, minutes).onCall);
};
