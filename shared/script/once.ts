import type { Book } from './script.ts';

/**
 * What follows from a book alone is worked out once for each book and question, not at each text. The same book gives the same answer, so
 * the functions that use this stay pure.
 */
export function oncePerBook<T>(make: (book: Book, language: string, script: string, node: string) => T): typeof make {
  const known = new WeakMap<Book, Shelf<Shelf<Shelf<T>>>>();
  return (book, language, script, node) => {
    const shelf = known.get(book);
    const languages: Shelf<Shelf<Shelf<T>>> = shelf ?? new Map();
    if (shelf === undefined) known.set(book, languages);
    const nodes = under(under(languages, language), script);
    const found = nodes.get(node);
    if (found !== undefined) return found;
    const made = make(book, language, script, node);
    nodes.set(node, made);
    return made;
  };
}

type Shelf<T> = Map<string, T>;

function under<T>(shelf: Shelf<Shelf<T>>, name: string): Shelf<T> {
  const there = shelf.get(name);
  if (there !== undefined) return there;
  const made: Shelf<T> = new Map();
  shelf.set(name, made);
  return made;
}
