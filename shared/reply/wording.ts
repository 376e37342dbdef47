import { type Language, language as languageOf } from '../domain/ids.ts';
import { nodeWords, own } from '../script/choices.ts';
import { oncePerBook } from '../script/once.ts';
import type { AskNode, Book, Channel, Choice, Fill, NodeWords, Say, Term, Words } from '../script/script.ts';
import { spokenBook } from './audio.ts';
import { asTexted } from './gsm.ts';
import { choiceSentences, labelOf, plainId } from './labels.ts';

/** One thing said, in the language that it really has. */
export interface Worded {
  readonly text: string;
  readonly language: Language;
}
/** Everything of one turn; `parts` keeps each piece with its own language for a voice that must read it in that language. */
export interface Wording extends Worded {
  readonly parts: readonly Worded[];
}

/** What is to be heard of words that are filled in. */
type Heard = (value: string) => string;
const asItStands: Heard = value => value;

/** In voice wording a line break is a pause; the TwiML renderer makes one of it. */
export const PAUSE = '\n';

/**
 * The words for what a turn says, on one channel. Each string falls back by itself to the first language of the book that has it, and the
 * language answered is the one that was really used; so does, on a call, what can neither be spoken nor played. A placeholder that nobody filled is left out and never shown.
 * `heard` makes of words that are filled in what is to be heard of them; it is asked only for what the line really names.
 */
export function wordingOf(written: Book, says: readonly Say[], language: Language, channel: Channel, heard: Heard = asItStands): Wording {
  const book = channel === 'voice' ? spokenBook(written) : written;
  const parts = says.map(say => worded(book, say, language, channel, heard)).filter(part => part.text !== '');
  const used = parts.length === 0 || parts.some(part => part.language === language) ? language : (parts[0]?.language ?? language);
  return { text: parts.map(part => part.text).join(channel === 'voice' ? PAUSE : ' '), language: used, parts };
}

/** This language first, then the book's own order. */
const languagesFrom = (book: Book, language: string): readonly string[] => languageOrder(book, language, '', '');
const languageOrder = oncePerBook((book, language): readonly string[] => {
  const all = Object.keys(book.words);
  return all.includes(language) ? [language, ...all.filter(one => one !== language)] : all;
});

function worded(book: Book, say: Say, language: Language, channel: Channel, heard: Heard): Worded {
  for (const tag of languagesFrom(book, language)) {
    const template = say.kind === 'line' ? lineTemplate(book, tag, say.line, channel) : nodeTemplate(book, tag, say, channel);
    if (template !== undefined && template !== '') {
      return { text: filled(book, tag, template, say.fill ?? {}, channel, heard), language: languageOf(tag) };
    }
  }
  return { text: '', language };
}

/** Where a line does not read aloud well ("1 yes 2 no"), its twin "<line>-aloud" is what the voice says. */
function lineTemplate(book: Book, tag: string, line: string, channel: Channel): string | undefined {
  const lines = own(book.words, tag)?.lines;
  return (channel === 'voice' ? own(lines, `${line}-aloud`) : undefined) ?? own(lines, line);
}

type NodeSay = Exclude<Say, { kind: 'line' }>;

/** What a node says in one language, with its list of choices in place: it stays the same for as long as the book does. */
function nodeTemplate(book: Book, tag: string, say: NodeSay, channel: Channel): string | undefined {
  const known = nodeTemplates(book, tag, say.script, say.node);
  const key = `${channel}/${say.kind}/${say.nth ?? 1}`;
  if (known.has(key)) return known.get(key);
  const template = makeNodeTemplate(book, tag, say, channel);
  known.set(key, template);
  return template;
}
const nodeTemplates = oncePerBook(() => new Map<string, string | undefined>());

function makeNodeTemplate(book: Book, tag: string, say: NodeSay, channel: Channel): string | undefined {
  const words = nodeWords(book, tag, say.script, say.node);
  if (words === undefined) return undefined;
  const node = own(own(book.scripts, say.script)?.nodes, say.node);
  const asked = channel === 'voice' ? (words.voice ?? words.ask) : words.ask;
  const again = say.kind === 'ask' ? undefined : nthOf(say.kind === 'silence' ? words.silence : words.noMatch, say.nth ?? 1);
  const text = again ?? asked;
  if (text === '' || node?.kind !== 'ask') return text;
  // A text can be scrolled up to; what was heard is gone, so a second asking by voice always names the choices.
  const appends = again === undefined ? !namesEveryKey(text, node.choices) : channel === 'voice';
  return withChoices(text, choiceList(book, tag, node, words, channel), appends, channel);
}

const nthOf = (texts: readonly string[], nth: number): string | undefined => texts[Math.min(Math.max(nth, 1), texts.length) - 1];

