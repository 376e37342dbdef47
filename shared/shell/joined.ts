import { type Outgoing, suppressed } from '../domain/outgoing.ts';
import { outgoingKey } from '../table/keys.ts';
import { nounOf, rowOf } from '../table/rows.ts';
import type { Key, Row, Write } from '../table/store.ts';
import type { Runtime } from './runtime.ts';

/** A text that waits, with its row as it is now. */
export interface Waiting {
  readonly row: Row;
  readonly text: Outgoing;
}

/** For each of these texts its row as it stands now, where it may still be joined to others and may leave; and what lies under `also`, in the same read. */
export const readAnew = async (
  { store, now }: Pick<Runtime, 'store' | 'now'>,
  texts: readonly Outgoing[],
  mayJoin: (text: Outgoing) => boolean,
  also: readonly Key[] = [],
): Promise<{ readonly waiting: readonly (Waiting | undefined)[]; readonly also: readonly (Row | undefined)[] }> => {
  const { got } = await store.read({ get: [...texts.map(({ id }) => outgoingKey(id)), ...also] });
  const at = now();
  const waiting = texts.map((_, i): Waiting | undefined => {
    const row = got[i];
    const text = row && nounOf<Outgoing>(row);
    return row && text && mayJoin(text) && (text.due ?? '') <= at ? { row, text } : undefined;
  });
  return { waiting, also: got.slice(texts.length) };
};

/**
 * The first of them becomes `one`, which says what all of them do, and the others go with it, in one commit. Undefined: whoever else took one of
 * them meanwhile leaves them as they are.
 */
export const joinAs = async (
  rt: Pick<Runtime, 'store' | 'log'>,
  waiting: readonly Waiting[],
  one: Outgoing,
): Promise<Outgoing | undefined> => {
  const [first, ...others] = waiting;
  if (!first || others.length === 0) return undefined;
  const put = (value: Outgoing, expect: number): Write => ({ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect });
  const writes = [put(one, first.row.v), ...others.map(({ row, text }) => put({ ...suppressed(text), joined: one.id }, row.v))];
  const { ok } = await rt.store.commit(writes, `join-${one.id}-${first.row.v}`);
  if (!ok) return undefined;
  rt.log.info('send.joined', { id: one.id, texts: waiting.length });
  return one;
};

/** What waits for one phone, with this text in the place of those that it says. */
export const inTheirPlace = (lane: readonly Outgoing[], waiting: readonly Waiting[], one: Outgoing): readonly Outgoing[] => {
  const gone = new Set(waiting.map(({ text }) => text.id));
  return [one, ...lane.filter(o => !gone.has(o.id))];
};

/** The lane as `join` makes it; as it is where that cannot be done just now. */
export const unlessTrouble = async (
  rt: Pick<Runtime, 'log'>,
  lane: readonly Outgoing[],
  join: () => Promise<readonly Outgoing[]>,
): Promise<readonly Outgoing[]> => {
  try {
    return await join();
  } catch (error) {
    rt.log.warn('send.not-joined', { error });
    return lane;
  }
};
