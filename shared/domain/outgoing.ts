import type { CallSid } from './call.ts';
import { type Calling, callOver, WATCH_MS } from './calling.ts';
import {
  type CaseCode,
  HOUR_MS,
  type Instant,
  instant,
  later,
  type MessageSid,
  MINUTE_MS,
  type OutgoingId,
  outgoingId,
  type PhoneNumber,
  spread,
} from './ids.ts';
import { validityOf } from './validity.ts';

/** What a text is for; also the order in which texts leave, the first first. */
export const PRIORITIES = ['safety', 'urgent', 'offer', 'notice', 'reminder', 'announcement'] as const;
export type Priority = (typeof PRIORITIES)[number];

/**
 * A text to be sent, or a call to be made, written down with the change that wants it. pending -> sending -> sent -> whatever the carrier reports; or
 * suppressed (they had opted out) or failed (a person is told). `due` on its row says when the sender must look at it.
 */
export interface Outgoing {
  readonly id: OutgoingId;
  readonly to: PhoneNumber;
  /** The words of a text; empty for a call, whose words are decided when it is answered. */
  readonly body: string;
  /** This is a call. */
  readonly call?: Calling;
  readonly priority: Priority;
  /** What made it: a MessageSid or the id of a due row. */
  readonly cause: string;
  /** Why, in a word, for the timeline: "offer", "accepted", "page". */
  readonly purpose: string;
  readonly at: Instant;
  /** The case it is about, and the number in whose partition that lies. */
  readonly about?: { readonly code: CaseCode; readonly number: PhoneNumber };
  readonly validForSeconds?: number;
  /** How its case stood when it was written, where it says so (domain/rests-on.ts). */
  readonly restsOn?: string;
  /** It went as part of this one, which says the same of several cases. */
  readonly joined?: OutgoingId;
  readonly state: 'pending' | 'sending' | 'sent' | 'suppressed' | 'failed';
  readonly attempts: number;
  /** When the first attempt began: from then on the carrier may have it. */
  readonly triedAt?: Instant;
  /** The last attempt's end is not known: ask the carrier before trying again. */
  readonly unsure?: boolean;
  readonly due?: Instant;
  readonly sid?: MessageSid | CallSid;
  /** The attempt that ended before it waited to be tried anew: its report, told twice, is no news. */
  readonly endedSid?: MessageSid | CallSid;
  /** The carrier's last word, with its rank: an older report never overwrites a newer one. */
  readonly status?: string;
  readonly rank?: number;
  readonly errorCode?: number;
  /** Its reader had had enough of them for the moment: it waits, and goes with what else does. */
  readonly held?: true;
  /** How often it was tried again because the phone was away. */
  readonly away?: number;
  /** Its time was over before it could leave, and somebody counts on it. */
  readonly lapsed?: true;
  /** Nobody could be told that it failed. */
  readonly unsettled?: true;
  /** It was set aside, and a coordinator said that it need not be sent any more. */
  readonly dropped?: Instant;
}

/** What is wanted to leave: for whom, what for, and when: at once, or at `due`, and not later than so many seconds after that. */
export interface Wanted {
  readonly to: PhoneNumber;
  readonly body: string;
  readonly call?: Calling;
  readonly purpose: string;
  readonly priority: Priority;
  readonly about?: Outgoing['about'] | undefined;
  readonly validForSeconds?: number | undefined;
  readonly due?: Instant;
}
/** The row of the nth thing that one cause wants to leave. */
export const pending = (wanted: Wanted, cause: string, nth: number, now: Instant): Outgoing => {
  const { about, validForSeconds: validFor, due = now, ...given } = wanted;
  const validForSeconds = validFor ?? (wanted.call ? undefined : validityOf(wanted.purpose, wanted.priority === 'announcement'));
  return {
    id: outgoingId(cause, `${nth}`),
    ...given,
    cause,
    // Calls leave one after the other, in the order in which they were decided on.
    at: wanted.call ? later(due, nth) : due,
    ...(about ? { about: { code: about.code, number: about.number } } : {}),
    ...(validForSeconds === undefined ? {} : { validForSeconds }),
    state: 'pending',
    attempts: 0,
    due,
  };
};

