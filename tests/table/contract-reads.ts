import { expect } from 'vitest';
import type { Json, Query, Store, Write } from '../../shared/table/store.ts';
import { commit, conflict, get, key, mustCommit, put, type Say, SECONDS, sksOf } from './words.ts';

/** What comes back: exactly what was put, in order, within limits, and nothing that is past its time. */
export function readContract(say: Say): void {
  values(say);
  partitions(say);
  indexes(say);
  forgetting(say);
}

const ask = async (store: Store, query: Query): Promise<string[]> => sksOf((await store.read({ query: [query] })).found[0]);

function values(say: Say): void {
  const kept: readonly Json[] = [
    ...[null, true, false, 0, -1.5, 1e21, Number.MAX_SAFE_INTEGER, 0.1 + 0.2, '', 'Señora ¿Qué tal? 你好 👩‍👧 \u0000 \ud800 "\\\n'],
    ...[[], {}, [[], {}, null, ''], { '': 1, a: { b: [{ c: null }] } }, { v: 1, pk: 'x', '+n': 2, __proto__x: 1 }],
  ];
  say('gives back exactly what was put', async store => {
    await mustCommit(store, ...kept.map((data, i) => put(`k${i}`, 'absent', data)));
    const { got } = await store.read({ get: kept.map((_, i) => key(`k${i}`)) });
    expect(got.map(row => row?.data)).toEqual(kept);
  });

  say('drops what is undefined', async store => {
    await mustCommit(store, put('a', 'absent', { here: 1, gone: undefined, deep: { gone: undefined } }));
    expect(Object.keys((await get(store, 'a'))?.data as object)).toEqual(['here', 'deep']);
    expect((await get(store, 'a'))?.data).toStrictEqual({ here: 1, deep: {} });
  });

  say('answers gets in the order of the ask, missing ones and repeated ones too', async store => {
    await mustCommit(store, put('a', 'absent', 1), put('b', 'absent', 2), put('a', 'absent', 3, { pk: 'Q' }));
    const { got, found } = await store.read({ get: [key('b'), key('none'), key('a'), key('b'), key('a', 'Q')] });
    expect(got.map(row => row?.data)).toEqual([2, undefined, 1, 2, 3]);
    expect(found).toEqual([]);
    expect(await store.read({})).toEqual({ got: [], found: [] });
  });

  say('answers more gets than one request of DynamoDB takes, and more bytes than one answer of it holds', async store => {
    const names = Array.from({ length: 120 }, (_, i) => `r${String(i).padStart(3, '0')}`);
    const data = (i: number): string => (i < 8 ? 'x'.repeat(240_000) : '');
    for (let i = 0; i < names.length; i += 4)
      await mustCommit(store, ...names.slice(i, i + 4).map((name, j) => put(name, 'absent', data(i + j))));
    const all = names.flatMap((name, i) => [key(name), key(`none-${i}`)]);
    const { got, found } = await store.read({ get: all, query: [{ pk: 'p' }, { pk: 'p', limit: 7, newestFirst: true }] });
    expect(got.map(row => row?.sk)).toEqual(names.flatMap(name => [name, undefined]));
    expect(sksOf(found[0])).toEqual(names);
    expect(sksOf(found[1])).toEqual(names.toReversed().slice(0, 7));
  });

  say('sees every commit that was answered before', async store => {
    for (let v = 0; v < 10; v++) {
      await mustCommit(store, put('a', v === 0 ? 'absent' : v, v));
      const { got, found } = await store.read({ get: [key('a')], query: [{ pk: 'p' }] });
      expect([got[0]?.v, found[0]?.[0]?.v]).toEqual([v + 1, v + 1]);
    }
  });
}

