import { book } from '../../ivr-scripts/book.ts';
import { scriptFiles } from '../../ivr-scripts/files.ts';
import { readManifest, withRecordings } from '../../shared/reply/manifest.ts';
import { readBook } from '../../shared/script/read.ts';
import type { Book } from '../../shared/script/script.ts';

/** What an author may change from one day to the next: a question goes, choices change places. */
const CHANGES: readonly (readonly [file: string, was: string, is: string])[] = [
  ['need.yaml', 'goto: [{ if: { zone: outside }, to: outside }, when]', 'goto: [{ if: { zone: outside }, to: outside }, people]'],
  [
    'need.yaml',
    '[{ id: food }, { id: transport }, { id: medicine }, { id: baby }, { id: other }]',
    '[{ id: baby }, { id: food }, { id: transport }, { id: medicine }, { id: other }]',
  ],
  ['report.yaml', 'choices: [{ id: text }, { id: call }, { id: none }]', 'choices: [{ id: none }, { id: call }, { id: text }]'],
];

let read: readonly [Book, Book] | undefined;
/** The scripts as they are, and as somebody edited them: brought out in turn while conversations go on. */
export const editions = (): readonly [Book, Book] => {
  read ??= [book, edited()];
  return read;
};

const edited = (): Book => {
  const files = scriptFiles().map(file => {
    const text = CHANGES.filter(([name]) => name === file.name).reduce((all, [, was, is]) => {
      if (!all.includes(was)) throw new Error(`${file.name} no longer says: ${was}`);
      return all.replace(was, is);
    }, file.text);
    return { ...file, text };
  });
  const found = readBook(files);
  if ('problems' in found) throw new Error(found.problems.map(p => `${p.file}:${p.line}: ${p.what}`).join('\n'));
  readManifest(files);
  return withRecordings(found.book, files);
};
