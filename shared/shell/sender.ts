import { troubleOf } from '../domain/carrier-errors.ts';
import type { Case } from '../domain/case.ts';
import { type Cleared, clearToSend, type Uncleared, type Waits } from '../domain/consent.ts';
import { isNewsOfOwn } from '../domain/enough.ts';
import type { Instant } from '../domain/ids.ts';
import { isOwnWill } from '../domain/left-alone.ts';
import {
  ATTEMPTS_MAX,
  again,
  claimed,
  endedBadly,
  failed,
  heldUp,
  mayHaveGoneOut,
  type Outgoing,
  sent,
  suppressed,
  textSince,
} from '../domain/outgoing.ts';
import { isOvertaken, mayBeOvertaken } from '../domain/rests-on.ts';
import { anew, undelivered } from '../domain/undelivered.ts';
import { caseKey, outgoingKey, sentKey } from '../table/keys.ts';
import { nounOf, rowOf, ttlAfter } from '../table/rows.ts';
import { settleFailed, type TextRef } from '../table/settle.ts';
import { type Row, StoreTrouble, type Write } from '../table/store.ts';
import { withinTime } from './in-time.ts';
import { ownName } from './own-name.ts';
import type { LetGo } from './pace.ts';
import { lookAt } from './reader.ts';
import { keepSuccess, keepTrouble } from './refused.ts';
import type { Runtime, SendResult } from './runtime.ts';

/** Two workers may count at the same moment; whoever was slower looks again. */
const ROUNDS_MAX = 3;
const SENT_KEPT_S = 30 * 86_400;
/** The carrier's own time-out is far shorter; a carrier that does not keep it must not hold up everyone. */
export const CARRIER_MAX_MS = 15_000;

const UNKNOWN: SendResult = { ok: false, code: null, http: null, retry: true, unknown: true };

export interface Claim {
  readonly text: Outgoing;
  readonly version: number;
}

export const putWrite = (value: Outgoing, expect: number): Write => ({ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect });

/** Takes a text for one attempt, by a write that only one can win. Undefined: someone else has it. */
export const claim = async (rt: Runtime, row: Row, text: Outgoing, also: readonly Write[] = []): Promise<Claim | undefined> => {
  const taken = claimed(text, rt.now());
  const { ok } = await rt.store.commit([putWrite(taken, row.v), ...also], ownName('claim'));
  return ok ? { text: taken, version: row.v + 1 } : undefined;
};

/**
 * One text, as it stands now. Whoever else wrote to a row that it rests on meanwhile was faster, and it is looked at again. Answers whether the
 * carrier was asked for it at all.
 */
export const sendOne = async (rt: Runtime, { id, to }: Outgoing, blocked: LetGo['blocked']): Promise<boolean> => {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const { row, number, helper, enough, counted } = await lookAt(rt, id, to);
    if (!row) return false;
    const before = nounOf<Outgoing>(row);
    const now = rt.now();
    if (before.due === undefined || before.due > now) return false;
    const cleared = clearToSend(before, number, now, helper, enough);
    if ('refused' in cleared) return setAside(rt, row, before, cleared).then(() => false);
    if ('wait' in cleared) return putOff(rt, row, before, cleared).then(() => false);
    if (await overtaken(rt, before, now)) {
      rt.log.info('send.overtaken', { id, purpose: before.purpose });
      const aside = putWrite(suppressed(before), row.v);
      return rt.store.commit([aside], `overtaken-${id}-${row.v}`).then(() => false);
    }
    const counts = before.attempts === 0 && (helper ? isOwnWill(before) : isNewsOfOwn(before));
    const mine = await claim(rt, row, before, counts ? [counted] : []);
    if (!mine) continue;
    // Whoever took it so often and never told how it ended broke each time.
    if (before.attempts >= ATTEMPTS_MAX) return giveUp(rt, mine, null).then(() => false);
    const result = await attempt(rt, before, cleared);
    await conclude(rt, mine, result);
    if (result.ok) await keepSuccess(rt, blocked, 'taken');
    return true;
  }
  return false;
};

/** Whether its case has gone on since it was written, so that what it says of it is no longer so. Costs a read for none that leaves at once. */
const overtaken = async (rt: Runtime, text: Outgoing, now: Instant): Promise<boolean> => {
  if (!text.about || !mayBeOvertaken(text, now)) return false;
  const { got } = await rt.store.read({ get: [caseKey(text.about.number, text.about.code)] });
  return got[0] !== undefined && isOvertaken(text, nounOf<Case>(got[0]));
};

