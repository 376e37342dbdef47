import { accept, answerIn, byAnswer } from './accept.ts';
import { fold } from './fold.ts';
import { lexiconsOf } from './lexicon.ts';
import { type AtNode, askAgain, failed, type Heard, startOver } from './question.ts';
import type { Session, Turn } from './script.ts';
import { waiting } from './walk.ts';

/** The engine's own questions that stand in front of a script's: "Did you mean ...?" and "Welcome back". */

/** Yes or no to the engine's own question: the keys it names, or the words of any language. */
export function yesOrNo({ walk }: AtNode, heard: Heard): 'yes' | 'no' | undefined {
  const folded = fold(heard.text);
  if (folded === '1') return 'yes';
  if (folded === '2') return 'no';
  const lexicons = lexiconsOf(walk.book, walk.session.language);
  if (lexicons.some(lexicon => lexicon.yes.has(folded))) return 'yes';
  return lexicons.some(lexicon => lexicon.no.has(folded)) ? 'no' : undefined;
}

/** "Ok thx" to a greeting. */
const COURTESY = /^(?:(?:ok|okay|sure|si|bueno|yes|thx|thanks|thank|you|u|ty|gracias|muchas|so much)\b ?)+$/u;

/** What the reply to "Did you mean ...?" leads to: the answer taken, or the question asked again. */
export function confirmed(at: AtNode, aside: Extract<Session['aside'], { kind: 'did-you-mean' }>, said: 'yes' | 'no', heard: Heard): Turn {
  if (said === 'no') return failed(at, 'no-match');
  const { choice, value } = aside;
  if (value !== undefined) return accept(at, { kind: 'value', value, by: 'value', strict: true }, heard);
  return accept(at, { kind: 'choice', choice, by: 'word', strict: true }, heard);
}

/** A long pause: the phone may be in other hands, so nothing of the conversation is named. */
export function welcomeBack({ walk, node }: AtNode): Turn {
  walk.says.push({ kind: 'line', line: 'welcome-back' });
  return waiting(walk, node, walk.session.tries, { kind: 'welcome-back' });
}

/**
 * What the reply to "Welcome back" leads to; a word that answers the question goes on, a key never does, for it was not shown. What acts at
 * once is asked again whatever was said: "yes" may be for the greeting.
 */
export function welcomed(at: AtNode, heard: Heard): Turn {
  const { walk } = at;
  const folded = fold(heard.text);
  if (folded === '1') return askAgain(at);
  if (folded === '2') return startOver(walk);
  if (folded === '3') {
    walk.effects.push({ name: 'someone-else' });
    return { session: null, effects: walk.effects, says: [], matched: { by: 'key' } };
  }
  const answer = answerIn(at, heard);
  if (at.node.fresh && answer !== undefined) return askAgain(at);
  // A bare "ok" goes on with what was asked, and says neither yes nor no to it.
  if (at.node.input === 'yesno' && (yesOrNo(at, heard) === 'yes' || COURTESY.test(folded))) return askAgain(at);
  const isKey = answer?.kind === 'choice' && answer.by === 'key';
  return byAnswer(at, isKey ? undefined : answer, heard);
}
