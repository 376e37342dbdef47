import { readFileSync, statSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { scriptFiles } from '../../ivr-scripts/files.ts';
import { bookFromJson } from '../../shared/script/lint/update.ts';
import { readFiles, type SourceFile } from '../../shared/script/read.ts';
import type { Book } from '../../shared/script/script.ts';

/** Where the line's own conversations are. */
export const SCRIPTS_DIR = resolve(import.meta.dirname, '../../ivr-scripts');

/** Every script, words file and author test in a folder, in order of name. Undefined where there is no such folder. */
export function filesIn(dir: string): readonly SourceFile[] | undefined {
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  return scriptFiles(dir);
}

/** The book to compare with: a compiled book, a folder of scripts as they were, or one script of it. Undefined where it is none of these. */
export function bookBefore(path: string): Book | undefined {
  const files = filesIn(path);
  if (files !== undefined) return Object.keys(readFiles(files).book.scripts).length > 0 ? readFiles(files).book : undefined;
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  const text = readFileSync(path, 'utf8');
  return /\.ya?ml$/.test(path) ? bookOfOne(path, text) : bookFromJson(text);
}

/** A book of one script alone: what became of the others nobody asks. Undefined where the file holds none. */
function bookOfOne(path: string, text: string): Book | undefined {
  const { book } = readFiles([{ name: basename(path), text }]);
  return Object.keys(book.scripts).length > 0 ? book : undefined;
}

/** The path of a file of this folder as someone in the present folder would write it. */
export const shownPath = (dir: string, file: string): string => relative(process.cwd(), resolve(dir, file)) || file;

/** Says why it was refused, on standard error, and sets the exit code. */
export function refuse(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
}
