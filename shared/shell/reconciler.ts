import { costOf, type ListedCall, type ListedText, type Page } from '../domain/account-list.ts';
import { type PhoneNumber, phoneNumber } from '../domain/ids.ts';
import { afterPage, beginning, isAstray, isBehind, putOff, type Reconciling, windowOf } from '../domain/reconcile.ts';
import { monthOf, newlyGone, type Spent, spentMore } from '../domain/spent.ts';
import { storable } from '../parse/sms.ts';
import { reconcileKey, spentKey } from '../table/keys.ts';
import {
  settleBrokenText,
  settleMissedCall,
  settleMissedText,
  settleSpent,
  settleUnread,
  unheardCalls,
  unseenTexts,
} from '../table/missed.ts';
import { nounOf } from '../table/rows.ts';
import { type Json, type Row, StoreTrouble, type Write } from '../table/store.ts';
import { withinTime } from './in-time.ts';
import type { Runtime } from './runtime.ts';
import { CARRIER_MAX_MS } from './sender.ts';

/** One run does no more pages than this; what is left is done by the next, from where this one came to. */
const PAGES_MAX = 20;

const rowWith = (value: Reconciling): Omit<Row, 'v'> => ({
  ...reconcileKey(),
  kind: 'reconcile',
  due: value.at,
  data: value as unknown as Json,
});

/** From now on the account's list is compared with what the line has seen. Where that is so already, nothing is changed, unless the clock was set back. */
export const beginReconciling = async ({ store, now }: Pick<Runtime, 'store' | 'now'>): Promise<void> => {
  const { got } = await store.read({ get: [reconcileKey()] });
  const [row] = got;
  if (!row) await store.commit([{ op: 'put', row: rowWith(beginning(now())), expect: 'absent' }], 'reconcile-begins');
  else if (isAstray(nounOf<Reconciling>(row), now()))
    await store.commit(
      [{ op: 'put', row: rowWith({ ...nounOf<Reconciling>(row), at: now() }), expect: row.v }],
      `reconcile-again-${row.v}`,
    );
};

/** What became of one text or call that was missed. */
interface Missed {
  readonly sid: string;
  readonly from: PhoneNumber;
  readonly line: 'unread-text' | 'unread-call';
  readonly act: () => Promise<void>;
}

/**
 * Settles each of them. One that breaks stops no other, and is told to the log by its id: the first error is answered, so that it is tried
 * again; `last` says that it is not, and then a coordinator hears whose it was.
 */
const eachOf = async (rt: Runtime, all: readonly Missed[], last: boolean): Promise<unknown> => {
  let broken: unknown;
  for (const { sid, from, line, act } of all) {
    try {
      await act();
    } catch (error) {
      if (error instanceof StoreTrouble) throw error;
      rt.log.error('reconcile.broke', { sid, error });
      if (last) await settleUnread(rt, sid, from, line);
      else broken ??= error;
    }
  }
  return broken;
};

/** One text, as if it had just come. Where the decision on it breaks, a person reads it. */
const replayText = async (rt: Runtime, { sid, body, media, at }: ListedText, from: PhoneNumber): Promise<void> => {
  const text = { from, body: storable(body), media, sentAt: at };
  try {
    if (await settleMissedText(rt, sid, text)) rt.log.warn('reconcile.text-replayed', { sid });
  } catch (error) {
    if (error instanceof StoreTrouble) throw error;
    rt.log.error('reconcile.text-broke', { sid, error });
    await settleBrokenText(rt, sid, text);
  }
};

/** The number that it came from, where that is not withheld and not the line's own. */
const fromOf = ({ community }: Runtime, from: string): PhoneNumber | undefined => {
  const number = phoneNumber(from);
  return number === community.number ? undefined : number;
};

/** Every text to the line that it has never seen, settled as if it had just come, the oldest first. */
const replayTexts = async (rt: Runtime, texts: readonly ListedText[], last: boolean): Promise<unknown> => {
  const unseen = await unseenTexts(rt.store, texts.filter(t => t.way === 'in').toReversed());
  const missed = unseen.flatMap((text): Missed[] => {
    const from = fromOf(rt, text.from);
    return from ? [{ sid: text.sid, from, line: 'unread-text', act: () => replayText(rt, text, from) }] : [];
  });
  return eachOf(rt, missed, last);
};

