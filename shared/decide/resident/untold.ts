import { type Case, closeCase, isOpen, withNote } from '../../domain/case.ts';
import { later } from '../../domain/ids.ts';
import { GOES_ON_MS } from '../../script/limits.ts';
import { isTelling } from '../../understand/small-talk.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { isUnread, keepFor, open, wantPerson } from './opening.ts';

const openOf = (d: Draft, me: Speaker): readonly Case[] => d.cases(me.number).filter(c => c.person === me.person.id && isOpen(c));

/**
 * Words that told us nothing are written down when they come. For as long as the menu stands they may go with what is begun from it; then a
 * coordinator reads them. What follows a report belongs to the report.
 */
export const keepUntold = (d: Draft, me: Speaker, text: string): void => {
  if (d.channel === 'sms' && isTelling(text)) keepUnread(d, me, text);
};

/** The same for words that must be read however few they are. */
export const keepUnread = (d: Draft, me: Speaker, text: string): void => {
  const theirs = openOf(d, me);
  const report = theirs.findLast(c => c.kind === 'safety');
  if (report?.holder) return keepFor(d, me, report, text);
  if (report) return d.putCase({ ...withNote(report, text), next: { what: 'page', at: d.now } });
  if (!theirs.some(c => c.kind === 'person')) {
    const c = open(d, me, 'person', [], undefined, { what: 'page', at: later(d.now, GOES_ON_MS) });
    d.putCase({ ...c, urgency: 'this-week' });
  }
  wantPerson(d, me, text, 'this-week');
};

const isNoted = (c: Case, words: string): boolean => c.notes.some(note => note.includes(words));

/** What was begun now takes the words that came before it, if nobody has read them yet; what they were kept in is over then. */
export const placeUntold = (d: Draft, me: Speaker): void => {
  const before = d.thread(me.number)?.cases ?? [];
  const waited = before.find(c => c.person === me.person.id && isUnread(c, d.now));
  const untold = waited && d.case(me.number, waited.code);
  if (!untold || !isUnread(untold, d.now)) return;
  const theirs = openOf(d, me);
  const begun = theirs.filter(c => c.kind !== 'person' && !before.some(b => b.code === c.code));
  if (begun.length === 0) return;
  const report = theirs.findLast(c => c.kind === 'safety');
  const into = report ? [report] : begun;
  for (const { code } of into)
    for (const words of untold.notes) {
      const c = d.case(me.number, code);
      if (c && !isNoted(c, words)) keepFor(d, me, c, words);
    }
  d.putCase(closeCase(untold, 'referred', d.now));
  d.note(untold.code, `the words went to ${into.map(c => c.code).join(', ')}`, 'line');
};
