import { fold } from '../../script/fold.ts';
import { matchCommand } from '../../script/match.ts';
import { givesBack } from '../../understand/gives-back.ts';
import { tellsHarm } from '../../understand/harm-told.ts';
import { understandReply } from '../../understand/reply.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { type Follow, waits } from '../draft/turn.ts';
import { codeFirst, codesOf } from '../words/codes.ts';
import { goesToThem, lastHeard, SCRIPT, sureOf, whichGoesBack } from './give-back.ts';

const DIGITS = /^\W*(?:(?:number|no|num|numero|el|la|the)\W+)?\d{1,5}\W*$/i;
const COURTESY = /\b(?:please|pls|plz|thanks|thank you|thx|sorry|gracias|por favor|porfa|perdon)\b/g;

/** Whether a text is no more than a number, or a yes or a no in a word or two: "yes I am outside" says something else. */
const isBare = (text: string): boolean => {
  if (DIGITS.test(text)) return true;
  const words = fold(text).replace(COURTESY, ' ').trim().split(/\s+/);
  return words.length <= 2 && words.every(word => understandReply(word) !== null);
};

/** Whether they write on as somebody who has it, and give nothing back. */
const comesAfterAll = (d: Draft, me: Helper, text: string): boolean =>
  givesBack(text) === undefined && !tellsHarm(text) && matchCommand(d.world.book, me.language, text) === undefined;

/**
 * What a text is to the question which of theirs goes back, or whether one does: its `answer`; the question put again, where something newer
 * came that the text may be for; or undefined, where none waits or the text is for something else. A question that something newer has taken
 * the place of is over.
 */
export const toGiveBack = (d: Draft, me: Helper, text: string): 'answer' | Follow | undefined => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (session?.script !== SCRIPT) return undefined;
  if (!isBare(text)) {
    // A code is for its case, and a command does what it says; everything else is for whoever waits, and the question would only stand in its way.
    if (!codeFirst(text)) {
      d.putSession(me.number, null);
      if (comesAfterAll(d, me, text)) goesToThem(d, me, session.known);
    }
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
