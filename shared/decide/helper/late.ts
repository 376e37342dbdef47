import { type Case, isOpen, withNote } from '../../domain/case.ts';
import { matchCommand, matchGlobal } from '../../script/match.ts';
import type { Session, Turn } from '../../script/script.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { goAsk, spoken } from '../draft/turn.ts';
import { keepFor, stillSafety } from '../resident/opening.ts';
import { passOn } from '../resident/relay.ts';
import { codesOf } from '../words/codes.ts';

const about = (d: Draft, me: Speaker, session: Session): readonly Case[] =>
  codesOf(session.known).flatMap(code => d.case(me.number, code) ?? []);

/**
 * An answer that came when its question was long over: it is kept, with the question, for whoever looks after the case, and its sender
 * hears so. "Did it arrive?" is put once more. Answers false where nothing is open any more, or the text is no answer.
 */
export const keepLate = (d: Draft, me: Speaker, session: Session, text: string): boolean => {
  const open = about(d, me, session).filter(isOpen);
  const [first] = open;
  const { book } = d.world;
  if (!first || text.trim() === '' || matchGlobal(book, me.language, text) || matchCommand(book, me.language, text)) return false;
  if (first.status === 'delivered') {
    d.reply(goAsk(d, first));
    return true;
  }
  const asked = d.words(spoken(d, [{ kind: 'ask', script: session.script, node: session.node }], session.known), me.language);
  for (const c of open) {
    if (c.kind === 'safety') keepFor(d, me, c, `${asked} ${text}`);
    else if (c.holder) passOn(d, me, c, `${asked} ${text}`);
    else d.putCase(withNote(c, `${asked} ${text}`));
  }
  d.reply(d.line(me.language, 'noted-late', { code: open.map(c => c.code).join(', ') }));
  return true;
};

/** Whether what is being asked is about a report that was closed meanwhile. */
export const isOfClosedReport = (d: Draft, me: Speaker, session: Session): boolean => {
  const [c] = session.script === 'report' ? about(d, me, session) : [];
  return c !== undefined && !isOpen(c);
};

/** Words to a report that tell something, not only a key for a question. */
const TELLING_WORDS = 3;

/**
 * A report that was closed while its questions went on. Whatever tells more goes on under a new code, which is kept for the questions to
 * come; anything else ends them, and they hear why. Answers the conversation to go on with, null where it is over, and undefined where the
 * text is about no closed report.
 */
export const afterClosedReport = (d: Draft, me: Speaker, session: Session, turn: Turn, text: string): Session | null | undefined => {
  const [c] = session.script === 'report' ? about(d, me, session) : [];
  if (!c || isOpen(c)) return undefined;
  const tells = turn.effects.some(e => (e.name === 'do' && e.what === 'danger-now') || (e.name === 'answer' && e.slot === 'story'));
  if (tells || (turn.global === undefined && text.trim().split(/\s+/).length >= TELLING_WORDS)) {
    const after = stillSafety(d, me, c);
    return { ...session, known: { ...session.known, code: after.code } };
  }
  if (turn.global !== undefined) return undefined;
  d.putSession(me.number, null);
  d.reply(d.line(me.language, 'report-over', { code: c.code }));
  return null;
};

/** Words that a report of theirs has already: they are no volunteer's to read. */
export const isReported = (d: Draft, me: Speaker, said: string): boolean => {
  const reports = d.cases(me.number).filter(c => c.kind === 'safety' && c.person === me.person.id);
  return reports.some(c => c.notes.some(note => said.includes(note)));
};
