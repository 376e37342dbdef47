import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { StoreTrouble } from '../../shared/table/store.ts';
import { add, commit, conflict, get, handClock, key, mustCommit, put, SECONDS } from './words.ts';

const folder = mkdtempSync(join(tmpdir(), 'porchlight-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const freshFile = (): string => join(folder, `${++files}.db`);
const clock = handClock();

const CHILD = new URL('sqlite-child.ts', import.meta.url).pathname;
const child = (...args: string[]): ChildProcess => spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no trouble',
    (error: unknown) => (error instanceof StoreTrouble ? error.reason : error),
  );

describe('a SQLite file among processes', () => {
  test('two processes change one row at the same moment, again and again, and lose nothing', async () => {
    const file = freshFile();
    const both = ['one', 'two'].map(name =>
      spawn(process.execPath, [CHILD, 'raise', file, name], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
    );
    const exits = both.map(one => once(one, 'exit'));
    // Each round both begin together, and the next begins when both are through: however slow the machine is, nobody waits for ever.
    for (let round = 1; round <= 40; round++) {
      const done = both.map(one => once(one, 'message'));
      for (const one of both) one.send(round);
      expect((await Promise.all(done)).flatMap(([turn]) => turn)).toEqual([round, round]);
    }
    for (const one of both) one.disconnect();
    expect(await Promise.all(exits)).toEqual([[0, null], [0, null]]); // biome-ignore format: short.
    const store = openSqlite(file, clock);
    expect(await get(store, 'n')).toMatchObject({ v: 80, data: { n: 80 } });
    expect(await get(store, 'count')).toMatchObject({ v: 80, data: { one: 40, two: 40 } });
    await store.close();
  });

  test('what was answered is there after kill -9, whole, and nothing half', async () => {
    const file = freshFile();
    const writer = child('stream', file);
    let said = '';
    writer.stdout?.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.length > 2_000) writer.kill('SIGKILL');
    });
    expect(await once(writer, 'close')).toEqual([null, 'SIGKILL']);
    const answered = said.split('\n').slice(0, -1);
    expect(answered.length).toBeGreaterThan(300);
    const store = openSqlite(file, clock);
    const { got } = await store.read({ get: answered.flatMap(i => [key('a', `r${i}`), key('b', `r${i}`)]) });
    expect(got.filter(row => row === undefined)).toEqual([]);
    const counted = (await get(store, 'count'))?.data as { n: number };
    const later = Array.from({ length: counted.n + 8 }, (_, i) => i);
    const all = await store.read({ get: later.flatMap(i => [key('a', `r${i}`), key('b', `r${i}`)]) });
    for (const i of later) expect(all.got[2 * i] === undefined).toBe(all.got[2 * i + 1] === undefined);
    expect(all.got.filter(row => row !== undefined)).toHaveLength(2 * counted.n);
    await mustCommit(store, put('alive', 'absent'));
    await store.close();
  });

  test('every commit waits for the disk, so that a power cut takes back nothing that was answered', () => {
    const opened = vi.spyOn(DatabaseSync.prototype, 'exec');
    const file = freshFile();
    for (const time of ['new', 'again']) {
      opened.mockClear();
      const store = openSqlite(file, clock);
      const [db] = opened.mock.contexts as DatabaseSync[];
      // 2 is FULL (https://sqlite.org/pragma.html#pragma_synchronous).
      expect([time, db?.prepare('PRAGMA synchronous').get()]).toEqual([time, { synchronous: 2 }]);
      expect([time, db?.prepare('PRAGMA journal_mode').get()]).toEqual([time, { journal_mode: 'wal' }]);
      void store.close();
    }
    opened.mockRestore();
  });

  test('a repeated commit is known after a restart and by another process', async () => {
    const file = freshFile();
    const writes = [add('count', { n: 1 })];
    const first = openSqlite(file, clock);
    const beside = openSqlite(file, clock);
    await mustCommit(beside, put('x', 'absent'));
    expect(await first.commit(writes, 'T')).toEqual({ ok: true });
    expect(await beside.commit(writes, 'T')).toEqual({ ok: true });
    await first.close();
    const again = openSqlite(file, clock);
    expect(await again.commit(writes, 'T')).toEqual({ ok: true });
    expect(await get(again, 'count')).toMatchObject({ v: 1, data: { n: 1 } });
    await again.close();
    await beside.close();
  });

  test('commits that arrive together are written to the disk together, and seen by others once they are answered', async () => {
    const bytes: number[] = [];
    for (const together of [false, true]) {
      const file = freshFile();
      const store = openSqlite(file, clock);
      const beside = openSqlite(file, clock);
      const before = statSync(`${file}-wal`).size;
      const names = Array.from({ length: 64 }, (_, i) => `r${i}`);
      if (together) await Promise.all(names.map(name => mustCommit(store, put(name, 'absent'))));
      else for (const name of names) await mustCommit(store, put(name, 'absent'));
      bytes.push(statSync(`${file}-wal`).size - before);
      expect((await beside.read({ query: [{ pk: 'p' }] })).found[0]).toHaveLength(64);
      await store.close();
      await beside.close();
    }
    expect(bytes[0]).toBeGreaterThan(20 * Number(bytes[1]));
  });
});

