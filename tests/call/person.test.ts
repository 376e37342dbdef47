import { describe, expect, test } from 'vitest';
import type { Called } from '../../local/in-memory-line.ts';
import type { Case } from '../../shared/domain/case.ts';
import type { WebResult } from '../../shared/shell/door.ts';
import { createLine, type Line } from '../../shared/shell/line.ts';
import { routes } from '../../shared/shell/routes.ts';
import { threadOf } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { type Store, StoreTrouble } from '../../shared/table/store.ts';
import { ENGINES, openNeighborhood } from '../faults/support.ts';
import { Neighborhood, PUBLIC_URL, TOKEN } from '../support/neighborhood.ts';
import { signedEvent } from '../support/signed.ts';
import { counted } from '../support/stores.ts';
import { BO, LINE, RESIDENT, ROSA, reportCall, rowOfCall, THEO, wantCall } from './outgoing.ts';

const CALL = `CA${'7'.repeat(32)}`;

/** A request of the carrier's, at any line on the same store. */
const ask = (line: Line, path: string, params: Readonly<Record<string, string>>, query = ''): Promise<WebResult> => {
  const door = line.doors[path];
  if (!door) throw new Error(`no door at ${path}`);
  return door(signedEvent({ publicUrl: PUBLIC_URL, token: TOKEN, path, params, query }));
};
const caller = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  CallSid: CALL,
  From: RESIDENT,
  To: LINE,
  Direction: 'inbound',
  CallStatus: 'in-progress',
  ...more,
});
const leg = ({ sid, to }: Called, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  CallSid: sid,
  From: LINE,
  To: to,
  Direction: 'outbound-api',
  CallStatus: 'in-progress',
  ...more,
});
const next = (twiml: string, what = 'action'): string => {
  const url = new RegExp(`${what}="([^"]*)"`).exec(twiml)?.[1]?.replaceAll('&amp;', '&');
  if (!url) throw new Error(`no ${what} in ${twiml}`);
  return new URL(url).search.slice(1);
};

/** A caller who waits for a person, and the two phones that ring for them. */
const waiting = async (hood: Neighborhood): Promise<{ readonly rung: readonly [Called, Called] }> => {
  const greeted = await ask(hood.line, routes.voice, caller());
  const queued = await ask(hood.line, routes.voiceStep, caller({ Digits: '3' }), next(greeted.body ?? ''));
  await ask(hood.line, routes.voiceStep, caller({ QueueSid: 'QU1', QueuePosition: '1' }), next(queued.body ?? '', 'waitUrl'));
  await hood.line.work();
  const [first, second] = hood.called;
  if (!first || !second) throw new Error('two phones were to ring');
  return { rung: [first, second] };
};
const answer = (line: Line, call: Called): Promise<WebResult> => ask(line, routes.voiceOut, leg(call), call.query);
const press = (line: Line, call: Called, Digits: string): Promise<WebResult> =>
  ask(line, routes.voiceOut, leg(call, { Digits }), `${call.query}&n=1`);
const theirCase = async (hood: Neighborhood): Promise<Case> => {
  const { found } = await hood.store.read({ query: [threadOf(RESIDENT)] });
  const row = (found[0] ?? []).find(one => one.kind === 'case');
  if (!row) throw new Error('nothing was written down');
  return nounOf<Case>(row);
};

/** The official database for tests takes its time to start on a busy machine. */
const PATIENT = { timeout: 90_000 };

describe.each(ENGINES)('a caller who waits for a person, on %s', PATIENT, (_name, open) => {
  test('is written down before a phone rings, and goes to exactly one of two who press at once', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const { rung } = await waiting(hood);
    expect(await theirCase(hood)).toMatchObject({ kind: 'person', status: 'open' });
    expect(new Set(rung.map(one => one.to))).toEqual(new Set([ROSA, THEO]));
    const other = createLine(hood.runtime);
    for (const [nth, call] of rung.entries()) expect((await answer(nth === 0 ? hood.line : other, call)).body).not.toContain('412');
    const pressed = await Promise.all([press(hood.line, rung[0], '1'), press(other, rung[1], '1')]);
    const through = pressed.filter(({ body }) => body?.includes('<Queue'));
    expect(through).toHaveLength(1);
    expect(through[0]?.body).toContain(`callerId="${LINE}"`);
    const c = await theirCase(hood);
    const winner = pressed[0]?.body?.includes('<Queue') ? rung[0].to : rung[1].to;
    expect([c.status, c.holder?.number]).toEqual(['accepted', winner]);
    await hood.store.close();
  });

  test('who hangs up in the moment in which somebody presses: one of the two is true, and nothing is lost', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const { rung } = await waiting(hood);
    await answer(hood.line, rung[0]);
    const [pressed] = await Promise.all([
      press(hood.line, rung[0], '1'),
      ask(createLine(hood.runtime), routes.voiceStatus, caller({ CallStatus: 'completed' })),
    ]);
    await hood.line.work();
    const c = await theirCase(hood);
    if (pressed.body?.includes('<Queue')) expect(c.holder?.number).toBe(rung[0].to);
    else expect([c.status, c.callBack?.attempts]).toEqual(['open', 0]);
    await hood.store.close();
  });
});

