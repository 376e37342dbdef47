import { EARLY } from '../../domain/call.ts';
import type { CaseCode } from '../../domain/ids.ts';
import { isTranscribed } from '../../domain/voices.ts';
import type { Gather, Verb } from '../../reply/verbs.ts';
import type { Worded } from '../../reply/wording.ts';
import { oncePerBook } from '../../script/once.ts';
import type { AskNode, Session } from '../../script/script.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { LiveCall } from '../draft/call-world.ts';
import { codesOf } from '../words/codes.ts';

/** Nobody said or pressed anything for so long: long enough to take a phone from the ear and find the key. */
const TIMEOUT_S = 7;
/** After the first of two digits the keypad waits just as long for a second, which most numbers do not have. */
const NUMBER_TIMEOUT_S = 5;
/** A free answer is recorded for at most so long, and ends by itself after so much silence. */
export const RECORD_MAX_S = 120;
const RECORD_SILENCE_S = 5;
/** Twilio takes up to 500 hints; more than a few only slow the recognizer down. */
const HINTS_MAX = 20;
const ZIP_DIGITS = 5;
const PHONE_DIGITS = 10;

/** The question that waits for this caller, if it is one. */
export const nodeOf = (d: CallDraft, session: Session | undefined): AskNode | undefined => {
  const node = session && d.world.book.scripts[session.script]?.nodes[session.node];
  return node?.kind === 'ask' ? node : undefined;
};

/** How many keys an answer has; where it is not one, a pause or the # key ends the entry. */
const keysFor = (node: AskNode): Pick<Gather, 'numDigits' | 'finishOnKey'> => {
  switch (node.input) {
    case 'zip':
    case 'place':
      return { numDigits: ZIP_DIGITS, finishOnKey: '#' };
    case 'phone':
      return { numDigits: PHONE_DIGITS, finishOnKey: '#' };
    case 'number':
      return { numDigits: String(node.max).length, finishOnKey: '#' };
    default:
      return { numDigits: 1, finishOnKey: '' };
  }
};

/** The words that are likely here; they follow from the book. */
const hintsFor = oncePerBook((book, language, script, id): readonly string[] => {
  const node = book.scripts[script]?.nodes[id];
  const said = book.words[language]?.scripts[script]?.[id]?.choices ?? {};
  const words =
    node?.kind === 'ask' ? node.choices.flatMap(choice => [said[choice.id]?.label ?? '', ...(said[choice.id]?.words ?? [])]) : [];
  return [...new Set(words.filter(word => word !== ''))].slice(0, HINTS_MAX);
});

/** Answers that must not be said aloud in a room, and phone numbers, which a recognizer gets wrong, are keyed in. */
const byKeysOnly = (node: AskNode): boolean => node.sensitive || node.keypad === true || node.input === 'phone';

const gather = (d: CallDraft, session: Session, node: AskNode, said: readonly Worded[]): Verb => {
  const aside = session.aside !== undefined;
  const keys = aside ? { numDigits: 1, finishOnKey: '' } : keysFor(node);
  const hints = hintsFor(d.world.book, d.language, session.script, node.id);
  return {
    verb: 'gather',
    input: byKeysOnly(node) ? 'digits' : 'both',
    language: d.language,
    ...keys,
    timeoutS: keys.numDigits === 2 ? NUMBER_TIMEOUT_S : TIMEOUT_S,
    ...(hints.length > 0 && !byKeysOnly(node) ? { hints } : {}),
    inside: [{ verb: 'say', parts: said }],
    to: d.next,
  };
};

/** Own words are recorded: announced by the question, ended by any key or by silence. */
const record = (d: CallDraft, session: Session, node: AskNode, said: readonly Worded[]): readonly Verb[] => [
  { verb: 'say', parts: said },
  {
    verb: 'record',
    maxS: RECORD_MAX_S,
    timeoutS: RECORD_SILENCE_S,
    finishOnKey: '1234567890*#',
    to: d.next,
    file: { route: 'voiceRecording', query: { call: d.call.sid, n: d.step.n + 1, ...recordsFor(session, node) } },
    transcribe: isTranscribed(d.language),
  },
  // Where nothing was said there is no recording, and the carrier goes on here.
  { verb: 'redirect', to: d.next },
];

/** Whose words are recorded, and as the answer to which question. */
const recordsFor = (session: Session, node: AskNode): { readonly code: CaseCode; readonly slot: string } | undefined => {
  const [code] = codesOf(session.known);
  return code && { code, slot: node.slot };
};

/** What is said before the question: a key that is pressed meanwhile goes to the same step, marked as one that answers nothing asked yet. */
const greeting = (d: CallDraft, said: readonly Worded[]): Gather => ({
  verb: 'gather',
  input: 'digits',
  language: d.language,
  numDigits: 1,
  finishOnKey: '',
  timeoutS: 1,
  passing: true,
  inside: [{ verb: 'say', parts: said }],
  to: { ...d.next, query: { ...d.next.query, [EARLY]: 1 } },
});

/** What is said now, and how the answer to the question that waits is taken. */
export const listenFor = (d: CallDraft, session: Session, said: readonly Worded[]): readonly Verb[] => {
  const node = nodeOf(d, session);
  if (!node) return [{ verb: 'say', parts: said }, { verb: 'hangup' }];
  const before = d.saidBefore;
  const asked = said.slice(before.length);
  const question =
    node.input === 'text' && session.aside === undefined ? record(d, session, node, asked) : [gather(d, session, node, asked)];
  return before.length > 0 ? [greeting(d, before), ...question] : question;
};

/** What is recorded while this question waits; undefined where keys or speech are listened for. */
export const recordedAt = (d: CallDraft, session: Session | undefined): LiveCall['records'] => {
  const node = nodeOf(d, session);
  return session && node?.input === 'text' && session.aside === undefined ? recordsFor(session, node) : undefined;
};
