import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ClearedCall } from '../../shared/domain/clear-call.ts';
import { createLine } from '../../shared/shell/line.ts';
import type { Carrier, SendResult } from '../../shared/shell/runtime.ts';
import { communityFrom, Neighborhood } from '../support/neighborhood.ts';
import { ANA, BO, number, RESIDENT, ROSA, reportCall, rowOfCall, THEO, wantCall } from './outgoing.ts';

const lost: SendResult = { ok: false, code: null, http: null, retry: true, unknown: true };
const SAMPLE = readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8');

/** The same line with a carrier that does something else with calls. */
const withCarrier = (hood: Neighborhood, change: Partial<Carrier>) =>
  createLine({ ...hood.runtime, carrier: { ...hood.runtime.carrier, ...change } });
/** The carrier makes the call, and its answer is lost on the way. */
const makesAndLoses =
  (hood: Neighborhood) =>
  async (call: ClearedCall): Promise<SendResult> => {
    await hood.runtime.carrier.call(call);
    return lost;
  };

describe('a call that was written down', () => {
  test('is made once, with the time it may ring, and known by its id at every later report', async () => {
    const hood = new Neighborhood();
    const id = await wantCall(hood, ANA, { what: 'page' });
    await hood.line.work();
    await hood.line.work();
    expect(hood.called).toMatchObject([{ to: ANA, id, timeoutS: 18 }]);
    expect(await rowOfCall(hood, id)).toMatchObject({ state: 'sent', sid: hood.called[0]?.sid, status: 'queued', attempts: 1 });
    await hood.store.close();
  });

  test('is not made where the row says that it was made meanwhile: two lines on one store ring once', async () => {
    const hood = new Neighborhood();
    await wantCall(hood, ANA, { what: 'page' });
    await Promise.all([hood.line.work(), createLine(hood.runtime).work()]);
    expect(hood.called).toHaveLength(1);
    await hood.store.close();
  });

  test('goes out in the order of its urgency, one a second', async () => {
    const hood = new Neighborhood();
    const pauses: number[] = [];
    await wantCall(hood, ANA, { what: 'offer' }, { priority: 'offer' });
    await wantCall(hood, ROSA, { what: 'page' }, { priority: 'urgent' });
    await wantCall(hood, THEO, { what: 'page' }, { priority: 'safety' });
    const line = createLine({ ...hood.runtime, pause: async ms => void pauses.push(ms) });
    await line.work();
    expect(hood.called.map(c => c.to)).toEqual([THEO, ROSA, ANA]);
    expect(pauses).toEqual([1000, 1000]);
    await hood.store.close();
  });

  test('whose answer was lost is looked for at the carrier and not made again', async () => {
    const hood = new Neighborhood();
    const id = await wantCall(hood, ANA, { what: 'page' });
    await withCarrier(hood, { call: makesAndLoses(hood) }).work();
    expect(await rowOfCall(hood, id)).toMatchObject({ state: 'pending', unsure: true });
    await hood.pass(60_000);
    expect(hood.called).toHaveLength(1);
    expect(await rowOfCall(hood, id)).toMatchObject({ state: 'sent', sid: hood.called[0]?.sid });
    await hood.store.close();
  });

  test('is made again where the carrier never had it, also by another line after the first one died in the middle', async () => {
    const hood = new Neighborhood();
    const id = await wantCall(hood, ANA, { what: 'page' });
    await expect(withCarrier(hood, { call: () => Promise.reject(new Error('the process ends here')) }).work()).resolves.toBeUndefined();
    expect(await rowOfCall(hood, id)).toMatchObject({ state: 'sending' });
    expect(hood.called).toEqual([]);
    await hood.pass(61_000);
    expect(hood.called).toHaveLength(1);
    expect(await rowOfCall(hood, id)).toMatchObject({ state: 'sent', attempts: 2 });
    await hood.store.close();
  });

  test('that the carrier refuses for good is given up and kept as that', async () => {
    const hood = new Neighborhood();
    const id = await wantCall(hood, ANA, { what: 'page' });
    const no: SendResult = { ok: false, code: 21217, http: 400, retry: false, unknown: false };
    await withCarrier(hood, { call: async () => no }).work();
    expect(await rowOfCall(hood, id)).toMatchObject({ state: 'failed', errorCode: 21217 });
    await hood.store.close();
  });
});