/** Whether an author wrote every key by hand ("Not sure: 1"), so that the list must not stand there twice. */
export const namesEveryKey = (text: string, choices: readonly Choice[]): boolean =>
  choices.every(({ key }) => new RegExp(`(^|[\\s(:¿¡])${key}(?=[\\s).,:?!]|$)`, 'u').test(text));

const CHOICES = '{choices}';
const CHOICES_GOING_ON = /\{choices\}(?=[,;.])/g;

function withChoices(text: string, list: string, appends: boolean, channel: Channel): string {
  // "For a ride, press 2., or say it": where the sentence goes on, the list's own full stop goes.
  if (text.includes(CHOICES)) return text.replaceAll(CHOICES_GOING_ON, () => list.replace(/\.$/, '')).replaceAll(CHOICES, () => list);
  if (!appends || list === '') return text;
  return `${text}${channel === 'voice' ? PAUSE : ' '}${list}`;
}

/** The choices from one list: "1 food 2 a ride" to read, "For food, press 1." to hear. */
function choiceList(book: Book, tag: string, node: AskNode, words: NodeWords, channel: Channel): string {
  if (channel === 'voice')
    return choiceSentences(book, tag, node, words)
      .map(({ text }) => text)
      .join(PAUSE);
  return node.choices.map(({ id, key }) => `${key} ${labelOf(book, tag, words, id)}`).join(' ');
}

const PLACEHOLDER = /\{([\w-]+)\}/;
/** A template cut at its placeholders: words and names take turns, words first. */
const cutsOf = (book: Book, template: string, channel: Channel): readonly string[] => {
  const known = cuts(book, channel, '', '');
  const cut = known.get(template) ?? (channel === 'sms' ? asTexted(template) : template).split(PLACEHOLDER);
  known.set(template, cut);
  return cut;
};
const cuts = oncePerBook(() => new Map<string, readonly string[]>());
/** Stands where nothing was filled in, until it is taken out with the punctuation that led up to it. */
const GAP = '\u0000';

function filled(book: Book, tag: string, template: string, fill: Fill, channel: Channel, heard: Heard): string {
  const cut = cutsOf(book, template, channel);
  let text = cut[0] ?? '';
  for (let i = 1; i < cut.length; i += 2) {
    const value = own(fill, cut[i] ?? '');
    const said = value === undefined ? '' : spoken(book, tag, value, channel, heard);
    text += (said === '' ? GAP : said) + (cut[i + 1] ?? '');
  }
  return text.includes(GAP) ? closeGaps(text) : text;
}

/** "Got it, {needs}. Your code" -> "Got it. Your code". */
const closeGaps = (text: string): string =>
  text
    .replace(/[("“]\s*\u0000\s*[)"”]/g, GAP)
    .replace(/[,;:]?[ \t]*\u0000/g, '')
    .replace(/[ \t]+([.,;:?!)])/g, '$1')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/^[\s.,;:]+/, '')
    .trim();

function spoken(book: Book, tag: string, value: Fill[string], channel: Channel, heard: Heard): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return channel === 'voice' ? aloud(heard(value)) : value;
  if ('term' in value) return channel === 'sms' ? asTexted(termOf(book, tag, value)) : soundOf(book, tag, value);
  const items = value.map(item => spoken(book, tag, item, channel, heard)).filter(item => item !== '');
  const and = own(own(book.words, tag)?.terms, 'and') ?? ',';
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${and} ${last}`.replace(' , ', ', ');
}

/** Codes, ZIPs and phone numbers are read digit by digit; how many of something is a number and is read as one. */
const aloud = (value: string): string => (/^\+?[\d\s()-]{3,}$/.test(value) ? [...value.replace(/\D/g, '')].join(', ') : value);

/** A value's name in this language, else in the first that has one; a path "script/node/choice" is that choice's label. */
function termOf(book: Book, tag: string, { term }: Term): string {
  for (const language of languagesFrom(book, tag)) {
    const found = termIn(book, own(book.words, language), language, term);
    if (found !== undefined) return found;
  }
  return plainId(term.split(/[./]/).at(-1) ?? term);
}

/** A name that does not read aloud well ("in 1-2 days") has a twin, as a line has. */
const soundOf = (book: Book, tag: string, { term }: Term): string =>
  own(own(book.words, tag)?.terms, `${term}-aloud`) ?? termOf(book, tag, { term });

function termIn(book: Book, words: Words | undefined, language: string, term: string): string | undefined {
  const [script = '', node = '', choice = ''] = term.split('/');
  const said = choice === '' ? undefined : nodeWords(book, language, script, node);
  if (said !== undefined) return own(said.choices, choice)?.label ?? (choice === 'yes' || choice === 'no' ? words?.[choice][0] : undefined);
  return own(words?.terms, term);
}
