import { msBetween } from '../domain/ids.ts';
import { type Answer, answerOf } from './answer.ts';
import { choiceWords, own } from './choices.ts';
import { clip, fold } from './fold.ts';
import { FORGOTTEN_MS, GOES_ON_MS, SPEECH_SURE, STUCK_MAX, TEXT_CHARS_MAX, TURNS_MAX } from './limits.ts';
import { matchGlobal } from './match.ts';
import type { AskNode, Book, Effect, Global, Input, Known, Session, Turn, TurnContext, Value } from './script.ts';
import {
  choiceOfValue,
  fillOf,
  leave,
  nodeNow,
  sayNode,
  take,
  takeFacts,
  toPerson,
  type Walk,
  waitAt,
  waiting,
  walkFrom,
  walkOf,
} from './walk.ts';

const NOTHING = { by: 'none' } as const;

/** What came in, made plain: how it was given and what it says. */
interface Heard {
  readonly by: 'text' | 'digits' | 'speech';
  readonly text: string;
  readonly confidence: number;
  readonly facts: Known;
}

/** A turn at a question that still stands in the script. */
interface AtNode {
  readonly walk: Walk;
  readonly node: AskNode;
  readonly context: TurnContext;
}

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
  if (aside?.kind === 'did-you-mean') {
    const said = yesOrNo(at, heard);
    if (said !== undefined) return confirmed(at, aside, said, heard);
  }
  if (aside?.kind === 'welcome-back') return welcomed(at, heard);
  const answer = answerIn(at, heard);
  if (late && !(answer !== undefined && answer.kind !== 'guess' && answer.strict)) return welcomeBack(at);
  return byAnswer(at, answer, heard);
}

const DIGITS_ANSWER: readonly AskNode['input'][] = ['number', 'zip', 'place', 'phone'];

/**
 * A bare global, unless the question wants digits and digits came. The star repeats, on a keypad only. "Not sure" may mean SKIP, but where
 * the question offers it as a choice it is that choice.
 */
function globalIn({ walk, node }: AtNode, heard: Heard): Global | undefined {
  if (heard.by === 'digits' && heard.text === '*') return 'repeat';
  if (DIGITS_ANSWER.includes(node.input) && walk.session.aside === undefined && /^\d+$/.test(fold(heard.text))) return undefined;
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
      return { session: walk.session, effects: [], says: [], matched, global };
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

const askAgain = ({ walk, node }: AtNode): Turn => {
  walk.says.push(sayNode(walk, 'ask', node));
  return waiting(walk, node, walk.session.tries);
};

function forget(walk: Walk, slots: readonly string[]): void {
  walk.known = Object.fromEntries(Object.entries(walk.known).filter(([slot]) => !slots.includes(slot)));
  walk.answered = walk.answered.filter(slot => !slots.includes(slot));
}

function startOver(walk: Walk): Turn {
  forget(walk, walk.answered);
  walk.trail = [];
  return walkFrom(walk, walk.script.start);
}

/** To the question before this one, whose answer is forgotten; where there is none, the same question again. */
function goBack(at: AtNode): Turn {
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
function passOver({ walk, node }: AtNode): Turn {
  walk.effects.push({ name: 'skipped', slot: node.slot });
  walk.trail = [...walk.trail, node.id];
  const { then } = node.retry;
  return walkFrom(walk, typeof then === 'object' ? then.goto : leave(walk, node, undefined, true));
}

/** Once more with other words, or what the question says shall happen when asking was in vain. */
function failed(at: AtNode, how: 'no-match' | 'silence'): Turn {
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

const answerIn = ({ walk, node, context }: AtNode, heard: Heard): Answer | undefined =>
  answerOf(
    {
      book: walk.book,
      script: walk.script.id,
      node,
      shown: walk.session.shown,
      language: walk.session.language,
      read: context.read[node.input],
    },
    heard.text,
    heard.facts,
  );

/** Takes an answer, asks about a guess, takes facts where there is no answer, or asks again. */
function byAnswer(at: AtNode, answer: Answer | undefined, heard: Heard): Turn {
  const { walk, node } = at;
  if (answer?.kind === 'guess') return didYouMean(at, answer.choice, answer.value, answer.note);
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

function addNote(walk: Walk, node: AskNode, note: string | undefined): void {
  if (note === undefined || fold(note) === '') return;
  walk.effects.push({ name: 'note', text: note, ...(node.sensitive ? { sensitive: true } : {}) });
}

/** Speech that was not heard well is confirmed by key; where the answer is sensitive it is asked for again instead. */
function unsure(at: AtNode, answer: Exclude<Answer, { kind: 'guess' }>, heard: Heard): Turn | undefined {
  const { node } = at;
  if (heard.by !== 'speech' || heard.confidence >= SPEECH_SURE || node.input === 'text' || node.input === 'yesno') return undefined;
  if (node.sensitive) return failed(at, 'no-match');
  return answer.kind === 'choice' ? didYouMean(at, answer.choice, undefined) : didYouMean(at, '', answer.value);
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

/** Yes or no to the engine's own question: the keys it names, or the words of any language. */
function yesOrNo({ walk }: AtNode, heard: Heard): 'yes' | 'no' | undefined {
  const folded = fold(heard.text);
  if (folded === '1') return 'yes';
  if (folded === '2') return 'no';
  const lists = Object.values(walk.book.words);
  if (lists.some(words => words.yes.some(word => fold(word) === folded))) return 'yes';
  return lists.some(words => words.no.some(word => fold(word) === folded)) ? 'no' : undefined;
}

function confirmed(at: AtNode, aside: Extract<Session['aside'], { kind: 'did-you-mean' }>, said: 'yes' | 'no', heard: Heard): Turn {
  if (said === 'no') return failed(at, 'no-match');
  const { choice, value } = aside;
  if (value !== undefined) return accept(at, { kind: 'value', value, by: 'value', strict: true }, heard);
  return accept(at, { kind: 'choice', choice, by: 'word', strict: true }, heard);
}

/** A long pause: the phone may be in other hands, so nothing of the conversation is named. */
function welcomeBack({ walk, node }: AtNode): Turn {
  walk.says.push({ kind: 'line', line: 'welcome-back' });
  return waiting(walk, node, walk.session.tries, { kind: 'welcome-back' });
}

function welcomed(at: AtNode, heard: Heard): Turn {
  const { walk } = at;
  const folded = fold(heard.text);
  if (folded === '1') return askAgain(at);
  if (folded === '2') return startOver(walk);
  if (folded === '3') {
    walk.effects.push({ name: 'someone-else' });
    return { session: null, effects: walk.effects, says: [], matched: { by: 'key' } };
  }
  const answer = answerIn(at, heard);
  const isKey = answer?.kind === 'choice' && answer.by === 'key';
  return byAnswer(at, isKey ? undefined : answer, heard);
}

/** Takes the answer, everything else that was told, and walks on. A choice that the script no longer has is looked for under `moved`. */
function accept(at: AtNode, answer: Exclude<Answer, { kind: 'guess' }>, heard: Heard): Turn {
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