describe('reports on a call', () => {
  test('before the answer to our request, repeated and out of order, end in the same row', async () => {
    const hood = new Neighborhood();
    const id = await wantCall(hood, ANA, { what: 'page' });
    const line = withCarrier(hood, {
      call: async call => {
        const result = await hood.runtime.carrier.call(call);
        const made = hood.called[0];
        if (made) for (const status of ['ringing', 'initiated', 'no-answer']) await reportCall(hood, made, status);
        return result;
      },
    });
    await line.work();
    const [made] = hood.called;
    if (!made) throw new Error('no call was made');
    expect(await rowOfCall(hood, id)).toMatchObject({ state: 'sent', sid: made.sid, status: 'no-answer', rank: 5 });
    for (const status of ['no-answer', 'ringing', 'completed']) expect((await reportCall(hood, made, status)).statusCode).toBe(204);
    const row = await rowOfCall(hood, id);
    expect([row.status, row.due, hood.called.length]).toEqual(['no-answer', undefined, 1]);
    await hood.store.close();
  });

  test('that never come are asked for, and a call that the carrier knows no more is over', async () => {
    const hood = new Neighborhood();
    const id = await wantCall(hood, ANA, { what: 'page' });
    await hood.line.work();
    const [made] = hood.called;
    if (!made) throw new Error('no call was made');
    made.status = 'in-progress';
    await hood.pass(5 * 60_000);
    expect(await rowOfCall(hood, id)).toMatchObject({ status: 'queued' });
    made.status = 'busy';
    await hood.pass(3 * 60_000);
    const row = await rowOfCall(hood, id);
    expect([row.status, row.due]).toEqual(['busy', undefined]);
    await hood.store.close();
  });

  test('with an id that is not ours change nothing and are answered', async () => {
    const hood = new Neighborhood();
    const answer = await reportCall(hood, { sid: 'CA1' as never, to: ANA, id: 'nothing' }, 'completed');
    expect(answer.statusCode).toBe(204);
    await hood.store.close();
  });
});

describe('lines of the account', () => {
  const small = communityFrom(`${SAMPLE}\ncalls: { at-once: 2, a-day: 4 }\n`);

  test('that are all taken make a call wait; it is made when one becomes free, the longest waiting first', async () => {
    const hood = new Neighborhood({ community: small });
    for (const to of [ANA, BO, ROSA]) await wantCall(hood, to, { what: 'bridge' });
    await hood.line.work();
    expect(hood.called.map(c => c.to)).toHaveLength(1);
    const [first] = hood.called;
    if (!first) throw new Error('no call was made');
    await reportCall(hood, first, 'completed');
    expect(hood.called).toHaveLength(2);
    await hood.pass(60_000);
    expect(hood.called).toHaveLength(2);
    const second = hood.called[1];
    if (second) await reportCall(hood, second, 'busy');
    expect(hood.called).toHaveLength(3);
    await hood.store.close();
  });

  test('the most that the line makes in a day is kept over midnight of no other day', async () => {
    const hood = new Neighborhood({ community: small });
    for (let nth = 0; nth < 6; nth++) {
      await wantCall(hood, number(`+1555010030${nth}`), { what: 'page' });
      await hood.line.work();
      const made = hood.called.at(-1);
      if (made) await reportCall(hood, made, 'completed');
    }
    expect(hood.called).toHaveLength(4);
    await hood.pass(24 * 3_600_000);
    await wantCall(hood, RESIDENT, { what: 'page' });
    await hood.line.work();
    expect(hood.called).toHaveLength(5);
    await hood.store.close();
  });
});

