import type { PhoneNumber } from '../../domain/ids.ts';
import { onCall } from '../draft/call-draft.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';

/** Whether they said on this very call on which phone they want to be called; what was said before may be somebody else's wish, who used the same phone. */
export const saidOnThisCall = (d: Draft, me: Speaker): boolean => {
  const { elsewhere } = d.person(me.number, me.person.id) ?? me.person;
  const call = onCall(d)?.call;
  return elsewhere !== undefined && call !== undefined && elsewhere.at >= call.startedAt;
};

/** The other phone that they named on this call; undefined where they want no other, or said nothing of it yet. */
export const phoneSaidNow = (d: Draft, me: Speaker): PhoneNumber | undefined =>
  saidOnThisCall(d, me) ? (d.person(me.number, me.person.id) ?? me.person).elsewhere?.phone : undefined;

/** So many digits tell its owner which phone is meant, and nobody else what its number is. */
const ENDS = 4;

/** How the number ends that was left on this phone for calls of ours; undefined where its callers want to be called on this one. */
export const endsOf = (d: Draft, me: Speaker): string | undefined =>
  (d.person(me.number, me.person.id) ?? me.person).elsewhere?.phone?.slice(-ENDS);
