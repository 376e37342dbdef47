import { expect, test } from 'vitest';
import type { CaseCode, PhoneNumber } from '../../shared/domain/ids.ts';
import { codeKey, threadOf } from '../../shared/table/keys.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Store, Write } from '../../shared/table/store.ts';
import { Neighborhood, replyIn } from '../support/neighborhood.ts';
import { counted } from '../support/stores.ts';

/** These codes are other people's. */
const take = async (store: Store, codes: readonly number[]): Promise<void> => {
  for (let i = 0; i < codes.length; i += 100) {
    const writes = codes.slice(i, i + 100).map((code): Write => {
      const row = { ...codeKey(String(code) as CaseCode), kind: 'code', data: { number: '+15550109999', at: '' } };
      return { op: 'put', row, expect: 'absent' };
    });
    expect(await store.commit(writes, `take-${i}`)).toEqual({ ok: true });
  }
};
const range = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, n) => from + n * step);

const crowded = async (codes: readonly number[]) => {
  const stores: ReturnType<typeof counted>[] = [];
  const hood = new Neighborhood({
    store: now => {
      const store = counted(openSqlite(':memory:', now));
      stores.push(store);
      return store;
    },
  });
  const [store] = stores;
  if (!store) throw new Error('no store');
  await take(store, codes);
  let people = 0;
  /** A need from somebody new; answers their codes and how often the store was asked. */
  const need = async (words = 'NEED FOOD') => {
    const phone = `+1646${String(1_000_000 + people++)}`;
    store.reset();
    const said = replyIn(await hood.door(phone, words));
    const { reads, commits } = store.counts;
    const { found } = await store.read({ query: [threadOf(phone as PhoneNumber)] });
    const codes = (found[0] ?? []).filter(row => row.kind === 'case').map(row => row.sk.slice(2));
    return { said, codes, reads, commits };
  };
  return { hood, need };
};

test('with room among the short codes a case has three digits, at one read and one transaction', async () => {
  const { hood, need } = await crowded([]);
  expect(await need()).toMatchObject({ codes: [expect.stringMatching(/^\d{3}$/)], reads: 1, commits: 1 });
  await hood.store.close();
});

test('when all short codes are taken, the first text takes a second round and those after it one, with a longer code', async () => {
  const { hood, need } = await crowded(range(100, 10_000));
  expect(await need()).toMatchObject({ codes: [expect.stringMatching(/^\d{5}$/)], reads: 2, commits: 2 });
  for (let nth = 0; nth < 20; nth++)
    expect(await need()).toMatchObject({ codes: [expect.stringMatching(/^\d{5}$/)], reads: 1, commits: 1 });
  const several = await need('need food and a ride');
  expect(several).toMatchObject({ codes: [expect.anything(), expect.anything()], reads: 1, commits: 1 });
  await hood.store.close();
});

test('when nearly every code is taken, a free one is still found, within a few rounds', async () => {
  const { hood, need } = await crowded([...range(100, 10_000), ...range(10_000, 100_000).filter(code => code % 20 !== 0)]);
  const rounds: number[] = [];
  for (let nth = 0; nth < 30; nth++) {
    const { codes, reads, commits } = await need();
    expect(codes).toEqual([expect.stringMatching(/^\d{4}0$/)]);
    expect(reads).toBe(commits);
    rounds.push(commits);
  }
  expect(Math.max(...rounds)).toBeLessThanOrEqual(6);
  expect(rounds.reduce((sum, n) => sum + n, 0) / rounds.length).toBeLessThan(3);
  await hood.store.close();
});

test('short codes that are free again are found again', async () => {
  const { hood, need } = await crowded(range(100, 1_000));
  await need();
  const { store } = hood;
  for (let from = 100; from < 1_000; from += 100)
    await store.commit(
      range(from, from + 100).map(code => ({ op: 'delete', key: codeKey(String(code) as CaseCode), expect: 'any' })),
      `free-${from}`,
    );
  const lengths: number[] = [];
  for (let nth = 0; nth < 250; nth++) lengths.push((await need()).codes[0]?.length ?? 0);
  expect(lengths[0]).toBe(4);
  // It had learned that they were taken, and forgets that slowly.
  expect(lengths.at(-1)).toBe(3);
  await hood.store.close();
});
