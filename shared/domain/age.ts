import { HOUR_MS, type Instant, MINUTE_MS, msBetween } from './ids.ts';

/** How long ago, short: "5m", "3h", "2d". */
export const age = (from: Instant, now: Instant): string => {
  const ms = Math.max(0, msBetween(from, now));
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)}m`;
  return ms < 48 * HOUR_MS ? `${Math.floor(ms / HOUR_MS)}h` : `${Math.floor(ms / (24 * HOUR_MS))}d`;
};
