import { expect } from 'vitest';
import { COMMIT_BYTES_MAX, ROW_BYTES_MAX } from '../../shared/table/checked.ts';
import { StoreTrouble, WRITES_PER_COMMIT_MAX, type Write } from '../../shared/table/store.ts';
import { add, commit, conflict, get, key, mustCommit, put, type Say, SECONDS, sksOf } from './words.ts';

/** Conditions, atomicity, tokens, races, counters and what is refused. */
export function commitContract(say: Say): void {
  versions(say);
  tokens(say);
  races(say);
  counters(say);
  refusals(say);
}

function versions(say: Say): void {
  say('counts the writes of a row from 1', async store => {
    await mustCommit(store, put('a', 'absent', { n: 1 }));
    expect(await get(store, 'a')).toEqual({ pk: 'p', sk: 'a', v: 1, kind: 'thing', data: { n: 1 } });
    await mustCommit(store, put('a', 1, { n: 2 }, { kind: 'other', due: 'd', list: 'l', at: '1', ttl: SECONDS + 9 }));
    expect(await get(store, 'a')).toEqual({
      ...{ pk: 'p', sk: 'a', v: 2, kind: 'other', due: 'd', list: 'l', at: '1', ttl: SECONDS + 9 },
      data: { n: 2 },
    });
    await mustCommit(store, put('a', 2));
    expect(await get(store, 'a')).toEqual({ pk: 'p', sk: 'a', v: 3, kind: 'thing', data: {} });
  });

  say('writes a row only on top of the version it was decided on', async store => {
    await mustCommit(store, put('a', 'absent', 'first'));
    expect(await commit(store, put('a', 'absent', 'again'))).toEqual(conflict(key('a')));
    expect(await commit(store, put('a', 2, 'again'))).toEqual(conflict(key('a')));
    expect(await commit(store, put('b', 1, 'again'))).toEqual(conflict(key('b')));
    expect(await get(store, 'a')).toMatchObject({ v: 1, data: 'first' });
    expect(await get(store, 'b')).toBeUndefined();
  });

  say('deletes at a version, or whatever is there, or nothing', async store => {
    await mustCommit(store, put('a', 'absent'), put('b', 'absent'));
    expect(await commit(store, { op: 'delete', key: key('a'), expect: 2 })).toEqual(conflict(key('a')));
    expect(await commit(store, { op: 'delete', key: key('none'), expect: 1 })).toEqual(conflict(key('none')));
    await mustCommit(store, { op: 'delete', key: key('a'), expect: 1 }, { op: 'delete', key: key('b'), expect: 'any' });
    await mustCommit(store, { op: 'delete', key: key('b'), expect: 'any' });
    expect(await store.read({ get: [key('a'), key('b')] })).toMatchObject({ got: [undefined, undefined] });
    await mustCommit(store, put('a', 'absent'));
    expect(await get(store, 'a')).toMatchObject({ v: 1 });
  });

  say('checks without writing', async store => {
    await mustCommit(store, put('a', 'absent'));
    await mustCommit(
      store,
      { op: 'check', key: key('a'), expect: 1 },
      { op: 'check', key: key('z'), expect: 'absent' },
      put('b', 'absent'),
    );
    expect(await get(store, 'a')).toMatchObject({ v: 1 });
    expect(await commit(store, { op: 'check', key: key('a'), expect: 'absent' }, put('c', 'absent'))).toEqual(conflict(key('a')));
    expect(await commit(store, { op: 'check', key: key('a'), expect: 2 }, put('c', 'absent'))).toEqual(conflict(key('a')));
    expect(await get(store, 'c')).toBeUndefined();
  });

  say('writes all or nothing, and names every condition that failed and no other', async store => {
    await mustCommit(store, put('a', 'absent', 1), put('b', 'absent', 1));
    const committed = await commit(
      store,
      ...[put('new', 'absent', 2), put('a', 7, 2), put('b', 1, 2), add('count', { n: 1 })],
      ...([
        { op: 'check', key: key('gone'), expect: 3 },
        { op: 'delete', key: key('x'), expect: 1 },
      ] satisfies Write[]),
    );
    expect(committed).toEqual(conflict(key('a'), key('gone'), key('x')));
    const { found } = await store.read({ query: [{ pk: 'p' }] });
    expect(found[0]?.map(row => [row.sk, row.v, row.data])).toEqual([['a', 1, 1], ['b', 1, 1]]); // biome-ignore format: a table.
  });

  say('takes a commit of nothing', async store => {
    await mustCommit(store);
  });

  say('takes as many writes as one commit may hold', async store => {
    const names = Array.from({ length: WRITES_PER_COMMIT_MAX }, (_, i) => String(i).padStart(3, '0'));
    await mustCommit(store, ...names.map(name => put(name, 'absent', { name })));
    expect(sksOf((await store.read({ query: [{ pk: 'p' }] })).found[0])).toEqual(names);
  });
}

