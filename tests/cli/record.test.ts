import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { secondsIn } from '../../cli/scripts/sound-length.ts';
import { helpline, type Ran } from '../support/command.ts';

const ROOT = resolve(import.meta.dirname, '../..');
let dir: string;
let scripts: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'record-'));
  scripts = join(dir, 'scripts');
  cpSync(join(ROOT, 'ivr-scripts'), scripts, { recursive: true });
  // Any complete words file does: what counts is that no machine speaks the language.
  const words = readFileSync(join(scripts, 'words/es.yaml'), 'utf8').replace(/^name:.*/m, 'name: Kreyòl');
  writeFileSync(join(scripts, 'words/ht.yaml'), words);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const record = (...args: readonly string[]): Promise<Ran> => helpline(['scripts', ...args]);
interface Listed {
  readonly path: string;
  readonly state: string;
  readonly text: string;
  readonly file: string;
}
const listed = async (): Promise<readonly Listed[]> => JSON.parse((await record('record-list', '--dir', scripts, '--json')).out);

/** A recording of so many seconds in which nothing is said. */
const wav = (seconds: number): Buffer => {
  const data = Math.round(seconds * 16_000);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + data, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt32LE(16_000, 28);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(data, 40);
  return Buffer.concat([head, Buffer.alloc(data)]);
};
/** The same in frames of MPEG 1, layer III, 64 kbit/s at 44.1 kHz, behind a tag. */
const mp3 = (frames: number): Buffer => {
  const tag = Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 1, 0, ...new Array(128).fill(0xff)]);
  const frame = Buffer.alloc(208);
  frame.writeUInt32BE(0xfffb5000);
  return Buffer.concat([tag, ...Array.from({ length: frames }, () => frame)]);
};

describe('record-list', { timeout: 60_000 }, () => {
  test('asks for nothing where every language has a voice', async () => {
    expect(await record('record-list')).toEqual({
      code: 0,
      out: 'Nothing needs to be recorded: Twilio has a voice for English and Español.\n',
      err: '',
    });
    expect((await record('record-list', '--json')).out.trim()).toBe('[]');
  });

  test('refuses a language without words, and says what comes first', async () => {
    const { code, err } = await record('record-list', '--language', 'ti');
    expect(code).toBe(1);
    expect(err).toContain('Write ivr-scripts/words/ti.yaml first');
  });

  test('says word by word what a person must read, the menu first, under which name, and how long it takes', async () => {
    const { code, out } = await record('record-list', '--dir', scripts);
    expect(code).toBe(0);
    expect(out).toMatch(/^Kreyòl \(ht\): 0 of \d+ recorded, 0 to read again, \d+ missing; about \d+ minutes of reading\.$/m);
    expect(out).toMatch(/FILES\n\nmissing {2}scripts\.menu\.main\./);
    expect(out).toContain('missing  lines.call-goodbye.mp3\n    Gracias por llamar. Adiós.');
    expect(out).not.toMatch(/[{}]/);
  });
});

describe('record-add', { timeout: 60_000 }, () => {
  test('takes recordings in, notes what they say, and sees when the words change', async () => {
    const sound = join(dir, 'lines.call-goodbye.wav');
    writeFileSync(sound, wav(1.4));
    expect((await record('record-add', sound, '--language', 'ht', '--dir', scripts)).out).toContain('1 taken in for ht.');
    expect(existsSync(join(scripts, 'audio/ht/lines.call-goodbye.wav'))).toBe(true);
    expect(readFileSync(join(scripts, 'audio/manifest.yaml'), 'utf8')).toMatch(
      /^ht:\n {2}lines\/call-goodbye:\n {4}file: ht\/lines\.call-goodbye\.wav\n {4}read: [0-9a-f]{12}\n {4}seconds: 1\.4\n$/m,
    );
    const state = async () => (await listed()).find(({ path }) => path === 'lines/call-goodbye')?.state;
    expect(await state()).toBe('recorded');
    const words = join(scripts, 'words/ht.yaml');
    const before = readFileSync(words, 'utf8');
    writeFileSync(words, before.replace('Gracias por llamar.', 'Gracias por su llamada.'));
    expect(await state()).toBe('stale');
    expect((await record('record-list', '--dir', scripts)).out).toContain(
      'changed  lines.call-goodbye.mp3\n    Gracias por su llamada. Adiós.',
    );
    expect((await record('lint', '--dir', scripts)).out).toMatch(
      /manifest\.yaml:\d+ {2}warning A02 {2}The words at lines\/call-goodbye \(ht\) have changed/,
    );
    writeFileSync(words, before);
    expect(await state()).toBe('recorded');
  });

  test('refuses what it cannot know or nobody could play, and takes the rest', async () => {
    const files = Object.entries({
      'lines.call-nothing.wav': wav(1),
      'lines.call-wait.m4a': wav(1),
      'lines.call-texted.mp3': Buffer.from('no sound'),
      'lines.call-wait.mp3': mp3(40),
    }).map(([name, bytes]) => {
      writeFileSync(join(dir, name), bytes);
      return join(dir, name);
    });
    const { code, out, err } = await record(
      'record-add',
      ...files,
      join(dir, 'lines.call-trouble.1.mp3'),
      '--language',
      'ht',
      '--dir',
      scripts,
    );
    expect(code).toBe(1);
    expect(out).toContain('1 taken in for ht.');
    expect(
      err
        .trim()
        .split('\n')
        .map(line => line.replace(/^.*\//, '')),
    ).toEqual([
      'lines.call-nothing.wav has no name that record-list gives. The name says which words it is.',
      'lines.call-wait.m4a is neither .mp3 nor .wav. Save it as one of them.',
      'lines.call-texted.mp3 holds no sound that can be played.',
      'lines.call-trouble.1.mp3 cannot be read.',
    ]);
    expect((await listed()).find(({ path }) => path === 'lines/call-wait')).toMatchObject({
      state: 'recorded',
      file: 'ht/lines.call-wait.mp3',
    });
  });
});

test('the length of a recording is read from its bytes', () => {
  expect(secondsIn(wav(12.34))).toBe(12.3);
  expect(secondsIn(mp3(100))).toBe(2.6);
  for (const nothing of [
    Buffer.alloc(0),
    Buffer.from('RIFF'),
    wav(1).subarray(0, 30),
    Buffer.from('hello, this is a text'),
    Buffer.alloc(5000),
  ])
    expect(secondsIn(nothing)).toBeUndefined();
});
