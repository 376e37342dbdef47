import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { playTranscript } from '../support/transcript.ts';

const ROOT = resolve(import.meta.dirname, '../..');

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'play-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** `helpline scripts play` with these lines on its standard input. */
const play = (lines: readonly string[], ...args: string[]): Promise<Ran> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(ROOT, 'cli/main.ts'), 'scripts', 'play', ...args], { cwd: dir });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', failed);
    child.on('close', code => done({ code, out, err }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${lines.join('\n')}\n`);
  });

describe('scripts play, by text', () => {
  test('plays a whole case on several phones, and saves it as a transcript that passes', async () => {
    const file = join(dir, 'case.txt');
    const lines = ['NEED FOOD', '11216', '1', '4', 'ana> accept', '/as bo', 'accept', '/as me', 'ana> done 1', '1', '5 god bless'];
    const { code, out, err } = await play([...lines, '/quit', 'never sent'], '--save', file);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^me {3}< .*got it, food\. Your code is \d{3,5}\..* {2}\[1 segment\]$/m);
    expect(out).toMatch(/^bo > accept\nbo {3}< \d+ is covered, thank you Bo\. It is NOT yours\./m);
    expect(out).toMatch(/^me {3}< Thank you\. \d+ is closed\./m);
    expect(out).not.toContain('never sent');
    expect(out).not.toContain('\u001b');
    const saved = readFileSync(file, 'utf8');
    expect(saved).toContain('bo > accept\nbo < {A} is covered, thank you Bo. It is NOT yours.');
    expect(await playTranscript(saved)).toBeNull();
    expect(await playTranscript(saved.replace('It is NOT yours', 'It is yours'))).toContain('this did not come');
  });

  test('lets time pass, and says nothing until something happens', async () => {
    const file = join(dir, 'silence.txt');
    const { code, out } = await play(['need food for 4, 11216, today', '/silence', '/wait 20m', '/wait soon'], '--save', file);
    expect(code).toBe(0);
    expect(out).toMatch(/^~ \d+m {2}\(now Sat 09:\d\d\)\n\w+ +< /m);
    expect(out).toContain('Say how long, as in /wait 20m');
    expect(readFileSync(file, 'utf8')).toMatch(/^~ 20m$/m);
    expect(await playTranscript(readFileSync(file, 'utf8'))).toBeNull();
  });

  test('begins in another language, as a person would ask for it', async () => {
    const { out } = await play(['necesito comida'], '--language', 'es');
    expect(out).toMatch(/^me > Español\nme {3}< .*español.*\nme > necesito comida\nme {3}< Anotado, comida\. Su numero es/m);
  });

  test('tells what there is to whoever mistypes', async () => {
    const { out } = await play(['/as nobody', '/dance', '/who']);
    expect(out).toContain('Nobody here is called nobody.');
    expect(out).toContain('There is no /dance.');
    expect(out).toContain('ana +15550100201');
  });
});

describe('scripts play, by voice', () => {
  test('speaks the choices and takes keys, words and silence', async () => {
    const { code, out } = await play(['1', 'i need a ride', '11216', '/silence', '2', '4'], '--voice');
    expect(code).toBe(0);
    expect(out).toMatch(/^< .*press 1/m);
    expect(out).toContain('> 1\n(written down: main = help)');
    expect(out).toContain('(written down: what = transport)');
    expect(out).toMatch(/^> \/silence\n< Are you there\? When is it needed\? For today, press 1\./m);
    expect(out).toContain('(written down: people = 4)');
    expect(out).toContain('(here the script ends');
  });
});

describe('scripts play refuses', () => {
  test.each([
    [['--language', 'xx'], 'There are no words for xx.'],
    [['--voice', '--script', 'dance'], 'There is no script dance.'],
    [['--voice', '--save', 'call.txt'], 'A call cannot be saved'],
    [['--dir', 'nowhere'], 'There is no folder nowhere.'],
  ])('%j', async (args, why) => {
    const { code, out, err } = await play([], ...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(why);
  });
});
