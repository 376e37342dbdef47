import type { Words } from './words.ts';

/** Lists of phrases under a label each; the phrases of a list are divided by commas or line ends. */
export type PhraseLists<Label extends string> = Partial<Record<Label, string>>;

/** Where a phrase was found: words `from` (included) to `to` (excluded). */
export interface Found<Label extends string> {
  readonly label: Label;
  readonly from: number;
  readonly to: number;
}

interface Branch<Label> {
  readonly next: Map<string, Branch<Label>>;
  /** What may follow after up to WIDEST_GAP words of any kind. */
  gap: Branch<Label> | null;
  readonly labels: Label[];
}

/** A table of phrases, as a tree of words. */
export interface PhraseTable<Label extends string> {
  readonly root: Branch<Label>;
}

/** How many words `..` may stand for. */
const WIDEST_GAP = 3;

const branch = <Label>(): Branch<Label> => ({ next: new Map(), gap: null, labels: [] });

/**
 * Builds a table. In a phrase `a|b` is either word, `a?` may be missing, `..` is up to three words of any kind, and
 * `@name` is any word of that named set.
 */
export function phraseTable<Label extends string>(
  lists: readonly PhraseLists<Label>[],
  sets: Readonly<Record<string, string>> = {},
): PhraseTable<Label> {
  const root = branch<Label>();
  for (const list of lists) {
    for (const [label, phrases] of Object.entries(list) as [Label, string][]) {
      for (const phrase of phrases.split(/[,\n]/)) {
        const slots = phrase.split(' ').filter(slot => slot !== '');
        if (slots.length > 0) plant(root, slots, 0, label, sets);
      }
    }
  }
  return { root };
}

function plant<Label extends string>(
  at: Branch<Label>,
  slots: readonly string[],
  index: number,
  label: Label,
  sets: Readonly<Record<string, string>>,
): void {
  const slot = slots[index];
  if (slot === undefined) {
    if (!at.labels.includes(label)) at.labels.push(label);
    return;
  }
  if (slot === '..') {
    at.gap ??= branch();
    plant(at.gap, slots, index + 1, label, sets);
    return;
  }
  if (slot.endsWith('?')) plant(at, slots, index + 1, label, sets);
  for (const word of slot.replace(/\?$/, '').split('|')) {
    const words = word.startsWith('@') ? (sets[word.slice(1)] ?? '').split(' ') : [word];
    for (const one of words) {
      const known = at.next.get(one) ?? branch<Label>();
      at.next.set(one, known);
      plant(known, slots, index + 1, label, sets);
    }
  }
}

/** Every place where a phrase of the table stands; `other(i)` gives another spelling of word i to be tried, or the word itself. */
export function findPhrases<Label extends string>(
  table: PhraseTable<Label>,
  text: Words,
  other?: (index: number) => string,
): Found<Label>[] {
  const found: Found<Label>[] = [];
  for (let from = 0; from < text.words.length; from++) walk(table.root, text, from, from, found, other);
  return found;
}

function walk<Label extends string>(
  at: Branch<Label>,
  text: Words,
  from: number,
  index: number,
  found: Found<Label>[],
  other?: (index: number) => string,
): void {
  for (const label of at.labels) found.push({ label, from, to: index });
  if (index >= text.words.length || text.sentence[index] !== text.sentence[from]) return;
  step(at, text, from, index, found, other);
  if (at.gap === null) return;
  for (let skip = 0; skip <= WIDEST_GAP; skip++) {
    const next = index + skip;
    if (next >= text.words.length || text.sentence[next] !== text.sentence[from]) return;
    step(at.gap, text, from, next, found, other);
  }
}

function step<Label extends string>(
  at: Branch<Label>,
  text: Words,
  from: number,
  index: number,
  found: Found<Label>[],
  other?: (index: number) => string,
): void {
  const word = text.words[index];
  if (word === undefined) return;
  const exact = at.next.get(word);
  if (exact !== undefined) walk(exact, text, from, index + 1, found, other);
  const again = other?.(index);
  if (again === undefined || again === word) return;
  const near = at.next.get(again);
  if (near !== undefined && near !== exact) walk(near, text, from, index + 1, found, other);
}

/** All words that stand in a table, for finding near spellings. */
export function wordsOf(lists: readonly PhraseLists<string>[], sets: Readonly<Record<string, string>> = {}): Set<string> {
  const words = new Set<string>();
  const texts = [...lists.flatMap(list => Object.values(list)), ...Object.values(sets)];
  for (const text of texts) for (const word of (text ?? '').match(/[a-z0-9]+/g) ?? []) words.add(word);
  return words;
}
