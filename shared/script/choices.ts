import { fold, singular, withoutArticle } from './fold.ts';
import { lexiconsOf } from './lexicon.ts';
import { SHOWN_WORDS_BYTES_MAX } from './limits.ts';
import { oncePerBook } from './once.ts';
import type { AskNode, Book, NodeWords, Session } from './script.ts';

/** The words of a node in one language, if that language has them. */
export function nodeWords(book: Book, language: string, script: string, node: string): NodeWords | undefined {
  return own(own(own(book.words, language)?.scripts, script), node);
}

/** A value under a name that came from outside: never something inherited ("constructor"). */
export const own = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;

/** Folded words -> choice id for every choice of a question. */
export type ChoiceWords = ReadonlyMap<string, string>;

/**
 * Everything by which the choices of a question may be called: labels and words of every language, the session's own first, and last
 * the choices' ids, which are words as well. The first to claim a word keeps it.
 */
export const choiceWords = (book: Book, language: string, script: string, node: AskNode): ChoiceWords =>
  wordsOf(book, language, script, node.id).exact;

/** The same words with plurals brought to one form; a form that two choices share belongs to neither. */
export const singularWords = (book: Book, language: string, script: string, node: AskNode): ChoiceWords =>
  wordsOf(book, language, script, node.id).singular;

const wordsOf = oncePerBook((book, language, script, id) => {
  const node = own(own(book.scripts, script)?.nodes, id);
  const exact = node?.kind === 'ask' ? exactWords(book, language, script, node) : new Map<string, string>();
  return { exact, singular: inSingular(exact) };
});

function exactWords(book: Book, language: string, script: string, node: AskNode): ChoiceWords {
  const words = new Map<string, string>();
  const add = (word: string, choice: string) => {
    const folded = fold(word);
    for (const form of [folded, withoutArticle(folded)]) if (form !== '' && !words.has(form)) words.set(form, choice);
  };
  for (const lexicon of lexiconsOf(book, language)) {
    const said = nodeWords(book, lexicon.language, script, node.id);
    for (const { id } of node.choices) {
      const choice = own(said?.choices, id);
      for (const word of choice === undefined ? [] : [choice.label, ...choice.words]) add(word, id);
      if (node.input === 'yesno' && (id === 'yes' || id === 'no')) for (const word of lexicon[id]) add(word, id);
    }
  }
  for (const { id } of node.choices) add(id, id);
  return words;
}

function inSingular(words: ChoiceWords): ChoiceWords {
  const found = new Map<string, string>();
  const shared = new Set<string>();
  for (const [word, choice] of words) {
    const form = singular(word);
    if (found.has(form) && found.get(form) !== choice) shared.add(form);
    else found.set(form, choice);
  }
  for (const form of shared) found.delete(form);
  return found;
}

/**
 * The keys and words of a question as it is sent, for the reply that may come after the script was edited. Keys are always there; labels
 * as far as they fit, for a label is also found by the choice's present words.
 */
export const shownFor = oncePerBook((book, language, script, id): Session['shown'] => {
  const node = own(own(book.scripts, script)?.nodes, id);
  if (node?.kind !== 'ask') return {};
  const shown: Record<string, string> = {};
  for (const { key, id } of node.choices) shown[key] = id;
  let left = SHOWN_WORDS_BYTES_MAX;
  const said = nodeWords(book, language, script, node.id);
  for (const { id } of node.choices) {
    const label = fold(own(said?.choices, id)?.label ?? '');
    left -= Buffer.byteLength(label) + id.length + 6;
    if (left >= 0 && label !== '' && label !== fold(id) && !Object.hasOwn(shown, label)) shown[label] = id;
  }
  return shown;
});
