import type { Case, Check, Due, Holder } from './case.ts';
import type { CheckIn, Community } from './community.ts';
import { DAY_MS, HOUR_MS, type Instant, later } from './ids.ts';
import { inDaytime } from './local-time.ts';

/** A case as it may be kept: whoever looks at it later finds it over, or with the next thing that is to be done for it and its time. */
export type Kept = Case & ({ readonly next: Due } | { readonly status: 'closed' | 'withdrawn' });

/** What of the neighborhood's settings decides when a case is looked at. */
export type Rules = Pick<Community, 'checkIn' | 'confirm' | 'timezone' | 'page'>;

/** After somebody said when they will have done it, they have so long to say that they did. */
export const GRACE_MS = HOUR_MS / 4;

/** How long whoever has this case is left alone, and how long for an answer. */
export const checkInOf = (c: Pick<Case, 'kind' | 'urgency'>, { checkIn }: Pick<Community, 'checkIn'>): CheckIn =>
  c.kind === 'need' ? checkIn[c.urgency] : checkIn.person;

/** When somebody who has this case may be asked about it: by day, except where it is urgent. */
export const byDay = (c: Pick<Case, 'kind' | 'urgency'>, at: Instant, timezone: string): Instant =>
  c.kind === 'need' && c.urgency === 'now' ? at : inDaytime(at, timezone);

/** When whoever has the case is asked how it stands. */
const checkDue = (c: Case, rules: Rules, now: Instant): Instant => {
  const { afterMs, waitMs } = checkInOf(c, rules);
  const { at: had = now, reads, check } = c.holder ?? {};
  const known = reads ?? had;
  // What is for a time to come is not done before it.
  const timed = c.by && !c.by.day && c.by.at > now && c.by.at > known ? later(c.by.at, GRACE_MS) : undefined;
  const at = check?.at ?? timed ?? byDay(c, later(known, afterMs), rules.timezone);
  return at > now ? at : byDay(c, later(now, waitMs), rules.timezone);
};

/** What is to be done for an open case for which nothing else is, and when. */
const defaultDue = (c: Case, rules: Rules, now: Instant): Due => {
  if (c.status === 'accepted') return { what: 'check-in', at: checkDue(c, rules, now) };
  if (c.status === 'delivered') return { what: 'unconfirmed', at: later(now, rules.confirm.closesAfterMs) };
  if (c.kind !== 'need') return { what: 'page', at: later(now, c.kind === 'safety' ? rules.page.everyMs : DAY_MS) };
  return { what: 'dispatch', at: later(now, HOUR_MS) };
};

/**
 * The case as it is kept. An open one for which nothing is to be done any more (a question was answered, a page acknowledged, a promise
 * given up) is looked at again all the same: with whoever has it, with whoever it is for, or with those who may take it.
 */
export const kept = (c: Case, rules: Rules, now: Instant): Kept => {
  if (c.status === 'closed' || c.status === 'withdrawn') return { ...c, status: c.status };
  return { ...c, next: c.next ? hurried(c, unkept(c, c.next, now), rules, now) : defaultDue(c, rules, now) };
};

/** What waits for the end of a pause and turns out to be needed sooner is looked at now: a coordinator must know. */
const unkept = (c: Case, next: Due, now: Instant): Due => {
  const waits = c.keptFor !== undefined && c.status === 'open' && next.what === 'dispatch' && next.at > now;
  const sooner = c.by ? c.keptBy !== c.by.at && c.by.at < next.at : c.when === 'today' && c.keptFor !== 'today';
  return waits && sooner ? { ...next, at: now } : next;
};

/** Where it has become more urgent since somebody took it, they are asked as early as whoever takes such a case now. */
const hurried = (c: Case, next: Due, rules: Rules, now: Instant): Due => {
  if (next.what !== 'check-in' || !c.holder || c.holder.check) return next;
  const due = defaultDue(c, rules, now);
  return due.what === 'check-in' && due.at < next.at ? due : next;
};

/** The case with the next question to whoever has it at this time. Whatever else is due for it goes first. */
export const withCheck = (c: Case, check: Check): Case => {
  if (!c.holder) return c;
  const { next, ...rest } = c;
  const holder: Holder = { ...c.holder, check };
  return next && next.what !== 'check-in' ? { ...c, holder } : { ...rest, holder };
};

/** The case, with whoever has it asked how it stands as long after this as if it had been given to them then. */
export const readFrom = (c: Case, reads: Instant): Case => {
  const { next, ...rest } = c;
  const holder = c.holder ? { holder: { ...c.holder, reads } } : {};
  return next && next.what !== 'check-in' ? { ...c, ...holder } : { ...rest, ...holder };
};
