import type { Case } from './case.ts';
import type { NeededBy } from './eta.ts';
import { HOUR_MS, type Instant, later } from './ids.ts';

/** A day without an hour is kept as its early evening; that it has gone by is for the next morning. */
const DAY_OVER_MS = 14 * HOUR_MS;

/** When the time at which something was needed has gone by. */
export const overAt = ({ at, day }: NeededBy): Instant => (day ? later(at, DAY_OVER_MS) : at);

/** When it must be told that its time has gone by and nobody has it; undefined where that was told, and where there is nothing to tell. */
export const overDueAt = ({ by, kind, status, overTold }: Pick<Case, 'by' | 'kind' | 'status' | 'overTold'>): Instant | undefined =>
  by && kind === 'need' && (status === 'open' || status === 'offered') && overTold !== by.at ? overAt(by) : undefined;
