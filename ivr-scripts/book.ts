import { readBook } from '../shared/script/read.ts';
import type { Book } from '../shared/script/script.ts';
import { scriptFiles } from './files.ts';

const read = readBook(scriptFiles());
if ('problems' in read) {
  const lines = read.problems.map(({ file, line, what, fix }) => `  ivr-scripts/${file}:${line}: ${what} ${fix}`);
  throw new Error(`The scripts cannot be used as they are:\n${lines.join('\n')}`);
}

/** Every script and word of this line, as the YAML files beside this one say. */
export const book: Book = read.book;
