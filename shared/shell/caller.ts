import { type Call, isLive } from '../domain/call.ts';
import { CALL_LASTS_MAX_MS, callOver, callRank, WATCH_MS } from '../domain/calling.ts';
import { type Case, isFree, isOpen } from '../domain/case.ts';
import { type CallFacts, type ClearedCall, clearToCall, countsInDay, isClearedCall, type Rung, rungAgain } from '../domain/clear-call.ts';
import { type Instant, later, msBetween } from '../domain/ids.ts';
import { ATTEMPTS_MAX, callEnded, heldUp, inOrder, mayHaveGoneOut, type Outgoing, reconcileSince, suppressed } from '../domain/outgoing.ts';
import type { NumberRecord } from '../domain/person.ts';
import { callability } from '../parse/callable.ts';
import { callKey, callsOfDayKey, caseKey, liveCalls, numberKey, outgoingKey, rosterKey, rungKey, sentKey } from '../table/keys.ts';
import { nounOf, ttlAfter } from '../table/rows.ts';
import { settleFailed, type TextRef } from '../table/settle.ts';
import { type Json, type Row, StoreTrouble, type Write } from '../table/store.ts';
import { withinTime } from './in-time.ts';
import { helperOf } from './reader.ts';
import type { Runtime, SendResult } from './runtime.ts';
import { CARRIER_MAX_MS, type Claim, claim, conclude, giveUp, putWrite } from './sender.ts';
import { stopRinging } from './stop-ringing.ts';

/** The account's pace: more are queued by the carrier, where the most urgent no longer goes first. */
const PACE_MS = 1_000;
/** More calls than this never go on at once; so many stand for "all lines are taken". */
const LIVE_MAX = 100;
const RUNG_KEPT_S = 2 * 86_400;
/** Two workers may count at the same moment; whoever was slower counts again. */
const ROUNDS_MAX = 4;

/**
 * Makes these calls, the most urgent first, one a second. Each is looked at again before it is made. A call that breaks stops no other;
 * trouble with the database is thrown at the end, since what is left stays due.
 */
export const callAll = async (rt: Runtime, calls: readonly Outgoing[]): Promise<void> => {
  let trouble: StoreTrouble | undefined;
  let made = 0;
  for (const call of [...calls].sort(inOrder)) {
    try {
      if (call.call?.what === 'end') {
        await stopRinging(rt, call);
        continue;
      }
      if (made > 0) await rt.pause?.(PACE_MS);
      made += (await callOne(rt, call)) ? 1 : 0;
    } catch (error) {
      if (error instanceof StoreTrouble) trouble = error;
      else rt.log.error('call.failed', { id: call.id, error });
    }
  }
  if (trouble) throw trouble;
};

interface DayCount {
  readonly day: string;
  readonly calls: number;
}

/** Everything one call is judged by, as it stands now. */
interface Seen {
  readonly row: Row;
  readonly before: Outgoing;
  readonly facts: CallFacts;
  /** The case that it is about, as it stands now. */
  readonly about?: Case;
  /** The call of the one who waits, where this rings for one. */
  readonly waits?: Call;
  /** The two counts with this call in them. */
  readonly counted: readonly Write[];
}

const dayOf = (now: Instant): string => now.slice(0, 10);

const countWrites = (o: Outgoing, now: Instant, rung: Row | undefined, day: Row | undefined, before: DayCount): readonly Write[] => {
  const ttl = ttlAfter(now, RUNG_KEPT_S);
  const times = rungAgain(rung ? nounOf<Rung>(rung) : { at: [] }, o, now);
  const calls: DayCount = { day: dayOf(now), calls: before.calls + (countsInDay(o) ? 1 : 0) };
  return [
    { op: 'put', row: { ...rungKey(o.to), kind: 'rung', ttl, data: times as unknown as Json }, expect: rung?.v ?? 'absent' },
    { op: 'put', row: { ...callsOfDayKey(), kind: 'calls-of-day', data: calls as unknown as Json }, expect: day?.v ?? 'absent' },
  ];
};

