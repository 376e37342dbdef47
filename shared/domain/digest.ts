import type { Community } from './community.ts';
import type { Instant } from './ids.ts';
import { nextClock } from './local-time.ts';

/** The row that is due for the coordinators' list of everything open, once a day for as long as the line runs. */
export interface Digest {
  readonly at: Instant;
  /** When it was told last. */
  readonly told?: Instant;
}

/** When the next list goes out; undefined where the neighborhood wants none. */
export const nextDigest = ({ digest, timezone }: Pick<Community, 'digest' | 'timezone'>, now: Instant): Digest | undefined =>
  digest.minute === undefined ? undefined : { at: nextClock(now, digest.minute, timezone) };