/** Its reader is left alone until then, or has had enough. */
const putOff = async (rt: Runtime, row: Row, text: Outgoing, { wait, until }: Waits): Promise<void> => {
  rt.log.info('send.put-off', { id: text.id, purpose: text.purpose, wait });
  const later: Outgoing = { ...heldUp(text, until), ...(wait === 'enough' ? { held: true } : {}) };
  await rt.store.commit([putWrite(later, row.v)], `put-off-${text.id}-${row.v}`);
};

/** Somebody waits for what comes of it: who said it to a person, or who is asked. */
const countsOnIt = ({ purpose, about }: Outgoing): boolean => about !== undefined && (purpose === 'relay' || purpose === 'offer');

/**
 * They opted out, or its time is over: the text is set aside, and that is written down. Where it was to tell someone of another's case,
 * the case does not wait for an answer that cannot come: it is settled like a text that failed. So is whatever was meant for a number at which texts never arrive.
 */
const setAside = async (rt: Runtime, row: Row, text: Outgoing, why: Uncleared): Promise<void> => {
  const inVain = why.refused === 'gone';
  const another = why.refused === 'opted out' && text.about !== undefined && text.about.number !== text.to;
  const lapsed = why.refused === 'too late' && countsOnIt(text);
  const aside = (now: Outgoing): Outgoing => (inVain ? failed(now, why.code) : { ...suppressed(now), ...(lapsed ? { lapsed } : {}) });
  const bare = async (untold: Partial<Outgoing>): Promise<void> => {
    await rt.store.commit([putWrite({ ...aside(text), ...untold }, row.v)], `suppress-${text.id}-${row.v}`);
  };
  if (!another && !inVain && !lapsed) return bare({});
  try {
    const same = (now: Outgoing): boolean => now.due === text.due && now.attempts === text.attempts;
    await settleFailed(rt, text, `aside-${row.v}`, now => (same(now) ? aside(now) : undefined));
  } catch (error) {
    if (error instanceof StoreTrouble) throw error;
    rt.log.error('send.failed-unsettled', { id: text.id, error });
    await bare({ unsettled: true });
  }
};

/** One attempt. Where an earlier one may have gone through, the carrier is asked first, and nothing is sent while it cannot say. */
const attempt = async (rt: Runtime, before: Outgoing, cleared: Cleared): Promise<SendResult> => {
  const known = mayHaveGoneOut(before) ? await findAtCarrier(rt, before) : undefined;
  return known ?? withinTime(CARRIER_MAX_MS, rt.carrier.send(cleared), () => UNKNOWN);
};

/** An attempt whose end is not known is looked up in the carrier's own list before anything is sent again. */
const findAtCarrier = async (rt: Runtime, text: Outgoing): Promise<SendResult | undefined> => {
  try {
    const list = rt.carrier.acceptedSince(text.to, textSince(text, rt.now()));
    const accepted = await withinTime(CARRIER_MAX_MS, list, () => Promise.reject(new Error('the carrier did not answer in time')));
    const same = accepted.filter(a => a.body === text.body);
    const { got } = same.length > 0 ? await rt.store.read({ get: same.map(a => sentKey(a.sid)) }) : { got: [] };
    // The same words may have gone to the same phone before: what is another text's already is not this one.
    const found = same.find((_, i) => got[i]?.kind !== 'sent' || nounOf<TextRef>(got[i]).id === text.id);
    rt.log.info('send.reconciled', { id: text.id, found: found !== undefined });
    return found && { ok: true, sid: found.sid, status: found.status };
  } catch (error) {
    if (error instanceof StoreTrouble) throw error;
    rt.log.warn('send.unreconciled', { id: text.id, error });
    return UNKNOWN;
  }
};

/** What came of one attempt: taken by the carrier, tried again later, or given up. */
export const conclude = async (rt: Runtime, mine: Claim, result: SendResult): Promise<void> => {
  if (result.ok) return finishSent(rt, mine, result);
  rt.log.warn('send.refused', { id: mine.text.id, code: result.code, http: result.http, attempt: mine.text.attempts });
  if (!mine.text.call) await keepTrouble(rt, mine.text, result.code, result.http);
  if (!mine.text.call && isHeld(result)) return hold(rt, mine);
  if (!result.retry || mine.text.attempts >= ATTEMPTS_MAX) return giveUp(rt, mine, result.code ?? result.http);
  const retry = again(mine.text, rt.now(), result.unknown);
  await rt.store.commit([putWrite(retry, mine.version)], `again-${retry.id}-${mine.version}`);
};

