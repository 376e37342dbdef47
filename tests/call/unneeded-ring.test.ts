import { expect, test } from 'vitest';
import { callSid } from '../../shared/domain/call.ts';
import { Neighborhood } from '../support/neighborhood.ts';
import { BO, RESIDENT, ROSA, rowOfCall, wantCall } from './outgoing.ts';
import { Caller } from './support.ts';

const sidOf = (caller: Caller): NonNullable<ReturnType<typeof callSid>> => {
  const sid = callSid(caller.sid);
  if (!sid) throw new Error('no call');
  return sid;
};

/** A caller who waits for a person; the phones that ring for them already are let ring. */
const waiting = async (hood: Neighborhood): Promise<Caller> => {
  const caller = new Caller(hood, RESIDENT);
  await caller.ring();
  await caller.press('3');
  await caller.hold();
  return caller;
};

test('a phone that is due to ring for somebody rings while they wait, and not once they are gone', async () => {
  for (const [isThere, rings] of [
    [true, 1],
    [false, 0],
  ] as const) {
    const hood = new Neighborhood();
    await hood.volunteers(`Bo,${BO},en,food,,,always,yes,yes`);
    const caller = await waiting(hood);
    if (!isThere) await caller.hangUp();
    const before = hood.called.length;
    const id = await wantCall(hood, isThere ? BO : ROSA, { what: 'ring', waits: sidOf(caller) });
    await hood.line.work();
    expect(hood.called.length - before).toBe(rings);
    expect((await rowOfCall(hood, id)).call?.refused).toBe(isThere ? undefined : 'no longer needed');
    await hood.store.close();
  }
});

test('what is said after the tone may be as long as what is still written down of it: two minutes', async () => {
  const hood = new Neighborhood();
  const caller = await waiting(hood);
  await caller.press('1');
  await caller.leave();
  expect(caller.twiml).toMatch(/<Record [^>]*maxLength="120"/);
  await hood.store.close();
});
