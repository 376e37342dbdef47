import type { Case, Check } from '../../domain/case.ts';
import { etaAfter, isPlausible } from '../../domain/eta.ts';
import { byDay, checkInOf, GRACE_MS } from '../../domain/follow.ts';
import { DAY_MS, type Instant, later, MINUTE_MS, msBetween } from '../../domain/ids.ts';
import { bareMinutes, etaIn } from '../../understand/eta.ts';
import type { Draft } from '../draft/draft.ts';

/** Words as they go on to the resident: a number alone is minutes, and says so. */
export const etaWords = (words: string): string => {
  const minutes = bareMinutes(words);
  return minutes === undefined ? words : `${minutes} min`;
};

/** When they will have done it by their own words; undefined where those name no time that can be kept. */
export const etaOf = (d: Draft, words: string, before?: Instant): Instant | undefined => {
  const { timezone } = d.world.community;
  const eta = words === '' ? undefined : etaIn(words);
  const at = eta && etaAfter(eta, before, d.now, timezone);
  return at && isPlausible(at, d.now, timezone) ? at : undefined;
};

/** The day of an hour that they need it at: an hour that whoever brings it names and no day is on that day, not on the one on which they write. */
export const dayOf = ({ by, needs }: Pick<Case, 'by' | 'needs'>): Instant | undefined =>
  by && (!by.day || needs.includes('transport')) ? by.at : undefined;

/** The next question at the time that their words name, and a little; undefined where they name none. */
export const checkAtEta = (d: Draft, words: string, before?: Instant): Check | undefined => {
  const at = etaOf(d, words, before);
  return at && { at: later(at, GRACE_MS), times: 0, by: at };
};

/** Somebody who sees to a report for weeks is asked less and less often, and once a week at least. */
const OWN_MAX_MS = 7 * DAY_MS;

/** The next question to whoever has it and says that it goes on: at the time they name, else after the time of an answer, or of a first look. */
export const checkAfter = (d: Draft, c: Case, words: string, soon: boolean): Check => {
  const { afterMs, waitMs } = checkInOf(c, d.world.community);
  const had = c.holder ? msBetween(c.holder.at, d.now) : 0;
  const wait = c.kind !== 'need' ? Math.max(afterMs, Math.min(had / 2, OWN_MAX_MS)) : soon ? waitMs : afterMs;
  return (
    checkAtEta(d, words, c.holder?.check?.by ?? dayOf(c)) ?? { at: byDay(c, later(d.now, wait), d.world.community.timezone), times: 0 }
  );
};

/** The next question to whoever is late: minutes are later than the hour that they named before, where that is still to come. */
export const checkWhenLate = (d: Draft, c: Case, words: string): Check => {
  const [check, before] = [checkAfter(d, c, words, true), c.holder?.check?.by];
  const eta = words === '' ? undefined : etaIn(words);
  if (before === undefined || before <= d.now || (eta && !('minutes' in eta))) return check;
  const by = eta ? later(before, eta.minutes * MINUTE_MS) : before;
  const at = later(by, GRACE_MS);
  return at > check.at && isPlausible(by, d.now, d.world.community.timezone) ? { at, times: 0, by } : check;
};