/** Whether a row in the list of live calls really is one: a call whose end nobody reported is not counted for ever. */
const goesOn = (row: Row, now: Instant): boolean => {
  if (row.kind !== 'outgoing') return isLive(nounOf<Call>(row), now);
  const { triedAt, at } = nounOf<Outgoing>(row);
  return msBetween(triedAt ?? at, now) < CALL_LASTS_MAX_MS;
};

/** A call that put somebody through to another phone takes two lines. */
const linesOf = (row: Row): number => {
  if (row.kind !== 'outgoing') {
    const { stage, wait } = nounOf<Call>(row);
    return stage === 'bridged' && wait === undefined ? 2 : 1;
  }
  const { call } = nounOf<Outgoing>(row);
  return call?.what === 'bridge' && call.place === 'with' ? 2 : 1;
};

const look = async (rt: Runtime, { id, to, about, call }: Outgoing): Promise<Seen | undefined> => {
  const now = rt.now();
  const { got, found } = await rt.store.read({
    get: [
      outgoingKey(id),
      numberKey(to),
      rungKey(to),
      callsOfDayKey(),
      rosterKey(to),
      ...(about ? [caseKey(about.number, about.code)] : []),
      ...(call?.waits ? [callKey(call.waits)] : []),
    ],
    query: [liveCalls(LIVE_MAX)],
  });
  const [row, number, rung, day, roster] = got;
  const its = about && got[5];
  const waits = call?.waits && got.at(-1);
  if (!row) return undefined;
  const before = nounOf<Outgoing>(row);
  const known = day && nounOf<DayCount>(day);
  const today: DayCount = known?.day === dayOf(now) ? known : { day: dayOf(now), calls: 0 };
  const facts: CallFacts = {
    record: number && nounOf<NumberRecord>(number),
    kind: callability(to, rt.community.number),
    toNumber: rung ? nounOf<Rung>(rung) : { at: [] },
    ofLine: today.calls,
    helper: helperOf(rt, to, roster),
    live: (found[0] ?? []).filter(other => other.pk !== row.pk && goesOn(other, now)).reduce((lines, other) => lines + linesOf(other), 0),
  };
  return {
    row,
    before,
    facts,
    counted: countWrites(before, now, rung, day, today),
    ...(its ? { about: nounOf<Case>(its) } : {}),
    ...(waits ? { waits: nounOf<Call>(waits) } : {}),
  };
};

/** Somebody has the case by now, or the caller is gone: nobody need be called any more. */
const isSettled = ({ before, about, waits, facts }: Seen): boolean => {
  const what = before.call?.what;
  // They talked with the line meanwhile, or asked anew.
  if (what === 'back') return facts.record?.askedBackAt !== before.call?.asked;
  if (what === 'news') return about?.toTell === undefined;
  if (what === 'ring' && waits) return waits.stage !== 'waiting' || waits.wait?.instead !== undefined;
  if (about && what === 'check') return about.status !== 'accepted' || about.holder?.number !== before.to;
  if (!about || (what !== 'page' && what !== 'offer')) return false;
  return !isOpen(about) || (!isFree(about) && !(what === 'page' && about.next?.what === 'page'));
};

/** One call, if it is still to be made. Answers whether the carrier was asked to make one. */
const callOne = async (rt: Runtime, call: Outgoing): Promise<boolean> => {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const seen = await look(rt, call);
    const now = rt.now();
    if (!seen || seen.before.due === undefined || seen.before.due > now) return false;
    if (seen.before.state === 'sent') return watch(rt, seen.row, seen.before);
    if (isSettled(seen)) return refuse(rt, seen.before, 'no longer needed');
    const cleared = clearToCall(seen.before, seen.facts, rt.community.calls, now);
    if ('refused' in cleared) return refuse(rt, seen.before, cleared.refused);
    if ('wait' in cleared) return wait(rt, seen.row, seen.before, cleared.until);
    const mine = await claim(rt, seen.row, seen.before, seen.before.attempts === 0 ? seen.counted : []);
    if (mine) return go(rt, seen.before, mine, cleared);
  }
  return false;
};

