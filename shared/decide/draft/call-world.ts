import type { Call } from '../../domain/call.ts';
import type { Verb } from '../../reply/verbs.ts';
import type { Session } from '../../script/script.ts';
import type { Decision } from './world.ts';

/** A call as its row has it. */
export interface LiveCall extends Call {
  /** Another call from this number was live when this one rang: its conversation stands here and not with the number. */
  readonly isApart?: true;
  readonly apart?: Session | null;
  /** How many codes were keyed in that are none, so that nobody finds one by trying. */
  readonly tried?: number;
  /** Its end was told, and its ring never: whoever called heard nothing of us. */
  readonly isUnheard?: true;
  /** The carrier said that it is over; what comes after it changes nothing. */
  readonly isOver?: true;
}

/** What came of a step: what is done on the line now, and the call as it stands then, but for the TwiML. */
export interface CallDecision extends Decision {
  readonly verbs: readonly Verb[];
  readonly call: Omit<LiveCall, 'answer'>;
}