describe('a page by call', () => {
  test('to somebody who was called enough is not made, and says so', async () => {
    const hood = new Neighborhood();
    for (let nth = 0; nth < 3; nth++) {
      await wantCall(hood, ANA, { what: 'page' });
      await hood.line.work();
      const made = hood.called.at(-1);
      if (made) await reportCall(hood, made, 'no-answer');
    }
    const id = await wantCall(hood, ANA, { what: 'page' });
    await hood.line.work();
    expect(hood.called).toHaveLength(3);
    expect(await rowOfCall(hood, id)).toMatchObject({ state: 'suppressed', call: { refused: 'called too often' } });
    await hood.store.close();
  });
});

describe('a call that finds no line in time', () => {
  const two = communityFrom(`${SAMPLE}\ncalls: { at-once: 2 }\n`);
  const VOICE = 'Ana,+15550100201,en;es,food,north;south,,always,yes,yes';
  const busy = async (): Promise<Neighborhood> => {
    const hood = new Neighborhood({ community: two });
    await hood.volunteers(VOICE);
    await wantCall(hood, THEO, { what: 'page' }, { priority: 'safety' });
    await hood.line.work();
    expect(hood.called).toHaveLength(1);
    return hood;
  };

  test('becomes a text where it is an offer, while that can still be answered', async () => {
    const hood = await busy();
    await hood.text(RESIDENT, 'need food for 4, 11216, today');
    expect(hood.called).toHaveLength(1);
    await hood.pass(65_000);
    expect(hood.called).toHaveLength(1);
    expect(hood.sent.filter(s => s.to === ANA).map(s => s.body)).toEqual([expect.stringContaining('Can you take')]);
    expect(await hood.text(ANA, 'accept')).toContain('is yours, Ana');
    await hood.store.close();
  });

  test('is said to whoever asked to be connected, who can write instead', async () => {
    const hood = await busy();
    const id = await wantCall(hood, ANA, { what: 'bridge' }, { validForSeconds: 300 });
    await hood.pass(301_000);
    expect(await rowOfCall(hood, id)).toMatchObject({ state: 'suppressed', call: { refused: 'too late' } });
    expect(hood.sent.filter(s => s.to === ANA).map(s => s.body)).toEqual([expect.stringContaining('We could not call you')]);
    await hood.store.close();
  });

  test('goes to a person where somebody asked to be called', async () => {
    const hood = await busy();
    expect(await hood.text(RESIDENT, 'call me')).toContain('We call you now');
    await hood.pass(3_601_000);
    expect(hood.called.map(c => c.to)).not.toContain(RESIDENT);
    expect(hood.sent.filter(s => s.to === RESIDENT).map(s => s.body)).toEqual([expect.stringContaining('asked a person to text you')]);
    expect(hood.sent.some(s => s.to === ROSA && s.body.includes('someone asks for a person'))).toBe(true);
    await hood.store.close();
  });
});

describe('a volunteer whose phone gets calls and no texts', () => {
  const landline: SendResult = { ok: false, code: 30006, http: 400, retry: false, unknown: false };
  const holding = async (): Promise<Neighborhood> => {
    const hood = new Neighborhood();
    await hood.volunteers('Ana,+15550100201,en;es,food,north;south,,always,yes,yes');
    await hood.text(RESIDENT, 'need food for 4, 11216, today');
    await hood.text(ANA, 'accept');
    hood.plans.set(ANA, [landline]);
    hood.takeSent();
    return hood;
  };

  test('loses no words of the person whose case they have: they and a coordinator are told', async () => {
    const hood = await holding();
    await hood.text(RESIDENT, 'please come to the back door');
    const told = hood.takeSent().map(s => [s.to, s.body]);
    expect(told).toHaveLength(2);
    expect(told).toContainEqual([RESIDENT, expect.stringContaining('Ana did not get your last words')]);
    expect(told).toContainEqual([ROSA, expect.stringContaining('our texts do not reach Ana')]);
    await hood.store.close();
  });

  test('costs nobody a word where nothing was lost', async () => {
    const hood = await holding();
    await hood.text(RESIDENT, 'withdraw');
    await hood.text(RESIDENT, '1');
    expect(hood.takeSent().filter(s => s.to === ROSA)).toEqual([]);
    await hood.store.close();
  });
});
