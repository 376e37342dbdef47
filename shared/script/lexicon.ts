import { fold as foldAny } from './fold.ts';
import type { Book, Global, Words } from './script.ts';

/** The words of one language, folded once, as the matchers look them up. */
export interface Lexicon {
  readonly language: string;
  readonly names: ReadonlySet<string>;
  readonly yes: ReadonlySet<string>;
  readonly no: ReadonlySet<string>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly globals: ReadonlyMap<string, Global>;
  /** Folded first words -> command; `commandWords` is how many words the longest has. */
  readonly commands: ReadonlyMap<string, string>;
  readonly commandWords: number;
}

/** Most words of a words file stand there as they are folded; then folding them anew at a start would be for nothing. */
const FOLDED = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const fold = (word: string): string => (FOLDED.test(word) ? word : foldAny(word));

const foldedSet = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(fold).filter(word => word !== ''));

/** Turns "name -> its words" round into "word -> name"; the first to claim a word keeps it. */
function byWord<Name extends string>(named: Readonly<Record<Name, readonly string[]>>): ReadonlyMap<string, Name> {
  const found = new Map<string, Name>();
  for (const name of Object.keys(named) as Name[]) {
    for (const word of named[name]) {
      const folded = fold(word);
      if (folded !== '' && !found.has(folded)) found.set(folded, name);
    }
  }
  return found;
}

function lexiconOf(language: string, words: Words): Lexicon {
  const commands = byWord(words.commands);
  return {
    language,
    names: foldedSet([...words.names, words.name]),
    yes: foldedSet(words.yes),
    no: foldedSet(words.no),
    numbers: new Map(Object.entries(words.numbers).map(([word, number]) => [fold(word), number])),
    globals: byWord(words.globals),
    commands,
    commandWords: Math.max(1, ...[...commands.keys()].map(word => word.split(' ').length)),
  };
}

/** Folding the words of a book is paid once for each book, not at each text. Same book, same answer: still pure. */
const known = new WeakMap<Book, Map<string, readonly Lexicon[]>>();

/** Every language's words, this one's first, the others in the book's order. */
export function lexiconsOf(book: Book, language: string): readonly Lexicon[] {
  const orders = known.get(book) ?? new Map<string, readonly Lexicon[]>();
  known.set(book, orders);
  const inOrder = orders.get(language) ?? orderOf(book, language, orders.get(''));
  orders.set(language, inOrder);
  return inOrder;
}

function orderOf(book: Book, language: string, folded: readonly Lexicon[] | undefined): readonly Lexicon[] {
  const all = folded ?? Object.entries(book.words).map(([tag, words]) => lexiconOf(tag, words));
  return [...all.filter(one => one.language === language), ...all.filter(one => one.language !== language)];
}
