import { type ChoiceWords, choiceWords, own, singularWords } from './choices.ts';
import { asciiDigits, fold, negates, neverGuessed, oneEditApart, singular, tokensOf, withoutArticle } from './fold.ts';
import { numberWord, type ReadValue, readInput } from './inputs.ts';
import { type Lexicon, lexiconsOf } from './lexicon.ts';
import { GUESS_LETTERS_MIN, TYPO_LETTERS_MIN } from './limits.ts';
import type { AskNode, Book, Known, ReadInput, Session, Value } from './script.ts';
import { turnOf } from './turned.ts';

/** What a reply says to the question that was asked. */
export type Answer =
  | {
      readonly kind: 'choice';
      readonly choice: string;
      readonly by: 'key' | 'word' | 'typo';
      readonly strict: boolean;
      readonly note?: string;
    }
  | {
      readonly kind: 'value';
      readonly value: Value;
      readonly by: 'key' | 'value' | 'fact';
      readonly strict: boolean;
      readonly note?: string;
      readonly also?: Known;
    }
  /** Perhaps this was meant: to be asked, not taken. */
  | { readonly kind: 'guess'; readonly choice: string; readonly value?: Value; readonly note?: string };

export interface Question {
  readonly book: Book;
  readonly script: string;
  readonly node: AskNode;
  readonly shown: Session['shown'];
  readonly language: string;
  readonly read: ReadInput | undefined;
}

interface Reply {
  readonly text: string;
  readonly folded: string;
  readonly words: readonly string[];
  readonly facts: Known;
  readonly lexicons: readonly Lexicon[];
  readonly choices: ChoiceWords;
  readonly plurals: ChoiceWords;
}

/**
 * What a text answers to a question; undefined when it answers nothing. What the person was shown comes first, then exact words, then the
 * question's own kind of value, and only then anything that has to be guessed.
 */
export function answerOf(question: Question, text: string, facts: Known = {}): Answer | undefined {
  const answer = answerBy(question, text, facts);
  return question.node.input === 'yesno' && answer?.kind === 'choice' && answer.note !== undefined ? turnedBy(question, answer) : answer;
}

/** A yes or no with words behind it that say the opposite is none, or the other one. */
function turnedBy({ script, node }: Question, answer: Extract<Answer, { kind: 'choice' }>): Answer | undefined {
  const turn = turnOf(`${script}/${node.id}`, answer.choice === 'yes', answer.note ?? '');
  if (turn === 'doubt') return undefined;
  return turn === 'turned' ? { ...answer, choice: answer.choice === 'yes' ? 'no' : 'yes', by: 'word', strict: false } : answer;
}

function answerBy(question: Question, text: string, facts: Known): Answer | undefined {
  const { book, node, language, script } = question;
  const folded = fold(text);
  const lexicons = lexiconsOf(book, language);
  const choices = choiceWords(book, language, script, node);
  const plurals = singularWords(book, language, script, node);
  const reply: Reply = { text, folded, words: folded.split(' '), facts, lexicons, choices, plurals };
  const thumb = node.input === 'yesno' && !node.sensitive && folded === '' ? byThumb(text) : undefined;
  if (thumb !== undefined) return thumb;
  const exact = folded === '' ? undefined : exactly(question, reply);
  if (exact !== undefined) return exact;
  const loose = node.input === 'choices' || node.input === 'yesno' || node.input === 'needs';
  const keyed = loose ? (severalKeys(question, reply) ?? keyAndMore(question, reply)) : keyAndName(question, reply);
  if (keyed !== undefined) return keyed;
  const value = valued(readInput(node, text, lexicons, question.read));
  // One odd word that was only taken for want of better may be a choice misspelt: "fodo", "i need fodo please".
  if (value !== undefined && node.input === 'needs' && value.kind === 'value' && !value.strict) {
    const [odd, ...others] = reply.words.filter(word => !AROUND_A_NEED.has(word));
    return (odd !== undefined && others.length === 0 ? nearly({ ...reply, folded: odd }) : undefined) ?? value;
  }
  if (value !== undefined || node.input === 'text' || folded === '') return value;
  return node.input === 'yesno' ? leadingYesNo(reply) : (within(reply) ?? nearly(reply));
}

