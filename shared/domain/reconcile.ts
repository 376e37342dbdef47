import type { Window } from './account-list.ts';
import { HOUR_MS, type Instant, later, MINUTE_MS, msBetween } from './ids.ts';

/**
 * How far the account's own list was compared with what the line has seen. `at` is when it goes on; `window` is what is being gone through, page
 * by page, texts first.
 */
export interface Reconciling {
  readonly at: Instant;
  /** Everything that ended before this was compared. */
  readonly since: Instant;
  readonly window?: Window & { readonly part: 'texts' | 'calls'; readonly page?: string };
  /** How often in a row nothing was in the list. */
  readonly quiet: number;
}

/** What happened in the last minute may still be on its way to the line by itself. */
const SETTLED_MS = MINUTE_MS;
/** A list is compared this often; where nothing happens at all, a quarter of an hour passes in the end. */
const EVERY_MS = 3 * MINUTE_MS;
const QUIET_MS = 15 * MINUTE_MS;
/** After the clock was set back so much is compared again; what the line has seen is known by its id. */
const AGAIN_MS = HOUR_MS;
/** A line that was away for longer answers no older text: whoever wrote it has found another way, or has written again. */
export const LOOKS_BACK_MS = 72 * HOUR_MS;

/** Where it begins, on a line that has never compared. */
export const beginning = (now: Instant): Reconciling => ({ at: now, since: later(now, -SETTLED_MS), quiet: 0 });

const latest = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** The window to go through now; undefined where there is nothing between then and now. */
export const windowOf = ({ since, window }: Reconciling, now: Instant): NonNullable<Reconciling['window']> | undefined => {
  if (window) return window;
  const to = later(now, -SETTLED_MS);
  // Compared up to a time that is still to come: the clock was set back, and what has come since then lies before it.
  const begins = since > now ? later(now, -AGAIN_MS) : since;
  const from = latest(begins, later(now, -LOOKS_BACK_MS));
  return from < to ? { from, to, part: 'texts' } : undefined;
};

/** How it stands after a page of `found` entries, with more behind it at `next`. */
export const afterPage = (
  before: Reconciling,
  window: NonNullable<Reconciling['window']>,
  { found, next }: { readonly found: number; readonly next?: string | undefined },
  now: Instant,
): Reconciling => {
  const { from, to, part } = window;
  const quiet = found > 0 ? 0 : before.quiet;
  if (next !== undefined) return { ...before, quiet, at: now, window: { from, to, part, page: next } };
  if (part === 'texts') return { ...before, quiet, at: now, window: { from, to, part: 'calls' } };
  const wait = Math.min(QUIET_MS, EVERY_MS * 2 ** Math.min(quiet, 4));
  return { at: later(now, wait), since: to, quiet: quiet + 1 };
};

/** Whether it is due at a time that no wait of its own leads to: the clock was set back. */
export const isAstray = ({ at }: Reconciling, now: Instant): boolean => msBetween(now, at) > HOUR_MS;

/** Nothing to compare yet, or the carrier did not answer: later. */
export const putOff = (before: Reconciling, now: Instant): Reconciling => ({ ...before, at: later(now, EVERY_MS) });

/** Whether the line has compared nothing for so long that somebody should know. */
export const isBehind = ({ since }: Reconciling, now: Instant): boolean => msBetween(since, now) > HOUR_MS;
