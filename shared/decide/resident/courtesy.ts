import { MINUTE_MS, msBetween } from '../../domain/ids.ts';
import { type CommandMatch, matchCommand } from '../../script/match.ts';
import { resumeScript } from '../../script/resume.ts';
import type { AskNode, Session } from '../../script/script.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { contextOf, factsOf } from '../draft/turn.ts';

/** Further than this, what follows a word of thanks may be more than thanks. */
const COURTESY_WORDS_MAX = 6;

/** Thanks, an OK, a blessing, and hardly anything else. */
export const isCourtesy = (text: string, understood: Understanding, matched: CommandMatch | undefined): boolean =>
  matched?.command === 'thanks' &&
  !understood.request &&
  !text.includes('?') &&
  matched.rest.split(/\s+/).filter(word => word !== '').length <= COURTESY_WORDS_MAX;

/** After a longer pause the phone may be in other hands, and the engine asks about that first. */
const GOES_ON_MS = 30 * MINUTE_MS;

const nodeOf = (d: Draft, session: Session): AskNode | undefined => {
  const node = d.world.book.scripts[session.script]?.nodes[session.node];
  return node?.kind === 'ask' ? node : undefined;
};

/** Whether the question that waits takes these words for its answer, and not only for want of better: "ok" is a yes, "ok, 4" is four. */
const answers = (d: Draft, me: Speaker, session: Session, text: string, rest: string): boolean => {
  const turn = resumeScript(d.world.book, { ...session, language: me.language }, { kind: 'text', text }, contextOf(d));
  const { by } = turn.matched;
  if (by !== 'value') return by !== 'none';
  const input = nodeOf(d, session)?.input;
  if (input === 'text') return rest !== '' && matchCommand(d.world.book, me.language, rest)?.command !== 'thanks';
  return input !== 'needs';
};

/**
 * The kind word for thanks or a greeting in the middle of a question, which is then put once more; undefined where the text is something
 * else, answers the question, or tells more.
 */
export const kindWord = (
  d: Draft,
  me: Speaker,
  text: string,
  understood: Understanding,
  matched: CommandMatch | undefined,
): 'of-course' | 'hello-again' | undefined => {
  const session = d.session(me.number);
  if (!session || !matched || session.aside?.kind === 'welcome-back' || msBetween(session.at, d.now) > GOES_ON_MS) return undefined;
  const greets = matched.command === 'hello' && matched.rest === '';
  if (!greets && !isCourtesy(text, understood, matched)) return undefined;
  const tells = understood.needs.length > 0 || Object.keys(factsOf(d, text, understood)).length > 0;
  if (tells || answers(d, me, session, text, matched.rest)) return undefined;
  return greets ? 'hello-again' : 'of-course';
};
