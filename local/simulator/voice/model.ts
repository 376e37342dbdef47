import type { Instant, PhoneNumber } from '../../../shared/domain/ids.ts';

/** The life of a call at Twilio; https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
export type CallStatus = 'queued' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled';

/** One call between a phone and Twilio; two people who talk through the line are two of them. */
export interface Call {
  readonly sid: string;
  /** The call whose <Dial> made this one. */
  readonly parent: string | null;
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-dial';
  /** What the person who is called sees, or what the line is told of who calls: not always a number. */
  readonly from: string;
  readonly to: string;
  /** The phone at the other end. */
  readonly phone: PhoneNumber;
  readonly status: CallStatus;
  readonly createdAt: Instant;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly answeredBy: 'human' | 'machine_start' | null;
}
export const OVER: ReadonlySet<CallStatus> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** What a call is at, as far as the person holding the phone can tell. */
export type Doing =
  | { readonly what: 'queued' | 'ringing' | 'listening' | 'pausing' | 'recording' | 'dialling' | 'waiting' | 'ended' }
  /** A question: what it takes for an answer. `passing`: whoever does nothing is asked something else after it. */
  | { readonly what: 'asked'; readonly keys: boolean; readonly speech: boolean; readonly digits: string; readonly passing?: true }
  | { readonly what: 'talking'; readonly with: string };

/** What happened on a call, in order, as the person on the phone heard or did it. */
export type Piece =
  | { readonly kind: 'said'; readonly text: string; readonly language: string; readonly seconds: number }
  | { readonly kind: 'played'; readonly url: string; readonly text: string }
  /** Keys and words of the person on the phone, words of whom they talk with, and what is no speech: a beep, a tune. */
  | { readonly kind: 'keys' | 'spoke' | 'other' | 'note'; readonly text: string };
/** Something of a call with its time. */
export type Happened = Piece & { readonly at: Instant };

export interface Recording {
  readonly sid: string;
  readonly call: string;
  readonly words: string;
  readonly seconds: number;
  readonly at: Instant;
  readonly status: 'processing' | 'completed' | 'absent';
}

/** What a phone does by itself when it is called; undefined: it rings until somebody does something. */
export type Habit = 'busy' | 'failed' | 'no-answer' | 'machine';

/** What the page and the tests hear as it happens. */
export type CallNews =
  | { readonly what: 'call'; readonly call: Call; readonly doing: Doing }
  | {
      readonly what: 'heard';
      readonly sid: string;
      readonly phone: PhoneNumber;
      readonly nth: number;
      readonly at: Instant;
      readonly piece: Piece;
    };
