import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../shared/domain/ids.ts';
import { callStatusDoor } from '../../shared/shell/call-status-door.ts';
import { outDoor } from '../../shared/shell/out-door.ts';
import { routes } from '../../shared/shell/routes.ts';
import { voiceDoor } from '../../shared/shell/voice-door.ts';
import { ENGINES, openCounted } from '../faults/support.ts';
import { PUBLIC_URL, TOKEN } from '../support/neighborhood.ts';
import { signedEvent } from '../support/signed.ts';
import { Caller } from './support.ts';

const RESIDENT = '+15550100091';

describe.each(ENGINES)('round trips of a call to %s', (_name, open) => {
  test('every step takes one read and one transaction; one that was answered before takes one read', { timeout: 60_000 }, async ({
    skip,
  }) => {
    const { hood, calls } = await openCounted(open, skip);
    const caller = new Caller(hood, RESIDENT);
    // The work that follows is other doors': only what the call waits for is counted.
    const door = voiceDoor(hood.runtime);
    caller.doors = { [routes.voice]: door, [routes.voiceStep]: door, [routes.voiceStatus]: callStatusDoor(hood.runtime) };
    caller.afterwards = async () => undefined;
    const seen: string[] = [];
    const step = async (name: string, act: () => Promise<unknown>, most = { reads: 1, commits: 1 }): Promise<void> => {
      calls.reset();
      await act();
      const { reads, commits } = calls.counts;
      if (reads !== most.reads || commits !== most.commits) seen.push(`${name}: ${reads} reads, ${commits} commits`);
    };
    await step('ring', () => caller.ring());
    await step('help', () => caller.press('1'));
    await step('food', () => caller.say('food and a ride'));
    await step('silence', () => caller.silence());
    await step('nonsense', () => caller.press('77'));
    const at = caller.next;
    await step('ZIP', () => caller.press('11216'));
    await step('ZIP again', () => caller.post(at, { Digits: '11216' }), { reads: 1, commits: 0 });
    await step('today', () => caller.press('1'));
    await step('for four', () => caller.press('4'));
    await step('no texts', () => caller.press('2'));
    await step('no other phone', () => caller.press('1'));
    await step('where', () => caller.record(8));
    await step('menu', () => caller.press('1'));
    await step('my requests', () => caller.press('4'));
    await step('menu', () => caller.press('4'));
    await step('report', () => caller.press('2'));
    await step('story', () => caller.record(20));
    await step('no danger', () => caller.press('2'));
    await step('no contact', () => caller.press('3'));
    await step('nothing else', () => caller.silence());
    // That a line is free now is looked up too; nobody waits for this one.
    await step('hang-up', () => caller.hangUp(), { reads: 2, commits: 1 });
    expect(seen).toEqual([]);
    await hood.store.close();
  });

  test('every step of a call that we made takes one read and one transaction too, and two reads where its address is wrong', {
    timeout: 60_000,
  }, async ({ skip }) => {
    const { hood, calls } = await openCounted(open, skip);
    const caller = new Caller(hood, RESIDENT);
    await caller.ring();
    await caller.press('3');
    await caller.hold();
    const [rung] = hood.called;
    if (!rung) throw new Error('nobody is rung');
    const door = outDoor(hood.runtime);
    const step = async (query: string, more: Readonly<Record<string, string>> = {}): Promise<string> => {
      calls.reset();
      const params = {
        CallSid: rung.sid,
        From: hood.community.number,
        To: rung.to,
        Direction: 'outbound-api',
        CallStatus: 'in-progress',
        ...more,
      };
      const answer = await door(signedEvent({ publicUrl: PUBLIC_URL, path: routes.voiceOut, query, token: TOKEN, params }));
      const next = /action="([^"]*)"/.exec(answer.body ?? '')?.[1]?.replaceAll('&amp;', '&') ?? '';
      seen.push(`${calls.counts.reads} reads, ${calls.counts.commits} commits`);
      return next === '' ? '' : new URL(next).search.slice(1);
    };
    const seen: string[] = [];
    const screened = await step(rung.query);
    await step(rung.query);
    const again = await step(screened);
    await step(again.replace(/&a=[^&]*/, ''), { Digits: '1' });
    expect(seen).toEqual(['1 reads, 1 commits', '1 reads, 0 commits', '1 reads, 1 commits', '2 reads, 1 commits']);
    await hood.store.close();
  });

  test('a step of a call about a report that has just got a thread of its own takes one read', { timeout: 60_000 }, async ({ skip }) => {
    const { hood, calls } = await openCounted(open, skip);
    await hood.text(RESIDENT, 'report a man yelled at my kid');
    // Nobody says that they have it, so somebody is called; only then its questions are answered.
    await hood.pass(HOUR_MS);
    const rung = hood.called.at(-1);
    if (!rung) throw new Error('nobody is rung');
    for (const answer of ['2', '1', '3']) await hood.text(RESIDENT, answer);
    const door = outDoor(hood.runtime);
    calls.reset();
    const params = {
      CallSid: rung.sid,
      From: hood.community.number,
      To: rung.to,
      Direction: 'outbound-api',
      CallStatus: 'in-progress',
    };
    const { body } = await door(signedEvent({ publicUrl: PUBLIC_URL, path: routes.voiceOut, query: rung.query, token: TOKEN, params }));
    expect(body).toContain('We need you.');
    expect(body).not.toContain(encodeURIComponent(RESIDENT));
    expect(calls.counts).toMatchObject({ reads: 1, commits: 1 });
    await hood.store.close();
  });
});
