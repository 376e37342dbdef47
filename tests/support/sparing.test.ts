import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ask, Query, Store, Write } from '../../shared/table/store.ts';
import { sparing } from './sparing.ts';
import { freshSqlite, NOON } from './stores.ts';

const at = fc.constantFrom('2027-01-01', '2027-01-02', '2027-01-03');
const place = fc.oneof(
  fc.record({ due: at }),
  fc.record({ list: fc.constantFrom('a', 'b'), at }),
  fc.record({ ttl: fc.constantFrom(NOON / 1000 + 2, NOON / 1000 + 600) }),
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
const SKS = ['x', 'y', 'z', 'never'];
const ALL: Ask = {
  get: SKS.map(sk => ({ pk: 'P', sk })),
  query: [...QUERIES, { pk: 'P' }, { pk: 'P', from: 'y', limit: 1 }, { pk: 'P', newestFirst: true }, { pk: 'nowhere' }],
};
const ASKS = SKS.length + (ALL.query?.length ?? 0);

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
      let now = NOON;
      const store = freshSqlite(() => now);
      const counted = (ask: Ask) => store.read(ask).finally(() => (asked += (ask.query?.length ?? 0) + (ask.get?.length ?? 0)));
      const spared = sparing({ ...store, read: counted });
      for (const [nth, one] of acts.entries()) {
        now += 1_000;
        const writes = [await write(store, one)];
        await spared.commit(writes, `${nth}`);
        // As after a lost answer.
        await spared.commit(writes, `${nth}`);
        for (let twice = 0; twice < 2; twice++) expect(await spared.read(ALL)).toEqual(await store.read(ALL));
      }
      await store.close();
      if (acts.length > 0) expect(asked).toBeLessThan((acts.length * 2 * ASKS * 3) / 4);
    }),
    { numRuns: 60 },
  );
});

const BESIDE: readonly (readonly [string, Ask])[] = [
  ['in a list', { query: [{ dueUntil: '2027-01-02', limit: 1 }] }],
  ['by its key', { get: [{ pk: 'P', sk: 'x' }] }],
  ['in its partition', { query: [{ pk: 'P' }] }],
];
test.each(BESIDE)('a row that was written past it is seen %s before long', async (_where, asks) => {
  const store = freshSqlite();
  const spared = sparing(store);
  await store.commit([{ op: 'put', row: { pk: 'P', sk: 'x', kind: 'thing', due: '2027-01-01', data: {} }, expect: 'absent' }], 'beside');
  const ask = async () => {
    for (let nth = 0; nth < 20; nth++) await spared.read(asks);
  };
  await expect(ask()).rejects.toThrow('nobody wrote it here');
});

test('an answer that came after a write it did not see is not kept', async () => {
  const store = freshSqlite();
  const gate = Promise.withResolvers<void>();
  let holds = true;
  const late: Store = {
    ...store,
    async read(ask) {
      const answer = await store.read(ask);
      if (holds) await gate.promise;
      return answer;
    },
  };
  const spared = sparing(late);
  const put = (expect: 'absent' | number): readonly Write[] => [{ op: 'put', row: { pk: 'P', sk: 'x', kind: 'thing', data: {} }, expect }];
  await spared.commit(put('absent'), 'one');
  const before = spared.read({ get: [{ pk: 'P', sk: 'x' }] });
  await spared.commit(put(1), 'two');
  holds = false;
  gate.resolve();
  expect((await before).got[0]?.v).toBe(1);
  expect((await spared.read({ get: [{ pk: 'P', sk: 'x' }] })).got[0]?.v).toBe(2);
});
