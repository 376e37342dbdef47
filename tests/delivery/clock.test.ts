import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ListedText } from '../../shared/domain/account-list.ts';
import { type Instant, later, messageSid, type PhoneNumber } from '../../shared/domain/ids.ts';
import { type Outgoing, pending, type Wanted } from '../../shared/domain/outgoing.ts';
import { beginReconciling } from '../../shared/shell/reconciler.ts';
import type { Runtime } from '../../shared/shell/runtime.ts';
import { work } from '../../shared/shell/worker.ts';
import { openCases, outgoingKey } from '../../shared/table/keys.ts';
import { nounOf, rowOf } from '../../shared/table/rows.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MARIA = '+15550100001' as PhoneNumber;
const ANA = '+15550100201' as PhoneNumber;

let hood: Neighborhood;
beforeEach(async () => {
  hood = new Neighborhood();
  await hood.volunteers(`Ana,${ANA},en;es,food,,,always,yes,no`);
});
afterEach(() => hood.store.close());

/** The line as it runs with this clock. */
const at = (now: Instant): Runtime => ({ ...hood.runtime, now: () => now });
let made = 0;
const write = async (now: Instant, wanted: Partial<Wanted> = {}): Promise<Outgoing> => {
  made += 1;
  const text = { to: MARIA, body: `text ${made}`, purpose: 'some', priority: 'notice', ...wanted } as const;
  const value = pending(text, `clock-${made}`, 0, now);
  await hood.store.commit([{ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: 'absent' }], `clock-${made}`);
  return value;
};
const bodies = (): readonly string[] => hood.takeSent().map(s => s.body);

describe('a clock that is set back by hours', () => {
  test('holds up no text: the pace is kept by what is left of it', async () => {
    for (let n = 0; n < 200; n++) await write(hood.now, { to: `+1555${2_000_000 + n}` as PhoneNumber, priority: 'urgent' });
    await work(hood.runtime);
    expect(bodies()).toHaveLength(200);
    const back = later(hood.now, -3 * HOUR);
    await write(back);
    await work(at(later(back, MINUTE)));
    // The carrier is still busy with the two hundred for more than two minutes, and for no longer.
    expect(bodies()).toEqual([]);
    await work(at(later(back, 4 * MINUTE)));
    expect(bodies()).toHaveLength(1);
  });

  test('opens a blocked line by its next try as before', async () => {
    const refused = { ok: false, code: 30034, http: 400, retry: false, unknown: false } as const;
    hood.plans.set(MARIA, [refused, 'accept']);
    await write(hood.now);
    await work(hood.runtime);
    expect(bodies()).toEqual([]);
    const back = later(hood.now, -3 * HOUR);
    await write(back);
    await work(at(later(back, MINUTE)));
    expect(bodies()).toEqual([]);
    await work(at(later(back, 7 * MINUTE)));
    expect(bodies().length).toBeGreaterThan(0);
  });

  test('sends nothing twice: an attempt from the time to come is found in the carrier’s list', async () => {
    const twice = await write(hood.now);
    hood.plans.set(MARIA, ['accept-then-lose', 'accept']);
    await work(hood.runtime);
    expect(hood.sent).toHaveLength(1);
    const seen: Instant[] = [];
    const back = later(hood.now, -3 * HOUR);
    const { got } = await hood.store.read({ get: [outgoingKey(twice.id)] });
    const row = got[0];
    if (!row) throw new Error('the text is there');
    const due = { ...nounOf<Outgoing>(row), due: back };
    await hood.store.commit([{ op: 'put', row: rowOf({ kind: 'outgoing', value: due }), expect: row.v }], 'due-again');
    const rt = at(later(back, MINUTE));
    const carrier = {
      ...rt.carrier,
      acceptedSince: async (to: PhoneNumber, since: Instant) => {
        seen.push(since);
        return rt.carrier.acceptedSince(to, since);
      },
    };
    await work({ ...rt, carrier });
    // It asks from before the true time on, not from the time that its row bears.
    expect(seen.length).toBe(1);
    expect((seen[0] ?? '') < back).toBe(true);
    expect(hood.sent.filter(s => s.body === twice.body)).toHaveLength(1);
  });

  test('leaves no missed text unread, and looks for them at once when the line starts', async () => {
    await beginReconciling(hood.runtime);
    await hood.pass(30 * MINUTE);
    const back = later(hood.now, -5 * HOUR);
    const rt = at(back);
    const lost: ListedText = {
      sid: messageSid(`SM${'7'.repeat(32)}`),
      way: 'in',
      from: MARIA,
      to: hood.community.number,
      body: 'need food for 4, 11216, today',
      at: later(back, -5 * MINUTE),
      media: 0,
      segments: 1,
      status: 'received',
    };
    const listTexts: Runtime['carrier']['listTexts'] = async ({ from, to }) => ({ listed: lost.at >= from && lost.at < to ? [lost] : [] });
    await beginReconciling(rt);
    await work({ ...rt, carrier: { ...rt.carrier, listTexts } });
    expect((await hood.store.read({ query: [openCases(10)] })).found[0]).toHaveLength(1);
  });

  test('counts no text that was sent in the time to come against a volunteer’s hour', async () => {
    for (let n = 0; n < 12; n++) {
      await write(hood.now, { to: ANA, purpose: 'digest' });
      await hood.pass(3_000);
    }
    expect(bodies()).toHaveLength(12);
    const back = later(hood.now, -3 * HOUR);
    await write(later(back, 4 * HOUR), { to: ANA });
    await work(at(later(back, 4 * HOUR)));
    expect(bodies()).toHaveLength(1);
  });
});

describe('a clock that is set forward by hours', () => {
  test('sends what still makes sense once, and what does not never', async () => {
    await write(hood.now, { due: later(hood.now, HOUR) });
    await write(hood.now, { due: later(hood.now, HOUR), validForSeconds: 3_600 });
    const ahead = at(later(hood.now, 8 * HOUR));
    await work(ahead);
    await work(ahead);
    expect(bodies()).toHaveLength(1);
    await work(hood.runtime);
    expect(bodies()).toEqual([]);
  });
});
