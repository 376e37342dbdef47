import middy from '@middy/core';
import { expect, it } from 'vitest';
import { type Instant, instant } from '../../shared/domain/ids.ts';
import { createLog } from '../../shared/shell/log.ts';
import { callTold, leftOverTold } from '../../shared/shell/work-log.ts';
import { type Store, StoreTrouble } from '../../shared/table/store.ts';
import { freshSqlite, NOON } from '../support/stores.ts';

const MINUTE = 60_000;
const ago = (minutes: number): Instant => instant(NOON - minutes * MINUTE);

/** A worker at noon in its two middlewares, and the lines it logs. */
const setting = (store: Store = freshSqlite()) => {
  let at = NOON;
  const lines: Record<string, unknown>[] = [];
  const now = (): Instant => instant(at);
  const log = createLog(line => lines.push(JSON.parse(line)), now);
  const world = { store, log, now };
  const run = (handle: () => Promise<unknown>): Promise<unknown> => {
    const handler = middy(handle, { timeoutEarlyInMillis: 0 }).use(callTold(world, 'tick')).use(leftOverTold(world));
    return handler({ Body: 'call me at 555-010-0199' }, {} as Parameters<typeof handler>[1]);
  };
  const later = (ms: number): void => {
    at += ms;
  };
  return { store, lines, run, later };
};

/** Texts that have been due for so many minutes. */
const due = (store: Store, ...minutes: number[]): Promise<unknown> =>
  store.commit(
    minutes.map((m, n) => ({ op: 'put', row: { pk: `text-${n}`, sk: 'out', kind: 'outgoing', due: ago(m), data: {} }, expect: 'absent' })),
    'a-token',
  );

const events = (lines: readonly Record<string, unknown>[]): unknown[] => lines.map(({ level, event }) => `${level} ${event}`);

it('a call is told at its begin and its end, and how long it took, and answers what the work answers', async () => {
  const { lines, run, later } = setting();
  const work = async (): Promise<string> => {
    later(1_500);
    return 'done';
  };
  expect(await run(work)).toBe('done');
  expect(lines).toMatchObject([
    { level: 'info', event: 'work.begun', door: 'tick' },
    { level: 'info', event: 'work.ended', door: 'tick', ms: 1_500 },
  ]);
});

it('a failure is told without what is personal in it, and still fails', async () => {
  const { lines, run } = setting();
  const failing = run(() => Promise.reject(new Error('no route to +1 555 010 0199, for "Rosa"')));
  await expect(failing).rejects.toThrow('no route');
  expect(events(lines)).toEqual(['info work.begun', 'error work.failed']);
  expect(lines[1]).toMatchObject({ door: 'tick', error: { name: 'Error', message: expect.stringContaining('no route') } });
  expect(JSON.stringify(lines)).not.toMatch(/0199|Rosa/);
});

it('says nothing of what fell due only now: the next call does it', async () => {
  const { store, lines, run } = setting();
  await due(store, 0.5, 0.1);
  await run(async () => undefined);
  expect(events(lines)).toEqual(['info work.begun', 'info work.ended']);
});

it('says how much is left over, and since when', async () => {
  const { store, lines, run } = setting();
  await due(store, 2, 9, 0.1);
  await run(async () => undefined);
  expect(events(lines)).toEqual(['info work.begun', 'info work.left', 'info work.ended']);
  expect(lines[1]).toMatchObject({ rows: 2, kind: 'outgoing', since: ago(9) });
});

it('says it loudly once it is due for ten minutes, also when the work itself fails', async () => {
  const { store, lines, run } = setting();
  await due(store, 2, 10);
  await run(async () => undefined);
  await expect(run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  const each = ['info work.begun', 'error work.stuck'];
  expect(events(lines)).toEqual([...each, 'info work.ended', ...each, 'error work.failed']);
  expect(lines[1]).toMatchObject({ rows: 2, since: ago(10) });
});

it('a table that cannot be asked what is left fails no work that is done', async () => {
  const away: Store = { ...freshSqlite(), read: () => Promise.reject(new StoreTrouble('unreachable', new Error('gone'))) };
  const { lines, run } = setting(away);
  expect(await run(async () => 'done')).toBe('done');
  expect(events(lines)).toEqual(['info work.begun', 'warn work.left-unknown', 'info work.ended']);
});