function partitions(say: Say): void {
  // In order of UTF-8, which is not the order in which JavaScript compares strings.
  const sks = ['A', 'B', 'a', 'b', 'b#1', 'b#2', 'é', '\uffff', '😀'];
  const asks: readonly (readonly [Partial<Extract<Query, { pk: string }>>, readonly string[]])[] = [
    [{}, sks],
    [{ newestFirst: true }, sks.toReversed()],
    [{ from: 'b' }, sks.slice(3)],
    [{ to: 'b' }, sks.slice(0, 4)],
    [{ from: 'b', to: 'b#1' }, ['b', 'b#1']],
    [{ from: 'b', to: 'b#\uffff' }, ['b', 'b#1', 'b#2']],
    [{ from: 'b', to: 'b' }, ['b']],
    [{ from: '\uffff' }, ['\uffff', '😀']],
    [{ from: 'b', to: 'a' }, []],
    [{ from: '' }, sks],
    [{ to: '' }, []],
    [{ limit: 2 }, ['A', 'B']],
    [{ limit: 2, newestFirst: true, to: 'b' }, ['b', 'a']],
    [{ limit: 0 }, []],
    [{ limit: 1_000 }, sks],
    [{ pk: 'none' }, []],
    [{ pk: 'p2' }, ['x']],
  ];
  say('gives the rows of a partition in order, ends included', async store => {
    await mustCommit(store, ...sks.toReversed().map(sk => put(sk, 'absent')), put('x', 'absent', {}, { pk: 'p2' }));
    const { found } = await store.read({ query: asks.map(([query]) => ({ pk: 'p', ...query })) });
    for (const [i, [query, wanted]] of asks.entries()) expect(sksOf(found[i]), JSON.stringify(query)).toEqual(wanted);
  });

  say('refuses a limit that is none', async store => {
    await expect(store.read({ query: [{ pk: 'p', limit: -1 }] })).rejects.toBeInstanceOf(RangeError);
    await expect(store.read({ query: [{ dueUntil: 'x', limit: 1.5 }] })).rejects.toBeInstanceOf(RangeError);
  });
}

function indexes(say: Say): void {
  const due = (sk: string, at: string): Write => put(sk, 'absent', sk, { due: at });
  say('finds what is due, earliest first, across partitions, up to the limit', async store => {
    await mustCommit(store, due('c', '2027-01-03'), due('a', '2027-01-01'), due('b', '2027-01-02'), put('never', 'absent'));
    await mustCommit(store, put('other', 'absent', {}, { pk: 'p2', due: '2027-01-01T12' }));
    expect(await ask(store, { dueUntil: '2027-01-02', limit: 10 })).toEqual(['a', 'other', 'b']);
    expect(await ask(store, { dueUntil: '2027-01-02', limit: 2 })).toEqual(['a', 'other']);
    expect(await ask(store, { dueUntil: '2026', limit: 10 })).toEqual([]);
    expect(await ask(store, { dueUntil: '2028', limit: 0 })).toEqual([]);
    expect((await store.read({ query: [{ dueUntil: '2027-01-01', limit: 9 }] })).found[0]).toEqual([await get(store, 'a')]);
  });

  say('keeps a row in the due index only as long as it has a due', async store => {
    await mustCommit(store, due('a', '1'), due('b', '1'), due('c', '2'));
    await mustCommit(store, put('a', 1), { op: 'delete', key: key('b'), expect: 1 }, put('c', 1, {}, { due: '3' }));
    expect(await ask(store, { dueUntil: '2', limit: 10 })).toEqual([]);
    expect(await ask(store, { dueUntil: '3', limit: 10 })).toEqual(['c']);
  });

  const listed = (sk: string, list: string, at: string): Write => put(sk, 'absent', sk, { list, at });
  say('gives a list in order of at, ends included, up to the limit', async store => {
    await mustCommit(store, listed('z', 'open', '1'), listed('y', 'open', '2'), listed('x', 'open', '3'), listed('w', 'shut', '2'));
    await mustCommit(store, put('none', 'absent'), put('only-at', 'absent', {}, { at: '2' }));
    expect(await ask(store, { list: 'open' })).toEqual(['z', 'y', 'x']);
    expect(await ask(store, { list: 'open', newestFirst: true, limit: 2 })).toEqual(['x', 'y']);
    expect(await ask(store, { list: 'open', from: '2' })).toEqual(['y', 'x']);
    expect(await ask(store, { list: 'open', to: '2', limit: 1 })).toEqual(['z']);
    expect(await ask(store, { list: 'open', from: '2', to: '2' })).toEqual(['y']);
    expect(await ask(store, { list: 'shut' })).toEqual(['w']);
    expect(await ask(store, { list: 'none' })).toEqual([]);
    expect(await ask(store, { list: '' })).toEqual([]);
  });

  say('keeps a row in a list only as long as it says so', async store => {
    await mustCommit(store, listed('a', 'open', '1'), listed('b', 'open', '2'), listed('c', 'open', '3'));
    await mustCommit(store, put('a', 1), put('b', 1, {}, { list: 'shut', at: '2' }), put('c', 1, {}, { list: 'open', at: '0' }));
    expect(await ask(store, { list: 'open' })).toEqual(['c']);
    expect(await ask(store, { list: 'shut' })).toEqual(['b']);
  });
}

