import type { CallSid, Through } from './call.ts';
import { type Instant, MINUTE_MS, type OutgoingId } from './ids.ts';

/**
 * Why the line calls somebody. `ring`: a caller waits for a person. `offer`: a case for a volunteer. `page`: the ladder, where texts stay
 * unacknowledged. `check`: how a case stands that they have. `bridge`: they asked to be connected about a case. `back`: they asked to be called. `news`: there is something to tell somebody who gets no texts.
 * `alarm`: no text of ours leaves, and a person must know.
 * `end`: no call, but the end of one that rings and is no longer needed.
 */
export type CallWhat = 'end' | 'ring' | 'offer' | 'page' | 'check' | 'bridge' | 'back' | 'news' | 'alarm';

/** What makes an outgoing row a call. What is said is decided when it is answered, and kept only to answer the same step twice alike. */
export interface Calling {
  readonly what: CallWhat;
  /** Seconds that the phone rings; short enough that few voicemails pick up. */
  readonly timeoutS: number;
  /** ring: the call of the one who waits. */
  readonly waits?: CallSid;
  /** end: the row of the call that is to ring no longer. */
  readonly ends?: OutgoingId;
  /** They asked for this call themselves, at this moment: an earlier STOP does not stand against it. */
  readonly asked?: Instant;
  /** It waits for a free line. */
  readonly heldUp?: boolean;
  /** Why it was not made after all. */
  readonly refused?: string;
  /** back, news: which attempt this is, from 1. */
  readonly nth?: number;
  /** The step that the last answer names, and that answer, for a step that is requested twice. */
  readonly step?: number;
  readonly answer?: string;
  /** What was asked last: to take the call at all, what to do about the case, whether to hear it again; or they are with somebody. */
  readonly place?: 'screen' | 'choice' | 'told' | 'with';
  /** How often that was asked. */
  readonly times?: number;
  /** Whoever was called for them pressed the key: the two talk. */
  readonly met?: Instant;
  /** Between whom that is, to be judged again when the key is pressed. */
  readonly through?: Through;
  /** They pressed the key that takes it: somebody was there, and it was no machine. */
  readonly taken?: Instant;
}

/** A phone that rings no longer than this is picked up by people; most voicemails wait longer. */
export const RING_S = 18;
/** Someone who asked to be called may be slow to reach their phone. */
export const RING_BACK_S = 25;

/** Later than so many seconds after its time a call about news is not made: it is told when they call, and a coordinator hears of it. */
export const NEWS_VALID_S = 7_200;
export const newsCall = (nth: number): Calling => ({ what: 'news', timeoutS: RING_BACK_S, nth });

/** How far along each status of a call is; the final ones share a rank. https://www.twilio.com/docs/voice/api/call-resource */
const RANKS: ReadonlyMap<string, number> = new Map([
  ['queued', 1],
  ['initiated', 2],
  ['ringing', 3],
  ['in-progress', 4],
  ['answered', 4],
  ['completed', 5],
  ['busy', 5],
  ['no-answer', 5],
  ['failed', 5],
  ['canceled', 5],
]);
const OVER = 5;
/** The rank of a status word; 0 for one that Twilio has not told us of, which therefore changes nothing. */
export const callRank = (status: string): number => RANKS.get(status) ?? 0;
/** Whether a call with this status is over, however it went. */
export const callOver = (status: string): boolean => callRank(status) === OVER;
/** Whether somebody, or a machine, picked up. */
export const wasAnswered = (status: string): boolean => status === 'completed' || status === 'in-progress' || status === 'answered';

/** A call of whose end no word came is asked about after this long, and again as often. */
export const WATCH_MS = 3 * MINUTE_MS;
/** Twilio ends any call after four hours. */
export const CALL_LASTS_MAX_MS = 4 * 60 * MINUTE_MS;

/**
 * A promise to call somebody: when they last asked for it, how often a call was tried in vain, how often its holder was reminded, when one
 * reached them, or when it was given up and that was told.
 */
export interface CallBack {
  readonly since: Instant;
  readonly attempts: number;
  readonly reminded?: number;
  readonly reached?: Instant;
  readonly over?: Instant;
}

/** Whether a phone may still be ringing for a call with this status, so that it can be stopped. */
export const mayRing = (status: string | undefined): boolean => callRank(status ?? '') < callRank('in-progress');
