import { fold } from './fold.ts';
import { STUCK_MAX } from './limits.ts';
import type { AskNode, Known, Turn, TurnContext } from './script.ts';
import { leave, nodeNow, sayNode, toPerson, type Walk, waitAt, waiting, walkFrom } from './walk.ts';

/** What came in, made plain: how it was given and what it says. */
export interface Heard {
  readonly by: 'text' | 'digits' | 'speech';
  readonly text: string;
  readonly confidence: number;
  readonly facts: Known;
}

/** A turn at a question that still stands in the script. */
export interface AtNode {
  readonly walk: Walk;
  readonly node: AskNode;
  readonly context: TurnContext;
}

/** Keeps words beyond the answer, marked where the question is sensitive. */
export function addNote(walk: Walk, node: AskNode, note: string | undefined): void {
  if (note === undefined || fold(note) === '') return;
  walk.effects.push({ name: 'note', text: note, ...(node.sensitive ? { sensitive: true } : {}) });
}

/** The same question once more, without counting it against anyone. */
export const askAgain = ({ walk, node }: AtNode): Turn => {
  walk.says.push(sayNode(walk, 'ask', node));
  return waiting(walk, node, walk.session.tries);
};

function forget(walk: Walk, slots: readonly string[]): void {
  walk.known = Object.fromEntries(Object.entries(walk.known).filter(([slot]) => !slots.includes(slot)));
  walk.answered = walk.answered.filter(slot => !slots.includes(slot));
}

/** From the script's start, with everything forgotten that was answered since. */
export function startOver(walk: Walk): Turn {
  forget(walk, walk.answered);
  walk.trail = [];
  return walkFrom(walk, walk.script.start);
}

/** To the question before this one, whose answer is forgotten; where there is none, the same question again. */
export function goBack(at: AtNode): Turn {
  const { walk } = at;
  const trail = [...walk.trail];
  for (let id = trail.pop(); id !== undefined; id = trail.pop()) {
    const before = nodeNow(walk.script, id);
    if (before?.kind !== 'ask') continue;
    forget(walk, [before.slot]);
    walk.trail = trail;
    return waitAt(walk, before);
  }
  return askAgain(at);
}

/** Goes on without an answer, the way the question's retry says. */
export function passOver({ walk, node }: AtNode): Turn {
  walk.effects.push({ name: 'skipped', slot: node.slot });
  walk.trail = [...walk.trail, node.id];
  const { then } = node.retry;
  return walkFrom(walk, typeof then === 'object' ? then.goto : leave(walk, node, undefined, true));
}

/** Once more with other words, or what the question says shall happen when asking was in vain. */
export function failed(at: AtNode, how: 'no-match' | 'silence'): Turn {
  const { walk, node } = at;
  const before = walk.session.tries;
  const tries = how === 'silence' ? { ...before, silence: before.silence + 1 } : { ...before, noMatch: before.noMatch + 1 };
  const [nth, allowed] = how === 'silence' ? [tries.silence, node.retry.silence] : [tries.noMatch, node.retry.noMatch];
  walk.stuck += 1;
  if (walk.stuck >= STUCK_MAX || (nth > allowed && node.retry.then === 'person')) return toPerson(walk, how);
  if (nth > allowed) return passOver(at);
  walk.says.push(sayNode(walk, how, node, nth));
  return waiting(walk, node, tries);
}
