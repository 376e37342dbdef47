import { isOpen } from '../domain/case.ts';
import { codeFirst } from './codes.ts';
import type { Draft } from './draft.ts';
import type { Speaker } from './meet.ts';
import { passOn } from './relay.ts';
import { waits } from './turn.ts';

/**
 * Whether a question of their own waits that is answered with words or a number. "134 Halsey Street" is then where they live, and must not
 * go to whoever has case 134, or whom it is from.
 */
export const asksInWords = (d: Draft, me: Speaker): boolean => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  const node = session && d.world.book.scripts[session.script]?.nodes[session.node];
  return node?.kind === 'ask' && (node.input === 'place' || node.input === 'number' || node.input === 'text');
};

/**
 * Words that begin with the code of a case which somebody else on this phone has open: they go to whoever looks after it, since only those
 * who read of it know the code. Nothing is answered, so that nobody learns here what there is. Answers false where it is none.
 */
export const forAnother = (d: Draft, me: Speaker, text: string): boolean => {
  const named = codeFirst(text);
  const c = named && d.case(me.number, named.code);
  if (!named || named.words === '' || !c?.holder || !isOpen(c) || c.person === me.person.id || asksInWords(d, me)) return false;
  passOn(d, me, c, named.words);
  return true;
};
