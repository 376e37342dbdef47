import { expect, test } from 'vitest';
import { type Store, StoreTrouble, type Write } from '../../shared/table/store.ts';
import { besideSqlite } from './beside-sqlite.ts';
import { counted, freshSqlite, NOON } from './stores.ts';

const KEY = { pk: 'P', sk: 'x' };
const put = (expect: 'absent' | number, more: { readonly due?: string } = {}): readonly Write[] => [
  { op: 'put', row: { ...KEY, kind: 'thing', data: {}, ...more }, expect },
];
const beside = (store: Store): Store => besideSqlite(store, () => NOON);
const DIFFER = 'The database and SQLite differ';

test('what is committed is read again, and few questions reach the database', async () => {
  const database = counted(freshSqlite());
  const store = beside(database);
  expect(await store.commit(put('absent'), 'one')).toEqual({ ok: true });
  expect(await store.commit(put('absent'), 'two')).toEqual({ ok: false, conflicts: [KEY] });
  for (let nth = 0; nth < 32; nth++) expect((await store.read({ get: [KEY] })).got[0]?.v).toBe(1);
  expect(database.counts).toEqual({ reads: 2, commits: 2 });
  await store.close();
});

test.each([
  ['another row', [{ op: 'delete', key: KEY, expect: 'any' }]],
  ['a row that is due at another time', put(1, { due: '2027-01-01' })],
] as const)('%s in the database than beside it is found by asking before long, and at the end', async (_what, past) => {
  const database = freshSqlite();
  const store = beside(database);
  await store.commit(put('absent', { due: '2027-01-02' }), 'one');
  await database.commit(past, 'past it');
  const ask = async () => {
    for (let nth = 0; nth < 16; nth++) await store.read({ query: [{ dueUntil: '2027-01-03', limit: 9 }] });
  };
  await expect(ask()).rejects.toThrow(DIFFER);
  await expect(store.close()).rejects.toThrow(DIFFER);
});

test('a commit that the two answer otherwise is found at once', async () => {
  const database = freshSqlite();
  const store = beside(database);
  await database.commit(put('absent'), 'past it');
  await expect(store.commit(put('absent'), 'one')).rejects.toThrow(DIFFER);
});

test('two that want the same row at the same moment: the same one wins it in both', async () => {
  const database = freshSqlite();
  let first = true;
  const slow: Store = {
    ...database,
    async commit(writes, token) {
      const waits = first;
      first = false;
      // The first to ask comes last, if nobody keeps the order.
      if (waits) for (let turn = 0; turn < 50; turn++) await Promise.resolve();
      return database.commit(writes, token);
    },
  };
  const store = beside(slow);
  const came = await Promise.all([store.commit(put('absent'), 'one'), store.commit(put('absent'), 'two')]);
  expect(came.map(({ ok }) => ok)).toEqual([true, false]);
  await store.close();
});

test('rows of the same instant may come in any order, and a limit may cut any of them', async () => {
  const database = freshSqlite();
  const turned: Store = {
    ...database,
    async read(ask) {
      const { got, found } = await database.read({ ...ask, query: (ask.query ?? []).map(one => ({ ...one, limit: 9 })) });
      return { got, found: found.map((rows, nth) => [...rows].reverse().slice(0, ask.query?.[nth]?.limit)) };
    },
  };
  const store = beside(turned);
  const rows = ['x', 'y', 'z'].map(
    sk => ({ op: 'put', row: { ...KEY, sk, kind: 'thing', due: '2027-01-02', data: {} }, expect: 'absent' }) as const,
  );
  await store.commit(rows, 'one');
  for (let nth = 0; nth < 16; nth++) expect((await store.read({ query: [{ dueUntil: '2027-01-03', limit: 2 }] })).found[0]).toHaveLength(2);
  await store.close();
});

test('after a commit of which nobody knows whether it went through, the database is asked everything', async () => {
  const database = freshSqlite();
  const lost: Store = {
    ...database,
    async commit(writes, token) {
      const came = await database.commit(writes, token);
      if (token === 'lost') throw new StoreTrouble('unreachable', new Error('no answer'));
      return came;
    },
  };
  const store = beside(lost);
  await expect(store.commit(put('absent'), 'lost')).rejects.toThrow(StoreTrouble);
  expect((await store.read({ get: [KEY] })).got[0]?.v).toBe(1);
  expect(await store.commit(put(1), 'next')).toEqual({ ok: true });
  await store.close();
});
