import type { Recorded } from '../shared/reply/audio.ts';
import { readManifest, recordedNow } from '../shared/reply/manifest.ts';
import { readBook } from '../shared/script/read.ts';
import type { Book } from '../shared/script/script.ts';
import { scriptFiles } from './files.ts';

const files = scriptFiles();
const read = readBook(files);
const { manifest, problems } = readManifest(files);
if ('problems' in read || problems.length > 0) {
  const lines = [...('problems' in read ? read.problems : []), ...problems].map(
    ({ file, line, what, fix }) => `  ivr-scripts/${file}:${line}: ${what} ${fix}`,
  );
  throw new Error(`The scripts cannot be used as they are:\n${lines.join('\n')}`);
}

/** Every script and word of this line, as the YAML files beside this one say. */
export const book: Book = read.book;

/** What people recorded of these words, where no machine speaks a language; see audio/manifest.yaml. */
export const recorded: Recorded = recordedNow(book, manifest);
