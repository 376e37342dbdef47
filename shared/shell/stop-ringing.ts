import { callSid } from '../domain/call.ts';
import { callRank, mayRing } from '../domain/calling.ts';
import { later } from '../domain/ids.ts';
import { callEnded, type Outgoing } from '../domain/outgoing.ts';
import { outgoingKey } from '../table/keys.ts';
import { nounOf } from '../table/rows.ts';
import { withinTime } from './in-time.ts';
import type { Runtime } from './runtime.ts';
import { CARRIER_MAX_MS, putWrite } from './sender.ts';

/** A call that the carrier is just being asked for has no id of theirs yet: it is looked at again so soon, and so often. */
const AGAIN_MS = 2_000;
const TRIES_MAX = 5;

/**
 * A phone that rings for a call which nobody needs any more is stopped at the carrier. One that was answered goes on: whoever picked up hears
 * how it stands. Where that fails a phone rings to its end, which harms nobody; so it is tried a few times and then left.
 */
export const stopRinging = async (rt: Runtime, { id }: Pick<Outgoing, 'id'>): Promise<void> => {
  const { got: own } = await rt.store.read({ get: [outgoingKey(id)] });
  const [row] = own;
  const o = row && nounOf<Outgoing>(row);
  const ends = o?.call?.ends;
  if (!row || !o || !ends || o.due === undefined || o.due > rt.now()) return;
  const { got } = await rt.store.read({ get: [outgoingKey(ends)] });
  const target = got[0] && nounOf<Outgoing>(got[0]);
  const sid = callSid(target?.sid ?? '');
  const isAsked = target?.state === 'sending' && sid === undefined;
  const rings = target?.state === 'sent' && mayRing(target.status);
  const settled = isAsked ? false : rings && sid ? await withinTime(CARRIER_MAX_MS, rt.carrier.stopRinging(sid), () => false) : true;
  const attempts = o.attempts + 1;
  const done = settled || attempts >= TRIES_MAX;
  const next: Outgoing = done
    ? { ...callEnded({ ...o, attempts }, 'completed', callRank('completed')), state: 'sent' }
    : { ...o, attempts, due: later(rt.now(), AGAIN_MS) };
  await rt.store.commit([putWrite(next, row.v)], `stop-${id}-${row.v}`);
};
