import { type CaseCode, type Instant, type Language, MINUTE_MS, msBetween, type OutgoingId, type PhoneNumber, phoneNumber } from './ids.ts';

declare const brand: unique symbol;
/** The id that the carrier gave a call. */
export type CallSid = string & { readonly [brand]: 'CallSid' };

const SID = /^CA[\w-]{1,62}$/;
/** The id if it has the form of the carrier's ids of calls; undefined otherwise. */
export const callSid = (text: string): CallSid | undefined => (SID.test(text) ? (text as CallSid) : undefined);

/** Where a call stands: with the machine, in the queue for a person, being recorded, with a person, over. */
export const CALL_STAGES = ['talking', 'waiting', 'recording', 'bridged', 'ended'] as const;
export type CallStage = (typeof CALL_STAGES)[number];

/**
 * A live inbound call. Its row takes the place that a text's SEEN row has: it holds the answer to the last step, so that a step which is
 * asked for again gets the same bytes and changes nothing.
 */
export interface Call {
  readonly sid: CallSid;
  /** The thread that it belongs to: the caller's number, or one of the call alone where the number is withheld. */
  readonly number: PhoneNumber;
  readonly startedAt: Instant;
  /** When the last step was answered. */
  readonly at: Instant;
  /** The step that the last answer names, from 1. Step `step - 1` was answered with `answer`. */
  readonly step: number;
  /** The TwiML of the last answer. */
  readonly answer: string;
  readonly stage: CallStage;
  readonly language: Language;
  /** The cases that this call made or is about, oldest first. */
  readonly codes: readonly CaseCode[];
  /** The case for which a person is wanted, while somebody waits for one or talks with one. */
  readonly wanted?: CaseCode;
  /** How the wait for that person goes. */
  readonly wait?: Waiting;
  /** A volunteer's call: what is asked of them now. */
  readonly helper?: Helping;
  /** Whoever was called for the caller pressed the key: the two talk. */
  readonly met?: Instant;
  /** Between whom that is, to be judged again when the key is pressed. */
  readonly through?: Through;
  /** What is recorded while the stage is `recording`: which of the cases, and as the answer to which question. */
  readonly records?: { readonly code: CaseCode; readonly slot: string };
}

/** Where a volunteer's call stands: the PIN, their menu, or the code of the case that they want something about; and tries in vain. */
export interface Helping {
  readonly place: 'pin' | 'menu' | 'code';
  readonly tries: number;
  /** Steps in a row that changed nothing. */
  readonly idle?: number;
  readonly want?: 'talk' | 'done' | 'release' | 'accept' | 'pass' | 'hear';
  /** The case whose person they are put through to once the PIN is right. */
  readonly code?: CaseCode;
}

/** Two people whom one leg brings together: about which case, with whom that lies, and who had it when the number was dialled. */
export interface Through {
  readonly code: CaseCode;
  readonly number: PhoneNumber;
  readonly holder: PhoneNumber;
  /** It ended without a word from its person, whom a coordinator asks. */
  readonly unheard?: true;
}

/** A wait for a person: since when, who was rung for it, and what the caller chose instead. */
export interface Waiting {
  readonly since: Instant;
  readonly rung: readonly { readonly to: PhoneNumber; readonly at: Instant; readonly id?: OutgoingId }[];
  readonly instead?: 'message' | 'call-back';
  /** When somebody pressed the key that takes the call; until the carrier puts the two through, the caller still waits. */
  readonly taken?: Instant;
}

const OF_A_CALL = 'call:';
/** The thread of a caller without a number of their own. It is no number: nothing can be sent there, and no other call shares it. */
export const threadOfCall = (sid: CallSid): PhoneNumber => `${OF_A_CALL}${sid}` as PhoneNumber;
/** Whether there is a number behind this thread that a text or a call can be sent to. */
export const hasNumber = (number: PhoneNumber): boolean => phoneNumber(number) !== undefined;

/** Without a word for so long, a call whose end nobody reported is taken for over. The longest wait between two steps is a recording. */
export const CALL_SILENT_MS = 10 * MINUTE_MS;
export const isLive = (call: Pick<Call, 'stage' | 'at'>, now: Instant): boolean =>
  call.stage !== 'ended' && msBetween(call.at, now) < CALL_SILENT_MS;

/** What a caller did, parsed. Keys come as they were pressed; speech with how sure the recognizer is, 0 to 1. */
export type Heard =
  | { readonly kind: 'ring' }
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'speech'; readonly text: string; readonly confidence: number }
  | { readonly kind: 'silence' }
  /** A recording is over: how long it is, where it will be, the key that ended it, or that they hung up. */
  | { readonly kind: 'recorded'; readonly seconds: number; readonly url?: string; readonly key?: string; readonly hungUp?: true }
  /** The caller left a queue, or the leg that was dialled is over; `result` is the carrier's word for how. */
  | { readonly kind: 'queue'; readonly result: string }
  | { readonly kind: 'dialed'; readonly result: string; readonly seconds: number }
  | { readonly kind: 'hangup' };

/** The step of an address that names none: wherever the call stands. A queue says where it leads before anybody knows when. */
export const HERE = -1;

/** Names, in the address of a step, that its key was pressed before the question. */
export const EARLY = 'e';
/** Marks the address of a step at which a code is asked for: the thread that a report has under its code alone is read along. */
export const ASKS_CODE = 'k';

/** One step of an inbound call. */
export interface CallStep {
  readonly sid: CallSid;
  /** Which one: 0 when it rings, HERE where the address names none. */
  readonly n: number;
  /** The caller's thread: their number, or one of the call alone. */
  readonly from: PhoneNumber;
  readonly heard: Heard;
  /** We called them. */
  readonly ours?: true;
  /** The phone on which they talk, where it is one that they left and not their thread's own. */
  readonly elsewhere?: PhoneNumber;
  /** The other parameters of the address, for those who named it. */
  readonly query?: Readonly<Record<string, string>>;
}
