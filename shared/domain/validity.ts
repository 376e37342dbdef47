import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS } from './ids.ts';

/**
 * For how long a text still makes sense, by what it is for, where whoever wants it does not say so: after that it is better not sent. What is not
 * listed makes sense whenever it comes, because somebody waits for it.
 */
const BY_PURPOSE: ReadonlyMap<string, number> = new Map([
  // Another comes as long as nobody has answered.
  ['page-danger', 30 * MINUTE_MS],
  ['page-danger-unseen', 30 * MINUTE_MS],
  ['page-danger-stopped', 30 * MINUTE_MS],
  ['page-danger-again', 30 * MINUTE_MS],
  ['page-danger-again-call', 30 * MINUTE_MS],
  ['page-report-again', 30 * MINUTE_MS],
  ['page-conflict-again', 30 * MINUTE_MS],
  ['page-report', 30 * MINUTE_MS],
  ['page-conflict', 30 * MINUTE_MS],
  ['page-person', 2 * HOUR_MS],
  ['page-person-unseen', 2 * HOUR_MS],
  ['page-person-stopped', 2 * HOUR_MS],
  ['page-back', HOUR_MS],
  ['danger-in-hand', 30 * MINUTE_MS],
  ['danger-in-hand-unseen', 30 * MINUTE_MS],
  ['danger-in-hand-stopped', 30 * MINUTE_MS],
  // Nobody need be told any more that there is nothing to do.
  ['offer-ended', 2 * HOUR_MS],
  ['withdrawn', 12 * HOUR_MS],
  // A question how it stands is followed by the next one.
  ...['check', 'check-several', 'check-own', 'check-own-several', 'check-again', 'check-own-again'].map(
    purpose => [purpose, 2 * HOUR_MS] as const,
  ),
  // Whoever said it hears that it did not arrive, while they can still do something else.
  ['relay', HOUR_MS],
  // The next one tells all that is open then.
  ['digest', 20 * HOUR_MS],
]);
const ANNOUNCED_MS = DAY_MS;

/** In seconds; undefined where it makes sense whenever it comes. */
export const validityOf = (purpose: string, isAnnouncement: boolean): number | undefined => {
  const ms = BY_PURPOSE.get(purpose) ?? (isAnnouncement ? ANNOUNCED_MS : undefined);
  return ms === undefined ? undefined : ms / 1_000;
};

/** Whether a text is still of use at this moment. */
export const makesSenseAt = (
  { at, validForSeconds }: { readonly at: Instant; readonly validForSeconds?: number },
  then: Instant,
): boolean => validForSeconds === undefined || later(at, validForSeconds * 1_000) > then;