function tokens(say: Say): void {
  say('knows a repeated commit, also when its rows have moved on', async store => {
    const writes = [put('a', 'absent', 'first'), put('b', 'absent'), add('count', { n: 1 })];
    expect(await store.commit(writes, 'T')).toEqual({ ok: true });
    expect(await store.commit(writes, 'T')).toEqual({ ok: true });
    expect(await get(store, 'count')).toMatchObject({ data: { n: 1 }, v: 1 });
    await mustCommit(store, put('a', 1, 'later'), { op: 'delete', key: key('b'), expect: 'any' });
    expect(await store.commit(writes, 'T')).toEqual({ ok: true });
    expect(await get(store, 'a')).toMatchObject({ data: 'later', v: 2 });
    expect(await get(store, 'b')).toBeUndefined();
    expect(await get(store, 'count')).toMatchObject({ data: { n: 1 }, v: 1 });
  });

  say('takes the same token with other writes as another commit', async store => {
    expect(await store.commit([put('a', 'absent', 'first')], 'T')).toEqual({ ok: true });
    expect(await store.commit([put('a', 'absent', 'other')], 'T')).toEqual(conflict(key('a')));
    expect(await store.commit([put('a', 1, 'other')], 'T')).toEqual({ ok: true });
    expect(await get(store, 'a')).toMatchObject({ data: 'other', v: 2 });
  });

  say('takes the same writes under another token as another commit', async store => {
    expect(await store.commit([add('count', { n: 1 })], 'T1')).toEqual({ ok: true });
    expect(await store.commit([add('count', { n: 1 })], 'T2')).toEqual({ ok: true });
    expect(await get(store, 'count')).toMatchObject({ data: { n: 2 }, v: 2 });
  });

  say('looks at the conditions anew when a commit that conflicted is sent again', async store => {
    await mustCommit(store, put('a', 'absent'));
    const writes = [put('b', 'absent'), { op: 'check', key: key('a'), expect: 'absent' }] satisfies Write[];
    expect(await store.commit(writes, 'T')).toEqual(conflict(key('a')));
    await mustCommit(store, { op: 'delete', key: key('a'), expect: 1 });
    expect(await store.commit(writes, 'T')).toEqual({ ok: true });
    expect(await get(store, 'b')).toMatchObject({ v: 1 });
  });

  say('makes a commit once when it is sent twice at the same moment', async store => {
    const writes = [add('count', { n: 1 }), put('a', 'absent')];
    const both = await Promise.all([store.commit(writes, 'T'), store.commit(writes, 'T'), store.commit(writes, 'T')]);
    expect(both).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect(await get(store, 'count')).toMatchObject({ data: { n: 1 } });
  });
}

function races(say: Say): void {
  say('lets exactly one of many win a row', async store => {
    await mustCommit(store, put('case', 'absent', 'open'));
    const names = Array.from({ length: 20 }, (_, i) => `volunteer-${i}`);
    const all = await Promise.all(names.map(name => commit(store, put('case', 1, name), put(name, 'absent'))));
    const winners = names.filter((_, i) => all[i]?.ok);
    expect(winners).toHaveLength(1);
    expect(all.filter(one => !one.ok)).toEqual(Array.from({ length: 19 }, () => conflict(key('case'))));
    const left = (await store.read({ query: [{ pk: 'p' }] })).found[0];
    expect(left?.map(row => [row.sk, row.v, row.data])).toEqual([['case', 2, winners[0]], [winners[0], 1, {}]]); // biome-ignore format: a table.
  });

  say('gives each of many commits at the same moment its own answer', async store => {
    await mustCommit(store, put('taken', 'absent'));
    const all = await Promise.all([
      commit(store, put('a', 'absent')),
      commit(store, put('taken', 'absent')),
      commit(store, put('b', 'absent'), put('taken', 1)),
    ]);
    expect(all[0]).toEqual({ ok: true });
    expect(all[1]).toEqual(conflict(key('taken')));
    expect(all[2]).toEqual({ ok: true });
  });

  say('keeps an order among changes of one row that race', async store => {
    await mustCommit(store, put('n', 'absent', 0));
    const raise = async (): Promise<void> => {
      for (;;) {
        const row = await get(store, 'n');
        if (row && (await commit(store, put('n', row.v, Number(row.data) + 1))).ok) return;
      }
    };
    await Promise.all(Array.from({ length: 8 }, raise));
    expect(await get(store, 'n')).toMatchObject({ v: 9, data: 8 });
  });
}

