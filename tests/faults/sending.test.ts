import { describe, expect, test, vi } from 'vitest';
import { epochMs, instant, type OutgoingId, type PhoneNumber } from '../../shared/domain/ids.ts';
import { ATTEMPTS_MAX, type Outgoing } from '../../shared/domain/outgoing.ts';
import type { SendResult } from '../../shared/shell/runtime.ts';
import { CARRIER_MAX_MS } from '../../shared/shell/sender.ts';
import { outgoingKey } from '../../shared/table/keys.ts';
import { changeVolunteer } from '../../shared/table/roster.ts';
import { nounOf } from '../../shared/table/rows.ts';
import type { Store } from '../../shared/table/store.ts';
import {
  ANA,
  BO,
  CLEO,
  carrierThat,
  codeIn,
  ENGINES,
  openNeighborhood,
  outgoingOf,
  RESIDENT,
  ROSA,
  SAYS_IT_ALL,
  secondLine,
  timeline,
  to,
  write,
} from './support.ts';

const DAN = '+15550100204';
const MINUTE = 60_000;
const refused = (http: number, code: number | null, retry = false): SendResult => ({ ok: false, code, http, retry, unknown: false });
const lost: SendResult = { ok: false, code: null, http: null, retry: true, unknown: true };
class Crash extends Error {}

const rowOf = async (hood: { readonly store: Store }, id: string): Promise<Outgoing> => {
  const { got } = await hood.store.read({ get: [outgoingKey(id as OutgoingId)] });
  if (!got[0]) throw new Error(`There is no text ${id}`);
  return nounOf<Outgoing>(got[0]);
};

describe.each(ENGINES)('a crash, on %s', (_name, open) => {
  test('between the commit and the sending: the texts are sent once by the line that is started again', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    await write(hood, RESIDENT, SAYS_IT_ALL);
    expect(hood.sent).toEqual([]);
    const again = secondLine(hood);
    await again.work();
    await again.work();
    expect(hood.sent.map(s => s.to).sort()).toEqual([ANA, BO, CLEO]);
    await hood.store.close();
  });

  test('after the carrier took a text and before that was written down: it is found at the carrier and not sent again', async ({
    skip,
  }) => {
    const hood = await openNeighborhood(open, skip);
    await write(hood, RESIDENT, SAYS_IT_ALL);
    const dying = carrierThat(hood, {
      send: async text => {
        await hood.runtime.carrier.send(text);
        throw new Crash('power cut');
      },
    });
    await secondLine(hood, { carrier: dying }).work();
    expect(hood.sent.map(s => s.to).sort()).toEqual([ANA, BO, CLEO]);
    const again = secondLine(hood);
    await again.work();
    expect(hood.sent).toHaveLength(3);
    await hood.pass(2 * MINUTE);
    expect(hood.sent).toHaveLength(3);
    for (const { id, sid } of hood.sent) expect(await outgoingOf(hood.store, id)).toMatchObject({ state: 'sent', sid });
    await hood.store.close();
  });

  test('while a text was being taken: it waits for its lease, is not at the carrier, and is sent once', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    await write(hood, RESIDENT, SAYS_IT_ALL);
    const dying = carrierThat(hood, { send: () => Promise.reject(new Crash('power cut')) });
    await secondLine(hood, { carrier: dying }).work();
    expect(hood.sent).toEqual([]);
    await hood.pass(2 * MINUTE);
    expect(hood.sent.map(s => s.to).sort()).toEqual([ANA, BO, CLEO]);
    await hood.store.close();
  });
});