describe('a step of a call that we made', () => {
  test('requested twice gets the same bytes and changes nothing; an older one leads to where the call stands', async () => {
    const hood = new Neighborhood();
    const { rung } = await waiting(hood);
    const [call] = rung;
    const screen = await answer(hood.line, call);
    expect((await answer(hood.line, call)).body).toBe(screen.body);
    const first = await press(hood.line, call, '1');
    const before = await rowOfCall(hood, call.id as never);
    expect((await press(hood.line, call, '1')).body).toBe(first.body);
    expect(await rowOfCall(hood, call.id as never)).toEqual(before);
    const old = await answer(hood.line, call);
    expect(old.body).toContain(
      `<Redirect method="POST">${PUBLIC_URL}${routes.voiceOut}?m=${call.id}&amp;n=1&amp;${call.query.split('&').slice(1).join('&amp;')}</Redirect>`,
    );
    await hood.store.close();
  });

  test('that is picked up before the carrier has answered our request goes on as any other, and is made once', async () => {
    const hood = new Neighborhood();
    const id = await wantCall(hood, ROSA, { what: 'page' });
    const line: Line = createLine({
      ...hood.runtime,
      carrier: {
        ...hood.runtime.carrier,
        call: async call => {
          const result = await hood.runtime.carrier.call(call);
          const made = hood.called[0];
          if (made) await answer(line, made);
          return result;
        },
      },
    });
    await line.work();
    const [made] = hood.called;
    if (!made) throw new Error('no call was made');
    expect(await rowOfCall(hood, id)).toMatchObject({
      state: 'sent',
      sid: made.sid,
      status: 'in-progress',
      call: { place: 'screen', step: 1 },
    });
    await reportCall(hood, made, 'ringing');
    await hood.pass(10 * 60_000);
    expect([hood.called.length, (await rowOfCall(hood, id)).status]).toEqual([1, 'in-progress']);
    await reportCall(hood, made, 'completed');
    const row = await rowOfCall(hood, id);
    expect([row.status, row.due]).toEqual(['completed', undefined]);
    await hood.store.close();
  });

  test('that we know nothing of, or that is over, ends without a word', async () => {
    const hood = new Neighborhood();
    const { rung } = await waiting(hood);
    await reportCall(hood, rung[0], 'no-answer');
    const over = await answer(hood.line, rung[0]);
    const unknown = await ask(hood.line, routes.voiceOut, leg(rung[0]), 'm=nothing');
    for (const { body } of [over, unknown]) expect(body).toMatch(/<Response><Hangup\/><\/Response>$/);
    await hood.store.close();
  });

  test('takes one read and one commit; the same again one read', async () => {
    const plain = new Neighborhood();
    const calls = counted(plain.store);
    const hood = new Neighborhood({ store: () => calls });
    const { rung } = await waiting(hood);
    calls.reset();
    await answer(hood.line, rung[0]);
    expect(calls.counts).toEqual({ reads: 1, commits: 1 });
    calls.reset();
    await answer(hood.line, rung[0]);
    expect(calls.counts).toEqual({ reads: 1, commits: 0 });
    await plain.store.close();
  });

  test('while the database is away ends without a word, and the phone rings again for the next round', async () => {
    const hood = new Neighborhood();
    const { rung } = await waiting(hood);
    const away: Store = {
      ...hood.store,
      read: () => Promise.reject(new StoreTrouble('unreachable', new Error('away'))),
      close: async () => {},
    };
    const result = await answer(createLine({ ...hood.runtime, store: away }), rung[0]);
    expect([result.statusCode, result.body?.includes('<Hangup/>')]).toEqual([200, true]);
    await hood.store.close();
  });

  test('that was begun by a key says so while the database is away, and keeps the key; without one it ends without a word', async () => {
    const hood = new Neighborhood();
    await wantCall(hood, ROSA, { what: 'page' });
    await hood.line.work();
    const [call] = hood.called;
    if (!call) throw new Error('no call was made');
    const away = createLine({
      ...hood.runtime,
      store: { ...hood.store, read: () => Promise.reject(new StoreTrouble('unreachable', new Error('away'))), close: async () => {} },
    });
    await answer(hood.line, call);
    expect((await press(away, call, '')).body).toMatch(/<Response><Hangup\/><\/Response>$/);
    const wait = await press(away, call, '1');
    expect([wait.body?.includes('One moment please'), wait.body?.includes('<Hangup')]).toEqual([true, false]);
    const again = /<Redirect[^>]*>[^<?]*\?([^<]*)</.exec(wait.body ?? '')?.[1]?.replaceAll('&amp;', '&') ?? '';
    const through = await ask(hood.line, routes.voiceOut, leg(call), again);
    expect([(await rowOfCall(hood, call.id as never)).call?.taken !== undefined, through.statusCode]).toEqual([true, 200]);
    await hood.store.close();
  });

  test('in which a person was heard is tried again also where they say nothing, in their language', async () => {
    const hood = new Neighborhood();
    await hood.volunteers(`Bo,${BO},en,food,north;south,,always,yes,yes`);
    await hood.text(RESIDENT, 'need food for 4, 11216, today');
    const call = hood.called[0];
    if (!call) throw new Error('nobody was called');
    const away = createLine({
      ...hood.runtime,
      store: { ...hood.store, read: () => Promise.reject(new StoreTrouble('unreachable', new Error('away'))), close: async () => {} },
    });
    await answer(hood.line, call);
    const asked = await press(hood.line, call, '1');
    expect(asked.body).toContain('To accept, press 1.');
    const silent = await ask(away, routes.voiceOut, leg(call), next(asked.body ?? ''));
    expect(silent.body).toMatch(/One moment please.*<Redirect/s);
    expect(silent.body).not.toContain('Un momento');
    await hood.store.close();
  });

  test('whose whisper is answered by a machine lets nobody talk', async () => {
    const hood = new Neighborhood();
    const whisper = await ask(
      hood.line,
      routes.voiceOut,
      { CallSid: CALL, From: LINE, To: RESIDENT, Direction: 'outbound-dial' },
      's=1&l=es',
    );
    expect(whisper.body).toContain('oprima 1');
    const again = await ask(hood.line, routes.voiceOut, { CallSid: CALL, From: LINE, To: RESIDENT }, next(whisper.body ?? ''));
    const end = await ask(hood.line, routes.voiceOut, { CallSid: CALL, From: LINE, To: RESIDENT }, next(again.body ?? ''));
    expect(end.body).toMatch(/<Response><Hangup\/><\/Response>$/);
    const key = await ask(hood.line, routes.voiceOut, { CallSid: CALL, From: LINE, To: RESIDENT, Digits: '1' }, next(whisper.body ?? ''));
    expect(key.body).toMatch(/<Response\s*\/>$/);
    await hood.store.close();
  });
});

