import { describe, expect, test } from 'vitest';
import { language } from '../../shared/domain/ids.ts';
import { withRecordings } from '../../shared/reply/manifest.ts';
import { readingsOf, textHash } from '../../shared/reply/readings.ts';
import { lintFiles } from '../../shared/script/lint/lint.ts';
import type { SourceFile } from '../../shared/script/read.ts';
import { bookFrom, fixtureFiles } from './support/talk.ts';

const english = fixtureFiles.find(({ name }) => name === 'words/en.yaml')?.text ?? '';
const withCreole: readonly SourceFile[] = [...fixtureFiles, { name: 'words/ht.yaml', text: english.replace(/^name:.*/m, 'name: Kreyòl') }];
const book = bookFrom(withCreole);
const readings = readingsOf(book, language('ht'));
const [first] = readings;
if (!first) throw new Error('Nothing is to be read.');

const entry = (path: string, file: string, read: string, seconds = 2): string =>
  `  ${path}: { file: ${file}, read: ${read}, seconds: ${seconds} }\n`;
const good = entry(first.path, 'ht/a.mp3', textHash(first.text));
const sound = (name: string): SourceFile => ({ name: `audio/${name}`, text: '' });
const about = (manifest: string, ...more: readonly SourceFile[]): readonly string[] =>
  lintFiles([...withCreole, { name: 'audio/manifest.yaml', text: manifest }, ...more])
    .filter(({ code }) => code.startsWith('A'))
    .map(({ code, level, file, line, what }) => `${code} ${level} ${file}:${line} ${what}`);

describe('A: recordings', () => {
  test('a language that no machine speaks is said to need them', () => {
    expect(about('')).toEqual([
      `A04 W words/ht.yaml:1 No machine speaks Kreyòl, and ${readings.length} of ${readings.length} texts are not recorded. Callers hear those in another language.`,
    ]);
    expect(lintFiles(fixtureFiles).filter(({ code }) => code.startsWith('A'))).toEqual([]);
  });

  test('all of them leave nothing to say', () => {
    const whole = readings.map(({ path, text }, nth) => entry(`"${path}"`, `ht/${nth}.mp3`, textHash(text))).join('');
    expect(about(`ht:\n${whole}`, ...readings.map((_, nth) => sound(`ht/${nth}.mp3`)))).toEqual([]);
  });

  test('one that is there and right is good, wherever its words stand now', () => {
    expect(about(`ht:\n${good}`, sound('ht/a.mp3'))[0]).toContain(`${readings.length - 1} of ${readings.length}`);
    expect(about(`ht:\n${entry('lines/elsewhere', 'ht/a.mp3', textHash(first.text))}`, sound('ht/a.mp3'))).toHaveLength(1);
  });

  test.each([
    ['a file that is not there', `ht:\n${good}`, [], 'A01 E audio/manifest.yaml:2 There is no file ht/a.mp3'],
    ['changed words', `ht:\n${entry(first.path, 'ht/a.mp3', '0123456789ab')}`, ['ht/a.mp3'], 'A02 W audio/manifest.yaml:2 The words at'],
    [
      'forgotten words',
      `ht:\n${entry('lines/gone', 'ht/a.mp3', '0123456789ab')}`,
      ['ht/a.mp3'],
      'A02 W audio/manifest.yaml:2 Nothing says the words',
    ],
    ['a file that nothing names', `ht:\n${good}`, ['ht/a.mp3', 'ht/b.mp3'], 'A03 W audio/ht/b.mp3:1 The manifest does not name this file'],
    [
      'a kind that cannot be played',
      `ht:\n${entry(first.path, 'ht/a.m4a', textHash(first.text))}`,
      ['ht/a.m4a'],
      'A05 E audio/manifest.yaml:2 ht/a.m4a is of a kind',
    ],
    [
      'an odd length',
      `ht:\n${entry(first.path, 'ht/a.mp3', textHash(first.text), 60)}`,
      ['ht/a.mp3'],
      'A06 W audio/manifest.yaml:2 ht/a.mp3 takes 60 seconds',
    ],
    ['a way out of the folder', `ht:\n${entry(first.path, '../a.mp3', textHash(first.text))}`, [], 'A05 E audio/manifest.yaml:2 ht,'],
    ['no YAML', 'ht: [', [], 'A05 E audio/manifest.yaml:1 This is not YAML'],
    ['no language', `Creole:\n${good}`, [], 'A05 E audio/manifest.yaml:1'],
  ] as const)('%s is found', (_, manifest, sounds, finding) => {
    expect(about(manifest, ...sounds.map(sound)).some(one => one.startsWith(finding))).toBe(true);
  });
});

test('a book holds the recordings of what its words are now, and nothing where there are none', () => {
  expect(withRecordings(book, withCreole)).toBe(book);
  const files = [...withCreole, { name: 'audio/manifest.yaml', text: `ht:\n${good}${entry('lines/gone', 'ht/b.mp3', '0123456789ab')}` }];
  expect(withRecordings(book, files).recorded).toEqual({ ht: [{ text: first.text, file: 'ht/a.mp3' }] });
});
