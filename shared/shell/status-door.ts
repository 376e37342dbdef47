import type { Outgoing } from '../domain/outgoing.ts';
import { failed } from '../domain/outgoing.ts';
import { isRefusal } from '../parse/refusal.ts';
import { parseStatus, type StatusReport } from '../parse/status.ts';
import { renderSms } from '../reply/twiml.ts';
import { outgoingKey, sentKey } from '../table/keys.ts';
import { nounOf, rowOf, ttlAfter } from '../table/rows.ts';
import { settleFailed } from '../table/settle.ts';
import type { Row, Write } from '../table/store.ts';
import type { WebDoor } from './door.ts';
import type { DeskRuntime } from './sms-door.ts';
import { webhook } from './webhook.ts';

const ROUNDS_MAX = 5;
/** A report about a text whose sending has not returned yet waits here for it, or about a text that somebody else sent. */
const ORPHAN_KEPT_S = 86_400;

/** Words of the carrier that mean: this text will not arrive. */
const ENDED_BADLY = new Set(['failed', 'undelivered']);

const find = async (rt: DeskRuntime, report: StatusReport): Promise<{ readonly row?: Row; readonly pointer?: Row }> => {
  const keys = [sentKey(report.sid), ...(report.outgoing ? [outgoingKey(report.outgoing)] : [])];
  const { got } = await rt.store.read({ get: keys });
  const [pointer, direct] = got;
  if (direct) return { row: direct, ...(pointer ? { pointer } : {}) };
  const id = pointer && nounOf<{ id?: Outgoing['id'] }>(pointer).id;
  if (!pointer || !id) return pointer ? { pointer } : {};
  const { got: again } = await rt.store.read({ get: [outgoingKey(id)] });
  return { pointer, ...(again[0] ? { row: again[0] } : {}) };
};

/** The carrier's newer word replaces its older one, never the other way round. */
const isNews = (known: { readonly rank?: number | undefined }, report: StatusReport): boolean => report.rank > (known.rank ?? -1);

const keepForLater = async (rt: DeskRuntime, report: StatusReport, pointer: Row | undefined): Promise<boolean> => {
  if (pointer && !isNews(nounOf<{ rank?: number }>(pointer), report)) return true;
  const { status, rank, errorCode } = report;
  const row = { ...sentKey(report.sid), kind: 'report', ttl: ttlAfter(rt.now(), ORPHAN_KEPT_S), data: { status, rank, errorCode } };
  return (await rt.store.commit([{ op: 'put', row, expect: pointer?.v ?? 'absent' }], `report-${report.sid}-${status}-${pointer?.v ?? 0}`))
    .ok;
};

/** Writes what the carrier says; a text that failed after all is settled with everything that follows from it. */
const record = async (rt: DeskRuntime, report: StatusReport, after: () => void): Promise<boolean> => {
  const { row, pointer } = await find(rt, report);
  if (!row) return keepForLater(rt, report, pointer);
  const known = nounOf<Outgoing>(row);
  if (!isNews(known, report)) return true;
  const { status, rank, errorCode, sid } = report;
  const told: Outgoing = { ...known, sid: known.sid ?? sid, status, rank };
  if (!ENDED_BADLY.has(status)) {
    const write: Write = { op: 'put', row: rowOf({ kind: 'outgoing', value: told }), expect: row.v };
    return (await rt.store.commit([write], `status-${sid}-${status}-${row.v}`)).ok;
  }
  const ended = failed(told, errorCode ?? null);
  const settled = await settleFailed(rt, ended, [{ op: 'put', row: rowOf({ kind: 'outgoing', value: ended }), expect: row.v }]);
  if (settled.more) after();
  return true;
};

/** The door for delivery reports: late, repeated and out of order, they end in the same row. */
export const statusDoor = (runtime: DeskRuntime, after: () => void = () => undefined): WebDoor =>
  webhook(
    runtime,
    async (pairs, query) => {
      const report = parseStatus(pairs, query);
      if (isRefusal(report)) {
        runtime.log.warn('status.unreadable', { what: report.what, where: report.where });
        return renderSms(null);
      }
      for (let round = 0; round < ROUNDS_MAX; round++) if (await record(runtime, report, after)) return renderSms(null);
      throw new Error('The delivery report met a conflict every time.');
    },
    { sorry: renderSms(null) },
  );
