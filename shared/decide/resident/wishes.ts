import { type Case, isOpen, withNote } from '../../domain/case.ts';
import type { CaseCode } from '../../domain/ids.ts';
import { dangerOf } from '../../understand/after-doubt.ts';
import { onCall } from '../draft/call-draft.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import type { Follow } from '../draft/turn.ts';
import { decideDanger } from '../first/danger.ts';
import { connectPerson } from '../phone/connect.ts';
import { codesOf } from '../words/codes.ts';
import { wantPerson, wantSafety } from './opening.ts';
import { passOn } from './relay.ts';

/** REPORT opens a safety case before it asks; only the people on duty for safety read the words. */
export const startReport = (d: Draft, me: Speaker, words: string): Follow => {
  const { case: c, isNew } = wantSafety(d, me, words, undefined);
  // Nothing is told yet: the question goes first. What is open already rings as it did, never later.
  if (words === '' && isNew) d.putCase({ ...c, next: { what: 'page', at: d.soon() } });
  // Danger stays danger: what the report is about is not asked then.
  const about = c.danger ? { about: 'unsafe' } : {};
  return { with: me, script: 'report', known: { code: c.code, ...about, ...(words === '' ? {} : { story: true }) } };
};

/** Somebody may be in danger, as they say or after they were asked: the people for safety are told at once, and a caller is brought to them. */
export const tellDanger = (d: Draft, me: Speaker, words: string, self: boolean): void => {
  decideDanger(d, me, words, dangerOf(words, self));
  const call = onCall(d);
  if (call) connectPerson(call, me, 'danger');
};

/** What was said before they were asked whether they think of hurting themselves, as long as that waits for an answer. */
const despairAsked = (d: Draft, me: Speaker): string | undefined => {
  const session = d.session(me.number);
  if (session?.script !== 'doubt' || session.known.self !== true) return undefined;
  return typeof session.known.said === 'string' ? session.known.said : '';
};

/** The bare word, as the line says it. */
const personWord = (d: Draft, me: Speaker): string => (d.world.book.words[me.language]?.globals.person[0] ?? 'person').toUpperCase();

/** Whoever has the danger hears that they ask; where nobody has it, those for safety are paged anew. */
const askedInDanger = (d: Draft, me: Speaker, c: Case, words: string): void => {
  if (c.holder) {
    passOn(d, me, c, words === '' ? personWord(d, me) : words);
    return d.reply(d.line(me.language, 'told-them', { code: c.code }));
  }
  d.putCase({ ...withNote(c, words), next: { what: 'page', at: d.now } });
  d.reply(d.line(me.language, 'danger-asked-again'));
};

/** Whoever asks for a person while a report is talked about means those who see to reports. */
const aboutReport = (d: Draft, me: Speaker): { readonly about?: CaseCode } => {
  const session = d.session(me.number);
  const [about] = session?.script === 'report' ? codesOf(session.known) : [];
  return about ? { about } : {};
};

/**
 * A person is wanted: written down, and the coordinators hear it; further words go to whoever has taken it. A caller is brought to one. Asked for
 * in place of an answer whether they think of hurting themselves, it is danger; while danger of theirs is open, it is whoever sees to that.
 */
export const askPerson = (d: Draft, me: Speaker, words: string): void => {
  const despair = despairAsked(d, me);
  if (despair !== undefined) return tellDanger(d, me, `${despair} ${words}`.trim(), true);
  const danger = d.cases(me.number).findLast(c => c.danger !== undefined && isOpen(c) && c.person === me.person.id);
  const call = onCall(d);
  if (call) return connectPerson(call, me, danger ? 'danger' : 'asked', { words, ...aboutReport(d, me) });
  d.putSession(me.number, null);
  if (danger) return askedInDanger(d, me, danger, words);
  const { case: c, isNew } = wantPerson(d, me, words);
  // The bare word is passed on too: whoever has the case must hear that they ask again.
  if (c.holder && words === '') passOn(d, me, c, personWord(d, me));
  d.reply(d.line(me.language, isNew ? 'person-coming' : 'told-them', { code: c.code }));
};

/** What a coordinator must read but nobody need be hurried for: a gift, a wish to join, an opinion, "forget me". */
export const toCoordinator = (d: Draft, me: Speaker, text: string): void => {
  const { case: c } = wantPerson(d, me, text, 'this-week');
  d.reply(d.line(me.language, 'passed-on', { code: c.code }));
};
