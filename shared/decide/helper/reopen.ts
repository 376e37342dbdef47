import { type Case, freeCase, isOpen } from '../../domain/case.ts';
import { type Instant, later, MINUTE_MS } from '../../domain/ids.ts';
import { overAt } from '../../domain/time-over.ts';
import { assignTo } from '../draft/acts.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { mayHear, tellResident } from '../draft/tell.ts';
import { mayClose } from './powers.ts';

/** Whoever opens it again may want to give it to somebody by hand: so long nobody else is asked. */
const BEFORE_ASKING_MS = 2 * MINUTE_MS;

/** The case as it was before it ended, free, and without a time that is over. */
const openAgain = (c: Case, now: Instant): Case => {
  const { outcome: _how, closedAt: _ended, doneAt: _done, by, ...kept } = c;
  const next = { what: c.kind === 'need' ? 'dispatch' : 'page', at: later(now, BEFORE_ASKING_MS) } as const;
  return freeCase({ ...kept, ...(by && overAt(by) > now ? { by } : {}) }, next);
};

/** REOPEN [code], or with a name behind it: what was closed is looked after again, its person hears so, and it goes out anew or to whoever is named. */
export const reopen = (d: Draft, me: Speaker, c: Case, name: string): void => {
  const by = me.volunteer?.name ?? 'coordinator';
  if (isOpen(c)) return d.reply(d.line(me.language, 'reopen-open', { code: c.code }));
  if (!mayClose(d, c, me)) return d.reply(d.line(me.language, 'safety-only', { code: c.code }));
  const again = openAgain(c, d.now);
  const given = name === '' ? undefined : assignTo(d, again, name, by, me.language, true);
  if (given) return d.reply(d.line(me.language, given.line, given.fill));
  d.putCase(again);
  d.note(c.code, 'opened again', by);
  if (c.kind === 'need' ? d.record(c.number)?.optedOut === undefined : mayHear(d, again)) tellResident(d, again, 'case-reopened');
  d.reply(d.line(me.language, c.kind === 'need' ? 'reopened' : 'reopened-own', { code: c.code }));
};