/** The line is blocked: the text waits with all the others until one gets through, and no attempt is counted. */
const isHeld = ({ code, http }: Extract<SendResult, { ok: false }>): boolean => troubleOf(code, http) === 'line-blocked';
const hold = async (rt: Runtime, { text, version }: Claim): Promise<void> => {
  const held = anew(text, rt.now());
  await rt.store.commit([putWrite(held, version)], `held-${held.id}-${version}`);
};

/** It will not arrive, and whoever must know is told, unless a report says meanwhile that the carrier has it after all. */
/** What a code of the carrier makes of it; a call has its own rules. */
const ended = (o: Outgoing, code: number | null, now: Instant): Outgoing => (o.call ? failed(o, code) : undelivered(o, code, now));

export const giveUp = async (rt: Runtime, mine: Claim, code: number | null): Promise<void> => {
  try {
    await settleFailed(rt, mine.text, `given-up-${mine.version}`, now =>
      now.state === 'sending' && now.attempts === mine.text.attempts ? ended(now, code, rt.now()) : undefined,
    );
  } catch (error) {
    if (error instanceof StoreTrouble) throw error;
    rt.log.error('send.failed-unsettled', { id: mine.text.id, error });
    await rt.store.commit(
      [putWrite({ ...failed(mine.text, code), unsettled: true }, mine.version)],
      `failed-bare-${mine.text.id}-${mine.version}`,
    );
  }
};

type Taken = Extract<SendResult, { ok: true }>;

/** The carrier's id points back to our text, and to whose threads its end would touch. */
const pointerWrite = (rt: Runtime, { id, to, about }: Outgoing, { sid }: Taken, expect: Row['v'] | 'absent'): Write => {
  const data = { id, to, ...(about ? { about } : {}) };
  return { op: 'put', row: { ...sentKey(sid), kind: 'sent', ttl: ttlAfter(rt.now(), SENT_KEPT_S), data }, expect };
};

const OVERTAKEN_ROUNDS_MAX = 3;

/** A call is never undelivered: it has an end, of which its own reports tell. */
const endsBadly = ({ call }: Outgoing, status: string): boolean => !call && endedBadly(status);

/** The carrier has it. A delivery report that was faster than this answer is taken over. */
const finishSent = async (rt: Runtime, mine: Claim, result: Taken): Promise<void> => {
  const done = sent(mine.text, result.sid, result.status, rt.now());
  const writes = [putWrite(done, mine.version), pointerWrite(rt, done, result, 'absent')];
  const { ok } = await rt.store.commit(writes, `sent-${done.id}-${mine.version}`);
  for (let round = 0; !ok && round < OVERTAKEN_ROUNDS_MAX; round++) if (await finishOvertaken(rt, mine.text, result)) return;
  if (!ok) return rt.log.warn('send.unrecorded', { id: done.id });
  if (endsBadly(done, result.status)) await failAfterAll(rt, done, {});
};

interface Early {
  readonly status?: string;
  readonly rank?: number;
  readonly errorCode?: number;
}

/** On top of whatever the reports wrote meanwhile. Answers false where yet another came in between. */
const finishOvertaken = async (rt: Runtime, text: Outgoing, result: Taken): Promise<boolean> => {
  const { got } = await rt.store.read({ get: [outgoingKey(text.id), sentKey(result.sid)] });
  const [row, early] = got;
  if (!row || early?.kind === 'sent') return true;
  const { status, rank, errorCode } = early ? nounOf<Early>(early) : {};
  const now = nounOf<Outgoing>(row);
  const ended = now.state === 'failed' ? now : sent(now, result.sid, result.status, rt.now());
  const news = status !== undefined && (rank ?? -1) > (ended.rank ?? -1);
  const bad = endsBadly(text, news ? status : (ended.status ?? ''));
  // The rank of a bad end is kept for failAfterAll, which settles what follows from it.
  const done: Outgoing = news && !bad ? { ...ended, status, rank: rank ?? 0 } : ended;
  const writes = [putWrite(done, row.v), pointerWrite(rt, done, result, early?.v ?? 'absent')];
  const { ok } = await rt.store.commit(writes, `overtaken-${done.id}-${row.v}`);
  if (ok && bad) await failAfterAll(rt, done, news ? { status, rank: rank ?? 0, ...(errorCode === undefined ? {} : { errorCode }) } : {});
  return ok;
};

/** The carrier took it, and said meanwhile that it cannot deliver it. */
const failAfterAll = async (rt: Runtime, text: Outgoing, { errorCode, ...early }: Early): Promise<void> => {
  await keepTrouble(rt, text, errorCode ?? null);
  await settleFailed(rt, text, text.sid ?? 'taken', now =>
    now.state === 'failed' ? undefined : undelivered({ ...now, ...early }, errorCode ?? null, rt.now()),
  );
};
