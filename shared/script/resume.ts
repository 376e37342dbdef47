import { msBetween } from '../domain/ids.ts';
import { answerIn, byAnswer } from './accept.ts';
import { confirmed, welcomeBack, welcomed, yesOrNo } from './aside.ts';
import { choiceWords, own } from './choices.ts';
import { clip, fold } from './fold.ts';
import { FORGOTTEN_MS, GOES_ON_MS, TEXT_CHARS_MAX, TURNS_MAX } from './limits.ts';
import { matchGlobal } from './match.ts';
import { type AtNode, askAgain, failed, goBack, type Heard, passOver, startOver } from './question.ts';
import { fitted } from './remember.ts';
import type { AskNode, Book, Effect, Global, Input, Session, Turn, TurnContext } from './script.ts';
import { nodeNow, takeFacts, toPerson, type Walk, walkFrom, walkOf } from './walk.ts';

const NOTHING = { by: 'none' } as const;

/**
 * One turn: what a person sent, on top of the session as it was left. Total: whatever is sent, in whatever state, there is a turn, and a
 * conversation always ends at its end or at a person within the limits of limits.ts.
 */
export function resumeScript(book: Book, session: Session, input: Input, context: TurnContext): Turn {
  if (input.kind === 'hangup') return { session, effects: [], says: [], matched: NOTHING };
  const gap = msBetween(session.at, context.now);
  if (gap > FORGOTTEN_MS) return { session: null, effects: [], says: [], matched: NOTHING };
  const script = own(book.scripts, session.script);
  const here: Session = { ...session, turns: session.turns + 1, at: context.now };
  if (script === undefined) {
    return { session: null, effects: [...noteOf(input), { name: 'person', why: 'script-changed' }], says: [], matched: NOTHING };
  }
  const walk = walkOf(book, script, here);
  if (here.turns > TURNS_MAX) {
    walk.effects.push(...noteOf(input));
    return toPerson(walk, 'too-long');
  }
  const node = nodeNow(script, session.node);
  if (node?.kind !== 'ask') return questionsChanged(walk, input);
  const at: AtNode = { walk, node, context };
  const heard = heardFrom(input);
  return heard === undefined ? failed(at, 'silence') : answered(at, heard, gap);
}

const noteOf = (input: Input): Extract<Effect, { name: 'note' }>[] =>
  (input.kind === 'text' || input.kind === 'speech') && fold(input.text) !== '' ? [{ name: 'note', text: input.text }] : [];

/** Undefined is silence: nothing said, nothing pressed. An empty text (a picture alone) is something, only nothing we can read. */
function heardFrom(input: Exclude<Input, { kind: 'hangup' }>): Heard | undefined {
  if (input.kind === 'silence') return undefined;
  if (input.kind === 'digits') {
    const digits = input.digits.replace(/#+$/, '').slice(0, TEXT_CHARS_MAX);
    return digits === '' ? undefined : { by: 'digits', text: digits, confidence: 1, facts: {} };
  }
  const text = clip(input.text, TEXT_CHARS_MAX).toWellFormed();
  const facts = input.facts ?? {};
  if (input.kind === 'text') return { by: 'text', text, confidence: 1, facts };
  return fold(text) === '' ? undefined : { by: 'speech', text, confidence: input.confidence, facts };
}

/** The order in which a reply is looked at: bare globals, a long pause, the engine's own question, the script's question. */
function answered(at: AtNode, heard: Heard, gap: number): Turn {
  const global = globalIn(at, heard);
  const late = gap > GOES_ON_MS;
  if (global !== undefined && !(late && (global === 'back' || global === 'repeat' || global === 'skip'))) {
    const turn = byGlobal(at, global);
    if (turn !== undefined) return turn;
  }
  const { aside } = at.walk.session;
  if (aside?.kind === 'did-you-mean' && !(late && at.node.fresh)) {
    const said = yesOrNo(at, heard);
    if (said !== undefined) return confirmed(at, aside, said, heard);
  }
  if (aside?.kind === 'welcome-back') return welcomed(at, heard);
  const answer = answerIn(at, heard);
  const fits = answer !== undefined && answer.kind !== 'guess' && answer.strict;
  if (late && (at.node.fresh || !fits)) return welcomeBack(at);
  return byAnswer(at, answer, heard);
}

/** Digits that answer such a question, and so are none of the engine's keys: 9 people may be, nobody's ZIP is 0 or 9. */
const DIGITS_ANSWER: Readonly<Partial<Record<AskNode['input'], RegExp>>> = {
  number: /^(?!0$)\d+$/,
  zip: /^\d{2,}$/,
  place: /^\d{2,}$/,
  phone: /^\d{2,}$/,
};

/**
 * A bare global, unless the question wants digits and digits came. The star repeats, on a keypad only. "Not sure" may mean SKIP, but where
 * the question offers it as a choice it is that choice.
 */
function globalIn({ walk, node }: AtNode, heard: Heard): Global | undefined {
  if (heard.by === 'digits' && heard.text === '*') return 'repeat';
  if (walk.session.aside === undefined && DIGITS_ANSWER[node.input]?.test(fold(heard.text))) return undefined;
  const global = matchGlobal(walk.book, walk.session.language, heard.text);
  const offered = global === 'skip' && choiceWords(walk.book, walk.session.language, walk.script.id, node).has(fold(heard.text));
  return offered ? undefined : global;
}

/** What the engine does itself about a global; undefined when the question cannot be skipped and the word must be read as an answer. */
function byGlobal(at: AtNode, global: Global): Turn | undefined {
  const { walk, node } = at;
  const matched = { by: 'global' } as const;
  switch (global) {
    case 'menu':
    case 'person':
    case 'language':
      return { session: fitted(walk.session), effects: [], says: [], matched, global };
    case 'repeat':
      return { ...askAgain(at), matched };
    case 'skip':
      return node.retry.then === 'person' ? undefined : { ...passOver(at), matched };
    case 'start-over':
      return { ...startOver(walk), matched };
    case 'back':
      return { ...goBack(at), matched };
  }
}

/**
 * The question itself is gone. The nearest question before it that still stands leads on, so that whatever is answered stays answered;
 * where none stands the script begins again, with what is known. Nothing left to ask: a person looks at it.
 */
function questionsChanged(walk: Walk, input: Input): Turn {
  const said = noteOf(input);
  walk.effects.push(...said);
  if (input.kind === 'text' || input.kind === 'speech') takeFacts(walk, input.facts ?? {}, input.text);
  const standing = walk.trail.findLast(id => nodeNow(walk.script, id) !== undefined) ?? walk.script.start;
  walk.says.push({ kind: 'line', line: 'questions-changed' });
  const turn = walkFrom(walk, standing);
  if (turn.session !== null || turn.effects.some(effect => effect.name === 'person')) return turn;
  return toPerson(walk, 'script-changed');
}
