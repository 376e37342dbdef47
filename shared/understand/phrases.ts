import type { Words } from './words.ts';

/** Lists of phrases under a label each; the phrases of a list are divided by commas or line ends. */
export type PhraseLists<Label extends string> = Partial<Record<Label, string>>;

/** Where a phrase was found: words `from` (included) to `to` (excluded). */
export interface Found<Label extends string> {
  readonly label: Label;
  readonly from: number;
  readonly to: number;
}

/** A phrase as written; its slots are read only once a text has its first word. */
interface Phrase<Label> {
  readonly label: Label;
  readonly written: string;
  slots: readonly Slot[] | null;
}

/** One place in a phrase: any of the words, perhaps left out, perhaps after a gap. */
interface Slot {
  readonly words: ReadonlySet<string>;
  readonly optional: boolean;
  readonly afterGap: boolean;
}

type Sets = Readonly<Record<string, string>>;

/** The phrases that can begin with one word; the many that begin with "my" or "is" are told apart by their second word. */
interface Beginning<Label> {
  readonly phrases: Phrase<Label>[];
  bySecond: { readonly plain: ReadonlyMap<string, readonly Phrase<Label>[]>; readonly others: readonly Phrase<Label>[] } | null;
}

/** Phrases by each word that they can begin with. */
export interface PhraseTable<Label extends string> {
  readonly byFirst: ReadonlyMap<string, Beginning<Label>>;
  readonly sets: Sets;
}

/** How many words `..` may stand for. */
const WIDEST_GAP = 3;

/**
 * Builds a table. In a phrase `a|b` is either word, `a|b?` may be missing, `..` is up to three words of any kind, and
 * `@name` is any word of that named set.
 */
export function phraseTable<Label extends string>(lists: readonly PhraseLists<Label>[], sets: Sets = {}): PhraseTable<Label> {
  const byFirst = new Map<string, Beginning<Label>>();
  for (const list of lists) {
    for (const [label, phrases] of Object.entries(list) as [Label, string][]) {
      for (const one of phrases.split(/[,\n]/)) {
        const written = one.trim();
        if (written !== '') index({ label, written, slots: null }, byFirst, sets);
      }
    }
  }
  return { byFirst, sets };
}

function index<Label>(phrase: Phrase<Label>, byFirst: Map<string, Beginning<Label>>, sets: Sets): void {
  for (const slot of phrase.written.split(' ')) {
    for (const word of wordsIn(slot, sets)) {
      const others = byFirst.get(word);
      if (others === undefined) byFirst.set(word, { phrases: [phrase], bySecond: null });
      else if (others.phrases.at(-1) !== phrase) others.phrases.push(phrase);
    }
    if (!slot.endsWith('?')) return;
  }
}

/** Fewer phrases than this are simply tried one after another. */
const FEW = 6;

/** The phrases of a beginning that a text whose next words are these may hold. */
function candidates<Label>(beginning: Beginning<Label>, next: string, again: string, sets: Sets): readonly Phrase<Label>[] {
  if (beginning.phrases.length < FEW) return beginning.phrases;
  beginning.bySecond ??= splitBySecond(beginning.phrases, sets);
  const { plain, others } = beginning.bySecond;
  const [exact, near] = [plain.get(next), again === next ? undefined : plain.get(again)];
  if (exact === undefined && near === undefined) return others;
  return [...others, ...new Set([...(exact ?? []), ...(near ?? [])])];
}

function splitBySecond<Label>(phrases: readonly Phrase<Label>[], sets: Sets): NonNullable<Beginning<Label>['bySecond']> {
  const plain = new Map<string, Phrase<Label>[]>();
  const others: Phrase<Label>[] = [];
  for (const phrase of phrases) {
    const [first, second] = slotsOf(phrase, sets);
    if (first === undefined || second === undefined || first.optional || second.optional || second.afterGap) others.push(phrase);
    else for (const word of second.words) plain.set(word, [...(plain.get(word) ?? []), phrase]);
  }
  return { plain, others };
}

function wordsIn(slot: string, sets: Sets): readonly string[] {
  const bare = slot.endsWith('?') ? slot.slice(0, -1) : slot;
  if (!bare.includes('@')) return bare.split('|');
  return bare.split('|').flatMap(word => (word.startsWith('@') ? (sets[word.slice(1)] ?? '').split(' ') : [word]));
}

function slotsOf<Label>(phrase: Phrase<Label>, sets: Sets): readonly Slot[] {
  if (phrase.slots !== null) return phrase.slots;
  const slots: Slot[] = [];
  let afterGap = false;
  for (const slot of phrase.written.split(' ').filter(one => one !== '')) {
    if (slot !== '..') slots.push({ words: new Set(wordsIn(slot, sets)), optional: slot.endsWith('?'), afterGap });
    afterGap = slot === '..';
  }
  phrase.slots = slots;
  return slots;
}

/** Every place where a phrase of the table stands; `other(i)` gives another spelling of word i to be tried, or the word itself. */
export function findPhrases<Label extends string>(
  table: PhraseTable<Label>,
  text: Words,
  other: (index: number) => string = at => text.words[at] ?? '',
): Found<Label>[] {
  const found: Found<Label>[] = [];
  const search: Search = { text, others: text.words.map((_, at) => other(at)), ends: [] };
  for (let from = 0; from < text.words.length; from++) {
    const [word, again] = [text.words[from] ?? '', search.others[from] ?? ''];
    for (const first of again === word ? [word] : [word, again]) {
      const beginning = table.byFirst.get(first);
      if (beginning === undefined) continue;
      for (const phrase of candidates(beginning, text.words[from + 1] ?? '', search.others[from + 1] ?? '', table.sets)) {
        search.ends.length = 0;
        follow(search, slotsOf(phrase, table.sets), 0, from, from, false);
        for (const to of search.ends) found.push({ label: phrase.label, from, to });
      }
    }
  }
  return found;
}

interface Search {
  readonly text: Words;
  readonly others: readonly string[];
  /** Where the phrase tried now can end. */
  readonly ends: number[];
}

/** Follows a phrase from its slot `at` on, the text from its word `index` on; a gap must be closed by a word. */
function follow(search: Search, slots: readonly Slot[], at: number, index: number, from: number, open: boolean): void {
  const slot = slots[at];
  if (slot === undefined) {
    if (!open && !search.ends.includes(index)) search.ends.push(index);
    return;
  }
  const gap = open || slot.afterGap;
  if (slot.optional) follow(search, slots, at + 1, index, from, gap);
  const { words, sentence } = search.text;
  for (let next = index; next <= index + (gap ? WIDEST_GAP : 0); next++) {
    if (next >= words.length || sentence[next] !== sentence[from]) return;
    if (slot.words.has(words[next] ?? '') || slot.words.has(search.others[next] ?? ''))
      follow(search, slots, at + 1, next + 1, from, false);
  }
}

/** All words that stand in a table, for finding near spellings. */
export function wordsOf(lists: readonly PhraseLists<string>[], sets: Sets = {}): Set<string> {
  const words = new Set<string>();
  const texts = [...lists.flatMap(list => Object.values(list)), ...Object.values(sets)];
  for (const text of texts) for (const word of (text ?? '').match(/[a-z0-9]+/g) ?? []) words.add(word);
  return words;
}
