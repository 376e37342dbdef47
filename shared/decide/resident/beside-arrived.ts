import { type Case, isOpen } from '../../domain/case.ts';
import type { Session } from '../../script/script.ts';
import { asksWhenItComes, behindYes, partsCame } from '../../understand/beside-arrived.ts';
import { understand } from '../../understand/understand.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { codesOf } from '../words/codes.ts';
import { statusOf } from '../words/status.ts';
import { arrived } from './arrived-word.ts';
import { answers, decide } from './came-word.ts';
import { speaksAgainst } from './complaint.ts';
import { begin } from './converse.ts';
import { mine } from './free-text.ts';
import { arrivedAsked } from './keep-asking.ts';
import { decideNeed } from './need.ts';

/** The yes counts at once; how it went is not asked, because they have begun to tell something else. */
const countYes = (d: Draft, me: Speaker, c: Case): void => {
  arrived(d, c);
  d.putSession(me.number, null);
};

/** "Yes it came but he was rude", "yes, and can I get a ride Friday": a complaint goes its way as if nothing had been asked, a request is opened. */
const yesAndMore = (d: Draft, me: Speaker, c: Case, words: string, understood: Understanding): 'on' | 'done' | undefined => {
  const rest = behindYes(words);
  if (rest === undefined) return undefined;
  if (speaksAgainst(d, me, words)) {
    countYes(d, me, c);
    return 'on';
  }
  const asks = understood.request ? understood : understand(rest);
  if (!asks.request || asks.needs.length === 0) return undefined;
  d.reply(d.line(me.language, 'noted', { code: c.code }));
  // Written down first: where they are is known from the one that is open until now.
  const follow = decideNeed(d, me, words, words, { ...asks, facts: understood.facts });
  countYes(d, me, c);
  begin(d, follow);
  return 'done';
};

/** Where a part of one request has not come, that part is looked for again; what is another request stays as open as it is. */
const partly = (d: Draft, me: Speaker, c: Case, words: string): boolean => {
  const parts = partsCame(words);
  if (!parts) return false;
  const left = c.needs.filter(need => parts.missing.includes(need));
  if (left.length > 0) {
    d.putCase({ ...c, needs: left });
    answers(d, me, d.case(c.number, c.code) ?? c, 'not', words);
    return true;
  }
  const others = mine(d, me).filter(
    o => o.kind === 'need' && isOpen(o) && o.code !== c.code && o.needs.some(n => parts.missing.includes(n)),
  );
  if (others.length === 0) return false;
  countYes(d, me, c);
  d.reply(d.line(me.language, 'noted', { code: c.code }));
  for (const other of others) {
    if (other.status === 'accepted') decide(d, me, 'not', other, words);
    else if (other.status === 'delivered') answers(d, me, other, 'not', words);
    else d.reply(statusOf(d, me, other));
  }
  return true;
};

const caseOf = (d: Draft, me: Speaker, session: Session): Case | undefined => {
  const [code] = codesOf(session.known);
  const c = code === undefined ? undefined : d.case(me.number, code);
  return c?.status === 'delivered' ? c : undefined;
};

/**
 * What is said to "did it arrive?" beside a yes or a no, or in place of them: nothing of it is lost. Answers 'done' where all of it is seen to, 'on' where the
 * yes is counted and the rest goes its own way, and undefined where it is for the question.
 */
export const besideArrived = (d: Draft, me: Speaker, words: string, understood: Understanding): 'on' | 'done' | undefined => {
  const session = arrivedAsked(d, me);
  const c = session && caseOf(d, me, session);
  if (!c || !/\p{L}{2}/u.test(words)) return undefined;
  if (partly(d, me, c, words)) return 'done';
  if (asksWhenItComes(words) && !mine(d, me).some(o => o.status === 'accepted')) {
    answers(d, me, c, 'not', words);
    return 'done';
  }
  return yesAndMore(d, me, c, words, understood);
};
