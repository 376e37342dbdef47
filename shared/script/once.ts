import type { Book } from './script.ts';

/**
 * What follows from a book alone is worked out once for each book and question, not at each text. The same book gives the same answer, so
 * the functions that use this stay pure.
 */
export function oncePerBook<T>(make: (book: Book, language: string, script: string, node: string) => T): typeof make {
  const known = new WeakMap<Book, Map<string, T>>();
  return (book, language, script, node) => {
    const mine = known.get(book) ?? new Map<string, T>();
    known.set(book, mine);
    const key = `${language}/${script}/${node}`;
    const found = mine.get(key) ?? make(book, language, script, node);
    mine.set(key, found);
    return found;
  };
}
