import { onCall } from '../draft/call-draft.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import type { Follow } from '../draft/turn.ts';
import { connectPerson } from '../phone/connect.ts';
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

/** A person is wanted: written down, and the coordinators hear it; further words go to whoever has taken it. A caller is brought to one. */
export const askPerson = (d: Draft, me: Speaker, words: string): void => {
  const call = onCall(d);
  if (call) return connectPerson(call, me, 'asked', { words });
  d.putSession(me.number, null);
  const { case: c, isNew } = wantPerson(d, me, words);
  // The bare word is passed on too: whoever has the case must hear that they ask again.
  if (c.holder && words === '') passOn(d, me, c, (d.world.book.words[me.language]?.globals.person[0] ?? 'person').toUpperCase());
  d.reply(d.line(me.language, isNew ? 'person-coming' : 'told-them', { code: c.code }));
};

/** What a coordinator must read but nobody need be hurried for: a gift, a wish to join, an opinion, "forget me". */
export const toCoordinator = (d: Draft, me: Speaker, text: string): void => {
  const { case: c } = wantPerson(d, me, text, 'this-week');
  d.reply(d.line(me.language, 'passed-on', { code: c.code }));
};
