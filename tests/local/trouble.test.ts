import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Accepted, type FakeCarrier, startCarrier } from '../kills/carrier.ts';
import { chance } from '../kills/chance.ts';
import { ACCOUNT, LINE, nextIn, openWire, PUBLIC_URL, TOKEN, type Wire, wordsIn } from '../kills/wire.ts';
import { addressOf, kill, type Line, startLine } from '../support/process.ts';
import { freshDir, removeDir } from './support.ts';

/** `npm start` itself while its database is in trouble, and after that. */
vi.setConfig({ testTimeout: 120_000 });

const FULL_DISK_BYTES = 3 * 1024 * 1024;
const undo: (() => void | Promise<void>)[] = [];
let dir: string;
beforeEach(() => {
  dir = freshDir();
  undo.push(() => removeDir(dir));
});
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

interface Setting {
  readonly line: Line;
  readonly wire: Wire;
  readonly carrier: FakeCarrier;
}
const open = async (): Promise<Setting> => {
  const carrier = await startCarrier(chance(1), dir, 1, (_: Accepted) => undefined);
  undo.push(carrier.stop);
  const settings = { DATA_DIR: dir, TWILIO_API_BASE_URL: carrier.url, TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: TOKEN, PUBLIC_URL };
  const line = startLine(settings, ['--import', './tests/support/trouble.ts']);
  undo.push(() => kill(line));
  const wire = openWire([Number(new URL(await addressOf(line)).port)]);
  undo.push(wire.close);
  return { line, wire, carrier };
};

let texts = 0;
const form = (from: string, body: string): Record<string, string> => ({
  MessageSid: `SM${String(++texts).padStart(32, '0')}`,
  AccountSid: ACCOUNT,
  From: from,
  To: LINE,
  Body: body,
  NumMedia: '0',
});
const answer = async (wire: Wire, path: string, given: Readonly<Record<string, string>>): Promise<string> => {
  const answered = await wire.post(path, given);
  if (answered === 'nothing') throw new Error('the line did not answer');
  expect(answered.status).toBeLessThan(300);
  return answered.body;
};
const say = async (line: Line, pragma: string): Promise<void> => {
  line.child.send(pragma);
  await once(line.child, 'message');
};

/** Begins a trouble and answers how it ends. */
type Trouble = (setting: Setting) => Promise<() => Promise<void>>;

