import type { Instant, PhoneNumber } from '../../../shared/domain/ids.ts';
import type { KeptCall } from '../model.ts';
import type { Form } from '../webhook.ts';
import type { Place } from './check.ts';
import type { News, Next, Run } from './fiber.ts';
import type { Call, CallStatus, Doing, Habit, Happened, Piece, Recording } from './model.ts';

export type CallEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

/** One call while it lives: what Twilio keeps of it, and where its program stands. */
export interface Leg {
  call: Call;
  doing: Doing;
  run: Run<void> | undefined;
  /** When its program wants to be woken, if nothing else comes. */
  wakeAt: Instant | null;
  /** Whom it talks with. */
  peer: Leg | undefined;
  /** The queue in which it waits. */
  queue: string | undefined;
  readonly children: Leg[];
  readonly pieces: Happened[];
  /** Seconds of speech that it heard so far. */
  seconds: number;
  sequence: number;
  readonly callback: { readonly url: string; readonly events: ReadonlySet<CallEvent> } | undefined;
  /** Whether it wants to know if a machine answers. */
  readonly detects: boolean;
}

/** A number to be rung, by the REST API or by <Dial>. */
export interface Ringing {
  readonly to: PhoneNumber;
  readonly from: string;
  readonly parent: Leg | undefined;
  readonly callback: Leg['callback'];
  readonly detects: boolean;
}

/** What the verbs may ask of the phone company. */
export interface Company {
  readonly accountSid: string;
  readonly lineNumber: PhoneNumber;
  readonly recordingsUrl: string;
  now(): Instant;
  /** Milliseconds that these words take to be spoken here. */
  speechMs(text: string): number;
  habitOf(leg: Leg): Habit | undefined;
  /** Something that Twilio would write into its debugger. */
  fault(leg: Leg, sentence: string): void;
  heard(leg: Leg, piece: Piece): void;
  doing(leg: Leg, doing: Doing): void;
  status(leg: Leg, status: CallStatus, more?: Partial<Call>): void;
  /** Makes a call to a phone and starts its program. */
  dial(ringing: Ringing, program: (leg: Leg) => Run<void>): Leg;
  tell(leg: Leg, news: News): void;
  /** Puts two calls together. */
  join(a: Leg, b: Leg): void;
  /** Parts a call from whom it talks with, who hears of it. */
  part(leg: Leg): void;
  waitersIn(queue: string): Leg[];
  leg(sid: string): Leg | undefined;
  newSid(prefix: 'RE' | 'QU'): string;
  /** Keeps a recording, and reports of it at their time. */
  record(recording: Recording, reports: readonly Report[]): void;
  recordingAt(url: string): Recording | undefined;
  /** Where it is asked when the line gives no answer of use: the number has such an address for calls that come in. */
  fallbackOf(leg: Leg): string | undefined;
}
/** A webhook that is posted later, and whose answer nobody waits for. */
export interface Report {
  readonly afterMs: number;
  readonly url: string;
  readonly form: Form;
  readonly settles?: Recording['status'];
}

/** Where a program runs: on which call, as what, and under which address its relative addresses are read. */
export interface Scene {
  readonly company: Company;
  readonly leg: Leg;
  readonly place: Place;
  readonly base: string;
  /** Runs documents, from this one on. */
  readonly follow: (scene: Scene, first: Next) => Run<void>;
}

/** A call of which nothing has happened yet. */
export const fresh = (call: Call, callback: Leg['callback'], detects: boolean): Leg => ({
  call,
  doing: { what: 'ringing' },
  run: undefined,
  wakeAt: null,
  peer: undefined,
  queue: undefined,
  children: [],
  pieces: [],
  seconds: 0,
  sequence: 0,
  callback,
  detects,
});

/** A call of an earlier run. Of its end alone is told, where anybody wanted to be told. */
export const restored = ({ call, pieces, callback }: KeptCall): Leg => {
  const events = callback === undefined ? undefined : { url: callback, events: new Set<CallEvent>(['completed']) };
  return { ...fresh(call, events, false), pieces: [...pieces], doing: { what: 'ended' } };
};