describe('what the carrier says no to', () => {
  const [, open] = ENGINES[0] ?? [];
  if (!open) throw new Error('no engine');
  const fresh = (skip: (why: string) => void) => openNeighborhood(open, skip);

  test('21610 from a volunteer never heard of: kept as opted out, never texted again, and the next one is asked at once', async ({
    skip,
  }) => {
    const hood = await fresh(skip);
    hood.plans.set(ANA, [refused(400, 21610)]);
    hood.plans.set(BO, [refused(400, 21610)]);
    hood.plans.set(CLEO, [refused(400, 21610)]);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    expect(to(hood.takeSent(), DAN)).toHaveLength(1);
    await hood.pass(6 * 60 * MINUTE);
    expect(hood.takeSent().filter(s => [ANA, BO, CLEO].includes(s.to))).toEqual([]);
    expect((await timeline(hood.store, code)).filter(what => what.includes('21610'))).toHaveLength(3);
    // Her first text afterwards is no news to us: it is written down, and answered with nothing, until START.
    expect(await hood.text(ANA, 'hello there')).toBeNull();
    expect(await hood.text(ANA, 'START')).not.toBeNull();
  });

  test('who sent STOP before they were on the roster is never asked', async ({ skip }) => {
    const hood = await fresh(skip);
    const eve = '+15550100205';
    await hood.text(eve, 'hello');
    await hood.text(eve, 'STOP');
    await hood.volunteers(`Eve,${eve},en,food,,,always,no,no`);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    await hood.pass(6 * 60 * MINUTE);
    expect((await timeline(hood.store, code)).some(what => what.includes('Eve has stopped texts'))).toBe(true);
    expect(to(hood.takeSent(), eve)).toEqual([]);
  });

  test('an offer held back after a STOP that the roster does not know of goes to the next one at once', async ({ skip }) => {
    const hood = await fresh(skip);
    for (const phone of [ANA, BO, CLEO]) await hood.text(phone, 'STOP');
    for (const phone of [ANA, BO, CLEO] as readonly string[])
      await changeVolunteer(hood.store, phone as PhoneNumber, `forget-${phone}`, ({ stopped: _unknown, ...v }) => v);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    expect(to(hood.takeSent(), DAN)).toHaveLength(1);
    await hood.text(ROSA, `ASSIGN ${code} Ana`);
    expect(await hood.text(ROSA, `ASSIGN ${code} Bo`)).toContain('sent STOP');
  });

  test('21610 from the resident: a coordinator is told, and nothing more goes to that number', async ({ skip }) => {
    const hood = await fresh(skip);
    hood.plans.set(RESIDENT, [refused(400, 21610)]);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    hood.takeSent();
    await hood.text(ANA, 'ACCEPT');
    const told = to(hood.takeSent(), ROSA);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('21610');
    hood.plans.delete(RESIDENT);
    await hood.text(ANA, 'DONE');
    await hood.pass(60 * MINUTE);
    expect(to(hood.takeSent(), RESIDENT)).toEqual([]);
  });

  test('21610 from the volunteer who has it: the case is free again, and the resident hears so', async ({ skip }) => {
    const hood = await fresh(skip);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    await hood.text(ANA, 'ACCEPT');
    hood.takeSent();
    hood.plans.set(ANA, [refused(400, 21610)]);
    await hood.text(RESIDENT, 'where are you?');
    const sent = hood.takeSent();
    expect(to(sent, RESIDENT)).toHaveLength(1);
    expect(sent.filter(s => s.to !== RESIDENT && s.to !== ANA).length).toBeGreaterThan(0);
  });

  test('a holder whom texts do not reach is a matter for the coordinator', async ({ skip }) => {
    const hood = await fresh(skip);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    await hood.text(ANA, 'ACCEPT');
    hood.takeSent();
    hood.plans.set(ANA, [refused(400, 21211)]);
    await hood.text(RESIDENT, 'where are you?');
    expect(to(hood.takeSent(), ROSA)).toEqual([expect.stringContaining(`Ana has ${code}`)]);
  });

  test('21211 for an offer: as good as passed, and at once', async ({ skip }) => {
    const hood = await fresh(skip);
    for (const phone of [ANA, BO, CLEO]) hood.plans.set(phone, [refused(400, 21211)]);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    const sent = hood.takeSent();
    expect(sent.filter(s => s.to !== ROSA).map(s => s.to)).toEqual([DAN]);
    // Of each a coordinator hears that no text gets there.
    expect(sent.filter(s => s.to === ROSA && s.body.includes('gets none of our texts'))).toHaveLength(3);
  });

  test.each([
    ['429', refused(429, 20429, true)],
    ['429 that names no code', refused(429, null, true)],
    ['500', refused(500, 20500, true)],
    ['503', refused(503, null, true)],
    ['a connection never made', { ok: false, code: null, http: null, retry: true, unknown: false } as SendResult],
  ])('%s: tried again a little later, until it goes', async (_what, answer) => {
    const hood = await fresh(() => undefined);
    hood.plans.set(ANA, [answer, answer, 'accept']);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    expect(to(hood.takeSent(), ANA)).toEqual([]);
    await hood.pass(14_000);
    expect(to(hood.takeSent(), ANA)).toEqual([]);
    await hood.pass(32_000);
    expect(to(hood.takeSent(), ANA)).toHaveLength(1);
    await hood.pass(3 * MINUTE);
    expect(to(hood.takeSent(), ANA)).toEqual([]);
  });

  test('a time-out whose text went through is found there; one that did not is sent again', async ({ skip }) => {
    const hood = await fresh(skip);
    hood.plans.set(ANA, ['accept-then-lose', 'accept']);
    hood.plans.set(BO, [lost, 'accept']);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    await hood.pass(MINUTE);
    expect(to(hood.sent, ANA)).toHaveLength(1);
    expect(to(hood.sent, BO)).toHaveLength(1);
  });

  test('the same words that went to the same phone before are not taken for the lost ones', async ({ skip }) => {
    const hood = await fresh(skip);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    await hood.text(ANA, 'ACCEPT');
    hood.takeSent();
    await hood.text(ANA, `${code} on my way`);
    hood.plans.set(RESIDENT, [lost, 'accept']);
    await hood.text(ANA, `${code} on my way`);
    await hood.pass(MINUTE);
    expect(to(hood.takeSent(), RESIDENT)).toHaveLength(2);
  });

  test('a carrier that can never be asked: nothing is sent blind, and in the end a person is told', async ({ skip }) => {
    const hood = await fresh(skip);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    hood.takeSent();
    const attempts = new Map<string, number>();
    const deaf = carrierThat(hood, {
      send: async text => {
        if (text.to !== RESIDENT) return hood.runtime.carrier.send(text);
        attempts.set(text.id, (attempts.get(text.id) ?? 0) + 1);
        return lost;
      },
      acceptedSince: () => Promise.reject(new Error('unreachable')),
    });
    await write(hood, ANA, 'ACCEPT');
    let now = hood.now;
    const line = secondLine(hood, { carrier: deaf, now: () => now });
    for (let i = 0; i < 30; i++) {
      await line.work();
      now = instant(epochMs(now) + 31 * MINUTE);
    }
    expect(attempts.size).toBeGreaterThan(0);
    expect([...attempts.values()].filter(times => times !== 1)).toEqual([]);
    expect(to(hood.sent, RESIDENT)).toEqual([]);
    expect(to(hood.takeSent(), ROSA).length).toBeGreaterThan(0);
  });

  test(`an outage that outlasts ${ATTEMPTS_MAX} attempts ends at a person, not in silence`, async ({ skip }) => {
    const hood = await fresh(skip);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    hood.plans.set(RESIDENT, [refused(500, 20500, true)]);
    await hood.text(ANA, 'ACCEPT');
    hood.takeSent();
    await hood.pass(60 * MINUTE);
    expect(to(hood.takeSent(), ROSA)).toEqual([]);
    await hood.pass(60 * MINUTE);
    expect(to(hood.takeSent(), ROSA)).toEqual([expect.stringContaining('20500')]);
  });

  test('an offer whose time is over does not leave any more', async ({ skip }) => {
    const hood = await fresh(skip);
    for (const phone of [ANA, BO, CLEO, DAN]) hood.plans.set(phone, [...Array(6).fill(refused(500, 20500, true)), 'accept']);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    await hood.pass(30 * MINUTE);
    // Whoever never had it is offered it anew; what leaves then was written just before.
    const offers = hood.sent.filter(s => [ANA, BO, CLEO, DAN].includes(s.to as PhoneNumber));
    for (const { id } of offers) {
      const { at, triedAt = at, validForSeconds = 0 } = await rowOf(hood, id);
      expect(epochMs(triedAt) - epochMs(at)).toBeLessThanOrEqual(validForSeconds * 1000);
    }
    expect(to(hood.sent, ROSA).length).toBeGreaterThan(0);
  });

  test('a number that opted out between the writing and the sending gets nothing', async ({ skip }) => {
    const hood = await fresh(skip);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    hood.takeSent();
    let attempts = 0;
    const failsOnce = carrierThat(hood, {
      send: text => {
        if (text.to === RESIDENT) attempts += 1;
        return text.to === RESIDENT && attempts === 1 ? Promise.resolve(refused(500, 20500, true)) : hood.runtime.carrier.send(text);
      },
    });
    await write(hood, ANA, 'ACCEPT');
    await secondLine(hood, { carrier: failsOnce }).work();
    await secondLine(hood, { carrier: failsOnce }).work();
    expect(attempts).toBe(1);
    await hood.text(RESIDENT, 'STOP');
    await hood.pass(60 * MINUTE);
    expect(to(hood.takeSent(), RESIDENT)).toEqual([]);
  });
});

