import type { Case } from '../../shared/domain/case.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import { rowOf } from '../../shared/table/rows.ts';
import type { Ask, Json, Row, Store, Write } from '../../shared/table/store.ts';
import type { Sabotage } from './world.ts';

export type Put = Extract<Write, { op: 'put' }>;
type Change = (put: Put, all: readonly Write[]) => readonly Write[];

/** A product that writes something else than it should: each row may be changed, dropped, or joined by others. */
export const rewriting = (change: Change): Sabotage => ({
  store: store => ({
    ...store,
    commit: (writes, token) =>
      store.commit(
        writes.flatMap(write => (write.op === 'put' ? change(write, writes) : [write])),
        token,
      ),
  }),
});
/** The same for rows of one kind. */
export const only = (kind: string, change: Change): Sabotage => rewriting((put, all) => (put.row.kind === kind ? change(put, all) : [put]));

export const noun = <T>(put: Put): T => put.row.data as unknown as T;
export const as = (put: Put, data: unknown): Put => ({ ...put, row: { ...put.row, data: data as Json } });
/** The cases that this commit writes too. */
export const casesIn = (all: readonly Write[]): readonly Case[] =>
  all.flatMap(w => (w.op === 'put' && w.row.kind === 'case' ? [noun<Case>(w)] : []));

/** A product that reads something else than there is; a row that it reads as undefined is not there. */
export const misreading = (change: (row: Row, ask: Ask) => Row | undefined): Sabotage => ({
  store: store => ({
    ...store,
    read: async ask => {
      const { got, found } = await store.read(ask);
      const seen = (row: Row | undefined): Row | undefined => row && change(row, ask);
      return { got: got.map(seen), found: found.map(rows => rows.flatMap(row => seen(row) ?? [])) };
    },
  }),
});
/** A product that reads rows of this kind otherwise than they are. */
export const reads = (kind: string, change: (data: Record<string, Json>) => unknown): Sabotage =>
  misreading(row => (row.kind === kind ? { ...row, data: change(row.data as Record<string, Json>) as Json } : row));
/** A product that never looks at what is due of this kind. */
export const blindTo = (kind: string): Sabotage =>
  misreading((row, { query = [] }) => (row.kind === kind && query.some(q => 'dueUntil' in q || 'list' in q) ? undefined : row));

/** A text to the person of a case that nobody meant to send. */
export const text = (of: Case, id: string): Put => {
  const value = {
    to: of.number,
    body: 'How are you?',
    purpose: 'sabotage',
    priority: 'notice',
    about: { code: of.code, number: of.number },
  };
  const more = { id, cause: `${of.code}-sabotage`, at: of.openedAt, due: of.openedAt, state: 'pending', attempts: 0 };
  return { op: 'put', row: rowOf({ kind: 'outgoing', value: { ...value, ...more } as Outgoing }), expect: 'absent' };
};

/** What a timeline tells, rewritten line by line; a line that becomes undefined is not told. */
export const telling = (change: (entry: { at: string; what: string; by: string }) => unknown): Sabotage =>
  only('timeline', put => {
    const { entries } = noun<{ entries: { at: string; what: string; by: string }[] }>(put);
    return [as(put, { entries: entries.flatMap(entry => change(entry) ?? []) })];
  });

/** A database that takes every write, whatever the decision rested on: so two may win. */
export const unconditional = (store: Store): Store => {
  const commit: Store['commit'] = async (writes, token) => {
    const { got } = await store.read({ get: writes.map(w => (w.op === 'put' ? { pk: w.row.pk, sk: w.row.sk } : w.key)) });
    const now = (nth: number): Row['v'] | 'absent' => got[nth]?.v ?? 'absent';
    const anyhow = writes.map((w, nth): Write => {
      if (w.op === 'put') return { ...w, expect: now(nth) };
      return w.op === 'delete' ? { ...w, expect: 'any' } : w.op === 'check' ? { ...w, expect: now(nth) } : w;
    });
    const { ok } = await store.commit(anyhow, token);
    return ok ? { ok } : commit(writes, token);
  };
  return { ...store, commit };
};
