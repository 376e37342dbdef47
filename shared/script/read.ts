import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { suggestion } from './closest.ts';
import { compileScript, compileWords } from './compile.ts';
import { keysAt, scriptFile, wordsFile } from './schema.ts';
import type { Book, Script, Words } from './script.ts';
import { isAudio, type Place, type Problem, readSource, type Source, type SourceFile } from './source.ts';

export type { Problem, SourceFile } from './source.ts';

/** Where each thing of a book was written. */
export interface Sources {
  script(id: string, ...path: readonly PropertyKey[]): Place;
  words(language: string, ...path: readonly PropertyKey[]): Place;
}
/** As much of a book as the files give, with everything that is wrong in them. */
export interface Reading {
  readonly book: Book;
  readonly problems: readonly Problem[];
  readonly sources: Sources;
  /** Whether every file could be read as what it is; a book that lacks a file says little about the others. */
  readonly whole: boolean;
}

/** The book that these files make, or all that is wrong with them; nothing is ever half-applied. Author tests among them are passed over. */
export function readBook(files: readonly SourceFile[]): { readonly book: Book } | { readonly problems: readonly Problem[] } {
  const { book, problems } = readFiles(files);
  return problems.length > 0 ? { problems } : { book };
}

const LANGUAGE_FILE = /^words\/([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.ya?ml$/;
/** Whether a file holds author tests and no script. */
export const isAuthorTest = (name: string): boolean => /\.test\.ya?ml$/.test(name);

/** Reads as far as the files can be read, for the linter; `readBook` is for everyone else. */
export function readFiles(files: readonly SourceFile[]): Reading {
  const problems: Problem[] = [];
  const scripts: Record<string, Script> = {};
  const words: Record<string, Words> = {};
  const scriptSources = new Map<string, Source>();
  const wordSources = new Map<string, Source>();
  let whole = files.some(file => LANGUAGE_FILE.test(file.name));
  for (const file of files) {
    if (isAuthorTest(file.name) || isAudio(file.name)) continue;
    const source = readSource(file);
    problems.push(...source.problems);
    if (source.problems.length > 0) {
      whole = false;
      continue;
    }
    const language = LANGUAGE_FILE.exec(file.name)?.[1];
    if (language !== undefined) {
      const shaped = inShape(wordsFile, source, true, problems);
      wordSources.set(language, source);
      if (shaped !== undefined) words[language] = compileWords(shaped);
      else whole = false;
      continue;
    }
    const shaped = inShape(scriptFile, source, false, problems);
    if (shaped === undefined) {
      whole = false;
      continue;
    }
    const before = scriptSources.get(shaped.script);
    if (before !== undefined) {
      problems.push({
        ...place(source, ['script']),
        what: `The script "${shaped.script}" is in ${before.file} already.`,
        fix: 'Give one of the two another name.',
      });
      continue;
    }
    scriptSources.set(shaped.script, source);
    scripts[shaped.script] = compileScript(shaped, source, problems);
  }
  if (!files.some(file => LANGUAGE_FILE.test(file.name))) {
    problems.push({
      file: 'words/',
      line: 1,
      what: 'There is no words file.',
      fix: 'Write words/en.yaml with every sentence in it; README.md shows how.',
    });
  }
  return { book: bookOf(scripts, words), problems, sources: sourcesOf(scriptSources, wordSources), whole };
}

/** A book's revision is a hash of all its content. */
export function bookOf(scripts: Book['scripts'], words: Book['words']): Book {
  const rev = createHash('sha256')
    .update(JSON.stringify([scripts, words]))
    .digest('base64url')
    .slice(0, 10);
  return { rev, scripts, words };
}

const place = (source: Source, path: readonly PropertyKey[]): Place => ({ file: source.file, line: source.lineOf(path) });

const sourcesOf = (scripts: ReadonlyMap<string, Source>, words: ReadonlyMap<string, Source>): Sources => ({
  script: (id, ...path) => placeIn(scripts.get(id), path, `${id}.yaml`),
  words: (language, ...path) => placeIn(words.get(language), path, `words/${language}.yaml`),
});
const placeIn = (source: Source | undefined, path: readonly PropertyKey[], file: string): Place =>
  source === undefined ? { file, line: 1 } : place(source, path);

/** The value in its shape, or undefined with every fault of shape noted. */
function inShape<T>(schema: z.ZodType<T>, source: Source, isWords: boolean, problems: Problem[]): T | undefined {
  const result = schema.safeParse(source.value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) problems.push(...plain(issue, source, isWords));
  return undefined;
}

function plain(issue: z.core.$ZodIssue, source: Source, isWords: boolean): Problem[] {
  const at = issue.path;
  const name = at.length === 0 ? 'The file' : `"${at.map(String).join(' > ')}"`;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      ...place(source, [...at, key]),
      what: `"${key}" is not a word that can stand here.`,
      fix: suggestion(key, keysAt(at, isWords), 'Remove it.'),
    }));
  }
  if (issue.code === 'invalid_key') {
    const why = issue.issues[0]?.message ?? 'must be a name';
    return [{ ...place(source, at), what: `${name} ${why}.`, fix: 'Give it another name.' }];
  }
  const missing = at.length > 0 && valueAt(source.value, at) === undefined;
  if (missing) {
    const key = String(at.at(-1) ?? '');
    const near = Object.keys(Object(valueAt(source.value, at.slice(0, -1)))).filter(one => !keysAt(at.slice(0, -1), isWords).includes(one));
    return [
      {
        ...place(source, at),
        what: `${name} is missing.`,
        fix: suggestion(key, near, `Add a line "${key}:".`).replace('Did you mean', 'Is it written as'),
      },
    ];
  }
  return [
    { ...place(source, at), what: `${name} ${issue.message}.`, fix: `Write it as the message says; README.md has an example of each.` },
  ];
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined),
    value,
  );
