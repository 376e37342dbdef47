import { isEssential } from '../domain/essential.ts';
import { HOUR_MS, type Instant, later } from '../domain/ids.ts';
import { heldUp, mayHaveGoneOut, type Outgoing, suppressed } from '../domain/outgoing.ts';
import { makesSenseAt } from '../domain/validity.ts';
import { outgoingKey } from '../table/keys.ts';
import { nounOf, rowOf } from '../table/rows.ts';
import type { Write } from '../table/store.ts';
import type { DeskRuntime } from './sms-door.ts';

/** Somebody may give more money in the middle of the month: then what waits leaves within this time. */
const LOOKS_AGAIN_MS = 6 * HOUR_MS;

/** Those of these texts that wait until there is money again. */
export const unpaidOf = (texts: readonly Outgoing[], moneyAt: Instant | undefined): readonly Outgoing[] =>
  moneyAt === undefined ? [] : texts.filter(text => !isEssential(text));

/**
 * Texts that wait for money leave the head of their lane, so that they stand in nobody's way; what makes no sense any more by then is not sent at
 * all. Where somebody else wrote to one of them meanwhile, all stay for the next time.
 */
export const putUnpaidOff = async (rt: DeskRuntime, texts: readonly Outgoing[], moneyAt: Instant): Promise<void> => {
  if (texts.length === 0) return;
  const { got } = await rt.store.read({ get: texts.map(({ id }) => outgoingKey(id)) });
  const now = rt.now();
  const again = later(now, LOOKS_AGAIN_MS);
  const until = moneyAt < again ? moneyAt : again;
  const writes = got.flatMap((row): Write[] => {
    const text = row && nounOf<Outgoing>(row);
    if (!row || text?.due === undefined || text.due > now) return [];
    // One that may have left already is asked after first, when its time comes.
    const over = !makesSenseAt(text, moneyAt) && !mayHaveGoneOut(text);
    const value = over ? suppressed(text) : heldUp(text, until);
    return [{ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: row.v }];
  });
  const [first] = texts;
  if (writes.length === 0 || !first) return;
  const { ok } = await rt.store.commit(writes, `unpaid-${first.id}-${now}`);
  if (ok) rt.log.info('send.unpaid', { texts: writes.length, until });
};
