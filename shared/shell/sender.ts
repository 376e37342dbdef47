import { clearToSend } from '../domain/consent.ts';
import type { PhoneNumber } from '../domain/ids.ts';
import {
  ATTEMPTS_MAX,
  again,
  claimed,
  failed,
  mayHaveGoneOut,
  type Outgoing,
  PRIORITIES,
  reconcileSince,
  sent,
  suppressed,
} from '../domain/outgoing.ts';
import type { NumberRecord } from '../domain/person.ts';
import { numberKey, outgoingKey, sentKey } from '../table/keys.ts';
import { nounOf, rowOf, ttlAfter } from '../table/rows.ts';
import { settleFailed } from '../table/settle.ts';
import type { Row, Write } from '../table/store.ts';
import type { Runtime, SendResult } from './runtime.ts';

/** Texts to different phones may leave side by side; those to one phone leave one after the other. */
const LANES_MAX = 8;
const SENT_KEPT_S = 30 * 86_400;

const inOrder = (a: Outgoing, b: Outgoing): number =>
  PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) || (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1);

/** Sends these texts, the most urgent first. Each is looked at again before it leaves: what was sent or taken meanwhile is let be. */
export const sendAll = async (rt: Runtime, texts: readonly Outgoing[]): Promise<void> => {
  const lanes = new Map<PhoneNumber, Outgoing[]>();
  for (const text of [...texts].sort(inOrder)) lanes.set(text.to, [...(lanes.get(text.to) ?? []), text]);
  const waiting = [...lanes.values()];
  const run = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane; lane = waiting.shift()) for (const text of lane) await sendOne(rt, text);
  };
  await Promise.all(Array.from({ length: Math.min(LANES_MAX, waiting.length) }, run));
};

interface Claim {
  readonly text: Outgoing;
  readonly version: number;
}

const putWrite = (value: Outgoing, expect: number): Write => ({ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect });

/** Takes a text for one attempt, by a write that only one can win. Undefined: someone else has it, or it is not due any more. */
const claim = async (rt: Runtime, row: Row): Promise<Claim | undefined> => {
  const text = nounOf<Outgoing>(row);
  const now = rt.now();
  if (text.due === undefined || text.due > now) return undefined;
  const taken = claimed(text, now);
  const { ok } = await rt.store.commit([putWrite(taken, row.v)], `claim-${text.id}-${row.v}`);
  return ok ? { text: taken, version: row.v + 1 } : undefined;
};

const sendOne = async (rt: Runtime, { id, to }: Outgoing): Promise<void> => {
  const { got } = await rt.store.read({ get: [outgoingKey(id), numberKey(to)] });
  const [row, number] = got;
  if (!row) return;
  const before = nounOf<Outgoing>(row);
  const cleared = clearToSend(before, number && nounOf<NumberRecord>(number), rt.now());
  if ('refused' in cleared) return suppress(rt, row, before);
  const mine = await claim(rt, row);
  if (!mine) return;
  const known = mayHaveGoneOut(before) ? await findAtCarrier(rt, before) : undefined;
  if (known === 'unknown') return finish(rt, mine, again(mine.text, rt.now(), true));
  const result: SendResult = known ?? (await rt.carrier.send(cleared));
  await conclude(rt, mine, result);
};

/** They opted out meanwhile: the text is set aside, and that is written down. */
const suppress = async (rt: Runtime, row: Row, text: Outgoing): Promise<void> => {
  if (text.due === undefined) return;
  await rt.store.commit([putWrite(suppressed(text), row.v)], `suppress-${text.id}-${row.v}`);
};

/** An attempt whose end is not known is looked up in the carrier's own list before anything is sent again. */
const findAtCarrier = async (rt: Runtime, text: Outgoing): Promise<SendResult | undefined | 'unknown'> => {
  try {
    const accepted = await rt.carrier.acceptedSince(text.to, reconcileSince(text));
    const same = accepted.find(a => a.body === text.body);
    rt.log.info('send.reconciled', { id: text.id, found: same !== undefined });
    return same && { ok: true, sid: same.sid, status: same.status };
  } catch (error) {
    rt.log.warn('send.unreconciled', { id: text.id, error });
    return 'unknown';
  }
};

const conclude = async (rt: Runtime, mine: Claim, result: SendResult): Promise<void> => {
  if (result.ok) return finishSent(rt, mine, result);
  rt.log.warn('send.refused', { id: mine.text.id, code: result.code, http: result.http, attempt: mine.text.attempts });
  const giveUp = !result.retry && !result.unknown ? true : mine.text.attempts >= ATTEMPTS_MAX;
  if (!giveUp) return finish(rt, mine, again(mine.text, rt.now(), result.unknown));
  const ended = failed(mine.text, result.code ?? result.http);
  await settleFailed(rt, ended, [putWrite(ended, mine.version)]);
};

const finish = async (rt: Runtime, mine: Claim, text: Outgoing): Promise<void> => {
  await rt.store.commit([putWrite(text, mine.version)], `finish-${text.id}-${mine.version}`);
};

/** The carrier has it. Its id points back to the row; a delivery report that was faster than this answer is taken over. */
const finishSent = async (rt: Runtime, mine: Claim, result: Extract<SendResult, { ok: true }>): Promise<void> => {
  const done = sent(mine.text, result.sid, result.status);
  const ttl = ttlAfter(rt.now(), SENT_KEPT_S);
  const pointer: Write = { op: 'put', row: { ...sentKey(result.sid), kind: 'sent', ttl, data: { id: done.id } }, expect: 'absent' };
  const { ok } = await rt.store.commit([putWrite(done, mine.version), pointer], `sent-${done.id}-${mine.version}`);
  if (!ok) await finishOvertaken(rt, mine.text, result);
};

const finishOvertaken = async (rt: Runtime, text: Outgoing, result: Extract<SendResult, { ok: true }>): Promise<void> => {
  const { got } = await rt.store.read({ get: [outgoingKey(text.id), sentKey(result.sid)] });
  const [row, early] = got;
  if (!row) return;
  const report = early ? nounOf<{ status?: string; rank?: number; errorCode?: number }>(early) : {};
  const now = nounOf<Outgoing>(row);
  const done: Outgoing = { ...sent(now, result.sid, result.status), ...((report.rank ?? -1) > (now.rank ?? -1) ? report : {}) };
  const ttl = ttlAfter(rt.now(), SENT_KEPT_S);
  const pointer: Write = {
    op: 'put',
    row: { ...sentKey(result.sid), kind: 'sent', ttl, data: { id: done.id } },
    expect: early?.v ?? 'absent',
  };
  const { ok } = await rt.store.commit([putWrite(done, row.v), pointer], `overtaken-${done.id}-${row.v}`);
  if (!ok) rt.log.warn('send.unrecorded', { id: text.id });
};
