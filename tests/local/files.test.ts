import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scriptFiles } from '../../ivr-scripts/files.ts';
import { readFiles } from '../../local/files.ts';
import { freshDir, removeDir } from './support.ts';

let dir: string;
beforeEach(() => {
  dir = freshDir();
});
afterEach(() => removeDir(dir));

const SAMPLE = readFileSync('community.yaml', 'utf8');
/** What is wrong with the files when the sample community file reads so, and one line of a words file. */
const wrong = async (community: string, before = '', after = ''): Promise<readonly string[]> => {
  const communityFile = join(dir, 'community.yaml');
  writeFileSync(communityFile, community);
  const files = scriptFiles().map(({ name, text }) => ({ name, text: name === 'words/es.yaml' ? text.replace(before, after) : text }));
  const read = await readFiles({ communityFile }, files);
  return 'problems' in read ? read.problems : [];
};

test('the files as they are speak to people', async () => {
  expect(await wrong(SAMPLE)).toEqual([]);
});

test('what the check calls an error does not reach anyone: it is named with file and line', async () => {
  const line = /\n {2}released: .*/.exec(scriptFiles().find(one => one.name === 'words/es.yaml')?.text ?? '')?.[0] ?? '';
  expect(line).not.toBe('');
  const found = await wrong(SAMPLE, line, '');
  expect(found[0]).toMatch(/^ivr-scripts\/words\/e[ns]\.yaml:\d+: .*released/);
});

test('a language that nobody has written a word of is named with its line', async () => {
  const found = await wrong(SAMPLE.replace('[en, es]', '[en, ht]'));
  expect(found).toEqual([expect.stringMatching(/community\.yaml:5: languages: there are no words in "ht"/)]);
});
