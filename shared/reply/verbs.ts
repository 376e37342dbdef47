import type { ClearedNumber } from '../domain/clear-call.ts';
import type { Language } from '../domain/ids.ts';
import type { Worded } from './wording.ts';

/**
 * What the line does on a call, in order; reply/spoken.ts makes TwiML of it. Addresses name doors of ours; they become absolute when
 * they are written out, since Twilio reads relative ones in several ways.
 */
export type Verb =
  /** Each part in the voice of its own language; a line break in it is a pause. */
  | { readonly verb: 'say'; readonly parts: readonly Worded[] }
  | { readonly verb: 'play'; readonly url: string }
  | { readonly verb: 'pause'; readonly seconds: number }
  | Gather
  /** `to` is asked when it ends, also by hanging up; `file` when the recording can be fetched. */
  | {
      readonly verb: 'record';
      readonly maxS: number;
      readonly timeoutS: number;
      readonly finishOnKey: string;
      readonly to: Address;
      readonly file: Address;
      readonly transcribe: boolean;
    }
  /** One leg, to a number that passed the gate. `callerId` is always the line's own number, so it is not said here. `whisper` is what the one who is called hears first. */
  | { readonly verb: 'dial'; readonly number: ClearedNumber; readonly timeoutS: number; readonly whisper: Address; readonly to: Address }
  /** Takes the caller who waits longest in this queue. */
  | { readonly verb: 'dial-queue'; readonly queue: string; readonly to: Address }
  | { readonly verb: 'enqueue'; readonly queue: string; readonly wait: Address; readonly to: Address }
  | { readonly verb: 'leave' }
  | { readonly verb: 'redirect'; readonly to: Address }
  | { readonly verb: 'hangup' }
  | { readonly verb: 'reject'; readonly reason: 'busy' | 'rejected' };

/**
 * Keys, speech or both. What is said while it listens stands inside, so that a key works in the middle of it. Silence is answered too, unless
 * it is `passing`: then whoever does nothing goes on with what comes next.
 */
export interface Gather {
  readonly verb: 'gather';
  readonly input: 'digits' | 'speech' | 'both';
  /** The language that is listened for. */
  readonly language: Language;
  readonly numDigits?: number;
  /** Empty: no key ends the entry, so that * and # can be heard themselves. */
  readonly finishOnKey: string;
  readonly timeoutS: number;
  readonly passing?: true;
  /** Words that are likely here, for the recognizer. */
  readonly hints?: readonly string[];
  readonly inside: readonly Extract<Verb, { verb: 'say' | 'play' | 'pause' }>[];
  readonly to: Address;
}

/** One of our own doors, by its name in routes.ts, with its query. */
export interface Address {
  readonly route: 'voiceStep' | 'voiceOut' | 'voiceRecording';
  readonly query?: Readonly<Record<string, string | number>>;
}
