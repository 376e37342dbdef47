import type { MessageSid, OutgoingId } from '../domain/ids.ts';
import { first, type Pairs } from './form.ts';
import { type Refusal, refusal } from './refusal.ts';
import { readSid } from './sms.ts';

/** What the carrier says became of a text of ours. */
export interface StatusReport {
  readonly sid: MessageSid;
  /** Our own id of the text, which the callback address carries; missing when somebody else sent the text. */
  readonly outgoing?: OutgoingId;
  readonly status: string;
  readonly rank: number;
  readonly errorCode?: number;
}

/**
 * How far along each status is. Reports arrive late, twice and out of order, so only one of a higher rank than the last counts.
 * The final ones share a rank: the first of them stands. Read can only follow delivered.
 */
const RANKS: ReadonlyMap<string, number> = new Map([
  ['accepted', 1],
  ['scheduled', 2],
  ['queued', 3],
  ['sending', 4],
  ['sent', 5],
  ['delivered', 6],
  ['partially_delivered', 6],
  ['undelivered', 6],
  ['failed', 6],
  ['canceled', 6],
  ['read', 7],
]);

/** The rank of a status word; 0 for a word that Twilio has not told us of, which therefore changes nothing. */
export const statusRank = (status: string): number => RANKS.get(status) ?? 0;

/** Reads a delivery report. Refuses one without a message id or a status. */
export const parseStatus = (pairs: Pairs, query: Pairs): StatusReport | Refusal => {
  const sid = readSid(pairs);
  if (!sid) return refusal('There is no message id, or it is not one of Twilio’s.', 'MessageSid');
  const status = (first(pairs, 'MessageStatus') ?? first(pairs, 'SmsStatus') ?? '').trim().toLowerCase();
  if (!/^[a-z_-]{1,40}$/.test(status)) return refusal('There is no status, or it is no word.', 'MessageStatus');
  const outgoing = readOutgoing(first(query, 'm'));
  const errorCode = Number(first(pairs, 'ErrorCode') || Number.NaN);
  return {
    sid,
    ...(outgoing && { outgoing }),
    status,
    rank: statusRank(status),
    ...(Number.isSafeInteger(errorCode) && errorCode > 0 && { errorCode }),
  };
};

/** The signature covers the address, so an id that is well formed is one that we wrote. */
export const readOutgoing = (text: string | undefined): OutgoingId | undefined =>
  text !== undefined && /^[\w-]{1,64}$/.test(text) ? (text as OutgoingId) : undefined;
