import { isLive } from '../domain/call.ts';
import { isOpen } from '../domain/case.ts';
import type { Draft } from './draft.ts';
import type { Speaker } from './meet.ts';
import { keepFor, wantPerson } from './opening.ts';
import { waits } from './turn.ts';

/** The most of a text that goes with what will be chosen from the menu; as for words before it. */
const SAID_MAX = 160;

/**
 * A text from a number that is on the phone with us: what was said is answered there, so the text is kept with what the call is about and
 * acknowledged, and the conversation stays where it is. Answers false where no call is live.
 */
export const keptDuringCall = (d: Draft, me: Speaker, text: string): boolean => {
  const { call } = d.record(me.number) ?? me.record;
  if (!call || me.volunteer || d.channel === 'voice' || !isLive({ stage: 'talking', at: call.at }, d.now)) return false;
  const session = waits(d, me) ? d.session(me.number) : undefined;
  const c = d.cases(me.number).findLast(one => one.person === me.person.id && isOpen(one));
  if (text.trim() !== '') {
    if (c) keepFor(d, me, c, text);
    else if (session?.script === 'menu') {
      const before = typeof session.known.said === 'string' ? `${session.known.said} / ` : '';
      d.putSession(me.number, { ...session, known: { ...session.known, said: `${before}${text.trim()}`.slice(0, SAID_MAX) } });
    } else wantPerson(d, me, text, 'this-week');
  }
  d.reply(d.line(me.language, 'kept-in-call'));
  return true;
};
