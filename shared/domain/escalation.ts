import type { Instant } from './ids.ts';

/** How far up the ladder this case has gone. */
export interface Escalation {
  readonly round: number;
  /** The round with which the asking began when it was last free; absent: the first. */
  readonly began?: number;
  readonly tried: readonly ('pod-lead' | 'coordinator')[];
  /** Everybody on call had another offer open, and this case waited once for them. */
  readonly waited?: boolean;
  /** How often a page or a round has been sent. */
  readonly times: number;
  /** When the team was last told that nobody has taken it, and when its person was. */
  readonly teamAt?: Instant;
  readonly toldAt?: Instant;
  /** Everybody who could be asked is asleep until about then, and its person was told so. */
  readonly restsUntil?: Instant;
  /** The look through a long queue of volunteers that goes on at once, at `at`: behind whom, and what it found so far. */
  readonly look?: {
    readonly after: string;
    /** The same among those whose rest is over. */
    readonly rested: string;
    readonly at: Instant;
    readonly asked: number;
    readonly onCall: boolean;
    readonly busy: boolean;
  };
  /** When the last page was sent. */
  readonly pagedAt?: Instant;
}

/** The ladder of a case that is free again. */
export const begunAnew = ({ round }: Escalation): Escalation => ({ round: round + 1, began: round + 1, tried: [], times: 0 });
