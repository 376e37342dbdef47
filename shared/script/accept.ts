import { type Answer, answerOf } from './answer.ts';
import { own } from './choices.ts';
import { KEYED_SURE_MAX, SPEECH_SURE, STUCK_MAX } from './limits.ts';
import { type AtNode, addNote, failed, type Heard } from './question.ts';
import { shortValue } from './remember.ts';
import type { AskNode, Turn, Value } from './script.ts';
import { choiceOfValue, fillOf, leave, nodeNow, sayNode, take, takeFacts, toPerson, type Walk, waitAt, waiting, walkFrom } from './walk.ts';

/** What these words answer to the question that waits; undefined when nothing. */
export const answerIn = ({ walk, node, context }: AtNode, heard: Heard): Answer | undefined =>
  answerOf(
    {
      book: walk.book,
      script: walk.script.id,
      node,
      shown: walk.session.shown,
      language: walk.session.language,
      read: own(context.read, node.slot) ?? own(context.read, node.input),
    },
    heard.text,
    heard.facts,
  );

/** Takes an answer, asks about a guess, takes facts where there is no answer, or asks again. */
export function byAnswer(at: AtNode, answer: Answer | undefined, heard: Heard): Turn {
  const { walk, node } = at;
  if (answer?.kind === 'guess' && node.sensitive) return failed(at, 'no-match');
  if (answer?.kind === 'guess') {
    takeFacts(walk, heard.facts, heard.text, node.slot);
    return didYouMean(at, answer.choice, answer.value, answer.note);
  }
  if (answer !== undefined) return unsure(at, answer, heard) ?? accept(at, answer, heard);
  const told = own(heard.facts, node.slot);
  if (told !== undefined && node.input !== 'yesno') {
    return accept(at, { kind: 'value', value: told, by: 'fact', strict: false }, heard);
  }
  if (takeFacts(walk, heard.facts, heard.text, node.slot) === 0) return failed(at, 'no-match');
  walk.stuck = 0;
  walk.says.push(sayNode(walk, 'ask', node));
  return { ...waiting(walk, node, walk.session.tries), matched: { by: 'fact' } };
}

/** Two digits of a number may be the answers to two questions: the keypad waits for the second, and a caller in a hurry does not. */
const maybeTwoAnswers = ({ node }: AtNode, answer: Exclude<Answer, { kind: 'guess' }>, heard: Heard): boolean =>
  heard.by === 'digits' &&
  node.input === 'number' &&
  String(node.max).length === 2 &&
  answer.kind === 'value' &&
  Number(answer.value) > KEYED_SURE_MAX;

/** Speech that was not heard well, or a number that may be two, is confirmed by key; where the answer is sensitive it is asked for again instead. */
function unsure(at: AtNode, answer: Exclude<Answer, { kind: 'guess' }>, heard: Heard): Turn | undefined {
  const { node } = at;
  const badlyHeard = heard.by === 'speech' && heard.confidence < SPEECH_SURE && node.input !== 'text';
  if (!badlyHeard && !maybeTwoAnswers(at, answer, heard)) return undefined;
  if (node.sensitive) return failed(at, 'no-match');
  if (answer.kind === 'choice') return didYouMean(at, answer.choice, undefined);
  // What is too long to be kept until the reply cannot be confirmed; it is taken, and `raw` has all of it.
  return shortValue(answer.value) === true ? undefined : didYouMean(at, '', answer.value);
}

/** "Did you mean FOOD? 1 yes 2 no", in front of the question. A whole sentence is kept as a note whatever the reply will be. */
function didYouMean({ walk, node }: AtNode, choice: string, value: Value | undefined, note?: string): Turn {
  addNote(walk, node, note);
  walk.stuck += 1;
  if (walk.stuck >= STUCK_MAX) return toPerson(walk, 'no-match');
  const fill = fillOf(walk.book, walk.script, node.slot, value ?? choice);
  walk.says.push({ kind: 'line', line: 'did-you-mean', fill: { choice: fill } });
  return waiting(walk, node, walk.session.tries, { kind: 'did-you-mean', choice, ...(value === undefined ? {} : { value }) });
}

/** Takes the answer, everything else that was told, and walks on. A choice that the script no longer has is looked for under `moved`. */
export function accept(at: AtNode, answer: Exclude<Answer, { kind: 'guess' }>, heard: Heard): Turn {
  const { walk } = at;
  let { node } = at;
  let choice = answer.kind === 'choice' ? answer.choice : undefined;
  if (choice !== undefined && (walk.session.node !== node.id || !node.choices.some(({ id }) => id === choice))) {
    const now = choiceNow(walk, node, choice);
    if (now === undefined) return askedAnew(at, heard);
    ({ node, choice } = now);
  }
  const value = choice === undefined ? (answer.kind === 'value' ? answer.value : '') : valueOfChoice(node, choice);
  walk.stuck = 0;
  take(walk, node.slot, value, heard.text, node);
  if (answer.kind === 'value' && answer.also !== undefined) takeFacts(walk, answer.also, heard.text, node.slot);
  takeFacts(walk, heard.facts, heard.text, node.slot);
  addNote(walk, node, answer.note);
  walk.trail = [...walk.trail, node.id];
  const turn = walkFrom(walk, leave(walk, node, choice ?? choiceOfValue(node, value), true));
  return { ...turn, matched: { by: answer.by, ...(choice === undefined ? {} : { choice }) } };
}

/** What a choice means as a value: true or false where yes or no was asked, a list where needs were, else its own id. */
function valueOfChoice(node: AskNode, choice: string): Value {
  if (node.input === 'yesno' && (choice === 'yes' || choice === 'no')) return choice === 'yes';
  return node.input === 'needs' ? [choice] : choice;
}

/** Where a choice that was shown stands in the script as it is now. */
function choiceNow({ script, session }: Walk, node: AskNode, choice: string): { node: AskNode; choice: string } | undefined {
  const moved = own(script.moved, `${session.node}/${choice}`) ?? own(script.moved, `${node.id}/${choice}`);
  const [movedNode = '', movedChoice = ''] =
    moved === undefined ? [node.id, choice] : moved.includes('/') ? moved.split('/') : [node.id, moved];
  const now = nodeNow(script, movedNode);
  return now?.kind === 'ask' && now.choices.some(({ id }) => id === movedChoice) ? { node: now, choice: movedChoice } : undefined;
}

/** What they chose is gone, the question is not: it is asked as it is now. Words beyond the key are kept. */
function askedAnew({ walk, node }: AtNode, heard: Heard): Turn {
  takeFacts(walk, heard.facts, heard.text, node.slot);
  walk.says.push({ kind: 'line', line: 'questions-changed' });
  return waitAt(walk, node);
}
