import { readManifest, withRecordings } from '../shared/reply/manifest.ts';
import { readBook } from '../shared/script/read.ts';
import type { Book } from '../shared/script/script.ts';
import { scriptFiles } from './files.ts';

const files = scriptFiles();
const read = readBook(files);
const { problems } = readManifest(files);
if ('problems' in read || problems.length > 0) {
  const lines = [...('problems' in read ? read.problems : []), ...problems].map(
    ({ file, line, what, fix }) => `  ivr-scripts/${file}:${line}: ${what} ${fix}`,
  );
  throw new Error(`The scripts cannot be used as they are:\n${lines.join('\n')}`);
}

/** Every script, word and recording of this line, as the files beside this one say. */
export const book: Book = withRecordings(read.book, files);