const go = async (rt: Runtime, before: Outgoing, mine: Claim, cleared: ClearedCall): Promise<boolean> => {
  if (!isClearedCall(cleared)) return false;
  // Whoever took it so often and never told how it ended broke each time.
  if (before.attempts >= ATTEMPTS_MAX) {
    await giveUp(rt, mine, null);
    return false;
  }
  const known = mayHaveGoneOut(before) ? await findAtCarrier(rt, before) : undefined;
  await conclude(rt, mine, known ?? (await withinTime(CARRIER_MAX_MS, rt.carrier.call(cleared), () => UNKNOWN)));
  return true;
};

const UNKNOWN: SendResult = { ok: false, code: null, http: null, retry: true, unknown: true };

const same = (o: Outgoing, now: Outgoing): boolean => now.due === o.due && now.attempts === o.attempts && now.state === o.state;

/** It is not made, and whatever follows from that is settled with it. One whose time is over is as good as made: nobody is told. */
const refuse = async (rt: Runtime, o: Outgoing, why: string): Promise<false> => {
  rt.log.info('call.refused', { id: o.id, why, what: o.call?.what });
  const end = (now: Outgoing): Outgoing | undefined =>
    same(o, now) && now.call ? suppressed({ ...now, call: { ...now.call, refused: why } }) : undefined;
  await settleFailed(rt, o, `${why}-${o.attempts}`, end);
  return false;
};

const wait = async (rt: Runtime, row: Row, o: Outgoing, until: Instant): Promise<false> => {
  rt.log.info('call.held-up', { id: o.id, what: o.call?.what });
  await rt.store.commit([putWrite(heldUp(o, until), row.v)], `held-up-${o.id}-${row.v}`);
  return false;
};

/** What the carrier has of calls to this number; undefined where it cannot say, and is asked again later. */
const listedCalls = async (
  rt: Runtime,
  o: Outgoing,
): Promise<Awaited<ReturnType<Runtime['carrier']['acceptedCallsSince']>> | undefined> => {
  try {
    return await withinTime(CARRIER_MAX_MS, rt.carrier.acceptedCallsSince(o.to, reconcileSince(o)), () => undefined);
  } catch (error) {
    rt.log.warn('call.unwatched', { id: o.id, error });
    return undefined;
  }
};

/** No word of its end came: the carrier is asked how it stands. One that it does not know, or that lasts too long, is over. */
const watch = async (rt: Runtime, row: Row, o: Outgoing): Promise<false> => {
  const list = await listedCalls(rt, o);
  const status = list?.find(one => one.sid === o.sid)?.status ?? (list && 'completed');
  const tooLong = msBetween(o.triedAt ?? o.at, rt.now()) >= CALL_LASTS_MAX_MS;
  if (tooLong || (status !== undefined && callOver(status))) {
    const last = status !== undefined && callOver(status) ? status : 'completed';
    await settleFailed(rt, o, o.sid ?? last, now => (same(o, now) ? callEnded(now, last, callRank(last)) : undefined));
    return false;
  }
  await rt.store.commit([putWrite({ ...o, due: later(rt.now(), WATCH_MS) }, row.v)], `watch-${o.id}-${row.v}`);
  return false;
};

/** An attempt whose end is not known is looked up in the carrier's own list before anybody is rung again. */
const findAtCarrier = async (rt: Runtime, o: Outgoing): Promise<SendResult | undefined> => {
  try {
    const list = rt.carrier.acceptedCallsSince(o.to, reconcileSince(o));
    const accepted = await withinTime(CARRIER_MAX_MS, list, () => Promise.reject(new Error('the carrier did not answer in time')));
    const { got } = accepted.length > 0 ? await rt.store.read({ get: accepted.map(a => sentKey(a.sid)) }) : { got: [] };
    // Calls have no words to know them by: one that is no other call's already is this one.
    const found = accepted.find((_, i) => got[i]?.kind !== 'sent' || nounOf<TextRef>(got[i]).id === o.id);
    rt.log.info('call.reconciled', { id: o.id, found: found !== undefined });
    return found && { ok: true, sid: found.sid, status: found.status };
  } catch (error) {
    if (error instanceof StoreTrouble) throw error;
    rt.log.warn('call.unreconciled', { id: o.id, error });
    return UNKNOWN;
  }
};
