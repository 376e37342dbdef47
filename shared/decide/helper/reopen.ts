import { type Case, type Due, freeCase, isOpen } from '../../domain/case.ts';
import { DAY_MS, type Instant, later, MINUTE_MS } from '../../domain/ids.ts';
import { overAt } from '../../domain/time-over.ts';
import { assignTo } from '../draft/acts.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { mayHear, tellResident } from '../draft/tell.ts';
import { mayClose } from './powers.ts';

/** Whoever opens it again may want to give it to somebody by hand: so long nobody else is asked. */
const BEFORE_ASKING_MS = 2 * MINUTE_MS;

/** What follows: of whoever sent STOP only a coordinator decides who goes there, since nobody could write to them; they hear of it again in a day. */
const nextOf = (c: Case, now: Instant, stopped: boolean): Due => {
  if (c.kind === 'need' && stopped) return { what: 'stopped', at: later(now, DAY_MS) };
  return { what: c.kind === 'need' ? 'dispatch' : 'page', at: later(now, BEFORE_ASKING_MS) };
};

/** The case as it was before it ended, free, and without a time that is over. */
const openAgain = (c: Case, now: Instant, stopped: boolean): Case => {
  const { outcome: _how, closedAt: _ended, doneAt: _done, by, ...kept } = c;
  const next = nextOf(c, now, stopped);
  return freeCase({ ...kept, ...(by && overAt(by) > now ? { by } : {}) }, next);
};

/** REOPEN [code], or with a name behind it: what was closed is looked after again, its person hears so, and it goes out anew or to whoever is named. */
export const reopen = (d: Draft, me: Speaker, c: Case, name: string): void => {
  const by = me.volunteer?.name ?? 'coordinator';
  if (isOpen(c)) return d.reply(d.line(me.language, 'reopen-open', { code: c.code }));
  if (!mayClose(d, c, me)) return d.reply(d.line(me.language, 'safety-only', { code: c.code }));
  const stopped = d.record(c.number)?.optedOut !== undefined;
  const again = openAgain(c, d.now, stopped);
  const given = name === '' ? undefined : assignTo(d, again, name, by, me.language, true);
  if (given) {
    d.reply(d.line(me.language, given.line, given.fill));
    if (given.given && stopped) d.reply(d.line(me.language, 'sent-stop'));
    return;
  }
  d.putCase(again);
  d.note(c.code, 'opened again', by);
  if (!stopped && (c.kind === 'need' || mayHear(d, again))) tellResident(d, again, 'case-reopened');
  d.reply(d.line(me.language, c.kind !== 'need' ? 'reopened-own' : stopped ? 'reopened-stopped' : 'reopened', { code: c.code }));
  if (c.kind !== 'need' && stopped) d.reply(d.line(me.language, 'sent-stop'));
};
