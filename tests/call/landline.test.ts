import { describe, expect, test } from 'vitest';
import type { SendResult } from '../../shared/shell/runtime.ts';
import { Neighborhood } from '../support/neighborhood.ts';
import { Caller } from './support.ts';

const LAND = '+15550100001';
const ANA = '+15550100201';
const ROSA = '+15550100100';
const REFUSED: SendResult = { ok: false, code: 30006, http: 400, retry: false, unknown: false };

/** Somebody asked for food by phone and said that texts get there; the first is refused once, and the carrier would take every later one. */
const cutOff = async (): Promise<Neighborhood> => {
  const hood = new Neighborhood();
  await hood.volunteers(`Ana,${ANA},en;es,food,north;south,,always,yes,no`);
  hood.plans.set(LAND, [REFUSED, 'accept']);
  const caller = new Caller(hood, LAND);
  await caller.ring();
  for (const key of ['1', '1', '11216', '1', '4', '1']) await caller.press(key);
  await caller.hangUp();
  return hood;
};

describe('a phone that gets no texts', () => {
  test('is texted once, and no more; what it should have read is told by a call, and a coordinator hears of it', async () => {
    const hood = await cutOff();
    const sent = hood.takeSent();
    expect(sent.filter(s => s.to === LAND)).toEqual([]);
    expect(sent.filter(s => s.to === ROSA).map(s => s.body)).toEqual([
      expect.stringContaining('our texts do not reach them (error 30006)'),
    ]);
    expect(hood.called.map(call => call.to)).toEqual([LAND]);
    await hood.text(ANA, 'accept');
    expect(hood.takeSent().filter(s => s.to === LAND)).toEqual([]);
    const caller = new Caller(hood, LAND);
    // Anybody may call from a landline: what is told is told with the key for it.
    expect(await caller.ring()).not.toContain('Ana');
    expect(await caller.press('4')).toContain('Ana, a volunteer, is taking your request');
    await hood.store.close();
  });

  test('is offered no text on a call, and may name another phone', async () => {
    const hood = await cutOff();
    const caller = new Caller(hood, LAND);
    await caller.ring();
    expect(await caller.press('4')).not.toContain('as a text');
    await caller.hangUp();
    const other = new Caller(hood, LAND);
    await other.ring();
    await other.press('1');
    await other.press('2');
    for (const key of ['1', '11216', '1']) await other.press(key);
    const heard = await other.press('4');
    expect(heard).toContain('News comes to you by call.');
    expect(heard).not.toContain('as a text');
    await hood.store.close();
  });

  test('gets texts again as soon as one comes from there', async () => {
    const hood = await cutOff();
    hood.takeSent();
    expect(await hood.text(LAND, 'status')).toContain('looking');
    await hood.text(ANA, 'accept');
    expect(
      hood
        .takeSent()
        .filter(s => s.to === LAND)
        .map(s => s.body),
    ).toEqual([expect.stringContaining('Ana, a volunteer')]);
    await hood.store.close();
  });
});
