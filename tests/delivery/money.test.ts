import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instant, later, messageSid, type PhoneNumber } from '../../shared/domain/ids.ts';
import { type Outgoing, pending, type Wanted } from '../../shared/domain/outgoing.ts';
import type { Spent } from '../../shared/domain/spent.ts';
import { beginReconciling } from '../../shared/shell/reconciler.ts';
import { nextDue, work } from '../../shared/shell/worker.ts';
import { outgoingKey, spentKey } from '../../shared/table/keys.ts';
import { nounOf, rowOf } from '../../shared/table/rows.ts';
import type { Json } from '../../shared/table/store.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ROSA = '+15550100100' as PhoneNumber;

let hood: Neighborhood;
beforeEach(() => {
  hood = new Neighborhood();
});
afterEach(() => hood.store.close());

const spend = async (micros: number, told = 100): Promise<void> => {
  const spent: Spent = { month: hood.now.slice(0, 7), micros, told };
  const row = { ...spentKey(), kind: 'spent', data: spent as unknown as Json };
  const { got } = await hood.store.read({ get: [spentKey()] });
  await hood.store.commit([{ op: 'put', row, expect: got[0]?.v ?? 'absent' }], `spent-${micros}`);
};
const ALL_GONE = 50_000_000;

let texts = 0;
const write = async (wanted: Partial<Wanted>, count = 1): Promise<readonly Outgoing[]> => {
  const made = Array.from({ length: count }, () => {
    texts += 1;
    const to = `+1555${2_000_000 + texts}` as PhoneNumber;
    return pending({ to, body: `text ${texts}`, purpose: 'shift-now', priority: 'notice', ...wanted }, `made-${texts}`, 0, hood.now);
  });
  const writes = made.map(value => ({ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: 'absent' }) as const);
  await hood.store.commit(writes, `written-${texts}`);
  return made;
};
const stateOf = async ({ id }: Outgoing): Promise<Outgoing> => {
  const { got } = await hood.store.read({ get: [outgoingKey(id)] });
  if (!got[0]) throw new Error(`no text ${id}`);
  return nounOf<Outgoing>(got[0]);
};

describe('when the month’s money is gone', () => {
  test('texts that wait for it stand in the way of none that goes', async () => {
    await spend(ALL_GONE);
    await write({}, 99);
    await hood.pass(1_000);
    const [essential] = await write({ purpose: 'shift' });
    await work(hood.runtime);
    expect(hood.sent.map(s => s.body)).toEqual([essential?.body]);
  });

  test('one that goes later is not overslept because one before it waits', async () => {
    await spend(ALL_GONE);
    await write({ due: later(hood.now, HOUR) });
    const [essential] = await write({ purpose: 'shift', due: later(hood.now, 2 * HOUR) });
    expect(await nextDue(hood.runtime, later(hood.now, DAY))).toBe(later(hood.now, HOUR));
    await hood.pass(3 * HOUR);
    expect(hood.sent.map(s => s.body)).toEqual([essential?.body]);
  });

  test('what waits goes with the new month, and what makes no sense any more by then is not sent', async () => {
    await spend(ALL_GONE);
    const [lasting] = await write({ purpose: 'gaps', priority: 'reminder' });
    const [brief] = await write({ validForSeconds: 2 * 3_600 });
    await hood.pass(HOUR);
    expect(brief && (await stateOf(brief)).state).toBe('suppressed');
    expect(lasting && (await stateOf(lasting)).state).toBe('pending');
    const nextMonth = instant(Date.parse('2027-02-01T05:00:00Z'));
    await hood.pass(Date.parse(nextMonth) - Date.parse(hood.now) - HOUR);
    expect(hood.sent).toEqual([]);
    await hood.pass(2 * HOUR);
    expect(hood.sent.map(s => s.body)).toEqual([lasting?.body]);
  });

  test('and the neighborhood gives more, what waits goes within six hours', async () => {
    await spend(ALL_GONE);
    const [one] = await write({ purpose: 'gaps', priority: 'reminder' });
    await hood.pass(HOUR);
    await spend(1);
    await hood.pass(6 * HOUR);
    expect(hood.sent.map(s => s.body)).toEqual([one?.body]);
  });

  test('texts about cases go to everybody as before', async () => {
    await hood.volunteers('Ana,+15550100201,en;es,food,,,always,yes,no');
    await spend(ALL_GONE);
    await hood.text('+15550100001', 'need food for 4, 11216, today');
    expect(hood.sent.some(s => s.to === '+15550100201' && s.body.startsWith('Can you take'))).toBe(true);
    await hood.text('+15550100201', 'ACCEPT');
    expect(hood.sent.some(s => s.to === '+15550100001' && s.body.includes('is taking'))).toBe(true);
    await hood.text('+15550100002', 'he has a gun');
    expect(hood.sent.some(s => s.to === ROSA && s.body.startsWith('SAFETY'))).toBe(true);
  });
});

describe('the coordinators hear how much of the month’s money is spent', () => {
  const told = (): readonly string[] => hood.sent.filter(s => s.to === ROSA).map(s => s.body);
  /** The account lists a text that goes out, and with it the sum reaches the next share. */
  const oneMore = async (before: number): Promise<void> => {
    await spend(before, told().length === 0 ? 0 : ([0, 50, 80, 100][told().length] ?? 100));
    hood.listedTexts = [
      {
        sid: messageSid(`SM${String(before).padStart(32, '7')}`),
        way: 'out',
        from: hood.community.number,
        to: ROSA,
        body: 'x',
        at: hood.now,
        media: 0,
        segments: 1,
        status: 'delivered',
      },
    ];
    await hood.pass(20 * 60_000);
    hood.listedTexts = [];
  };

  test('at 50, 80 and 100 percent, in these words, each once', async () => {
    await beginReconciling(hood.runtime);
    await oneMore(24_999_999);
    await hood.pass(HOUR);
    await oneMore(39_999_999);
    await hood.pass(HOUR);
    await oneMore(49_999_999);
    await hood.pass(HOUR);
    expect(told()).toEqual([
      "50 % of this month's 50 dollars for texts and calls are spent.",
      "80 % of this month's 50 dollars for texts and calls are spent.",
      "This month's 50 dollars are spent. Requests and safety go on. Reminders, the daily list and announcements wait for next month or a higher budget.",
    ]);
  });
});
