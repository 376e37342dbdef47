import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { helpline, type Ran } from '../support/command.ts';
import { fixtures } from './support/talk.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'scripts-'));
  cpSync(join(import.meta.dirname, 'fixtures'), join(dir, 'good'), { recursive: true });
  const es = join(dir, 'good/words/es.yaml');
  writeFileSync(es, readFileSync(es, 'utf8').replace('lines:', 'lines:\n  english-only: "Solo en ingles."'));
  cpSync(join(dir, 'good'), join(dir, 'bad'), { recursive: true });
  writeFileSync(join(dir, 'bad/need.yaml'), readFileSync(join(dir, 'bad/need.yaml'), 'utf8').replace('goto: where', 'goto: wher'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const scripts = (...args: readonly string[]): Promise<Ran> => helpline(['scripts', ...args]);

describe('scripts lint', () => {
  test('says all is well with exit code 0', async () => {
    const { code, out } = await scripts('lint', '--dir', join(dir, 'good'));
    expect(out).toContain('Scripts: 0 errors, 0 warnings');
    expect(code).toBe(0);
  });
  test('names file, line, what and how to mend it, with exit code 1', async () => {
    const { code, out } = await scripts('lint', '--dir', join(dir, 'bad'));
    expect(out).toMatch(
      /bad\/need.yaml:11 {2}error F01 {2}"what" goes to "wher", which is not a node of this script.\n {4}Did you mean "where"\?/,
    );
    expect(code).toBe(1);
  });
  test('--json is one document', async () => {
    const { code, out } = await scripts('lint', '--json', '--dir', join(dir, 'bad'));
    const [first] = JSON.parse(out) as Record<string, unknown>[];
    expect(Object.keys(first ?? {}).sort()).toEqual(['code', 'file', 'fix', 'level', 'line', 'what']);
    expect(code).toBe(1);
  });
  test('a folder that is not there, and nothing to compare with, are refused', async () => {
    expect(await scripts('lint', '--dir', join(dir, 'none'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no folder'),
    });
    expect(await scripts('lint', '--against', join(dir, 'none'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('is neither a file'),
    });
    const words = join(dir, 'good', 'words', 'en.yaml');
    expect(await scripts('lint', '--against', words)).toMatchObject({ code: 1, err: expect.stringContaining('is neither a file') });
  });
});

test('scripts compile writes what lint --against reads, as a file, as a folder and as one script', async () => {
  const out = join(dir, 'book.json');
  expect((await scripts('compile', '--dir', join(dir, 'good'), '--out', out)).code).toBe(0);
  expect(JSON.parse(readFileSync(out, 'utf8')).scripts).toEqual(fixtures.scripts);
  const edited = join(dir, 'edited');
  cpSync(join(dir, 'good'), edited, { recursive: true });
  writeFileSync(join(edited, 'need.yaml'), readFileSync(join(edited, 'need.yaml'), 'utf8').replace('{ id: money }', '{ id: fund }'));
  for (const before of [out, join(dir, 'good'), join(dir, 'good', 'need.yaml')]) {
    const { code, out: said } = await scripts('lint', '--dir', edited, '--against', before);
    expect(said).toContain('error U01  The choice "money" of "what" is gone');
    expect(code).toBe(1);
  }
});

test('scripts compile writes nothing when anything is wrong', async () => {
  const out = join(dir, 'never.json');
  expect(await scripts('compile', '--dir', join(dir, 'bad'), '--out', out)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Nothing was written'),
  });
  expect(() => readFileSync(out)).toThrow();
});

test('scripts preview shows every text with its segments or seconds', async () => {
  const { code, out } = await scripts('preview', '--dir', join(dir, 'good'));
  expect(code).toBe(0);
  expect(out).toContain('en  need > what > ask  [1 x GSM-7]\n    What do you need? 1 food 2 a ride 3 money');
  expect(out).toContain('es  need > where > voice  [4.2 s]\n    Marque su codigo postal.\n    Para no se, oprima 1.');
  const one = JSON.parse((await scripts('preview', '--json', '--language', 'es', '--script', 'need', '--dir', join(dir, 'good'))).out) as {
    language: string;
    name: string;
  }[];
  expect(one.length).toBeGreaterThan(10);
  expect(one.every(text => text.language === 'es' && text.name.startsWith('need'))).toBe(true);
});

test('scripts preview reads as on an ordinary day, and counts the longest values', async () => {
  const words = JSON.parse((await scripts('preview', '--json', '--script', 'lines')).out) as {
    name: string;
    text: string;
    language: string;
    segments?: number;
    channel: string;
  }[];
  expect(words.filter(({ text }) => /mmm|888|[{}]/.test(text)).map(({ name }) => name)).toEqual([]);
  const of = (name: string, language: string) => words.find(one => one.name === `lines > ${name}` && one.language === language);
  expect(of('written-down', 'es')?.text).toBe('Anotado, comida. Su numero es 412.');
  // It is short today, and may be long.
  const yours = of('yours', 'en');
  expect(yours?.segments).toBe(2);
  expect(yours?.text.length).toBeLessThanOrEqual(160);
  // What is only heard has seconds and no segments, and the other way round.
  expect(words.filter(({ name, channel }) => /^lines > (call-|.*-aloud$)/.test(name) !== (channel === 'voice'))).toEqual([]);
});
