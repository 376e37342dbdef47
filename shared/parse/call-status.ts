import { type CallSid, callSid } from '../domain/call.ts';
import { callRank } from '../domain/calling.ts';
import type { OutgoingId } from '../domain/ids.ts';
import { first, type Pairs } from './form.ts';
import { type Refusal, refusal } from './refusal.ts';
import { readOutgoing } from './status.ts';

/** What the carrier says became of a call. */
export interface CallReport {
  readonly sid: CallSid;
  /** Our own id of a call that we made; missing for one that came in. */
  readonly outgoing?: OutgoingId;
  readonly status: string;
  readonly rank: number;
}

/** Reads a call status callback. Refuses one without a call id or a status. */
export const parseCallStatus = (pairs: Pairs, query: Pairs): CallReport | Refusal => {
  const sid = callSid(first(pairs, 'CallSid') ?? '');
  if (!sid) return refusal('There is no call id, or it is not one of Twilio’s.', 'CallSid');
  const status = (first(pairs, 'CallStatus') ?? '').trim().toLowerCase();
  if (!/^[a-z-]{1,40}$/.test(status)) return refusal('There is no status, or it is no word.', 'CallStatus');
  const outgoing = readOutgoing(first(query, 'm'));
  return { sid, ...(outgoing && { outgoing }), status, rank: callRank(status) };
};
