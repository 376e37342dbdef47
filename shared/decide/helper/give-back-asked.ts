import { fold } from '../../script/fold.ts';
import { resumeScript } from '../../script/resume.ts';
import type { Session } from '../../script/script.ts';
import { understandReply } from '../../understand/reply.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { contextOf, type Follow, waits } from '../draft/turn.ts';
import { codeFirst, codesOf } from '../words/codes.ts';
import { lastHeard, SCRIPT, sureOf, whichGoesBack } from './give-back.ts';

const DIGITS = /^\W*(?:(?:number|no|num|numero|el|la|the)\W+)?\d{1,5}\W*$/i;
const COURTESY = /\b(?:please|pls|plz|thanks|thank you|thx|sorry|gracias|por favor|porfa|perdon)\b/g;

/** Whether a text is no more than a number, or a yes or a no in a word or two: "yes I am outside" says something else. */
const isBare = (text: string): boolean => {
  if (DIGITS.test(text)) return true;
  const words = fold(text).replace(COURTESY, ' ').trim().split(/\s+/);
  return words.length <= 2 && words.every(word => understandReply(word) !== null);
};

/** Whether a text would be taken for the answer, whatever else it says. */
const isTaken = (d: Draft, session: Session, text: string): boolean =>
  resumeScript(d.world.book, session, { kind: 'text', text }, contextOf(d)).effects.some(e => e.name === 'answer');

/**
 * What a text is to the question which of theirs goes back, or whether one does: its `answer`; the question put again, where something newer
 * came that the text may be for; or undefined, where none waits or the text is for something else. A question that something newer has taken
 * the place of is over.
 */
export const toGiveBack = (d: Draft, me: Helper, text: string): 'answer' | Follow | undefined => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (session?.script !== SCRIPT) return undefined;
  if (!isBare(text)) {
    if (!codeFirst(text) && isTaken(d, session, text)) d.putSession(me.number, null);
    return undefined;
  }
  const now = lastHeard(d, me);
  const before = Array.isArray(session.known.before) ? session.known.before : [];
  const [checked, offered, wrote] = now.map((at, i) => at > (before[i] ?? session.at));
  if (checked || (offered && !DIGITS.test(text))) {
    d.putSession(me.number, null);
    return undefined;
  }
  if (!offered && !wrote) return 'answer';
  const anew = session.known.one === true ? sureOf(d, me, codesOf(session.known)[0]) : whichGoesBack(d, me);
  if (!anew) d.putSession(me.number, null);
  return anew;
};