describe('lanes', () => {
  const [, open] = ENGINES[0] ?? [];
  if (!open) throw new Error('no engine');

  test('a phone whose text hangs holds up no other, and not for ever itself', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    await write(hood, RESIDENT, SAYS_IT_ALL);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const hanging = carrierThat(hood, {
        send: text => (text.to === BO ? new Promise(() => undefined) : hood.runtime.carrier.send(text)),
      });
      let done = false;
      const run = secondLine(hood, { carrier: hanging })
        .work()
        .then(() => {
          done = true;
        });
      await vi.advanceTimersByTimeAsync(CARRIER_MAX_MS - 1);
      expect(hood.sent.map(s => s.to).sort()).toEqual([ANA, CLEO]);
      expect(done).toBe(false);
      await vi.advanceTimersByTimeAsync(2);
      await run;
    } finally {
      vi.useRealTimers();
    }
    await hood.pass(MINUTE);
    expect(hood.sent.map(s => s.to).sort()).toEqual([ANA, BO, CLEO]);
  });

  test('a text that breaks stops no other; trouble with the database is told after all lanes', async ({ skip }) => {
    let breaks = true;
    const breaking = (store: Store): Store => ({
      ...store,
      read: async ask => {
        const answer = await store.read(ask);
        const [text] = answer.got;
        const isHers = text?.kind === 'outgoing' && (text.data as unknown as { to: string }).to === CLEO;
        if (breaks && isHers) throw new Error('a fault of ours');
        return answer;
      },
    });
    const hood = await openNeighborhood(open, skip, breaking);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    expect(
      hood
        .takeSent()
        .map(s => s.to)
        .sort(),
    ).toEqual([ANA, BO]);
    expect(hood.logged.filter(line => line.includes('send.failed'))).not.toEqual([]);
    breaks = false;
    await hood.line.work();
    expect(hood.takeSent().map(s => s.to)).toEqual([CLEO]);
  });
});
