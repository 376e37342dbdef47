import { costOf, type ListedCall, type ListedText, type Page } from '../domain/account-list.ts';
import { phoneNumber } from '../domain/ids.ts';
import { afterPage, beginning, isBehind, putOff, type Reconciling, windowOf } from '../domain/reconcile.ts';
import { monthOf, newlyGone, type Spent, spentMore } from '../domain/spent.ts';
import { reconcileKey, spentKey } from '../table/keys.ts';
import { settleMissedCall, settleMissedText, settleSpent, unheardCalls, unseenTexts } from '../table/missed.ts';
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

/** From now on the account's list is compared with what the line has seen. Where that is so already, nothing is changed. */
export const beginReconciling = async ({ store, now }: Pick<Runtime, 'store' | 'now'>): Promise<void> => {
  const { got } = await store.read({ get: [reconcileKey()] });
  if (!got[0]) await store.commit([{ op: 'put', row: rowWith(beginning(now())), expect: 'absent' }], 'reconcile-begins');
};

/** Does this for each of them. One that breaks stops no other: the first that did is answered, and each is told to the log by its id. */
const eachOf = async <T>(rt: Runtime, all: readonly T[], sidOf: (one: T) => string, act: (one: T) => Promise<void>): Promise<unknown> => {
  let broken: unknown;
  for (const one of all) {
    try {
      await act(one);
    } catch (error) {
      if (error instanceof StoreTrouble) throw error;
      rt.log.error('reconcile.broke', { sid: sidOf(one), error });
      broken ??= error;
    }
  }
  return broken;
};

/** Every text to the line that it has never seen, settled as if it had just come, the oldest first. */
const replayTexts = async (rt: Runtime, texts: readonly ListedText[]): Promise<unknown> => {
  const unseen = await unseenTexts(rt.store, texts.filter(t => t.way === 'in').toReversed());
  return eachOf(
    rt,
    unseen,
    t => t.sid,
    async ({ sid, from, body, media }) => {
      const number = phoneNumber(from);
      if (!number || number === rt.community.number) return;
      const changed = await settleMissedText(rt, sid, { from: number, body, media });
      if (changed) rt.log.warn('reconcile.text-replayed', { sid });
    },
  );
};

const replayCalls = async (rt: Runtime, calls: readonly ListedCall[]): Promise<unknown> => {
  const unheard = await unheardCalls(rt.store, calls.filter(c => c.way === 'in').toReversed());
  return eachOf(
    rt,
    unheard,
    ({ call }) => call.sid,
    async ({ call, version }) => {
      const number = phoneNumber(call.from);
      rt.log.warn('reconcile.call-missed', { sid: call.sid, withheld: number === undefined });
      if (number && number !== rt.community.number) await settleMissedCall(rt, call, number, version);
    },
  );
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
  const broken = (await replayTexts(rt, texts)) ?? (await replayCalls(rt, calls));
  // What breaks is tried again for an hour; then the log has its id, and what came after it waits no longer.
  if (broken !== undefined && !isBehind(before, now)) throw broken;
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
