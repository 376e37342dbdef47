import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { epochMs, later } from '../../shared/domain/ids.ts';
import { blockedFrom, unblocked } from '../../shared/domain/pace.ts';
import { changePace } from '../../shared/shell/pace.ts';
import { SAYS_IT_ALL } from '../faults/support.ts';
import { MORNING } from '../support/neighborhood.ts';
import { opened, paceOf, refused, rowOf } from './two-volunteers.ts';
import { ANA, MARIA, ROSA, type Wired, wiredLine } from './wired.ts';

describe('the line itself is blocked, at Twilio over HTTP', () => {
  let world: Wired;
  beforeEach(async () => {
    world = await wiredLine();
  });
  afterEach(() => world.stop());
  const rings = (): number => [...(world.machine.company?.ledger.calls() ?? [])].filter(c => c.call.to === ROSA).length;
  const tries = (): number => [...(world.machine.company?.ledger.texts() ?? [])].filter(t => t.by === 'line').length;

  test('by its account (20003): nothing is tried into the void, a coordinator is called, and texts leave when it is over', async () => {
    await world.account({ refuses: 20003 });
    await world.text(MARIA, SAYS_IT_ALL);
    await world.pass('PT1S');
    expect(world.textsTo(ANA)).toEqual([]);
    expect((await paceOf(world))?.blocked).toMatchObject({ code: 20003 });
    expect(rings()).toBe(1);
    expect(world.logged.filter(l => l.includes('"line.blocked"') && l.includes('"error"'))).toHaveLength(1);
    await world.pass('PT20M');
    // Tried after five minutes, and ten after that.
    expect(world.logged.filter(l => l.includes('send.refused')).length).toBeLessThanOrEqual(4);
    await world.account({ refuses: null });
    await world.pass('PT30M');
    expect((await paceOf(world))?.blocked).toBeUndefined();
    expect(world.textsTo(ANA).length + world.textsTo(ROSA).length).toBeGreaterThan(0);
  });

  test('by its registration (30034), which only reports tell: the text is held, not failed, and open again with the first that is delivered', async () => {
    await world.account({ refuses: 30034 });
    await world.text(MARIA, SAYS_IT_ALL);
    await world.pass('PT1S');
    expect((await paceOf(world))?.blocked).toMatchObject({ code: 30034 });
    const before = tries();
    await world.pass('PT4M');
    expect(tries()).toBe(before);
    await world.account({ refuses: null });
    await world.pass('PT30M');
    expect((await paceOf(world))?.blocked).toBeUndefined();
    expect(world.logged.some(l => l.includes('line.open-again'))).toBe(true);
  });
});

test('a text whose time is over while the line is blocked tries nothing: the next one is tried, and once it is through all others leave', async () => {
  const hood = await opened();
  hood.plans.set('+15550100201', [refused(20003, 401)]);
  hood.plans.set('+15550100202', [refused(20003, 401)]);
  await hood.text(MARIA, SAYS_IT_ALL);
  expect((await paceOf(hood))?.blocked).toMatchObject({ code: 20003 });
  // Both offers have lapsed by the first try, and so will those of the next rounds: what else waits must not wait for a try each.
  hood.plans.clear();
  await hood.pass(11 * 60_000);
  expect((await paceOf(hood))?.blocked).toBeUndefined();
  await hood.store.close();
});

test('more texts than one that are refused at the same moment are all written down', async () => {
  const hood = await opened();
  const others = Array.from({ length: 10 }, (_, n) => `V${n},+1555010030${n},en,food,,,always,yes,no`);
  await hood.volunteers(others.join('\n'));
  await Promise.all(
    others.map((_, n) =>
      changePace(hood.runtime, pace => ({ ...pace, refusals: [...(pace.refusals ?? []), { at: MORNING, mark: `m${n}` }] })),
    ),
  );
  expect((await paceOf(hood))?.refusals).toHaveLength(10);
  expect(hood.logged.filter(l => l.includes('line.pace-unwritten'))).toEqual([]);
  await hood.store.close();
});

test('a line that is blocked, open and blocked again within one instant is blocked, and told of each time', async () => {
  const hood = await opened();
  await changePace(hood.runtime, (pace, now) => blockedFrom(pace, MARIA, 21606, now));
  await changePace(hood.runtime, unblocked);
  await changePace(hood.runtime, (pace, now) => blockedFrom(pace, MARIA, 21606, now));
  expect((await paceOf(hood))?.blocked).toMatchObject({ code: 21606, since: MORNING });
  expect(hood.logged.filter(l => l.includes('line.pace-unwritten'))).toEqual([]);
  await hood.store.close();
});

test('a report that the line is blocked, told twice, is one: the text waits, and is not said to have failed again', async () => {
  const hood = await opened();
  await hood.text(MARIA, SAYS_IT_ALL);
  const offer = hood.sent.find(s => s.to === '+15550100201');
  if (!offer) throw new Error('nobody was asked');
  const form = { MessageSid: offer.sid, MessageStatus: 'undelivered', ErrorCode: '30034' };
  await hood.posts('/twilio/status', `m=${offer.id}`, form);
  const first = await rowOf(hood, offer.id);
  expect(first).toMatchObject({ state: 'pending', endedSid: offer.sid });
  await hood.posts('/twilio/status', `m=${offer.id}`, form);
  expect(await rowOf(hood, offer.id)).toEqual(first);
  expect(hood.logged.filter(l => l.includes('webhook.failed'))).toEqual([]);
  await hood.store.close();
});

test('what was held so long that it makes no sense any more is not sent', async () => {
  const hood = await opened();
  hood.plans.set('+15550100201', [refused(20003, 401), 'accept']);
  hood.plans.set('+15550100202', [refused(20003, 401), 'accept']);
  await hood.text(MARIA, SAYS_IT_ALL);
  const { blocked } = (await paceOf(hood)) ?? {};
  expect(blocked).toMatchObject({ code: 20003, probeAt: later(MORNING, 300_000) });
  await hood.pass(6 * 60_000);
  // The offers were good for five minutes. Nobody had them, so whoever was to be asked is asked anew.
  const offers = hood.sent.filter(s => s.body.startsWith('Can you take'));
  expect(offers.length).toBeGreaterThan(0);
  for (const { id } of offers) expect(epochMs((await rowOf(hood, id))?.at ?? MORNING)).toBeGreaterThanOrEqual(epochMs(MORNING) + 300_000);
  await hood.store.close();
});