/** Words that may stand around the one that says what is needed. */
const AROUND_A_NEED = new Set(
  'i we im need needs want some a an the please pls plz for my me us yo necesito necesitamos nesesito quiero queremos un una unos unas algo de por favor porfa para mi'.split(
    ' ',
  ),
);

const THUMB_UP = /^(?:\s|\p{EMod}|\uFE0F|👍|👌|✅|☑|✔)+$/u;
const THUMB_DOWN = /^(?:\s|\p{EMod}|\uFE0F|👎)+$/u;
/** A thumb up is a yes where yes or no is asked, and nothing else is said. */
function byThumb(text: string): Answer | undefined {
  const choice = THUMB_UP.test(text) && text.trim() !== '' ? 'yes' : THUMB_DOWN.test(text) && text.trim() !== '' ? 'no' : undefined;
  return choice === undefined ? undefined : { kind: 'choice', choice, by: 'word', strict: true };
}

/** The whole text is a key or a word of the question: as it was shown, then as it stands now, plurals and articles forgiven. */
function exactly({ node, shown }: Question, { folded, lexicons, choices, plurals }: Reply): Answer | undefined {
  const take = (choice: string, by: 'key' | 'word'): Answer => ({ kind: 'choice', choice, by, strict: true });
  const seen = own(shown, folded);
  if (seen !== undefined) return take(seen, /^\d+$/.test(folded) ? 'key' : 'word');
  const bare = withoutArticle(folded);
  const plural = node.input === 'yesno' ? undefined : plurals.get(singular(bare));
  const word = choices.get(folded) ?? choices.get(bare) ?? plural;
  if (word !== undefined) return take(word, 'word');
  const number = node.input === 'number' || node.input === 'rating' ? undefined : numberWord(folded, lexicons);
  const byNumber = number === undefined ? undefined : own(shown, String(number));
  return byNumber === undefined ? undefined : take(byNumber, 'key');
}

/** "1 3", "1, 2 and 3" to a question about needs: several at once. */
function severalKeys({ node, shown, book }: Question, { words }: Reply): Answer | undefined {
  if (node.input !== 'needs') return undefined;
  const ands = new Set(Object.values(book.words).map(one => fold(own(one.terms, 'and') ?? '')));
  const keys = words.filter(word => !ands.has(word));
  const picked = keys.map(key => (/^\d$/.test(key) ? own(shown, key) : undefined));
  if (keys.length < 2 || !picked.every(choice => choice !== undefined)) return undefined;
  return { kind: 'value', value: [...new Set(picked)], by: 'key', strict: true };
}

/** "99 not sure", "1 not sure" where a number or a place is asked for: the key with its own name, as both were shown. */
function keyAndName({ shown }: Question, { words, choices }: Reply): Answer | undefined {
  const [key = '', ...name] = words;
  const choice = /^\d{1,2}$/.test(key) && name.length > 0 ? own(shown, key) : undefined;
  return choice !== undefined && choices.get(name.join(' ')) === choice ? { kind: 'choice', choice, by: 'key', strict: true } : undefined;
}