function forgetting(say: Say): void {
  const mortal = (sk: string, ttl: number, expects: 'absent' | number = 'absent'): Write =>
    put(sk, expects, sk, { due: sk, list: 'l', at: sk, ttl });
  const queries: readonly Query[] = [
    { pk: 'p' },
    { dueUntil: 'z', limit: 9 },
    { list: 'l' },
    { pk: 'p', limit: 1 },
    { dueUntil: 'z', limit: 1 },
  ];
  const seen = async (store: Store): Promise<string[]> => (await store.read({ query: queries })).found.map(rows => sksOf(rows).join(' '));

  say('never reads a row past its ttl, and limits count the living only', async (store, clock) => {
    await mustCommit(store, mortal('a', SECONDS + 10), mortal('b', SECONDS + 10), mortal('c', SECONDS + 20));
    expect(await seen(store)).toEqual(['a b c', 'a b c', 'a b c', 'a', 'a']);
    clock.advance(9_999);
    expect(await seen(store)).toEqual(['a b c', 'a b c', 'a b c', 'a', 'a']);
    clock.advance(1);
    expect(await seen(store)).toEqual(['c', 'c', 'c', 'c', 'c']);
    expect(await get(store, 'a')).toBeUndefined();
    expect(await get(store, 'c')).toMatchObject({ ttl: SECONDS + 20 });
  });

  say('takes a row past its ttl for absent', async (store, clock) => {
    await mustCommit(store, mortal('a', SECONDS + 10), mortal('b', SECONDS + 10), put('live', 'absent'));
    expect(await commit(store, put('a', 'absent'))).toEqual(conflict(key('a')));
    clock.advance(10_000);
    expect(await commit(store, put('a', 'absent'), put('live', 'absent'))).toEqual(conflict(key('live')));
    await mustCommit(store, put('a', 'absent', 'new'), { op: 'check', key: key('b'), expect: 'absent' }, put('live', 1));
    expect(await get(store, 'a')).toEqual({ pk: 'p', sk: 'a', v: 1, kind: 'thing', data: 'new' });
    expect(await commit(store, put('a', 'absent'))).toEqual(conflict(key('a')));
    expect(await get(store, 'b')).toBeUndefined();
  });

  say('lets a row live longer, or for ever', async (store, clock) => {
    await mustCommit(store, mortal('a', SECONDS + 10), mortal('b', SECONDS + 10));
    await mustCommit(store, mortal('a', SECONDS + 30, 1), put('b', 1));
    clock.advance(20_000);
    expect(await ask(store, { pk: 'p' })).toEqual(['a', 'b']);
    clock.advance(3_600_000);
    expect(await ask(store, { pk: 'p' })).toEqual(['b']);
  });
}
