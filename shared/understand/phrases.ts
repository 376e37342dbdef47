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
  readonly phrases: readonly Phrase<Label>[];
  bySecond: { readonly plain: ReadonlyMap<string, readonly Phrase<Label>[]>; readonly others: readonly Phrase<Label>[] } | null;
}

/** All phrases of a table as plain data, so that it can be made when a function is bundled and not when somebody waits. */
export interface PhraseIndex<Label extends string> {
  /** The phrases as written, label after label. */
  readonly written: readonly string[];
  /** For each label where its phrases begin among them. */
  readonly labels: readonly (readonly [Label, number])[];
  /** The places of phrases by each word, or `@set`, that they can begin with. */
  readonly byFirst: Readonly<Record<string, readonly number[]>>;
  readonly sets: Sets;
}

/** Phrases by each word that they can begin with, as far as texts asked for them. */
export interface PhraseTable<Label extends string> {
  readonly index: PhraseIndex<Label>;
  readonly phrases: (Phrase<Label> | undefined)[];
  readonly beginnings: Map<string, Beginning<Label> | null>;
}

/** How many words `..` may stand for. */
const WIDEST_GAP = 3;

/**
 * Indexes lists. In a phrase `a|b` is either word, `a|b?` may be missing, `..` is up to three words of any kind, and
 * `@name` is any word of that named set.
 */
export function indexPhrases<Label extends string>(lists: readonly PhraseLists<Label>[], sets: Sets = {}): PhraseIndex<Label> {
  const written: string[] = [];
  const labels: [Label, number][] = [];
  const byFirst = new Map<string, number[]>();
  for (const list of lists) {
    for (const [label, phrases] of Object.entries(list) as [Label, string][]) {
      labels.push([label, written.length]);
      for (const one of phrases.split(/[,\n]/)) {
        const phrase = one.trim();
        if (phrase === '') continue;
        for (const first of firstsOf(phrase)) {
          const others = byFirst.get(first);
          if (others) others.push(written.length);
          else byFirst.set(first, [written.length]);
        }
        written.push(phrase);
      }
    }
  }
  return { written, labels, byFirst: Object.fromEntries(byFirst), sets };
}

/** The words and sets that a phrase can begin with: those of its first slot, and of the next while it may be missing. */
function firstsOf(written: string): ReadonlySet<string> {
  const firsts = new Set<string>();
  for (const slot of written.split(' ')) {
    for (const word of bare(slot).split('|')) firsts.add(word);
    if (!slot.endsWith('?')) break;
  }
  return firsts;
}

/** A table to look phrases up in. */
export const tableOf = <Label extends string>(index: PhraseIndex<Label>): PhraseTable<Label> => ({
  index,
  phrases: [],
  beginnings: new Map(),
});

/** Builds a table of lists at once. */
export const phraseTable = <Label extends string>(lists: readonly PhraseLists<Label>[], sets: Sets = {}): PhraseTable<Label> =>
  tableOf(indexPhrases(lists, sets));

/** Most texts are of the same words; of so many it is kept what can begin with them, then all are let go. */
const REMEMBERED = 4_000;

/** What can begin with a word, in the order in which the lists have it. */
function beginningWith<Label extends string>(table: PhraseTable<Label>, word: string): Beginning<Label> | null {
  const known = table.beginnings.get(word);
  if (known !== undefined) return known;
  const { byFirst, sets } = table.index;
  const places = new Set(Object.hasOwn(byFirst, word) ? byFirst[word] : []);
  for (const [name, words] of Object.entries(sets)) {
    const bySet = byFirst[`@${name}`];
    if (bySet !== undefined && holds(words, word)) for (const place of bySet) places.add(place);
  }
  const phrases = [...places].sort((a, b) => a - b).map(place => phraseAt(table, place));
  const beginning = phrases.length > 0 ? { phrases, bySecond: null } : null;
  if (table.beginnings.size >= REMEMBERED) table.beginnings.clear();
  table.beginnings.set(word, beginning);
  return beginning;
}

const holds = (words: string, word: string): boolean => words.includes(word) && words.split(' ').includes(word);

function phraseAt<Label extends string>(table: PhraseTable<Label>, place: number): Phrase<Label> {
  const known = table.phrases[place];
  if (known !== undefined) return known;
  const { labels, written } = table.index;
  const label = labels.findLast(([, from]) => from <= place)?.[0];
  if (label === undefined) throw new Error(`There is no phrase at ${place}.`);
  const phrase = { label, written: written[place] ?? '', slots: null };
  table.phrases[place] = phrase;
  return phrase;
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

const bare = (slot: string): string => (slot.endsWith('?') ? slot.slice(0, -1) : slot);

function slotWords(slot: string, sets: Sets): readonly string[] {
  const words = bare(slot);
  if (!words.includes('@')) return words.split('|');
  return words.split('|').flatMap(word => (word.startsWith('@') ? (sets[word.slice(1)] ?? '').split(' ') : [word]));
}

function slotsOf<Label>(phrase: Phrase<Label>, sets: Sets): readonly Slot[] {
  if (phrase.slots !== null) return phrase.slots;
  const slots: Slot[] = [];
  let afterGap = false;
  for (const slot of phrase.written.split(' ').filter(one => one !== '')) {
    if (slot !== '..') slots.push({ words: new Set(slotWords(slot, sets)), optional: slot.endsWith('?'), afterGap });
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
      const beginning = beginningWith(table, first);
      if (beginning === null) continue;
      for (const phrase of candidates(beginning, text.words[from + 1] ?? '', search.others[from + 1] ?? '', table.index.sets)) {
        search.ends.length = 0;
        follow(search, slotsOf(phrase, table.index.sets), 0, from, from, false);
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

/** All words that stand in texts of phrases or of sets. */
export function wordsOf(texts: readonly (string | undefined)[]): Set<string> {
  const words = new Set<string>();
  for (const text of texts) for (const word of (text ?? '').match(/[a-z0-9]+/g) ?? []) words.add(word);
  return words;
}

/** All words that stand in the phrases of an index, for finding near spellings; of some labels only, where those are given. */
export function wordsIn(index: PhraseIndex<string>, isOf: (label: string) => boolean = () => true): Set<string> {
  const { labels, sets, written } = index;
  const phrases = labels.flatMap(([label, from], at) => (isOf(label) ? written.slice(from, labels[at + 1]?.[1]) : []));
  return wordsOf([phrases.join(' '), ...Object.values(sets)]);
}
