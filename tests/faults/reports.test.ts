import { describe, expect, test } from 'vitest';
import { epochMs, instant } from '../../shared/domain/ids.ts';
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
  report,
  SAYS_IT_ALL,
  secondLine,
  to,
  write,
} from './support.ts';

const DAN = '+15550100204';
const OTHER = `SM${'f'.repeat(32)}`;

describe.each(ENGINES)('a delivery report, on %s', (_name, open) => {
  test.for(['with our own id', 'without it'])('late, repeated and out of order, %s, ends in the same row', async (how, { skip }) => {
    const hood = await openNeighborhood(open, skip);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    const [first] = hood.sent;
    if (!first) throw new Error('nothing was sent');
    const id = how === 'without it' ? {} : { id: first.id };
    for (const status of ['delivered', 'sent', 'queued', 'delivered', 'undelivered', 'sending', 'no-such-word']) {
      expect((await report(hood, { sid: first.sid, status, ...id })).statusCode).toBe(204);
    }
    await hood.line.work();
    expect(await outgoingOf(hood.store, first.id)).toMatchObject({ state: 'sent', status: 'delivered', sid: first.sid });
    expect(hood.sent).toHaveLength(3);
    await hood.store.close();
  });

  test('that overtakes the answer to our request is not lost, and does not send twice', async ({ skip }) => {
    for (const how of ['with', 'without']) {
      const hood = await openNeighborhood(open, skip);
      await write(hood, RESIDENT, SAYS_IT_ALL);
      const overtaken = carrierThat(hood, {
        send: async text => {
          const result = await hood.runtime.carrier.send(text);
          if (result.ok) await report(hood, { sid: result.sid, status: 'delivered', ...(how === 'with' ? { id: text.id } : {}) });
          return result;
        },
      });
      await secondLine(hood, { carrier: overtaken }).work();
      for (const { id, sid } of hood.sent)
        expect(await outgoingOf(hood.store, id)).toMatchObject({ state: 'sent', status: 'delivered', sid });
      await hood.pass(120_000);
      expect(hood.sent).toHaveLength(3);
      await hood.store.close();
    }
  });

  test('of failure that overtakes it has its consequences once', async ({ skip }) => {
    for (const how of ['with', 'without']) {
      const hood = await openNeighborhood(open, skip);
      await write(hood, RESIDENT, SAYS_IT_ALL);
      const overtaken = carrierThat(hood, {
        send: async text => {
          const result = await hood.runtime.carrier.send(text);
          const id = how === 'with' ? { id: text.id } : {};
          if (result.ok && text.to !== DAN) await report(hood, { sid: result.sid, status: 'undelivered', error: 30003, ...id });
          return result;
        },
      });
      const line = secondLine(hood, { carrier: overtaken });
      await line.work();
      await line.work();
      expect(to(hood.sent, DAN)).toHaveLength(1);
      for (const { to: phone, id } of hood.sent.slice(0, 3))
        expect([phone, (await outgoingOf(hood.store, id)).state]).toEqual([phone, 'failed']);
      await hood.store.close();
    }
  });

  test('proves that a text went out whose sender died, so that the carrier need not be asked', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    await write(hood, RESIDENT, SAYS_IT_ALL);
    const dying = carrierThat(hood, {
      send: async text => {
        await hood.runtime.carrier.send(text);
        throw new Error('power cut');
      },
    });
    await secondLine(hood, { carrier: dying }).work();
    for (const { id, sid } of hood.sent) await report(hood, { sid, status: 'sent', id });
    let asked = 0;
    const counting = carrierThat(hood, {
      acceptedSince: async () => {
        asked += 1;
        return [];
      },
    });
    const later = instant(epochMs(hood.now) + 120_000);
    await secondLine(hood, { carrier: counting, now: () => later }).work();
    expect([asked, hood.sent.length]).toEqual([0, 3]);
    await hood.store.close();
  });

  test('of a failed offer asks the next volunteer at once, also when it comes twice at the same moment', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    const offers = hood.takeSent();
    await Promise.all(offers.flatMap(({ sid, id }) => [1, 2].map(() => report(hood, { sid, status: 'undelivered', error: 30003, id }))));
    await hood.line.work();
    expect(hood.takeSent().map(s => s.to)).toEqual([DAN]);
    for (const { id } of offers) expect(await outgoingOf(hood.store, id)).toMatchObject({ state: 'failed', errorCode: 30003 });
    await hood.store.close();
  });

  test('of a text that never reached the resident is told to the coordinator, once', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    await hood.text(ANA, 'ACCEPT');
    const text = hood.takeSent().find(s => s.to === RESIDENT);
    if (!text) throw new Error('nothing was sent to the resident');
    for (const id of [{ id: text.id }, {}]) {
      await report(hood, { sid: text.sid, status: 'undelivered', error: 30006, ...id });
      await hood.line.work();
    }
    expect(to(hood.takeSent(), ROSA)).toEqual([expect.stringContaining(`${code}: our texts do not reach them (error 30006)`)]);
    await hood.store.close();
  });

  test('about a text that is not ours is kept a day and touches nothing', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    const [offer] = hood.takeSent();
    for (const status of ['sent', 'undelivered', 'sent', 'delivered']) {
      expect((await report(hood, { sid: OTHER, status })).statusCode).toBe(204);
      expect((await report(hood, { sid: `SM${'e'.repeat(32)}`, status, id: 'no-such-id' })).statusCode).toBe(204);
    }
    // Another attempt at the same text that went out besides: its bad end is not this one's.
    if (!offer) throw new Error('nothing was sent');
    await report(hood, { sid: `SM${'d'.repeat(32)}`, status: 'undelivered', error: 30003, id: offer.id });
    await hood.line.work();
    expect(hood.takeSent()).toEqual([]);
    expect(await outgoingOf(hood.store, offer.id)).toMatchObject({ state: 'sent', sid: offer.sid });
    expect([ANA, BO, CLEO]).toContain(offer.to);
    await hood.store.close();
  });
});