describe('a SQLite file in trouble', () => {
  test('says it is locked after the wait, writes nothing, goes on reading, and recovers', async () => {
    const file = freshFile();
    const store = openSqlite(file, clock, { lockWaitMs: 20 });
    await mustCommit(store, put('a', 'absent', 'before'));
    const holder = new DatabaseSync(file);
    holder.exec('BEGIN IMMEDIATE');
    const tries = [commit(store, put('a', 1, 'during')), commit(store, put('b', 'absent'))].map(reasonOf);
    expect(await Promise.all(tries)).toEqual(['locked', 'locked']);
    expect(await get(store, 'a')).toMatchObject({ data: 'before' });
    holder.exec('ROLLBACK');
    await mustCommit(store, put('a', 1, 'after'));
    holder.close();
    await store.close();
  });

  test('says it is full, keeps what fits and what was there, and goes on', async () => {
    const store = openSqlite(freshFile(), clock, { maxBytes: 200_000 });
    await mustCommit(store, put('a', 'absent', 'before'));
    const large = reasonOf(commit(store, put('a', 1, 'x'.repeat(100_000)), put('large', 'absent', 'x'.repeat(150_000))));
    const small = [commit(store, put('b', 'absent', 'small')), commit(store, put('c', 7))];
    expect(await large).toBe('full');
    expect(await Promise.all(small)).toEqual([{ ok: true }, conflict(key('c'))]);
    expect(await get(store, 'a')).toMatchObject({ v: 1, data: 'before' });
    expect(await get(store, 'large')).toBeUndefined();
    let filled = 'no trouble';
    for (let i = 0; i < 50 && filled === 'no trouble'; i++) {
      filled = String(await reasonOf(commit(store, put(`more${i}`, 'absent', 'x'.repeat(9_000)))));
    }
    expect(filled).toBe('full');
    await mustCommit(store, { op: 'delete', key: key('more0'), expect: 1 });
    await mustCommit(store, put('again', 'absent', 'x'.repeat(4_000)));
    await store.close();
  });

  test('says it is read-only', async () => {
    const file = freshFile();
    const writable = openSqlite(file, clock);
    await mustCommit(writable, put('a', 'absent', 'kept'));
    const store = openSqlite(`file:${file}?mode=ro`, clock);
    expect(await get(store, 'a')).toMatchObject({ data: 'kept' });
    expect(await reasonOf(commit(store, put('a', 1)))).toBe('read-only');
    await store.close();
    await writable.close();
  });

  test('opens no file of a later layout and nothing that is no database', () => {
    const later = freshFile();
    const db = new DatabaseSync(later);
    db.exec('PRAGMA user_version = 7');
    db.close();
    expect(() => openSqlite(later, clock)).toThrow(/later Porchlight \(layout 7; this one knows 1\)/);
    const letter = freshFile();
    writeFileSync(letter, 'Dear neighbors, this is a letter and has been one for a long time. '.repeat(20));
    expect(() => openSqlite(letter, clock)).toThrow(StoreTrouble);
    expect(() => openSqlite(join(letter, 'inside.db'), clock)).toThrow(StoreTrouble);
    expect(() => openSqlite(folder, clock)).toThrow(StoreTrouble);
  });

  test('is for its owner only, and waits for the disk at every commit', async () => {
    const file = join(folder, 'new', 'folder', 'line.db');
    const store = openSqlite(file, clock);
    await mustCommit(store, put('a', 'absent'));
    for (const part of ['', '-wal', '-shm']) expect(statSync(file + part).mode & 0o077, part).toBe(0);
    await store.close();
    const db = new DatabaseSync(file);
    expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    db.close();
  });
});

test('expired rows are cleared away a stretch at a time, once a minute, while other commits go on', async () => {
  const file = freshFile();
  const now = handClock();
  const store = openSqlite(file, now);
  const beside = new DatabaseSync(file);
  const left = (): unknown => beside.prepare('SELECT count(*) AS n FROM rows WHERE ttl IS NOT NULL').get()?.n;
  for (let i = 0; i < 1_200; i += 100) {
    await mustCommit(store, ...Array.from({ length: 100 }, (_, j) => put(`r${i + j}`, 'absent', {}, { ttl: SECONDS + 60 })));
  }
  await mustCommit(store, put('stays', 'absent', {}, { ttl: SECONDS + 9_999 }));
  now.advance(59_000);
  await mustCommit(store, put('a', 'absent'));
  expect(left()).toBe(1_201);
  const lefts: unknown[] = [];
  for (const name of ['b', 'c', 'd', 'e']) {
    now.advance(61_000);
    await mustCommit(store, put(name, 'absent'));
    await mustCommit(store, put(`${name}2`, 'absent'));
    lefts.push(left());
  }
  // The stretches hold the rows that stay, too: a, b, c and their fellows come first in the order of keys.
  expect(lefts).toEqual([703, 203, 1, 1]);
  await mustCommit(store, put('late', 'absent', {}, { ttl: SECONDS + 400 }));
  for (const name of ['f', 'g', 'h', 'i']) {
    now.advance(61_000);
    await mustCommit(store, put(name, 'absent'));
  }
  expect(left()).toBe(1);
  beside.close();
  await store.close();
});