function counters(say: Say): void {
  say('makes a counter where there is none and adds to what is there', async store => {
    await mustCommit(store, add('c', { open: 2, done: -1 }));
    expect(await get(store, 'c')).toEqual({ pk: 'p', sk: 'c', v: 1, kind: 'counter', data: { open: 2, done: -1 } });
    await mustCommit(store, add('c', { open: 1, other: 5 }));
    expect(await get(store, 'c')).toEqual({ pk: 'p', sk: 'c', v: 2, kind: 'counter', data: { open: 3, done: -1, other: 5 } });
  });

  say('adds to a row that was put, leaves the rest of it alone, and starts anew when it is put again', async store => {
    await mustCommit(store, put('c', 'absent', { n: 5, name: 'x', deep: { n: 1 } }, { due: 'd', list: 'l', at: '1' }));
    await mustCommit(store, add('c', { n: 2, name: 3 }));
    expect(await get(store, 'c')).toEqual({
      ...{ pk: 'p', sk: 'c', v: 2, kind: 'thing', due: 'd', list: 'l', at: '1' },
      data: { n: 7, name: 3, deep: { n: 1 } },
    });
    expect(await commit(store, put('c', 1, { n: 1 }))).toEqual(conflict(key('c')));
    await mustCommit(store, put('c', 2, { n: 1 }));
    expect(await get(store, 'c')).toMatchObject({ v: 3, data: { n: 1 } });
    await mustCommit(store, put('text', 'absent', 'words'));
    await mustCommit(store, add('text', { n: 1 }));
    expect(await get(store, 'text')).toMatchObject({ v: 2, data: { n: 1 } });
  });

  say('loses no count when many add at the same moment, and none of them conflicts', async store => {
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, i) => commit(store, add('c', { n: 1, [`by-${i % 4}`]: i }), put(`r${i}`, 'absent'))),
    );
    expect(all.every(one => one.ok)).toBe(true);
    expect(await get(store, 'c')).toMatchObject({ v: 40, data: { n: 40, 'by-0': 180, 'by-1': 190, 'by-2': 200, 'by-3': 210 } });
  });

  say('finds counted rows by query as by key', async store => {
    await mustCommit(store, put('c', 'absent', { n: 1 }, { due: 'd', list: 'l', at: '1' }));
    await mustCommit(store, add('c', { n: 1 }));
    const { found } = await store.read({ query: [{ pk: 'p' }, { dueUntil: 'd', limit: 1 }, { list: 'l' }] });
    expect(found.map(rows => rows[0]?.data)).toEqual([{ n: 2 }, { n: 2 }, { n: 2 }]);
  });
}

function refusals(say: Say): void {
  const thing = { pk: 'p', sk: 'a', kind: 'thing', data: {} };
  const refused: readonly (readonly [why: string, ...writes: Write[]])[] = [
    [`at most ${WRITES_PER_COMMIT_MAX} rows`, ...Array.from({ length: WRITES_PER_COMMIT_MAX + 1 }, (_, i) => put(`${i}`, 'absent'))],
    ['each row once', put('a', 'absent'), { op: 'delete', key: key('a'), expect: 'any' }],
    [`at most ${ROW_BYTES_MAX} bytes`, put('a', 'absent', 'x'.repeat(300_000))],
    [`at most ${ROW_BYTES_MAX} bytes`, put('a', 'absent', 'ñ'.repeat(ROW_BYTES_MAX / 2))],
    [`at most ${COMMIT_BYTES_MAX} bytes`, ...Array.from({ length: 13 }, (_, i) => put(`${i}`, 'absent', 'x'.repeat(250_000)))],
    ['pk is', { op: 'put', row: { ...thing, pk: '' }, expect: 'absent' }],
    ['sk is', { op: 'delete', key: key('é'.repeat(513)), expect: 'any' }],
    ['well-formed', put('\ud800', 'absent')],
    ['due is', put('a', 'absent', {}, { due: '' })],
    ['list needs at', put('a', 'absent', {}, { list: 'l' })],
    ['ttl is whole seconds', put('a', 'absent', {}, { ttl: 1.5 })],
    ['finite', put('a', 'absent', { deep: [1, { n: Number.NaN }] })],
    ['finite', put('a', 'absent', Number.POSITIVE_INFINITY)],
    ['whole numbers', add('a', { hours: 1.5 })],
  ];
  say('refuses, with the rule, what one of the databases could not keep', async store => {
    for (const [why, ...writes] of refused) {
      const error = await commit(store, ...writes).catch((thrown: unknown) => thrown);
      expect(error, why).toBeInstanceOf(RangeError);
      expect(String(error)).toContain(why);
    }
    expect((await store.read({ query: [{ pk: 'p' }] })).found).toEqual([[]]);
  });

  say('refuses to add to a row that will be forgotten, and no other commit suffers', async store => {
    await mustCommit(store, put('a', 'absent', { n: 1 }, { ttl: SECONDS + 60 }));
    const [refusedOne, other] = await Promise.allSettled([
      commit(store, add('a', { n: 1 }), put('b', 'absent')),
      commit(store, put('c', 'absent')),
    ]);
    expect(refusedOne).toMatchObject({ status: 'rejected', reason: expect.any(RangeError) });
    expect(other).toEqual({ status: 'fulfilled', value: { ok: true } });
    expect(sksOf((await store.read({ query: [{ pk: 'p' }] })).found[0])).toEqual(['a', 'c']);
  });

  say('keeps the largest row it allows', async store => {
    const data = 'x'.repeat(ROW_BYTES_MAX - 2);
    await mustCommit(store, put('a', 'absent', data));
    expect((await get(store, 'a'))?.data).toBe(data);
  });

  say('says so when it was closed', async store => {
    await store.close();
    await expect(store.read({ get: [key('a')] })).rejects.toBeInstanceOf(StoreTrouble);
    await expect(commit(store, put('a', 'absent'))).rejects.toBeInstanceOf(StoreTrouble);
  });
}
