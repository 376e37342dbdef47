import type { Waiting } from '../../domain/call.ts';
import { type Case, isConflict } from '../../domain/case.ts';
import type { TeamMember } from '../../domain/community.ts';
import { type Instant, later, msBetween, type PhoneNumber } from '../../domain/ids.ts';
import { dutyAt } from '../../domain/on-call.ts';
import { isOnPhone } from '../../domain/phone-state.ts';
import { powersOf } from '../../domain/volunteer.ts';
import { wallAt } from '../../domain/wall.ts';
import type { Draft } from '../draft/draft.ts';
import { mayBeTold } from '../follow/asleep.ts';
import { mayTakeOn } from '../helper/powers.ts';

/** So many phones ring at a time: more and several would answer, and hear that somebody was faster. */
const TIER = 2;
/** Nobody is rung again for the same caller within this time: their phone may still be ringing. */
const RING_AGAIN_MS = 20_000;
/** Nor more often than this. */
const RINGS_MAX = 2;

/** Whether they can be rung at all: they may take such a case, are not off, have not stopped the line, and sleep only if danger or they say so. */
const mayBeRung = (d: Draft, c: Case, { phone }: TeamMember): boolean => {
  const row = d.anyVolunteer(phone);
  if (!row || row.stopped || dutyAt(row, wallAt(d.now, d.world.community.timezone)) === 'off' || !mayBeTold(d, c, phone)) return false;
  return mayTakeOn(d, c, { number: phone, powers: powersOf(d.world.community, phone) });
};

/** Who is trained for this comes first, then who speaks the language; those on the phone come last. The smaller the sooner. */
const placeOf = (d: Draft, c: Case, { phone, roles, languages }: TeamMember): string => {
  const isTrained =
    roles.includes(c.kind === 'safety' ? 'safety' : 'coordinator') || (isConflict(c) && roles.includes('community-liaison'));
  const role = isTrained ? 0 : 1;
  const speaks = languages.includes(c.language) ? 0 : 1;
  const row = d.anyVolunteer(phone);
  const busy = row && isOnPhone(row, d.now) ? 1 : 0;
  // Whoever has their case already knows what it is about.
  const theirs = c.holder?.number === phone ? 0 : 1;
  return `${busy}${theirs}${role}${speaks}`;
};

/** Everybody on duty for such a case, in the order in which they are rung. */
const onDuty = (d: Draft, c: Case): readonly TeamMember[] =>
  d.world.community.team
    .filter(member => mayBeRung(d, c, member))
    .map((member, nth) => ({ member, place: `${placeOf(d, c, member)}${String(nth).padStart(3, '0')}` }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ member }) => member);

/** Whether anybody is on duty who could talk about this case. */
export const anybodyOnDuty = (d: Draft, c: Case): boolean => onDuty(d, c).length > 0;

const lastRung = (rung: Waiting['rung'], to: PhoneNumber): Instant | undefined => rung.findLast(one => one.to === to)?.at;

/**
 * Whom to ring now: the next tier of those who were not rung for this caller, and when all were, once more those who were rung longest ago.
 * Somebody who talks or is rung for another caller is left alone.
 */
export const tierFor = (d: Draft, c: Case, { rung }: Pick<Waiting, 'rung'>): readonly PhoneNumber[] => {
  const free = onDuty(d, c)
    .map(member => member.phone)
    .filter(phone => {
      const row = d.anyVolunteer(phone);
      return row !== undefined && !isOnPhone(row, d.now);
    });
  const fresh = free.filter(phone => lastRung(rung, phone) === undefined);
  if (fresh.length > 0) return fresh.slice(0, TIER);
  const again = free.filter(phone => {
    const last = lastRung(rung, phone);
    const times = rung.filter(one => one.to === phone).length;
    return last !== undefined && times < RINGS_MAX && msBetween(last, d.now) >= RING_AGAIN_MS;
  });
  return again.slice(0, TIER);
};

/** Their row says that they are on the phone, so that two calls at once ring different people. */
export const takesPhone = (d: Draft, number: PhoneNumber, ms: number): void => {
  const row = d.anyVolunteer(number);
  if (row) d.putVolunteer({ ...row, onPhone: { until: later(d.now, ms) } });
};
