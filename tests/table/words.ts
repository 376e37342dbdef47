import { expect } from 'vitest';
import type { Committed, Expect, Json, Key, Row, Store, Write } from '../../shared/table/store.ts';
import { NOON } from '../support/stores.ts';

/** A clock that tests move by hand. */
export interface HandClock {
  (): number;
  advance(ms: number): void;
}
export type Body = (store: Store, clock: HandClock) => Promise<void>;
export type Say = (what: string, body: Body) => void;

export function handClock(): HandClock {
  let now = NOON;
  return Object.assign(() => now, {
    advance: (ms: number) => {
      now += ms;
    },
  });
}

export const SECONDS = NOON / 1000;
export const key = (sk: string, pk = 'p'): Key => ({ pk, sk });
type Extra = Omit<Partial<Row>, 'v'>;
export const put = (sk: string, expects: Expect, data: Json = {}, extra: Extra = {}): Write => ({
  op: 'put',
  row: { pk: 'p', sk, kind: 'thing', data, ...extra },
  expect: expects,
});
export const add = (sk: string, by: Record<string, number>): Write => ({ op: 'add', key: key(sk), by });

let tokens = 0;
/** Commits under a token of its own. */
export const commit = (store: Store, ...writes: Write[]): Promise<Committed> => store.commit(writes, `token-${++tokens}`);
export const mustCommit = async (store: Store, ...writes: Write[]): Promise<void> => {
  expect(await commit(store, ...writes)).toEqual({ ok: true });
};
export const conflict = (...keys: Key[]): Committed => ({ ok: false, conflicts: keys });

/** The one row, or undefined. */
export const get = async (store: Store, sk: string): Promise<Row | undefined> => (await store.read({ get: [key(sk)] })).got[0];
export const sksOf = (rows: readonly Row[] | undefined): string[] => (rows ?? []).map(row => row.sk);
