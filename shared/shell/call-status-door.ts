import { callOver } from '../domain/calling.ts';
import { callEnded, type Outgoing, sent } from '../domain/outgoing.ts';
import { personOf } from '../parse/call.ts';
import { type CallReport, parseCallStatus } from '../parse/call-status.ts';
import { isRefusal } from '../parse/refusal.ts';
import { renderSms } from '../reply/twiml.ts';
import { settleHangUp } from '../table/call.ts';
import { heldUpCalls, outgoingKey } from '../table/keys.ts';
import { nounOf, rowOf } from '../table/rows.ts';
import { settleFailed } from '../table/settle.ts';
import type { Row, Write } from '../table/store.ts';
import type { WebDoor } from './door.ts';
import type { DeskRuntime } from './sms-door.ts';
import { webhook } from './webhook.ts';

const ROUNDS_MAX = 5;

/** The carrier's newer word replaces its older one, never the other way round; a report on another attempt that went out besides does not. */
const concerns = (o: Outgoing, { rank, sid }: CallReport): boolean => rank > (o.rank ?? -1) && (o.sid === undefined || o.sid === sid);

/** The call as the carrier now says it is. A report that overtook the answer to our request proves that the request went through. */
const told = (o: Outgoing, { sid, status, rank }: CallReport, now: Outgoing['at']): Outgoing => {
  const waits = o.state === 'pending' || o.state === 'sending';
  return { ...(waits ? sent(o, sid, status, now) : o), sid, status, rank };
};

/** A line has become free: the call that waited longest for one is due now. */
const nextInLine = async (rt: DeskRuntime, waiting: readonly Row[]): Promise<boolean> => {
  const [first] = waiting.filter(row => (row.due ?? '') > rt.now());
  if (!first) return false;
  const value: Outgoing = { ...nounOf<Outgoing>(first), due: rt.now() };
  const write: Write = { op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: first.v };
  return (await rt.store.commit([write], `free-line-${value.id}-${first.v}`)).ok;
};

/** Writes what the carrier says of a call of ours; what follows from its end is settled with it. Answers whether it is done. */
const record = async (rt: DeskRuntime, report: CallReport, after: () => void): Promise<boolean> => {
  const over = callOver(report.status);
  const { got, found } = await rt.store.read({
    get: report.outgoing ? [outgoingKey(report.outgoing)] : [],
    query: over ? [heldUpCalls(5)] : [],
  });
  const [row] = got;
  const o = row && nounOf<Outgoing>(row);
  const freed = async (): Promise<void> => {
    if (await nextInLine(rt, found[0] ?? [])) after();
  };
  if (!row || !o?.call || !concerns(o, report)) {
    if (over && !report.outgoing) await freed();
    return true;
  }
  if (over) {
    const end = (now: Outgoing): Outgoing | undefined =>
      concerns(now, report) ? callEnded(told(now, report, rt.now()), report.status, report.rank) : undefined;
    if ((await settleFailed(rt, o, report.sid, end)).more) after();
    await freed();
    return true;
  }
  const write: Write = { op: 'put', row: rowOf({ kind: 'outgoing', value: told(o, report, rt.now()) }), expect: row.v };
  return (await rt.store.commit([write], `call-${report.sid}-${report.status}-${row.v}`)).ok;
};

/** The door for the reports on calls that we made: late, repeated and out of order, they end in the same row. */
export const callStatusDoor = (runtime: DeskRuntime, after: () => void = () => undefined): WebDoor =>
  webhook(
    runtime,
    async (pairs, query) => {
      const report = parseCallStatus(pairs, query);
      if (isRefusal(report)) {
        runtime.log.warn('call-status.unreadable', { what: report.what, where: report.where });
        return renderSms(null);
      }
      // A call that came in, and one that we made and that became like it: what was said is kept, and whoever was cut off is told.
      const ended = callOver(report.status);
      const person = personOf(pairs, report.sid, runtime.community.number);
      if (ended && (await settleHangUp(runtime, report.sid, person, report.outgoing !== undefined)).more) after();
      if (!report.outgoing && !ended) return renderSms(null);
      for (let round = 0; round < ROUNDS_MAX; round++) if (await record(runtime, report, after)) return renderSms(null);
      throw new Error('The report on a call met a conflict every time.');
    },
    { sorry: renderSms(null) },
  );
