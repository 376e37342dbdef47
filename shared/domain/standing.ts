import type { Instant } from './ids.ts';
import type { Waits } from './waits.ts';

/**
 * How the line as a whole stands: what every turn must know and hardly ever changes. It is read along with a turn's own read, once a minute at
 * most, so a change is known everywhere within a minute, and at once where it was made.
 */
export interface Standing {
  /** New requests are written down and wait, because there are more than can be looked after. */
  readonly paused?: Paused;
  /** Requests that were kept during a pause are let go, a few at a time: those up to this place in the list are gone. */
  readonly letsGo?: { readonly since: Instant; readonly at: Instant; readonly after?: string; readonly gone: number };
  /** By pod, how long its last requests took. */
  readonly waits?: Readonly<Record<string, Waits>>;
}

export interface Paused {
  readonly since: Instant;
  /** When it ends by itself; without it a coordinator ends it. */
  readonly until?: Instant;
  /** Who said so: a first name, or the command line. */
  readonly by: string;
}

/** Nothing out of the ordinary. */
export const AS_USUAL: Standing = {};

/** When the row must be looked at: when a pause is over, or the next kept requests are let go. */
export const standingDue = ({ paused, letsGo }: Standing): Instant | undefined => letsGo?.at ?? paused?.until;

/** The pause for which new requests wait at this moment, if there is one. */
export const pauseIn = ({ paused }: Standing, now: Instant): Paused | undefined =>
  paused?.until !== undefined && paused.until <= now ? undefined : paused;
