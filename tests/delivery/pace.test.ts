import { describe, expect, test } from 'vitest';
import { type Instant, instant, later, type PhoneNumber } from '../../shared/domain/ids.ts';
import { type Outgoing, PRIORITIES, type Priority, pending } from '../../shared/domain/outgoing.ts';
import { afterText, carriersDay, dayIsFull, FRESH, opensAt, type Pace } from '../../shared/domain/pace.ts';
import { work } from '../../shared/shell/worker.ts';
import { dueUntil, waitingTexts } from '../../shared/table/keys.ts';
import { rowOf } from '../../shared/table/rows.ts';
import type { Store } from '../../shared/table/store.ts';
import { ANA, ENGINES, openNeighborhood } from '../faults/support.ts';
import { MORNING, type Neighborhood } from '../support/neighborhood.ts';
import { counted } from '../support/stores.ts';

const SENDING = { segmentsASecond: 1, segmentsADay: 2_000 };
const about = { code: '412', number: '+15550100001' } as NonNullable<Outgoing['about']>;
const of = (priority: Priority, more: Partial<Outgoing> = {}) => ({ priority, purpose: 'some', ...more });

describe('the pace', () => {
  const busy: Pace = { ...FRESH, freeAt: later(MORNING, 30_000) };

  test('holds back what is not urgent until the carrier has sent what it was given, each lane a little longer', () => {
    const waits = (priority: Priority): number => Date.parse(opensAt(of(priority), busy, SENDING, MORNING)) - Date.parse(MORNING);
    expect(PRIORITIES.map(waits)).toEqual([0, 0, 0, 0, 28_000, 29_000]);
  });

  test('counts segments, at the number’s own rate', () => {
    const twice = afterText(afterText(FRESH, 2, SENDING, MORNING), 1, SENDING, MORNING);
    expect(twice).toMatchObject({ freeAt: later(MORNING, 3_000), segments: 3, day: '2027-01-09' });
    expect(afterText(FRESH, 3, { ...SENDING, segmentsASecond: 3 }, MORNING).freeAt).toBe(later(MORNING, 1_000));
  });

  test('keeps the rest of the carriers’ day for what is more urgent, until their midnight on the Pacific coast', () => {
    const most: Pace = { ...FRESH, day: carriersDay(MORNING), segments: 1_400 };
    const midnight = '2027-01-10T08:00:00.000Z';
    const at = (priority: Priority, pace: Pace): Instant => opensAt(of(priority), pace, SENDING, MORNING);
    expect(at('announcement', most)).toBe(midnight);
    expect(at('notice', most)).toBe(MORNING);
    const full = dayIsFull(FRESH, SENDING, MORNING);
    expect(PRIORITIES.map(p => at(p, full))).toEqual([MORNING, MORNING, midnight, midnight, midnight, midnight]);
    expect(opensAt(of('offer'), full, SENDING, later(MORNING, 86_400_000))).toBe(later(MORNING, 86_400_000));
    // The night on which the clocks go forward has an hour less; nothing leaves before it is over.
    const spring = instant(Date.UTC(2027, 2, 14, 9));
    expect(opensAt(of('offer'), dayIsFull(FRESH, SENDING, spring), SENDING, spring) >= '2027-03-15T07:00:00.000Z').toBe(true);
  });

  test('when the month’s money is gone, what is urgent or about a case goes all the same', () => {
    const next = later(MORNING, 20 * 86_400_000);
    const at = (o: ReturnType<typeof of>): Instant => opensAt(o, FRESH, SENDING, MORNING, next);
    expect([at(of('safety')), at(of('urgent')), at(of('offer')), at(of('notice', { about }))]).toEqual([
      MORNING,
      MORNING,
      MORNING,
      MORNING,
    ]);
    // A shift that was covered, moved or is free tomorrow is told; a reminder, the daily list and an announcement wait.
    const purpose = (name: string): Instant => at(of('notice', { purpose: name }));
    expect(['shift', 'paused-by', 'cut-off'].map(purpose)).toEqual([MORNING, MORNING, MORNING]);
    expect(['shift-reminder', 'shift-now', 'gaps', 'digest'].map(purpose)).toEqual([next, next, next, next]);
    expect([at(of('announcement')), at(of('announcement', { about }))]).toEqual([next, MORNING]);
  });
});

