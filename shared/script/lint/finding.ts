import type { Reading } from '../read.ts';
import type { AskNode, Book, Node, Script } from '../script.ts';
import type { Place, SourceFile } from '../source.ts';

/** E must be mended, W should be looked at, I is good to know. */
export type Level = 'E' | 'W' | 'I';

/** One thing the linter found, in words for someone who never programmed. */
export interface Finding extends Place {
  readonly code: string;
  readonly level: Level;
  readonly what: string;
  readonly fix: string;
}
/** Everything a rule may look at. */
export interface Linted extends Reading {
  readonly files: readonly SourceFile[];
  /** What people may be in the middle of right now. */
  readonly against?: Book;
}
/** One family of rules: pure, and never stopped by what is missing. */
export type Rule = (linted: Linted) => readonly Finding[];

/** One finding at a place. */
export const finding = (code: string, level: Level, place: Place, what: string, fix: string): Finding => ({
  code,
  level,
  ...place,
  what,
  fix,
});

/** Every node of every script. */
export const nodesOf = (book: Book): readonly { readonly script: Script; readonly node: Node }[] =>
  Object.values(book.scripts).flatMap(script => Object.values(script.nodes).map(node => ({ script, node })));

/** Every question of every script. */
export const questionsOf = (book: Book): readonly { readonly script: Script; readonly node: AskNode }[] =>
  nodesOf(book).flatMap(({ script, node }) => (node.kind === 'ask' ? [{ script, node }] : []));

/** "a", "a and b", "a, b and c". */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
