import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Query, Store, Write } from '../../shared/table/store.ts';
import { sparing } from './sparing.ts';
import { freshSqlite } from './stores.ts';

const at = fc.constantFrom('2027-01-01', '2027-01-02', '2027-01-03');
const place = fc.oneof(
  fc.record({ due: at }),
  fc.record({ list: fc.constantFrom('a', 'b'), at }),
  fc.constant<Readonly<Record<string, string>>>({}),
);
const act = fc.oneof(
  fc.record({ does: fc.constant('put' as const), sk: fc.constantFrom('x', 'y', 'z'), place }),
  fc.record({ does: fc.constant('delete' as const), sk: fc.constantFrom('x', 'y', 'z') }),
);
const QUERIES: readonly Query[] = ['2027-01-01', '2027-01-02', '2027-01-03'].flatMap(day => [
  { dueUntil: day, limit: 9 },
  ...['a', 'b'].flatMap(list => [
    { list, to: day },
    { list, from: day },
  ]),
]);

const write = async (store: Store, one: typeof act extends fc.Arbitrary<infer T> ? T : never): Promise<Write> => {
  const key = { pk: 'P', sk: one.sk };
  const { got } = await store.read({ get: [key] });
  if (one.does === 'delete') return { op: 'delete', key, expect: 'any' };
  return { op: 'put', row: { ...key, kind: 'thing', ...one.place, data: {} }, expect: got[0]?.v ?? 'absent' };
};

test('a store that is spared questions answers what it answered before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async acts => {
      let asked = 0;
      const store = freshSqlite();
      const spared = sparing({ ...store, read: ask => store.read(ask).finally(() => (asked += ask.query?.length ?? 0)) });
      for (const [nth, one] of acts.entries()) {
        const writes = [await write(store, one)];
        await spared.commit(writes, `${nth}`);
        // As after a lost answer.
        await spared.commit(writes, `${nth}`);
        expect(await spared.read({ query: QUERIES })).toEqual(await store.read({ query: QUERIES }));
      }
      await store.close();
      if (acts.length > 0) expect(asked).toBeLessThan(acts.length * QUERIES.length);
    }),
    { numRuns: 60 },
  );
});

test('a row that nobody wrote is seen in what should be empty', async () => {
  const store = freshSqlite();
  const spared = sparing(store);
  await store.commit([{ op: 'put', row: { pk: 'P', sk: 'x', kind: 'thing', due: '2027-01-01', data: {} }, expect: 'absent' }], 'beside');
  const ask = async () => {
    for (let nth = 0; nth < 20; nth++) await spared.read({ query: [{ dueUntil: '2027-01-02', limit: 1 }] });
  };
  await expect(ask()).rejects.toThrow('Nothing that was written stands there');
});