/** A disk of its own, filled up by another program; where nobody may mount one, SQLite's own limit on the pages of a file. */
const mayMount = (): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${FULL_DISK_BYTES}`, 'porchlight-test', dir], { stdio: 'ignore' });
    undo.push(() => void execFileSync('umount', ['-l', dir]));
    return true;
  } catch {
    return false;
  }
};
const fillUp = (): (() => Promise<void>) => {
  const ballast = join(dir, 'ballast');
  let bytes = FULL_DISK_BYTES;
  // Down to the last page, so that nothing at all is left.
  for (; bytes >= 1; bytes = Math.floor(bytes / 2)) {
    try {
      writeFileSync(ballast, 'x'.repeat(bytes), { flag: 'a' });
    } catch {
      // Half of it may fit.
    }
  }
  return async () => rmSync(ballast);
};

const lock: Trouble = async () => {
  const other = new DatabaseSync(join(dir, 'porchlight.db'), { timeout: 5_000 });
  other.exec('BEGIN IMMEDIATE');
  return async () => {
    other.exec('ROLLBACK');
    other.close();
  };
};
const writeProtect: Trouble = async ({ line }) => {
  await say(line, 'query_only = 1');
  return () => say(line, 'query_only = 0');
};
const limitPages: Trouble = async ({ line }) => {
  await say(line, 'max_page_count = 1');
  return () => say(line, 'max_page_count = 1000000');
};

const LONG = 'and we wait '.repeat(100);
/** One text and one call in the middle of the trouble, and both again once it is over. */
const goesOn = async (setting: Setting, begin: Trouble, reason: string, phone: string): Promise<void> => {
  const { line, wire } = setting;
  expect(wordsIn(await answer(wire, '/twilio/sms', form(`${phone}9991`, 'STATUS')))).toBeTruthy();
  const end = await begin(setting);
  // A database that cannot grow may still have room in its last pages.
  const text = await firstRefused(wire, phone);
  const call = {
    CallSid: `CA${phone.slice(1).padStart(32, '0')}`,
    AccountSid: ACCOUNT,
    From: `${phone}9992`,
    To: LINE,
    Direction: 'inbound',
    CallStatus: 'ringing',
  };
  const heard = await answer(wire, '/twilio/voice', call);
  expect(heard).toMatch(/<Say[\s\S]*<Redirect/);
  const again = nextIn(heard) ?? '';
  expect(await answer(wire, again.replace(/tries=\d+/, 'tries=12'), call)).toMatch(/9, 1, 1[\s\S]*<Hangup/);
  await answer(wire, '/twilio/status', { MessageSid: `SM${'f'.repeat(32)}`, AccountSid: ACCOUNT, MessageStatus: 'delivered' });
  expect(line.out()).toContain(`"reason":"${reason}"`);
  expect(line.out()).not.toMatch(/\+1646/);
  await end();
  // The same text is delivered again, and the call asks again as it was told to.
  expect(wordsIn(await answer(wire, '/twilio/sms', text))).toMatch(/code is \d+/);
  expect(await answer(wire, again, call)).toMatch(/<Gather/);
  const db = new DatabaseSync(join(dir, 'porchlight.db'), { readOnly: true });
  expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  expect(db.prepare("SELECT count(*) AS n FROM rows WHERE pk = ? AND kind = 'case'").get(`N#${text.From}`)).toEqual({ n: 1 });
  db.close();
};
const firstRefused = async (wire: Wire, phone: string): Promise<Record<string, string>> => {
  for (let nth = 0; nth < 200; nth++) {
    const text = form(`${phone}${String(nth).padStart(4, '0')}`, `need food for 4, 11216, today ${LONG}`);
    const words = wordsIn(await answer(wire, '/twilio/sms', text)) ?? '';
    if (!words.includes('Sorry')) continue;
    expect(words.match(/911/g)).toHaveLength(2);
    return text;
  }
  throw new Error('the trouble troubled nobody');
};

test('locked by another program or not to be written: an apology for whoever texts or calls, and all goes on by itself', async () => {
  const setting = await open();
  await goesOn(setting, writeProtect, 'read-only', '+1646551');
  await goesOn(setting, lock, 'locked', '+1646552');
  // What was to be sent waits for the end of a lock too, and then leaves without anybody asking for it.
  const { wire, carrier } = setting;
  await answer(wire, '/twilio/sms', form('+16465550399', 'NEED FOOD'));
  const before = carrier.accepted.length;
  const end = await lock(setting);
  void wire.ask('/simulator/clock', { advance: 'PT11M' });
  await wait(2_500);
  await end();
  await vi.waitFor(() => expect(carrier.accepted.length).toBeGreaterThan(before), { timeout: 20_000, interval: 100 });
});

test('on a full disk: an apology for whoever texts or calls, nothing half-written, and all goes on once there is room', async () => {
  const begin: Trouble = mayMount() ? async () => fillUp() : limitPages;
  await goesOn(await open(), begin, 'full', '+1646553');
});

test('that cannot even be opened: one sentence says why, and nothing is started', async () => {
  const file = join(dir, 'porchlight.db');
  writeFileSync(file, 'this is a letter and no database, and it is longer than the head of one would be: '.repeat(20));
  const line = startLine({ DATA_DIR: dir });
  undo.push(() => kill(line));
  expect(await line.exit).toBe(1);
  expect(line.out()).toContain(file);
  expect(line.out()).not.toContain('    at ');
});
