import { type Instant, MINUTE_MS, msBetween } from '../domain/ids.ts';
import { AS_USUAL, type Standing } from '../domain/standing.ts';
import { standingKey } from './keys.ts';
import { nounOf } from './rows.ts';
import type { Answer, Ask, Row, Store, Write } from './store.ts';

/** For so long this process takes the line to stand as it read. */
const KNOWN_MS = MINUTE_MS;

interface Known {
  readonly at: Instant;
  readonly row: Row | undefined;
}

/** What this process read last, of each database that it has open. */
const known = new WeakMap<Store, Known>();

/** The clock of one machine can be set back; then what was read lies in the future, and is read again. */
const isFresh = (last: Known | undefined, now: Instant): boolean => {
  const age = last ? msBetween(last.at, now) : KNOWN_MS;
  return age >= 0 && age < KNOWN_MS;
};

/**
 * The same read, and with it how the line stands, where that was not read within the last minute: so it costs no round trip. A decision that
 * is made again after a conflict may have met a change of it, and reads it anew.
 */
export const readWithStanding = async (
  store: Store,
  { now, attempt }: { readonly now: Instant; readonly attempt: number },
  ask: Ask,
): Promise<Answer> => {
  if (attempt === 0 && isFresh(known.get(store), now)) return store.read(ask);
  const { got, found } = await store.read({ ...ask, get: [...(ask.get ?? []), standingKey()] });
  known.set(store, { at: now, row: got.at(-1) });
  return { got: got.slice(0, -1), found };
};

/** How the line stands as far as this process knows, and in which version of its row. */
export const standingIn = (store: Store): { readonly standing: Standing; readonly version?: number } => {
  const row = known.get(store)?.row;
  return row ? { standing: nounOf<Standing>(row), version: row.v } : { standing: AS_USUAL };
};

/** The row was read by itself: what this process took for it may be a minute old. */
export const standingSeen = (store: Store, now: Instant, row: Row): void => void known.set(store, { at: now, row });

/** These writes were committed: where one changes how the line stands, this process knows it from now on. */
export const standingWritten = (store: Store, now: Instant, writes: readonly Write[]): void => {
  for (const write of writes)
    if (write.op === 'put' && write.row.pk === standingKey().pk)
      known.set(store, { at: now, row: { ...write.row, v: write.expect === 'absent' ? 1 : write.expect + 1 } });
};
