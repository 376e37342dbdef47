import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PhoneNumber } from '../../shared/domain/ids.ts';
import { spentKey } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { ANA, JOE, MARIA, ROSA, type Wired, wiredLine } from './wired.ts';

let world: Wired;
beforeEach(async () => {
  world = await wiredLine();
});
afterEach(() => world.stop());

describe('a text whose webhook was lost', () => {
  test('is found in the account’s list and settled once, under its own id; the answer goes out as a text', async () => {
    expect((await world.account({ loses: true })).status).toBe(200);
    expect((await world.text(MARIA, 'need food for 4, 11216, today'))?.trouble).toContain('lost');
    expect(await world.cases()).toHaveLength(0);
    await world.account({ loses: false });
    await world.pass('PT5M');
    expect(await world.cases()).toHaveLength(1);
    const [answer] = world.textsTo(MARIA);
    expect(answer).toMatch(
      /^Sorry, this reached us late\. Maple Street Mutual Aid: got it, food for 4, today, 11216\. Your code is \d{3}\./,
    );
    expect(world.textsTo(ANA).some(body => body.startsWith('Can you take'))).toBe(true);
    await world.pass('PT1H');
    expect(await world.cases()).toHaveLength(1);
    expect(world.textsTo(MARIA).filter(body => body.includes('Your code is'))).toHaveLength(1);
    expect(world.logged.filter(l => l.includes('reconcile.text-replayed'))).toHaveLength(1);
    // A number or a word of theirs stands in no line of the log.
    expect(world.logged.join('\n')).not.toMatch(/555010|food for/);
  });

  test('is one of many, on many pages, of which the line has seen the others', { timeout: 60_000 }, async () => {
    for (let n = 0; n < 60; n++) await world.text(JOE, `note ${n}`);
    await world.account({ loses: true });
    for (let n = 0; n < 120; n++) await world.text(`+1555${2_000_000 + n}` as PhoneNumber, 'need food, 11216');
    await world.account({ loses: false });
    await world.pass('PT10M');
    const opened = (await world.cases()).map(row => nounOf<{ number: string; kind: string }>(row)).filter(c => c.kind === 'need');
    expect(new Set(opened.map(c => c.number)).size).toBe(120);
    expect(opened).toHaveLength(120);
  });

  test('STOP is kept although nobody is answered', async () => {
    await world.text(MARIA, 'NEED FOOD');
    await world.account({ loses: true });
    await world.text(MARIA, 'STOP');
    await world.account({ loses: false });
    const before = world.textsTo(MARIA).length;
    await world.pass('PT5M');
    expect(world.textsTo(MARIA)).toHaveLength(before);
    expect(world.textsTo(ROSA).some(body => body.includes('STOP'))).toBe(true);
  });
});

test('a call that the line never answered becomes a wish to be called back, once', async () => {
  await world.account({ loses: true });
  world.machine.company?.call(MARIA);
  await world.machine.company?.idle();
  await world.account({ loses: false });
  await world.pass('PT5M');
  const [c] = (await world.cases()).map(row => nounOf<{ kind: string; number: string; callBack?: object }>(row));
  expect(c).toMatchObject({ kind: 'person', number: MARIA, callBack: { attempts: 0 } });
  expect(world.textsTo(MARIA)).toEqual([
    expect.stringMatching(/^Maple Street Mutual Aid: sorry, we missed your call\. A person calls you back\. Your code is \d{3}\.$/),
  ]);
  await world.pass('PT30M');
  expect(await world.cases()).toHaveLength(1);
});

test('what texts cost is read off the account’s list, answers to webhooks included', async () => {
  await world.text(MARIA, 'HELP');
  await world.pass('PT5M');
  const { got } = await world.store.read({ get: [spentKey()] });
  // One segment came in, and the answer's went out, each with what the carriers add.
  const sent = [...(world.machine.company?.ledger.texts() ?? [])].reduce((sum, t) => sum + t.segments, 0);
  expect(got[0] && nounOf(got[0])).toEqual({ month: '2027-01', micros: sent * 11_300, told: 0 });
  await world.pass('PT1H');
  expect((await world.store.read({ get: [spentKey()] })).got[0]?.data).toEqual(got[0]?.data);
});
