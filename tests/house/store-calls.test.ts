import { describe, expect, test } from 'vitest';
import { PRIORITIES } from '../../shared/domain/outgoing.ts';
import { routes } from '../../shared/shell/routes.ts';
import { workThrough } from '../../shared/shell/worker.ts';
import { dueUntil, waitingTexts } from '../../shared/table/keys.ts';
import type { Row } from '../../shared/table/store.ts';
import { ANA, ENGINES, everything, openCounted, RESIDENT, ROSA, report, SAYS_IT_ALL, write } from '../faults/support.ts';
import { Neighborhood, PUBLIC_URL, replyIn, TOKEN } from '../support/neighborhood.ts';
import { signedEvent } from '../support/signed.ts';
import { type Counts, freshDynamo } from '../support/stores.ts';
import { playTurns, unitCounter } from '../support/turns.ts';

describe.each(ENGINES)('round trips to %s', (_name, open) => {
  test('a text: a resident’s takes one read and one commit; a volunteer’s or coordinator’s at most two and one', async ({ skip }) => {
    const { hood, calls } = await openCounted(open, skip);
    const seen: string[] = [];
    await playTurns(
      hood,
      async (from, words) => replyIn(await write(hood, from, words)),
      async (turn, play) => {
        calls.reset();
        await play();
        const { reads, commits } = calls.counts;
        const most = turn.who === 'resident' ? 1 : 2;
        if (reads > most || reads < 1 || commits !== 1) seen.push(`${turn.who} ${turn.name}: ${reads} reads, ${commits} commits`);
      },
    );
    expect(seen).toEqual([]);
    await hood.store.close();
  });

  test('the same text again takes at most two reads and one commit that is refused, from whomever it is', async ({ skip }) => {
    const { hood, calls } = await openCounted(open, skip);
    const texts = [
      [RESIDENT, SAYS_IT_ALL],
      [ANA, 'ACCEPT'],
      [ROSA, 'CASES'],
    ] as const;
    for (const [i, [from, words]] of texts.entries()) {
      const sid = `SM${String(i + 1).repeat(32)}`;
      const answer = await hood.door(from, words, {}, sid);
      await hood.line.work();
      const before = await everything(hood.store, hood.now);
      calls.reset();
      expect(await hood.door(from, words, {}, sid)).toEqual(answer);
      expect(calls.counts).toEqual(from === RESIDENT ? { reads: 2, commits: 1 } : { reads: 2, commits: 0 });
      expect(await everything(hood.store, hood.now)).toEqual(before);
    }
    await hood.store.close();
  });

  test('a delivery report takes one read and one commit; a bad one, or one without our id, at most two and one', async ({ skip }) => {
    const { hood, calls } = await openCounted(open, skip);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    const [one, two, three] = hood.sent;
    if (!one || !two || !three) throw new Error('three offers were expected');
    const during = async (work: () => Promise<unknown>): Promise<Counts> => {
      calls.reset();
      await work();
      return { ...calls.counts };
    };
    calls.reset();
    expect(await during(() => report(hood, { sid: one.sid, status: 'sent', id: one.id }))).toEqual({ reads: 1, commits: 1 });
    expect(await during(() => report(hood, { sid: one.sid, status: 'sent', id: one.id }))).toEqual({ reads: 1, commits: 0 });
    expect(await during(() => report(hood, { sid: two.sid, status: 'delivered' }))).toEqual({ reads: 2, commits: 1 });
    expect(await during(() => report(hood, { sid: one.sid, status: 'undelivered', id: one.id }))).toEqual({ reads: 2, commits: 1 });
    expect(await during(() => report(hood, { sid: three.sid, status: 'failed' }))).toEqual({ reads: 2, commits: 1 });
    expect(await during(() => report(hood, { sid: `SM${'5'.repeat(32)}`, status: 'sent' }))).toEqual({ reads: 1, commits: 1 });
    await hood.store.close();
  });

  test('a due case that asks volunteers takes two reads and one commit; a text that leaves one read and two commits, before and after, and all of them one of each for the pace', async ({
    skip,
  }) => {
    const { hood, calls } = await openCounted(open, skip);
    // The pods' shifts are looked at once after the roster was read in.
    await hood.line.work();
    await write(hood, RESIDENT, SAYS_IT_ALL);
    const due = async (kind: string): Promise<readonly Row[]> => {
      const { found } = await hood.store.read({ query: [dueUntil(hood.now, 100), ...PRIORITIES.map(p => waitingTexts(p, hood.now, 100))] });
      return found.flat().filter(row => row.kind === kind);
    };
    const [theCase] = await due('case');
    if (!theCase) throw new Error('nothing is due');
    calls.reset();
    await workThrough(hood.runtime, [theCase]);
    expect(calls.counts).toEqual({ reads: 2, commits: 1 });
    const texts = await due('outgoing');
    expect(texts).toHaveLength(3);
    calls.reset();
    await workThrough(hood.runtime, texts);
    expect(calls.counts).toEqual({ reads: 4, commits: 7 });
    calls.reset();
    await hood.line.work();
    expect(calls.counts).toEqual({ reads: 1, commits: 0 });
    expect(hood.sent.map(s => s.to)).toContain(ANA);
    await hood.store.close();
  });

  test('a call that rings takes one read and one commit', async ({ skip }) => {
    const { hood, calls } = await openCounted(open, skip);
    calls.reset();
    const params = { CallSid: `CA${'4'.repeat(32)}`, From: RESIDENT, To: hood.community.number };
    const answer = await hood.line.voice(signedEvent({ publicUrl: PUBLIC_URL, path: routes.voice, token: TOKEN, params }));
    expect(answer.statusCode).toBe(200);
    expect(calls.counts).toEqual({ reads: 1, commits: 1 });
    await hood.store.close();
  });
});

test('a resident’s turn takes few units of a table on demand', async ({ skip }) => {
  const counter = unitCounter();
  const clock = { now: () => 0 };
  const store = await freshDynamo(() => clock.now(), { observe: counter.observe });
  if ('missing' in store) return skip(store.missing);
  const hood = new Neighborhood({
    store: now => {
      clock.now = now;
      return store;
    },
  });
  await hood.volunteers('Ana,+15550100201,en,food;rides,,,always,yes,no');
  const units = await counter.play(hood, async (from, words) => replyIn(await write(hood, from, words)));
  const resident = units.filter(({ turn }) => turn.who === 'resident');
  const mean = (of: 'read' | 'write'): number => resident.reduce((sum, one) => sum + one[of], 0) / resident.length;
  expect(mean('read')).toBeLessThanOrEqual(2);
  expect(mean('write')).toBeLessThanOrEqual(16);
  const costly = resident.filter(one => one.read > 3 || one.write > 44).map(one => `${one.turn.name}: ${one.read} and ${one.write}`);
  expect(costly).toEqual([]);
  await store.close();
});
