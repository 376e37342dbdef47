import { isHourAlone } from '../../domain/moved-time.ts';
import type { Known, Session, Turn } from '../../script/script.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { codesOf } from '../words/codes.ts';
import { neededIn } from '../words/needed-by.ts';
import { isApart } from './apart.ts';

/** From this many words on, a text says more than the menu's "ask for help", and is kept where it answers nothing. */
const TELLING_WORDS = 3;
export const tells = (text: string): boolean => text.trim().split(/\s+/).length >= TELLING_WORDS;

/** CHANGE asks for another thing than what is needed: a need that is told there is one more, and takes the place of none. */
export const isBesideChange = ({ script, node }: Session): boolean => script === 'change' && node !== 'what' && node !== 'words';

interface Told {
  readonly session: Session;
  readonly turn: Turn;
  readonly text: string;
  readonly facts: Known;
}

/**
 * While a request's own questions wait, what is asked for is more about that one: but not another thing at an hour of its own, nor the same on another day
 * than was told already.
 */
const isAnother = (d: Draft, me: Speaker, { session, text, facts }: Told, { needs, facts: { by } }: Understanding): boolean => {
  const cases = session.node === 'what' || needs.length === 0 ? [] : codesOf(session.known).flatMap(code => d.case(me.number, code) ?? []);
  if (cases.length === 0) return false;
  const told = neededIn(facts.by);
  const isSame = cases.some(c => c.needs.length === 0 || c.needs.some(need => needs.includes(need)));
  if (!isSame) return told !== undefined && !told.day;
  return by !== undefined && !isHourAlone(by) && isApart(d, cases, facts, text);
};

/** A request for help that answers nothing we asked is a request. */
export const isNewRequest = (d: Draft, me: Speaker, told: Told, understood: Understanding): boolean => {
  const { session, turn, text } = told;
  if (session.script === 'need') return isAnother(d, me, told, understood);
  if (session.script === 'change') return isBesideChange(session) && understood.needs.length > 0;
  if (turn.matched.by === 'none' || turn.matched.by === 'fact') return true;
  return session.script === 'menu' && (understood.needs.length > 0 || tells(text));
};
