import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scriptFiles } from '../../ivr-scripts/files.ts';
import { parseCommunity } from '../../shared/parse/community.ts';
import { readBook } from '../../shared/script/read.ts';

/** Mistakes that a hurried hand makes, each on one line. */
const MISTAKES: readonly (readonly [what: string, line: string])[] = [
  ['a quote that is never closed', 'added: "words that go on'],
  ['a tab in front', '\tadded: yes'],
  ['a colon in a text without quotes', 'added: at noon: or later'],
  ['a closing brace without an opening one', 'added: }'],
  ['an apostrophe in single quotes', "added: 'it's late'"],
];
/** So many lines stand before it. */
const NTH = 12;

const withLine = (text: string, line: string, nth: number): string => {
  const lines = text.split('\n');
  return [...lines.slice(0, nth), line, ...lines.slice(nth)].join('\n');
};

describe('a mistake that makes a file no YAML is named by its line, and nothing of the file is taken', () => {
  const community = readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8');
  test.each(MISTAKES)('in community.yaml: %s', (_what, line) => {
    const read = parseCommunity(withLine(community, line, NTH), 'community.yaml');
    expect('problems' in read && read.problems[0]).toMatchObject({ file: 'community.yaml', line: NTH + 1 });
    expect(read).not.toHaveProperty('community');
  });

  const files = scriptFiles();
  test.each(
    ['need.yaml', 'words/en.yaml', 'words/es.yaml'].flatMap(name => MISTAKES.map(([what, line]) => [name, what, line] as const)),
  )('in %s: %s', (name, _what, line) => {
    const read = readBook(files.map(file => (file.name === name ? { ...file, text: withLine(file.text, line, NTH) } : file)));
    expect('problems' in read && read.problems[0]).toMatchObject({ file: name, line: NTH + 1 });
    expect(read).not.toHaveProperty('book');
  });
});
