import { STUCK_MAX } from '../../script/limits.ts';
import { isTelling } from '../../understand/small-talk.ts';
import { understand } from '../../understand/understand.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { begin } from '../resident/converse.ts';
import { decideNeed } from '../resident/need.ts';
import { keepUnread } from '../resident/untold.ts';
import { needTerms } from '../words/phrases.ts';
import { NOTHING_BEGUN } from './call-ring.ts';
import { connectPerson } from './connect.ts';

/**
 * A request that was heard badly where nothing was begun: one key says whether that was meant, and its words go with whatever is chosen
 * instead. Answers false where it asks for nothing, or something is begun.
 */
export const asksWhetherMeant = (d: CallDraft, me: Speaker, words: string, understood: Understanding): boolean => {
  const before = d.session(me.number);
  if (!understood.request || (before && !NOTHING_BEGUN.includes(before.script))) return false;
  const stuck = (before?.stuck ?? 0) + 1;
  if (stuck >= STUCK_MAX) {
    connectPerson(d, me, 'asked', { words });
    return true;
  }
  begin(d, { with: me, script: 'menu', known: {}, silent: true });
  const session = d.session(me.number);
  if (!session) return false;
  d.putSession(me.number, { ...session, stuck, known: { ...session.known, said: words }, aside: { kind: 'did-you-mean', choice: 'help' } });
  const meant = understood.needs.length > 0 ? needTerms(understood) : [{ term: 'menu/main/help' }];
  d.reply(d.line(me.language, 'did-you-mean', { choice: meant }));
  return true;
};

/** What they were asked about, and have not said yet. */
const askedAbout = (d: CallDraft, me: Speaker): string | undefined => {
  const session = d.session(me.number);
  if (session?.person !== me.person.id || session.script !== 'menu' || session.aside?.kind !== 'did-you-mean') return undefined;
  return typeof session.known.said === 'string' ? session.known.said : undefined;
};

/** The key that says so: it is the request that it would have been at once. Answers false where nothing of the kind was asked. */
export const confirmsMeant = (d: CallDraft, me: Speaker, digits: string): boolean => {
  const said = digits === '1' ? askedAbout(d, me) : undefined;
  if (said !== undefined) begin(d, decideNeed(d, me, said, said, understand(said)));
  return said !== undefined;
};

/** They hung up when they were asked whether that was meant: it is written down as what it may be, a request that nobody must lose. */
export const keepUnconfirmed = (d: CallDraft, me: Speaker): void => {
  const said = askedAbout(d, me);
  if (said !== undefined) decideNeed(d, me, said, said, understand(said));
  else keepUntoldWords(d, me);
};

/** What they said to the menu told us nothing, and they hung up: it is written down, and a coordinator reads it as they would a text. */
const keepUntoldWords = (d: CallDraft, me: Speaker): void => {
  const session = d.session(me.number);
  const said =
    session?.script === 'menu' && session.channel === 'voice' && session.person === me.person.id ? session.known.said : undefined;
  if (typeof said === 'string' && isTelling(said) && d.call.codes.length === 0 && !d.call.isApart && !me.volunteer) keepUnread(d, me, said);
};
