import { expect, test } from 'vitest';
import { type SourceFile, sourceFiles } from './source.ts';

const shared = sourceFiles('shared');
const lines = (text: string): number => text.trimEnd().split('\n').length;
/** Tables of words and phrases: data that happens to be written as code. */
const isTable = ({ path }: SourceFile): boolean => path.includes('/lexicon/');

test('a door is a sentence: no handler is longer than 25 lines', () => {
  const doors = sourceFiles('functions');
  expect(doors.length).toBeGreaterThanOrEqual(5);
  expect(doors.filter(f => lines(f.text) > 25).map(f => f.path)).toEqual([]);
});

test('a file is one idea: none in shared is longer than 250 lines', () => {
  expect(shared.filter(f => !isTable(f) && lines(f.text) > 250).map(f => `${f.path}: ${lines(f.text)}`)).toEqual([]);
});

/** Functions at the top of a file, with their number of lines: from where one begins to the bracket that closes it at the margin. */
const functionsIn = ({ path, code }: SourceFile): readonly { readonly name: string; readonly length: number }[] => {
  const all: { name: string; length: number }[] = [];
  const rows = code.split('\n');
  for (const [at, row] of rows.entries()) {
    const name = /^(?:export )?(?:async )?(?:const (\w+)\b.*(?:=>|\($)|function (\w+))/.exec(row);
    if (!name) continue;
    const end = rows.findIndex((other, n) => n >= at && /^[})\]]/.test(other));
    all.push({ name: `${path}: ${name[1] ?? name[2]}`, length: (end < 0 ? rows.length : end) - at + 1 });
  }
  return all;
};

test('a function can be read at once: none is longer than 70 lines', () => {
  const all = shared.filter(f => !isTable(f)).flatMap(functionsIn);
  expect(all.length).toBeGreaterThan(500);
  expect(all.filter(f => f.length > 70)).toEqual([]);
});

test('nothing is silenced: no rule of the checkers, no any, no default export', () => {
  const all = sourceFiles('shared', 'functions', 'local', 'cli', 'infra');
  const where = (of: 'text' | 'code', ill: RegExp): readonly string[] =>
    all.flatMap(f => f[of].split('\n').flatMap((line, n) => (ill.test(line) ? [`${f.path}:${n + 1}: ${line.trim()}`] : [])));
  // How a table of data is laid out may be kept from the formatter.
  expect(where('text', /@ts-(?:ignore|expect-error|nocheck)|biome-ignore (?!format)|\b(?:TODO|FIXME|XXX)\b/)).toEqual([]);
  expect(where('code', /\bas any\b|: any\b|<any>|\bexport default\b/)).toEqual([]);
});
