import { endedBadly, type Outgoing, sent } from '../domain/outgoing.ts';
import type { Pace } from '../domain/pace.ts';
import { undelivered } from '../domain/undelivered.ts';
import { isRefusal } from '../parse/refusal.ts';
import { parseStatus, type StatusReport } from '../parse/status.ts';
import { renderSms } from '../reply/twiml.ts';
import { outgoingKey, paceKey, sentKey } from '../table/keys.ts';
import { nounOf, rowOf, ttlAfter } from '../table/rows.ts';
import { settleFailed, type TextRef } from '../table/settle.ts';
import type { Row } from '../table/store.ts';
import type { WebDoor } from './door.ts';
import { keepSuccess, keepTrouble } from './refused.ts';
import type { DeskRuntime } from './sms-door.ts';
import { webhook } from './webhook.ts';

const ROUNDS_MAX = 5;
/** A report about a text whose sending has not returned yet waits here for it, or about a text that somebody else sent. */
const ORPHAN_KEPT_S = 86_400;

interface Found {
  /** Our text: its row, where the report named it, or what the carrier's id points to. */
  readonly row?: Row;
  readonly ref?: TextRef;
  readonly pointer?: Row;
  /** Why no text of ours leaves, where that is so. */
  readonly blocked?: Pace['blocked'];
}

/** One round trip: the text by our own id, which its callback address carries, and whatever is kept under the carrier's id. */
const find = async (rt: DeskRuntime, report: StatusReport): Promise<Found> => {
  const { got } = await rt.store.read({
    get: [paceKey(), sentKey(report.sid), ...(report.outgoing ? [outgoingKey(report.outgoing)] : [])],
  });
  const [pace, pointer, row] = got;
  const blocked = pace && nounOf<Pace>(pace).blocked;
  const known = { ...(pointer ? { pointer } : {}), ...(blocked ? { blocked } : {}) };
  if (row) return { ...known, row, ref: nounOf<Outgoing>(row) };
  return pointer?.kind === 'sent' ? { ...known, ref: nounOf<TextRef>(pointer) } : known;
};

const rowFor = async (rt: DeskRuntime, { row, ref }: Found): Promise<Row | undefined> =>
  row ?? (ref && (await rt.store.read({ get: [outgoingKey(ref.id)] })).got[0]);

/** The carrier's newer word replaces its older one, never the other way round. */
const isNews = (known: { readonly rank?: number | undefined }, report: StatusReport): boolean => report.rank > (known.rank ?? -1);

/** Whether this report says something new of this text; one about another attempt, that went out besides, does not. */
const concerns = (text: Outgoing, report: StatusReport): boolean =>
  isNews(text, report) && text.endedSid !== report.sid && (text.sid === undefined || text.sid === report.sid);

/** The text as the carrier now says it is. A report that overtook the answer to our request proves that the request went through. */
const told = (text: Outgoing, { sid, status, rank }: StatusReport): Outgoing => {
  const waits = text.state === 'pending' || text.state === 'sending';
  return { ...(waits ? sent(text, sid, status) : text), sid, status, rank };
};

const keepForLater = async (rt: DeskRuntime, report: StatusReport, pointer: Row | undefined): Promise<boolean> => {
  if (pointer && !isNews(nounOf<{ rank?: number }>(pointer), report)) return true;
  const { status, rank, errorCode } = report;
  const row = { ...sentKey(report.sid), kind: 'report', ttl: ttlAfter(rt.now(), ORPHAN_KEPT_S), data: { status, rank, errorCode } };
  return (await rt.store.commit([{ op: 'put', row, expect: pointer?.v ?? 'absent' }], `report-${report.sid}-${status}-${pointer?.v ?? 0}`))
    .ok;
};

/** Writes what the carrier says; a text that failed after all is settled with everything that follows from it. */
const record = async (rt: DeskRuntime, report: StatusReport, after: () => void): Promise<boolean> => {
  const found = await find(rt, report);
  if (!found.ref) return keepForLater(rt, report, found.pointer);
  if (endedBadly(report.status)) {
    const code = report.errorCode ?? null;
    const end = (now: Outgoing): Outgoing | undefined =>
      concerns(now, report) && now.state !== 'failed' ? undelivered(told(now, report), code, rt.now()) : undefined;
    await keepTrouble(rt, found.ref, code);
    const settled = await settleFailed(rt, found.ref, report.sid, end);
    if (settled.more) after();
    return true;
  }
  if (report.status === 'delivered') await keepSuccess(rt, found.blocked, 'delivered');
  const row = await rowFor(rt, found);
  const text = row && nounOf<Outgoing>(row);
  if (!text || !concerns(text, report)) return true;
  const value = told(text, report);
  const write = { op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: row.v } as const;
  return (await rt.store.commit([write], `status-${report.sid}-${report.status}-${row.v}`)).ok;
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
