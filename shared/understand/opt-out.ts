import { MISTAKEN } from './lexicon/opt-out.ts';
import { type Found, findPhrases, type PhraseTable, tableOf } from './phrases.ts';
import { optOutIndex } from './tables.ts';
import type { Words } from './words.ts';

/**
 * The words that carriers act on when they stand alone, in any case (CTIA Messaging Principles; Twilio's default
 * list), and their Spanish, Haitian and French fellows.
 */
const ALONE: ReadonlySet<string> = new Set(
  'stop stopall unsubscribe cancel end quit revoke optout stopp arret alto pare paren parar baja cancelar sispann rete desabonner stop2end stop2quit stop2stop'.split(
    ' ',
  ),
);

/** What may stand beside a bare STOP without making it mean something else. */
const BESIDE: ReadonlySet<string> = new Set('please now all already ok thanks porfavor por favor ya todo svp tanpri'.split(' '));
const STOPS: ReadonlySet<string> = new Set('stop stopall unsubscribe optout alto pare baja sispann'.split(' '));

/** A wish to be left alone. */
export interface Wish {
  /** Said by STOP itself, in other words, or not at all. */
  readonly by: 'stop' | 'words' | null;
  /** What else was said: the text without the words of the wish, so that its "no more" denies nothing but texts. */
  readonly rest: Words | null;
}

const NONE: Wish = { by: null, rest: null };
const WORDS: Wish = { by: 'words', rest: null };
const STOP: Wish = { by: 'stop', rest: null };

/** Words that wish nothing but to be reached no more by mistake. */
const MISTAKEN_WORDS: ReadonlySet<string> = new Set(MISTAKEN.split(' '));

type Label = 'out' | 'not' | 'limit' | 'stranger' | 'mistake';
let table: PhraseTable<Label> | null = null;

/**
 * Whether the words wish never to be texted again: the carrier's words alone, or a plain phrase that says so. "Not at work", "not after 9"
 * and "my phone broke" wish for less than that, unless a stranger writes who was reached by mistake.
 */
export function wishIn(text: Words): Wish {
  const [first] = text.words;
  if (first === undefined) return NONE;
  if (text.words.every(word => word === first) && ALONE.has(first)) return STOP;
  if (text.words.some(word => STOPS.has(word)) && text.words.every(word => STOPS.has(word) || BESIDE.has(word))) return STOP;
  if (stopsAfterAll(text)) return STOP;
  table ??= tableOf(optOutIndex());
  const found = findPhrases(table, text);
  const said = (label: Label): boolean => found.some(hit => hit.label === label);
  const wishes = found.filter(
    hit => hit.label === 'out' && !found.some(other => other.label === 'not' && other.from < hit.to && hit.from < other.to),
  );
  if (wishes.length === 0) return said('mistake') && isMistaken(text) ? WORDS : NONE;
  const limited = said('limit') && !said('stranger');
  return { by: limited ? null : 'words', rest: without(text, found) };
}

/** Whether somebody says that this is a wrong number, and nothing else. */
export function isMistaken(text: Words): boolean {
  const names = text.words.some(word => NUMBER.has(word));
  return names && text.words.every(word => MISTAKEN_WORDS.has(word));
}

const NUMBER: ReadonlySet<string> = new Set('number person num numero'.split(' '));

/** "No more texts about food" goes on to say of what the texts were. */
const ABOUT: ReadonlySet<string> = new Set('about regarding for of on with sobre acerca de del con'.split(' '));
const WORDS_ABOUT = 4;

/** The words outside of what was found, with a sentence's end wherever some were taken out. */
function without(text: Words, found: readonly Found<Label>[]): Words {
  const end = (hit: Found<Label>): number => (ABOUT.has(text.words[hit.to] ?? '') ? hit.to + WORDS_ABOUT : hit.to);
  const kept = text.words.map((_, index) => index).filter(index => !found.some(hit => hit.from <= index && index < end(hit)));
  const sentence = kept.map(index => index - kept.indexOf(index));
  return { words: kept.map(index => text.words[index] ?? ''), sentence, asked: [], breaths: new Set() };
}

/** "Wrong number. Stop": a short text one of whose sentences is STOP alone. */
function stopsAfterAll(text: Words): boolean {
  if (text.words.length > 6) return false;
  return text.words.some(
    (word, index) =>
      STOPS.has(word) && text.sentence[index - 1] !== text.sentence[index] && text.sentence[index + 1] !== text.sentence[index],
  );
}