const KEY_AND_MORE = /^[\s([{#*]*(\d{1,2})(\s*[)\].,:;/\u2013-]+\s*|\s+)(.*)$/su;

/** "(1)", "#1", "1. food", "1, food please": the key, and the rest as a note, unless the rest names another choice or counts something. */
function keyAndMore({ shown }: Question, { text, facts, choices }: Reply): Answer | undefined {
  const found = KEY_AND_MORE.exec(asciiDigits(text.normalize('NFKC').replace(/[\ufe0f\u20e3]/g, ' ')));
  const [, key = '', between = '', rest = ''] = found ?? [];
  const choice = own(shown, key);
  if (choice === undefined) return undefined;
  const counts = between.trim() === '' && Object.values(facts).some(fact => fact === Number(key));
  if (counts) return undefined;
  const words = fold(rest).split(' ');
  if (words.join('') === '') return { kind: 'choice', choice, by: 'key', strict: true };
  const named = namedIn(choices, words);
  if (named.size === 1 && !named.has(choice)) return { kind: 'guess', choice, note: text };
  const ownName = choices.get(words.join(' ')) === choice;
  return { kind: 'choice', choice, by: 'key', strict: ownName, ...(ownName ? {} : { note: rest.trim() }) };
}

const valued = (read: ReadValue | undefined): Answer | undefined =>
  read && {
    kind: 'value',
    value: read.value,
    by: 'value',
    strict: read.whole,
    ...(read.rest === undefined ? {} : { note: read.rest }),
    ...(read.also === undefined ? {} : { also: read.also }),
  };

/** "yes thank you", "no, nothing came": the first words decide, unless the opposite is said as well. */
function leadingYesNo({ words, choices, text }: Reply): Answer | undefined {
  for (let count = Math.min(3, words.length - 1); count > 0; count--) {
    const choice = choices.get(words.slice(0, count).join(' '));
    if (choice === undefined) continue;
    const opposite = words.slice(count).some(word => (choices.get(word) ?? choice) !== choice);
    if (opposite) return undefined;
    const rest = tokensOf(text).slice(count)[0];
    return { kind: 'choice', choice, by: 'word', strict: false, ...(rest === undefined ? {} : { note: text.slice(rest.start).trim() }) };
  }
  return undefined;
}

const SENTENCE_WORD_MIN = 3;

/** The choices whose words occur in a run of words. */
function namedIn(choices: ChoiceWords, words: readonly string[]): Set<string> {
  const sentence = ` ${words.join(' ')} `;
  const plain = ` ${words.map(singular).join(' ')} `;
  const named = new Set<string>();
  for (const [word, choice] of choices) {
    if (word.length < SENTENCE_WORD_MIN || /^\d/.test(word)) continue;
    if (sentence.includes(` ${word} `) || plain.includes(` ${singular(word)} `)) named.add(choice);
  }
  return named;
}

/** "I think food please": exactly one choice's word in a longer sentence. A sentence that says no is asked about. */
function within({ words, choices, text, lexicons }: Reply): Answer | undefined {
  if (words.length < 2) return undefined;
  const named = namedIn(choices, words);
  const [choice] = named;
  if (choice === undefined || named.size > 1) return undefined;
  const saysNo = negates(words) || words.some(word => lexicons.some(lexicon => lexicon.no.has(word)));
  return saysNo ? { kind: 'guess', choice, note: text } : { kind: 'choice', choice, by: 'word', strict: false, note: text };
}

/** One wrong letter: taken in a long word that can only be one choice, asked about otherwise. */
function nearly({ folded, choices, lexicons }: Reply): Answer | undefined {
  const word = withoutArticle(folded);
  const isYesNo = lexicons.some(lexicon => lexicon.yes.has(folded) || lexicon.no.has(folded));
  if (word.length < GUESS_LETTERS_MIN || isYesNo || neverGuessed(word) || numberWord(word, lexicons) !== undefined) return undefined;
  const near = new Set<string>();
  let long = word.length >= TYPO_LETTERS_MIN;
  for (const [candidate, choice] of choices) {
    if (candidate.length < GUESS_LETTERS_MIN || neverGuessed(candidate)) continue;
    if (!oneEditApart(candidate, word) && !oneEditApart(singular(candidate), singular(word))) continue;
    near.add(choice);
    long &&= candidate.length >= TYPO_LETTERS_MIN;
  }
  const [choice] = near;
  if (choice === undefined) return undefined;
  return near.size === 1 && long ? { kind: 'choice', choice, by: 'typo', strict: false } : { kind: 'guess', choice };
}