const replayCalls = async (rt: Runtime, calls: readonly ListedCall[], last: boolean): Promise<unknown> => {
  const unheard = await unheardCalls(rt.store, calls.filter(c => c.way === 'in').toReversed());
  const missed = unheard.flatMap(({ call, version }): Missed[] => {
    rt.log.warn('reconcile.call-missed', { sid: call.sid, withheld: phoneNumber(call.from) === undefined });
    const from = fromOf(rt, call.from);
    return from ? [{ sid: call.sid, from, line: 'unread-call', act: () => settleMissedCall(rt, call, from, version) }] : [];
  });
  return eachOf(rt, missed, last);
};

/** What the page cost, on top of the month's sum, and how far the list was gone through, in one commit: nothing is counted twice. */
const keep = async (rt: Runtime, row: Row, next: Reconciling, micros: number): Promise<boolean> => {
  const { got } = await rt.store.read({ get: [spentKey()] });
  const [was] = got;
  const { timezone, budget } = rt.community;
  const spent = spentMore(was && nounOf<Spent>(was), micros, monthOf(rt.now(), timezone));
  const share = newlyGone(spent, budget.month);
  const value: Spent = share === undefined ? spent : { ...spent, told: share };
  const moved: Write = { op: 'put', row: rowWith(next), expect: row.v };
  const writes: readonly Write[] =
    micros === 0 && was
      ? [moved]
      : [moved, { op: 'put', row: { ...spentKey(), kind: 'spent', data: value as unknown as Json }, expect: was?.v ?? 'absent' }];
  if (share === undefined) return (await rt.store.commit(writes, `reconcile-${row.v}`)).ok;
  rt.log.warn('budget.spent', { percent: share });
  await settleSpent(rt, spent.month, share, writes);
  return true;
};

const pageOf = (rt: Runtime, { from, to, part, page }: NonNullable<Reconciling['window']>): Promise<Page<ListedText> | Page<ListedCall>> =>
  part === 'texts' ? rt.carrier.listTexts({ from, to }, page) : rt.carrier.listCalls({ from, to }, page);

const isTexts = (part: 'texts' | 'calls', _listed: readonly (ListedText | ListedCall)[]): _listed is readonly ListedText[] =>
  part === 'texts';

/** One page. Answers whether there is more to do now. */
const step = async (rt: Runtime, row: Row): Promise<boolean> => {
  const before = nounOf<Reconciling>(row);
  const now = rt.now();
  const window = windowOf(before, now);
  if (!window) return keep(rt, row, putOff(before, now), 0).then(() => false);
  const { listed, next } = await withinTime(CARRIER_MAX_MS, pageOf(rt, window), () =>
    Promise.reject(new Error('the carrier did not answer in time')),
  );
  const texts = isTexts(window.part, listed) ? listed : [];
  const calls = isTexts(window.part, listed) ? [] : (listed as readonly ListedCall[]);
  // What breaks is tried again for an hour; then a coordinator hears of it, and what came after it waits no longer.
  const last = isBehind(before, now);
  const broken = (await replayTexts(rt, texts, last)) ?? (await replayCalls(rt, calls, last));
  if (broken !== undefined) throw broken;
  const after = afterPage(before, window, { found: listed.length, next }, now);
  return (await keep(rt, row, after, costOf(texts, calls))) && after.at <= now;
};

/**
 * Compares the account's own list of texts and calls with what the line has seen, and makes up for what it has not: a webhook that was lost is no
 * person that is lost. Bounded, and from where it came to last; a carrier that does not answer is asked again later.
 */
export const reconcile = async (rt: Runtime): Promise<void> => {
  for (let page = 0; page < PAGES_MAX; page++) {
    const { got } = await rt.store.read({ get: [reconcileKey()] });
    const [row] = got;
    if (!row?.due || row.due > rt.now()) return;
    try {
      if (!(await step(rt, row))) return;
    } catch (error) {
      if (error instanceof StoreTrouble) throw error;
      const before = nounOf<Reconciling>(row);
      rt.log[isBehind(before, rt.now()) ? 'error' : 'warn']('reconcile.failed', { error });
      await rt.store.commit([{ op: 'put', row: rowWith(putOff(before, rt.now())), expect: row.v }], `reconcile-later-${row.v}`);
      return;
    }
  }
};