test('a phone that was to ring for a caller who is gone by then does not', async () => {
  const hood = new Neighborhood();
  const greeted = await ask(hood.line, routes.voice, caller());
  const queued = await ask(hood.line, routes.voiceStep, caller({ Digits: '3' }), next(greeted.body ?? ''));
  const line = createLine({
    ...hood.runtime,
    carrier: { ...hood.runtime.carrier, call: () => Promise.reject(new Error('the process ends here')) },
  });
  await ask(line, routes.voiceStep, caller(), next(queued.body ?? '', 'waitUrl'));
  await line.work();
  await ask(hood.line, routes.voiceStatus, caller({ CallStatus: 'completed' }));
  await hood.pass(10 * 60_000);
  expect(hood.called.filter(one => one.timeoutS === 18)).toEqual([]);
  await hood.store.close();
});

describe('two callers at once', () => {
  test('ring different people first; the second waits in a queue of their own', async () => {
    const hood = new Neighborhood();
    await waiting(hood);
    const rung = hood.called.length;
    const other = (more: Readonly<Record<string, string>> = {}) =>
      caller({ CallSid: `CA${'8'.repeat(32)}`, From: '+15550100002', ...more });
    const greeted = await ask(hood.line, routes.voice, other());
    const queued = await ask(hood.line, routes.voiceStep, other({ Digits: '3' }), next(greeted.body ?? ''));
    await ask(hood.line, routes.voiceStep, other(), next(queued.body ?? '', 'waitUrl'));
    await hood.line.work();
    // Both who are on duty ring for the first caller already: nobody is rung twice at once.
    expect(hood.called).toHaveLength(rung);
    expect(/<Enqueue[^>]*>([^<]*)</.exec(queued.body ?? '')?.[1]).toMatch(/^case-\d{3}$/);
    await hood.store.close();
  });

  test('and a call that is refused for want of a line waits for one', async () => {
    const hood = new Neighborhood();
    for (let nth = 0; nth < 6; nth++) await wantCall(hood, nth % 2 === 0 ? ROSA : THEO, { what: 'bridge' });
    await hood.line.work();
    expect(hood.called).toHaveLength(4);
    await hood.store.close();
  });
});
