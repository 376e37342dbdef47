import { globSync, readFileSync } from 'node:fs';
import { readBook } from '../shared/script/read.ts';
import type { Book } from '../shared/script/script.ts';

const files = globSync(['*.yaml', 'words/*.yaml'], { cwd: import.meta.dirname }).sort();
const read = readBook(
  files.map(name => ({ name: name.replaceAll('\\', '/'), text: readFileSync(`${import.meta.dirname}/${name}`, 'utf8') })),
);
if ('problems' in read) {
  const lines = read.problems.map(({ file, line, what, fix }) => `  ivr-scripts/${file}:${line}: ${what} ${fix}`);
  throw new Error(`The scripts cannot be used as they are:\n${lines.join('\n')}`);
}

/** Every script and word of this line, as the YAML files beside this one say. */
export const book: Book = read.book;
