import { dangerOf } from '../../understand/after-doubt.ts';
import { onCall } from '../draft/call-draft.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import type { Follow } from '../draft/turn.ts';
import { decideDanger } from '../first/danger.ts';
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

/**
 * A person is wanted: written down, and the coordinators hear it; further words go to whoever has taken it. A caller is brought to one. Asked for
 * in place of an answer whether they think of hurting themselves, it is danger.
 */
export const askPerson = (d: Draft, me: Speaker, words: string): void => {
  const despair = despairAsked(d, me);
  if (despair !== undefined) return tellDanger(d, me, `${despair} ${words}`.trim(), true);
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
