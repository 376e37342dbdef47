import { expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case.ts';
import { routes } from '../../shared/shell/routes.ts';
import { openCases } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { type Store, StoreTrouble } from '../../shared/table/store.ts';
import { Neighborhood, PUBLIC_URL } from '../support/neighborhood.ts';
import { ANA, LINE, post, RESIDENT, ROSA, reportCall } from './outgoing.ts';
import { Caller, heardIn } from './support.ts';

const LEFT = `${PUBLIC_URL}${routes.voiceStep}?left=1`;

const open = async (hood: Neighborhood): Promise<readonly Case[]> => {
  const { found } = await hood.store.read({ query: [openCases(20)] });
  return (found[0] ?? []).map(row => nounOf<Case>(row));
};

/** A caller on hold, and the request of the carrier's for which a volunteer's phone is answered. */
const onHold = async (
  hood: Neighborhood,
): Promise<{ readonly c: Caller; readonly rosa: (n: number, more?: Record<string, string>) => Promise<string> }> => {
  const c = new Caller(hood, RESIDENT);
  await c.ring();
  await c.press('3');
  await c.step(c.next);
  const rung = hood.called[0];
  if (!rung) throw new Error('a phone was to ring');
  const rosa = async (n: number, more: Record<string, string> = {}): Promise<string> => {
    const params = { CallSid: rung.sid, From: LINE, To: rung.to, Direction: 'outbound-api', CallStatus: 'in-progress', ...more };
    const answered = await post(hood, routes.voiceOut, params, { m: rung.id, n: String(n) });
    await c.afterwards();
    return answered.body ?? '';
  };
  return { c, rosa };
};

const takes = async (rosa: (n: number, more?: Record<string, string>) => Promise<string>): Promise<void> => {
  await rosa(0);
  expect(heardIn(await rosa(1, { Digits: '1' }))).toContain('It is yours');
};

test('whoever took the call and is cut off before the two are together: the caller is not held for ever, and is promised a call', async () => {
  const hood = new Neighborhood();
  const { c, rosa } = await onHold(hood);
  await takes(rosa);
  const [first] = hood.called;
  if (first) await reportCall(hood, first, 'completed');
  hood.takeSent();
  let rounds = 0;
  while (c.twiml.includes('<Gather') && rounds < 10) {
    await hood.pass(6_000);
    await c.step(c.next);
    rounds += 1;
  }
  expect(rounds).toBeLessThan(6);
  expect(c.twiml).toContain('<Leave');
  expect(await c.step(LEFT, { QueueResult: 'leave' })).toContain('a person will call you back');
  expect(c.twiml).toContain('<Record');
  expect(hood.takeSent().filter(text => text.to === ROSA)).not.toHaveLength(0);
  expect((await open(hood)).map(one => one.callBack?.reached)).toEqual([undefined]);
});

test('a case that is closed while its caller waits: they are not told that a person is here, and what they say opens another', async () => {
  const hood = new Neighborhood();
  const { c } = await onHold(hood);
  const [before] = await open(hood);
  await hood.text(ROSA, `close ${before?.code} referred`);
  hood.takeSent();
  await hood.pass(6_000);
  expect(await c.step(c.next)).not.toContain('A person is here');
  expect(c.twiml).toContain('<Leave');
  const heard = await c.step(LEFT, { QueueResult: 'leave' });
  const [after] = await open(hood);
  expect(after?.code).not.toBe(before?.code);
  expect(heard.replace(/\D/g, '')).toContain(after?.code);
  expect(after?.callBack?.attempts).toBe(0);
  expect(c.twiml).toContain('<Record');
});

test.each([
  ['leave', 'a person will call you back', 1],
  ['bridged', 'Goodbye', 0],
] as const)('the key is pressed while the caller leaves the queue: %s', async (QueueResult, heard, promised) => {
  const hood = new Neighborhood();
  const { c, rosa } = await onHold(hood);
  await rosa(0);
  await hood.pass(57_000);
  await c.step(c.next);
  expect(c.twiml).toContain('<Leave');
  await takes(async (n, more) => (n === 0 ? '' : rosa(n, more)));
  expect(await c.step(LEFT, { QueueResult })).toContain(heard);
  expect((await open(hood)).filter(one => one.callBack)).toHaveLength(promised);
});

test('a caller who hangs up in the moment in which somebody takes the call is called back, however the carrier tells of it', async () => {
  for (const told of ['queue', 'status']) {
    const hood = new Neighborhood();
    const { c, rosa } = await onHold(hood);
    await takes(rosa);
    if (told === 'queue') await c.step(LEFT, { QueueResult: 'hangup' });
    await c.hangUp();
    const [theirs] = await open(hood);
    expect(theirs?.callBack).toBeDefined();
    expect(theirs?.callBack?.reached).toBeUndefined();
  }
});

test('a ring that comes after word of its end makes no live call: the next text is answered as any other', async () => {
  const hood = new Neighborhood();
  const c = new Caller(hood, RESIDENT);
  await c.hangUp();
  await c.ring();
  expect(c.twiml).toContain('<Hangup');
  expect(c.heard).toBe('');
  await c.step(LEFT);
  expect(c.twiml).toContain('<Hangup');
  expect(await hood.text(RESIDENT, 'we need food for 4 in 11216 today')).not.toContain('on a call');
});

/** A store that can be away. */
const mayBeAway = (): { down: boolean; store: (now: () => number) => Store } => {
  const away = {
    down: false,
    store: (now: () => number): Store => {
      const store = openSqlite(':memory:', now);
      const here = (): Store => {
        if (away.down) throw new StoreTrouble('unreachable', new Error('away'));
        return store;
      };
      return {
        read: async asked => here().read(asked),
        commit: async (writes, cause) => here().commit(writes, cause),
        close: () => store.close(),
      };
    },
  };
  return away;
};

test('the database is away when a leg that a caller asked for ends: who was called is told all the same', async () => {
  const away = mayBeAway();
  const hood = new Neighborhood({ store: away.store });
  await hood.volunteers('Ana,+15550100201,en;es,food,north;south,,always,yes,no');
  await hood.text(RESIDENT, 'need food for 4, 11216, today');
  await hood.text(ANA, 'accept');
  const c = new Caller(hood, RESIDENT);
  await c.ring();
  await c.press('7');
  hood.takeSent();
  const action = /<Dial action="([^"]*)"/.exec(c.twiml)?.[1]?.replaceAll('&amp;', '&') ?? '';
  away.down = true;
  c.onRedirect = async () => {
    away.down = false;
  };
  expect(await c.step(action, { DialCallStatus: 'no-answer', DialCallDuration: '0' })).toContain('Ana did not pick up');
  expect(hood.takeSent().map(text => text.to)).toContain(ANA);
});

