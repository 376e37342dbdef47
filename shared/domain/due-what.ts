import type { Holder } from './holder.ts';
import type { Instant } from './ids.ts';

/** What must be done for a case. */
export type DueWhat =
  /** The questions were not answered in time: it goes out as it is. */
  | 'goes-out'
  /** Ask the next wave, or go up the ladder. */
  | 'dispatch'
  /** The resident withdrew it: tell those who hold an offer or the case. */
  | 'withdrawn'
  /** The resident stopped texts: a coordinator takes it from here. */
  | 'stopped'
  /** Only a coordinator can help (outside the zones, no pod). */
  | 'to-coordinator'
  /** Text the people on duty for safety or for "a person" again. */
  | 'page'
  /** Nobody said whether it arrived. */
  | 'unconfirmed'
  /** The resident was busy with something else: ask now whether it arrived. */
  | 'ask-arrived'
  /** Somebody has it and was to call back, and no call of theirs has reached the person yet. */
  | 'call-back'
  /** Ask whoever has it how it stands. */
  | 'check-in';

/** Something that became of a case and concerns others than the one who did it. `by` is the volunteer whom it is about. */
export interface News {
  readonly what: 'accepted' | 'released' | 'not-arrived' | 'arrived';
  readonly at: Instant;
  readonly by: Pick<Holder, 'number' | 'name'>;
  /** It waits until the one to whom it was given may have read of it; its person knows that somebody was asked. */
  readonly waits?: true;
  /** What the resident said with it, where it had not arrived: a coordinator reads it. */
  readonly words?: string;
}

/** What the tick must do for this case, and when. Every open case has this or a holder. */
export interface Due {
  readonly what: DueWhat;
  readonly at: Instant;
  /** What was said meanwhile by whoever gets no texts of ours, for the coordinators who are told then; empty once they were. */
  readonly words?: string;
}