const MANY = 5_000;

const announce = async (hood: Neighborhood, count: number): Promise<void> => {
  const texts = Array.from({ length: count }, (_, n) => {
    const to = `+1555${String(2_000_000 + n)}` as PhoneNumber;
    return pending(
      { to, body: `Food on Saturday at 10. (${n})`, purpose: 'announcement', priority: 'announcement' },
      `announced-${n}`,
      n,
      hood.now,
    );
  });
  for (let from = 0; from < count; from += 100) {
    const writes = texts
      .slice(from, from + 100)
      .map(value => ({ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: 'absent' }) as const);
    await hood.store.commit(writes, `announce-${from}`);
  }
};

describe.each(ENGINES)('an announcement to very many, on %s', (name, open) => {
  const count = name === 'SQLite' ? MANY : 500;

  test('does not stand in the way of an urgent offer, which is found without reading it', { timeout: 60_000 }, async ({ skip }) => {
    const kept: { store?: Store & { readonly counts: { reads: number } } } = {};
    const hood = await openNeighborhood(open, skip, store => {
      kept.store = counted(store) as never;
      return kept.store as never;
    });
    await announce(hood, count);
    await work(hood.runtime);
    const announced = (): number => hood.sent.filter(s => s.body.startsWith('Food on Saturday')).length;
    // The carrier's own queue never holds more than a second or two of it.
    expect(announced()).toBeLessThanOrEqual(2);
    await hood.pass(10_000);
    const before = announced();
    expect(before).toBeGreaterThanOrEqual(10);
    expect(before).toBeLessThanOrEqual(12);
    await hood.text('+15550100001', 'need food for 4, 11216, today');
    const offers = hood.sent.filter(s => s.body.includes('Can you take'));
    expect(offers).toHaveLength(3);
    expect(announced()).toBe(before);
    // What it may wait for at the carrier is what was handed over and not sent yet.
    const { found } = await hood.store.read({ query: [waitingTexts('urgent', hood.now, 10), dueUntil(hood.now, 10)] });
    expect(found.flat()).toEqual([]);
    await hood.store.close();
  });

  test('leaves by any number of senders at once in one pace', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    await announce(hood, 40);
    for (let second = 0; second < 5; second++) {
      await Promise.allSettled(Array.from({ length: 4 }, () => work(hood.runtime)));
      await hood.pass(1_000);
    }
    expect(hood.sent.length).toBeGreaterThanOrEqual(5);
    expect(hood.sent.length).toBeLessThanOrEqual(8);
    expect(new Set(hood.sent.map(s => s.to)).size).toBe(hood.sent.length);
    await hood.store.close();
  });
});

test('a text carries for how long it makes sense, by what it is for', () => {
  const validity = (purpose: string, priority: Priority): number | undefined =>
    pending({ to: ANA as PhoneNumber, body: 'x', purpose, priority }, 'cause', 0, MORNING).validForSeconds;
  expect(validity('page-danger', 'safety')).toBe(1_800);
  expect(validity('anything', 'announcement')).toBe(86_400);
  expect(validity('no-taker', 'notice')).toBeUndefined();
  // The next question how it stands, or the next list, tells more than one that comes too late.
  for (const asks of ['check', 'check-several', 'check-own', 'check-own-several', 'check-again', 'check-own-again'])
    expect([asks, validity(asks, 'notice')]).toEqual([asks, 7_200]);
  expect(validity('digest', 'notice')).toBe(72_000);
  const given = { to: ANA as PhoneNumber, body: 'x', purpose: 'page-danger', priority: 'safety', validForSeconds: 60 } as const;
  expect(pending(given, 'cause', 0, MORNING).validForSeconds).toBe(60);
});
