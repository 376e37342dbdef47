import { DAY_MS, type Instant, MINUTE_MS, msBetween } from './ids.ts';

/** How long one request took, in minutes from its first word, and when that was known. */
export interface Took {
  readonly at: Instant;
  readonly minutes: number;
}

/** How long the last requests of a pod took until somebody had them and until they were done and had arrived, the latest last. */
export interface Waits {
  readonly taken: readonly Took[];
  readonly arrived: readonly Took[];
  /** How many of its requests were open when they were last counted: with the coordinators' list, and whenever the pod's shifts are looked at. */
  readonly open?: { readonly at: Instant; readonly n: number };
}
export const NO_WAITS: Waits = { taken: [], arrived: [] };

/** So many are kept: enough to say what most took, and little enough to be read with every turn's read. */
const KEPT_MAX = 20;
/** What is older says nothing of this week. */
const COUNTS_MS = 7 * DAY_MS;

const lately = (took: readonly Took[], now: Instant): readonly Took[] => took.filter(({ at }) => msBetween(at, now) < COUNTS_MS);

/** With one more that took so long. */
export const withTook = (waits: Waits, what: 'taken' | 'arrived', since: Instant, now: Instant): Waits => ({
  ...waits,
  [what]: [...lately(waits[what], now), { at: now, minutes: Math.max(0, Math.round(msBetween(since, now) / MINUTE_MS)) }].slice(-KEPT_MAX),
});

/** Of fewer nothing is said. */
const KNOWN_MIN = 5;
/** "Most": two in three took no longer. */
const MOST = 2 / 3;

/** The minutes within which most of the last week's requests were through; undefined where too few are known. */
export const mostTook = (waits: Waits, what: 'taken' | 'arrived', now: Instant): number | undefined => {
  const known = lately(waits[what], now).map(({ minutes }) => minutes);
  if (known.length < KNOWN_MIN) return undefined;
  return known.toSorted((a, b) => a - b)[Math.ceil(known.length * MOST) - 1];
};

/** How many were open, where that was counted within a day. */
export const openLately = ({ open }: Waits, now: Instant): number | undefined =>
  open && msBetween(open.at, now) <= DAY_MS ? open.n : undefined;
