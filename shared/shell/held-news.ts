import { mayHaveGoneOut, type Outgoing, suppressed } from '../domain/outgoing.ts';
import { makesSenseAt } from '../domain/validity.ts';
import { outgoingKey } from '../table/keys.ts';
import { nounOf, rowOf } from '../table/rows.ts';
import type { Row, Write } from '../table/store.ts';
import type { Runtime } from './runtime.ts';

/** The most letters that one text carries: https://www.twilio.com/docs/api/errors/21617 */
const LENGTH_MAX = 1_600;
/** No more than this many are looked at for one. */
const MOST = 20;

const mayJoin = (o: Outgoing): boolean => o.held === true && o.state === 'pending' && o.attempts === 0 && !mayHaveGoneOut(o);

interface Held {
  readonly row: Row;
  readonly text: Outgoing;
}

/** As many from the first on as one text carries. */
const fitting = (held: readonly Held[]): readonly Held[] => {
  let length = -1;
  const over = held.findIndex(({ text }) => {
    length += 1 + text.body.length;
    return length > LENGTH_MAX;
  });
  return over < 0 ? held : held.slice(0, over);
};

/** Those that say the same of their request as the newest does: what it has overtaken must not take the others with it. */
const stillSo = (held: readonly Held[]): readonly Held[] => {
  const newest = held.findLast(({ text }) => text.restsOn !== undefined)?.text.restsOn;
  return held.filter(({ text }) => text.restsOn === undefined || text.restsOn === newest);
};

/** All of them in the words of each, in the order in which they were decided on, as one; whoever took one of them meanwhile leaves them as they are. */
const join = async (rt: Runtime, held: readonly Held[]): Promise<Outgoing | undefined> => {
  const [first, ...others] = held;
  if (!first || others.length === 0) return undefined;
  const { validForSeconds: _brief, ...kept } = first.text;
  const one: Outgoing = { ...kept, body: held.map(({ text }) => text.body).join(' ') };
  const put = (value: Outgoing, expect: number): Write => ({ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect });
  const writes = [put(one, first.row.v), ...others.map(({ row, text }) => put({ ...suppressed(text), joined: one.id }, row.v))];
  const { ok } = await rt.store.commit(writes, `held-${one.id}-${first.row.v}`);
  return ok ? one : undefined;
};

/**
 * What waits for one phone, with the news that was held because its reader had had enough of them as one text: nothing of it is lost, and it is
 * not as many again. The same texts where it cannot be done just now.
 */
export const heldAsOne = async (rt: Runtime, lane: readonly Outgoing[]): Promise<readonly Outgoing[]> => {
  try {
    return await tryJoin(rt, lane);
  } catch (error) {
    rt.log.warn('send.not-joined', { error });
    return lane;
  }
};

const tryJoin = async (rt: Runtime, lane: readonly Outgoing[]): Promise<readonly Outgoing[]> => {
  const candidates = lane.filter(mayJoin).slice(0, MOST);
  if (candidates.length < 2) return lane;
  const { got } = await rt.store.read({ get: candidates.map(({ id }) => outgoingKey(id)) });
  const now = rt.now();
  const held = got.flatMap((row): Held[] => {
    const text = row && nounOf<Outgoing>(row);
    return row && text && mayJoin(text) && (text.due ?? '') <= now && makesSenseAt(text, now) ? [{ row, text }] : [];
  });
  const inOrder = held.toSorted((a, b) => (a.text.at < b.text.at ? -1 : a.text.at > b.text.at ? 1 : 0));
  // About one request each, so that whoever must know hears it where it does not arrive.
  const chosen = fitting(stillSo(inOrder.filter(({ text }) => text.about?.code === inOrder[0]?.text.about?.code)));
  const one = await join(rt, chosen);
  if (!one) return lane;
  rt.log.info('send.joined', { id: one.id, texts: chosen.length });
  const gone = new Set(chosen.map(({ text }) => text.id));
  return [one, ...lane.filter(o => !gone.has(o.id))];
};
