import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { helpline, type Ran } from '../support/command.ts';
import { playTranscript } from '../support/transcript.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'play-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** `helpline scripts play` with these lines on its standard input. */
const play = (lines: readonly string[], ...args: string[]): Promise<Ran> =>
  helpline(['scripts', 'play', ...args], { input: `${lines.join('\n')}\n`, dir });

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

describe('scripts play, by phone', () => {
  test('calls the whole line with keys, words and silence, and saves the call as a transcript that passes', async () => {
    const file = join(dir, 'call.txt');
    const { code, out, err } = await play(
      ['1', 'we have no food', '11216', '/silence', '/wait 5s', '/hangup', '/text STATUS'],
      '--voice',
      '--save',
      file,
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^me calls\nme {3}hears: .*To ask for help, press 1\..* {2}\[\d+ s\]$/m);
    expect(out).toMatch(/^me > \[1\]\nme {3}hears: .*written down/m);
    expect(out).toContain('me > "we have no food"');
    expect(out).toContain('me > ~silence~');
    expect(out).toMatch(/^me > STATUS\nme {3}< /m);
    const saved = readFileSync(file, 'utf8');
    expect(saved).toMatch(/^me > \[1\]\nme < .*\{A\}/m);
    expect(await playTranscript(saved)).toBeNull();
    expect(await playTranscript(saved.replace('press 1', 'press 7'))).toContain('this did not come');
  });

  test('rings the people who are asked for, and puts them through', async () => {
    const file = join(dir, 'person.txt');
    const { out } = await play(['3', 'rosa answers', 'rosa> 1', 'hello, who is there?', 'rosa hangs up'], '--voice', '--save', file);
    expect(out).toContain('rosa (rings: +15550100000)');
    expect(out).toMatch(/^rosa hears: .*press 1/m);
    expect(out).toContain('me   (talks with rosa)');
    expect(out).toContain('rosa hears: hello, who is there?');
    expect(await playTranscript(readFileSync(file, 'utf8'))).toBeNull();
  });

  test('says what cannot be done on a phone', async () => {
    const { out } = await play(['/hangup', 'bo answers', '/call', '/dance', 'me calls']);
    expect(out).toContain('me is on no call.');
    expect(out).toContain('bo does not ring.');
    expect(out).toContain('There is no /dance.');
  });
});

describe('scripts play, one script alone', () => {
  test('speaks the choices and takes keys, words and silence', async () => {
    const { code, out } = await play(['1', 'i need a ride', '11216', '/silence', '2', '4'], '--voice', '--script', 'menu');
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
    [['--script', 'need', '--save', 'call.txt'], 'A script alone cannot be saved'],
    [['--dir', 'nowhere'], 'There is no folder nowhere.'],
  ])('%j', async (args, why) => {
    const { code, out, err } = await play([], ...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(why);
  });
});
