import { withNote } from '../../domain/case.ts';
import { lexiconsOf } from '../../script/lexicon.ts';
import { fold, matchGlobal } from '../../script/match.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { codesOf } from '../words/codes.ts';
import { goOn } from './converse.ts';
import { comment } from './rated.ts';

/** "How did it go?" may be answered in words alone: they are the comment, and nothing more is asked. */
export const ratedInWords = (d: Draft, me: Speaker, spoken: string, understood: Understanding, command: string | undefined): boolean => {
  const session = d.session(me.number);
  if (session?.script !== 'arrived' || session.node !== 'rating' || (command !== undefined && command !== 'thanks')) return false;
  if (/\p{N}/u.test(spoken) || !/\p{L}{2,}/u.test(spoken)) return false;
  const said = fold(spoken);
  const lexicons = lexiconsOf(d.world.book, me.language);
  if (lexicons.some(({ yes, no }) => yes.has(said) || no.has(said))) return false;
  if (said.split(' ').some(word => lexicons.some(({ numbers }) => numbers.has(word))) || understood.request) return false;
  if (matchGlobal(d.world.book, me.language, spoken)) return false;
  for (const code of codesOf(session.known)) {
    const c = d.case(me.number, code);
    if (!c) continue;
    d.putCase(withNote(c, spoken));
    comment(d, c, spoken);
  }
  return goOn(d, me, 'skip', {});
};
