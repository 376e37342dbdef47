import { isQuestion } from '../understand/question.ts';
import type { Draft } from './draft.ts';
import type { Speaker } from './meet.ts';
import { namesPlace } from './turn.ts';

/** Asked where it is needed, somebody asks back why we want to know, or who will see it. Answers whether they were told. */
export const asksWhy = (d: Draft, me: Speaker, words: string): boolean => {
  const session = d.session(me.number);
  const node = session && d.world.book.scripts[session.script]?.nodes[session.node];
  if (!/\p{L}{2,}/u.test(words)) return false;
  if (session?.script !== 'need' || node?.kind !== 'ask' || node.input !== 'place' || !isQuestion(words) || namesPlace(d, words))
    return false;
  d.reply(d.line(me.language, 'why-place'));
  return true;
};