/** An attempt is given up as lost after this long without a word of its end (the REST client's time-out is shorter). */
export const LEASE_MS = MINUTE_MS;
/** With the waits between them the carrier may be out for an hour and a half before a text is given up and a person is told. */
export const ATTEMPTS_MAX = 10;
const BACKOFF_FIRST_MS = 15_000;
const BACKOFF_MAX_MS = 30 * MINUTE_MS;

/**
 * When to try again after this many attempts: 15 s, 30 s, 1 min ... 16 min, half an hour, each up to a quarter more or less. What failed together
 * does not come back together: each text has a spread of its own, which its id draws.
 */
export const retryAt = ({ id, attempts }: Pick<Outgoing, 'id' | 'attempts'>, now: Instant): Instant => {
  const wait = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** (attempts - 1));
  return later(now, Math.round(wait * (0.75 + spread(id, attempts) / 2)));
};

/** Words of the carrier that mean: this text will not arrive. https://www.twilio.com/docs/messaging/api/message-resource */
const ENDED_BADLY = new Set(['failed', 'undelivered', 'canceled']);
export const endedBadly = (status: string): boolean => ENDED_BADLY.has(status);

/** The row as it stands while an attempt is under way. */
export const claimed = (o: Outgoing, now: Instant): Outgoing => ({
  ...o,
  state: 'sending',
  attempts: o.attempts + 1,
  triedAt: o.triedAt ?? now,
  due: later(now, LEASE_MS),
});

/** Whether an earlier attempt may have gone through, so that the carrier must be asked before another. */
export const mayHaveGoneOut = (o: Outgoing): boolean => o.state === 'sending' || o.unsure === true;

const ended = (o: Outgoing): Omit<Outgoing, 'due' | 'unsure'> => {
  const { due: _due, unsure: _unsure, ...kept } = o;
  return kept;
};
/** The carrier has it. A call is looked at again after a while, should no word of its end ever come; at once where it is over already. */
export const sent = (o: Outgoing, sid: MessageSid | CallSid, status: string, now?: Instant): Outgoing => {
  const watched = o.call && now && !callOver(o.status ?? '');
  return {
    ...ended(o),
    state: 'sent',
    sid,
    ...(o.status === undefined ? { status, rank: 0 } : {}),
    ...(watched ? { due: callOver(status) ? now : later(now, WATCH_MS) } : {}),
  };
};
/** The call is over, with the carrier's last word on it. */
export const callEnded = (o: Outgoing, status: string, rank: number): Outgoing => ({ ...ended(o), status, rank });
/** No line is free: the row is looked at again at `until`, or when one becomes free; no attempt is counted. */
export const heldUp = (o: Outgoing, until: Instant): Outgoing => ({
  ...o,
  due: until,
  ...(o.call ? { call: { ...o.call, heldUp: true } } : {}),
});
export const suppressed = (o: Outgoing): Outgoing => ({ ...ended(o), state: 'suppressed' });
export const failed = (o: Outgoing, errorCode: number | null): Outgoing => ({
  ...ended(o),
  state: 'failed',
  ...(errorCode === null ? {} : { errorCode }),
});
export const again = (o: Outgoing, now: Instant, unsure: boolean): Outgoing => ({
  ...ended(o),
  state: 'pending',
  unsure,
  due: retryAt(o, now),
});

/** Looks back a little further than the first attempt when the carrier's list is read: its clock is not ours. */
export const reconcileSince = (o: Outgoing): Instant => instant(Date.parse(o.triedAt ?? o.at) - 2 * MINUTE_MS);

/**
 * The same for a text. It is known by its words and by being no other's, so a day more does no harm, and finds it also where our clock was wrong
 * when it left, or is now.
 */
export const textSince = (o: Outgoing, now: Instant): Instant => {
  const first = o.triedAt ?? o.at;
  return later(first < now ? first : now, -25 * HOUR_MS);
};

/** The order in which texts and calls leave: the most urgent first, then those that have waited longest. */
export const inOrder = (a: Outgoing, b: Outgoing): number =>
  PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) || (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1);
