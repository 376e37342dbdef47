import { describe, expect, test } from 'vitest';
import { type Instant, instant, later, MINUTE_MS, type PhoneNumber } from '../../shared/domain/ids.ts';
import { numberKey, standingKey } from '../../shared/table/keys.ts';
import { nounOf, rowOf } from '../../shared/table/rows.ts';
import { readWithStanding, standingIn, standingWritten } from '../../shared/table/standing.ts';
import type { Ask, Store, Write } from '../../shared/table/store.ts';
import { ANA, ENGINES } from '../faults/support.ts';
import { MORNING } from '../support/neighborhood.ts';

const paused = (by: string, expect: number | 'absent' = 'absent'): Write => ({
  op: 'put',
  row: rowOf({ kind: 'standing', value: { paused: { since: MORNING, by } } }),
  expect,
});

describe.each(ENGINES)('how the line stands, on %s', (_name, open) => {
  const opened = async (skip: (why: string) => void) => {
    const it = await open();
    if ('missing' in it) {
      skip(it.missing);
      throw new Error(it.missing);
    }
    const asked: Ask[] = [];
    const store: Store = {
      ...it.store,
      read: ask => {
        asked.push(ask);
        return it.store.read(ask);
      },
      commit: (writes, token) => it.store.commit(writes, token),
      close: () => it.store.close(),
    };
    const turn = (now: Instant, attempt = 0) => readWithStanding(store, { now, attempt }, { get: [numberKey(ANA as PhoneNumber)] });
    return { store, asked, turn };
  };

  test('is read along with a turn, once a minute, and again where a decision met a conflict', async ({ skip }) => {
    const { store, asked, turn } = await opened(skip);
    expect(standingIn(store)).toEqual({ standing: {} });
    const { got } = await turn(MORNING);
    expect(got).toEqual([undefined]);
    await turn(later(MORNING, MINUTE_MS - 1));
    expect(asked.map(({ get }) => get?.length)).toEqual([2, 1]);
    await store.commit([paused('Rosa')], 'another process');
    await turn(later(MORNING, MINUTE_MS - 1));
    expect(standingIn(store).standing.paused).toBeUndefined();
    await turn(later(MORNING, MINUTE_MS));
    expect(standingIn(store)).toMatchObject({ standing: { paused: { by: 'Rosa' } }, version: 1 });
    await turn(later(MORNING, MINUTE_MS), 1);
    // A clock that is set back makes what was read be read again.
    await turn(instant(0));
    expect(asked.map(({ get }) => get?.length)).toEqual([2, 1, 1, 2, 2, 2]);
    await store.close();
  });

  test('is known at once where it was changed', async ({ skip }) => {
    const { store, asked, turn } = await opened(skip);
    await turn(MORNING);
    const writes = [paused('Ana')];
    expect(await store.commit(writes, 'here')).toEqual({ ok: true });
    standingWritten(store, MORNING, writes);
    await turn(MORNING);
    expect(standingIn(store)).toMatchObject({ standing: { paused: { by: 'Ana' } }, version: 1 });
    expect(asked).toHaveLength(2);
    const [row] = (await store.read({ get: [standingKey()] })).got;
    expect(row && nounOf(row)).toEqual(standingIn(store).standing);
    await store.close();
  });
});