test('the database is away when a leg of a call that we made ends: the step is asked for again', async () => {
  const away = mayBeAway();
  const hood = new Neighborhood({ store: away.store });
  const { rosa } = await onHold(hood);
  await takes(rosa);
  away.down = true;
  const waits = await rosa(2, { DialCallStatus: 'no-answer', DialCallDuration: '0' });
  away.down = false;
  expect(heardIn(waits)).toContain('One moment please.');
  const again = /<Redirect[^>]*>([^<]+)</.exec(waits)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const { searchParams } = new URL(again);
  expect(searchParams.get('dialed')).toBe('no-answer');
  const [rung] = hood.called;
  const params = { CallSid: rung?.sid ?? '', From: LINE, To: ROSA, Direction: 'outbound-api', CallStatus: 'in-progress' };
  const answered = await post(hood, routes.voiceOut, params, Object.fromEntries(searchParams));
  expect(heardIn(answered.body ?? '')).toContain('They have just hung up');
});

test('a call back that is open stays open where its caller is gone before the two are together, and ends when they have talked', async () => {
  const hood = new Neighborhood();
  const first = await onHold(hood);
  await first.c.hangUp();
  expect((await open(hood))[0]?.callBack).toMatchObject({ attempts: 0 });
  for (const rung of hood.called) await reportCall(hood, rung, 'no-answer');
  await hood.pass(3 * 60_000);
  const again = async (ended: string) => {
    const before = hood.called.length;
    const c = new Caller(hood, RESIDENT);
    await c.ring();
    await c.press('3');
    await c.step(c.next);
    const rung = hood.called.slice(before).find(one => one.to === ROSA);
    if (!rung) throw new Error('a phone was to ring');
    const rosa = async (n: number, more: Record<string, string>): Promise<string> => {
      const params = { CallSid: rung.sid, From: LINE, To: rung.to, Direction: 'outbound-api', CallStatus: 'in-progress', ...more };
      return heardIn((await post(hood, routes.voiceOut, params, { m: rung.id, n: String(n) })).body ?? '');
    };
    await rosa(0, {});
    expect(await rosa(1, { Digits: '1' })).toContain('It is yours');
    hood.takeSent();
    const over = await rosa(2, { DialCallStatus: ended });
    for (const one of hood.called.slice(before)) await reportCall(hood, one, 'completed');
    await c.step(LEFT, { QueueResult: ended === 'completed' ? 'bridged' : 'hangup' });
    await c.hangUp();
    await c.afterwards();
    return over;
  };
  expect(await again('no-answer')).toContain('They have just hung up');
  expect((await open(hood))[0]?.callBack?.reached).toBeUndefined();
  await hood.pass(2 * 60_000);
  expect(hood.takeSent().filter(text => text.to === ROSA && text.body.includes('they wait for your call'))).toHaveLength(1);
  expect(await again('completed')).not.toContain('hung up');
  expect((await open(hood))[0]?.callBack?.reached).toBeDefined();
  hood.takeSent();
  await hood.pass(3 * 60 * 60_000);
  expect(hood.takeSent()).toEqual([]);
});
