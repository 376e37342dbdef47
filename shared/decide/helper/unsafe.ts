import { type Case, isOpen } from '../../domain/case.ts';
import type { CaseCode, Instant } from '../../domain/ids.ts';
import { tellsHarm } from '../../understand/harm-told.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { wantSafety } from '../resident/opening.ts';

/**
 * The report that these words become, where they tell of harm: read by the people for safety, and by nobody else. It names the case that they
 * were said of, which whoever reads it would have to ask for.
 */
export const reportOf = (d: Draft, me: Helper, words: string, code: CaseCode | undefined): CaseCode | undefined => {
  if (!tellsHarm(words)) return undefined;
  const { case: c, isNew } = wantSafety(d, me, code ? `${code}: ${words}` : words, undefined);
  // Nothing is asked about it, and whoever helps is in touch with us by text.
  if (isNew) d.putCase({ ...c, contact: 'text' });
  return c.code;
};

/** The case that nobody on call is sent to any more, since whoever knows the place tells of harm there: a coordinator decides who goes. */
export const heldBack = (c: Case, report: CaseCode, at: Instant): Case => ({
  ...c,
  unsafe: report,
  ...(isOpen(c) && c.next?.what !== 'stopped' ? { next: { what: 'to-coordinator', at } } : {}),
});

/** Harm told with a command that could not be followed is written down all the same, and they hear so. */
export const keepsHarm = (d: Draft, me: Helper, words: string, code: CaseCode | undefined): void => {
  const report = reportOf(d, me, words, code);
  if (report) d.reply(d.line(me.language, 'harm-kept', { report }));
};
