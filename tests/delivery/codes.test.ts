import { describe, expect, test } from 'vitest';
import { troubleOf } from '../../shared/domain/carrier-errors.ts';
import { DAY_MS, epochMs, later, type OutgoingId } from '../../shared/domain/ids.ts';
import { type Outgoing, retryAt } from '../../shared/domain/outgoing.ts';
import { setAsideTexts } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { report, SAYS_IT_ALL } from '../faults/support.ts';
import { MORNING } from '../support/neighborhood.ts';
import { opened, paceOf, refused, rowOf } from './two-volunteers.ts';
import { ANA, MARIA, ROSA } from './wired.ts';

test.each([
  [21610, null, 'opted-out'],
  [30003, null, 'away'],
  [30008, null, 'away'],
  [30017, null, 'away'],
  [30018, null, 'away'],
  [30036, null, 'away'],
  [30005, null, 'gone'],
  [30006, null, 'gone'],
  [21265, null, 'gone'],
  [21211, 400, 'gone'],
  [21614, 400, 'gone'],
  [30007, null, 'refused'],
  [30004, null, 'refused'],
  [21408, 400, 'refused'],
  [21612, 400, 'refused'],
  [21606, 400, 'refused'],
  [30002, null, 'line-blocked'],
  [30032, null, 'line-blocked'],
  [30033, null, 'line-blocked'],
  [30035, null, 'line-blocked'],
  [20005, 401, 'line-blocked'],
  [21659, 400, 'line-blocked'],
  [30034, null, 'line-blocked'],
  [20003, 401, 'line-blocked'],
  [null, 401, 'line-blocked'],
  [30023, null, 'day-full'],
  [20429, 429, 'busy'],
  [30001, null, 'busy'],
  [30022, null, 'busy'],
  [21611, 400, 'busy'],
  [21602, 400, 'text'],
  [21619, 400, 'text'],
  [30019, null, 'text'],
  [21617, 400, 'text'],
  [null, 500, 'unknown'],
] as const)('code %s over HTTP %s means: %s', (code, http, means) => {
  expect(troubleOf(code, http)).toBe(means);
});

test('what failed together does not come back together, and each wait is about twice the last', () => {
  const waits = Array.from(
    { length: 50 },
    (_, n) => Date.parse(retryAt({ id: `id${n}` as OutgoingId, attempts: 3 }, MORNING)) - Date.parse(MORNING),
  );
  expect(new Set(waits).size).toBeGreaterThan(45);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(45_000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(75_000);
});

describe('a phone that is away (30003)', () => {
  test('gets what it waits for again a few times over hours; then a coordinator hears that it does not', async () => {
    const hood = await opened();
    await hood.text(MARIA, SAYS_IT_ALL);
    await hood.text(ANA, 'ACCEPT');
    const told = hood.sent.find(s => s.to === MARIA && s.body.includes('is taking'));
    if (!told) throw new Error('the resident was to be told');
    const tries = (): number => hood.sent.filter(s => s.body === told.body).length;
    const fails = async (): Promise<void> => {
      const last = hood.sent.findLast(s => s.body === told.body);
      await report(hood, { sid: last?.sid ?? '', status: 'undelivered', error: 30003, id: told.id });
      await hood.settle();
    };
    for (const [n, wait] of [15, 60, 180].entries()) {
      await fails();
      expect(tries()).toBe(n + 1);
      expect(await rowOf(hood, told.id)).toMatchObject({ state: 'pending', away: n + 1 });
      await hood.pass(wait * 60_000 - 1_000);
      expect(tries()).toBe(n + 1);
      await hood.pass(2_000);
      expect(tries()).toBe(n + 2);
    }
    hood.takeSent();
    await fails();
    expect(await rowOf(hood, told.id)).toMatchObject({ state: 'failed', errorCode: 30003 });
    expect(
      hood
        .takeSent()
        .filter(s => s.to === ROSA)
        .map(s => s.body),
    ).toEqual([expect.stringContaining('our texts do not reach them (error 30003)')]);
    await hood.store.close();
  });

  test('is tried sooner and oftener where somebody in danger waits for it', async () => {
    const hood = await opened();
    await hood.text(MARIA, 'he is hitting me');
    await hood.text(ROSA, 'ACCEPT');
    const told = hood.sent.find(s => s.to === MARIA && s.body.includes('from our line has'));
    if (!told) throw new Error('the resident was to be told');
    const minutes: number[] = [];
    for (let waited = 0; waited < 6 * 60; waited += 5) {
      const last = hood.takeSent().findLast(s => s.body === told.body);
      if (last) {
        minutes.push(waited);
        await report(hood, { sid: last.sid, status: 'undelivered', error: 30003, id: told.id });
      }
      await hood.pass(5 * 60_000);
    }
    expect(minutes).toEqual([0, 5, 20, 50, 90, 130, 170, 210, 255]);
    expect(await rowOf(hood, told.id)).toMatchObject({ state: 'failed', errorCode: 30003 });
    await hood.store.close();
  });

  test('an offer to it goes to the next volunteer at once', async () => {
    const hood = await opened();
    await hood.text(MARIA, SAYS_IT_ALL);
    const offers = hood.sent.filter(s => s.body.startsWith('Can you take'));
    for (const { sid, id } of offers) await report(hood, { sid, status: 'undelivered', error: 30003, id });
    await hood.settle();
    expect(hood.sent.some(s => s.body.includes('has no taker'))).toBe(true);
    expect(await rowOf(hood, offers[0]?.id ?? '')).toMatchObject({ state: 'failed' });
    await hood.store.close();
  });

  test.each([
    30003, 30036, 30500,
  ])('whose offer failed (%s) is offered the case again when it comes round, and no coordinator is asked to send it', async error => {
    const hood = await opened();
    await hood.text(MARIA, SAYS_IT_ALL);
    const offers = () => hood.sent.filter(s => s.body.startsWith('Can you take'));
    for (const { sid, id } of offers()) await report(hood, { sid, status: 'undelivered', error, id });
    await hood.settle();
    expect((await hood.store.read({ query: [setAsideTexts(10)] })).found[0]).toEqual([]);
    await hood.pass(75 * 60_000);
    expect(offers()).toHaveLength(4);
    await hood.store.close();
  });

  test('a page about danger that does not arrive there is a call at once', async () => {
    const hood = await opened();
    await hood.text(MARIA, 'my husband is beating me');
    const calls = () => hood.called.filter(c => c.to === ROSA);
    const page = hood.sent.find(s => s.to === ROSA && s.body.startsWith('SAFETY'));
    expect(calls()).toHaveLength(0);
    await report(hood, { sid: page?.sid ?? '', status: 'undelivered', error: 30003, id: page?.id ?? '' });
    await hood.settle();
    expect(calls()).toHaveLength(1);
    await hood.store.close();
  });
});

test('whoever has a case hears that its person sent STOP, also where only the carrier knows it (21610)', async () => {
  const hood = await opened();
  await hood.text(MARIA, SAYS_IT_ALL);
  hood.plans.set(MARIA, [refused(21610)]);
  await hood.text(ANA, 'ACCEPT');
  expect(hood.sent.filter(s => s.to === ANA && s.body.includes('wants no more texts'))).toHaveLength(1);
  expect(hood.sent.some(s => s.to === ROSA && s.body.includes('21610'))).toBe(true);
  await hood.store.close();
});

test('one number that a text does not get through to is that number’s trouble; three are the line’s', async () => {
  const hood = await opened();
  await hood.volunteers('Cleo,+15550100203,en,food,,,always,yes,no');
  for (const [n, to] of ['+15550100201', '+15550100202', '+15550100203'].entries()) {
    hood.plans.set(to, [refused(30007)]);
    if (n < 2) expect((await paceOf(hood))?.blocked).toBeUndefined();
  }
  await hood.text(MARIA, SAYS_IT_ALL);
  expect((await paceOf(hood))?.blocked).toMatchObject({ code: 30007, since: MORNING });
  expect(hood.logged.filter(l => l.includes('line.blocked'))).toHaveLength(1);
  expect(hood.called.map(c => c.to)).toEqual([ROSA]);
  await hood.store.close();
});

test('a text that the carrier will never take is set aside, where it can be sent again or dropped, and stays there', async () => {
  const hood = await opened();
  await hood.text(MARIA, SAYS_IT_ALL);
  hood.plans.set(MARIA, [refused(21617)]);
  await hood.text(ANA, 'ACCEPT');
  const aside = async () => (await hood.store.read({ query: [setAsideTexts(10)] })).found[0] ?? [];
  expect((await aside()).map(row => nounOf<Outgoing>(row))).toMatchObject([{ to: MARIA, errorCode: 21617, state: 'failed' }]);
  // It may hold words of theirs, so it is kept no longer than a case.
  expect((await aside())[0]?.ttl).toBe(epochMs(later(MORNING, 180 * DAY_MS)) / 1000);
  const [first] = await aside();
  const before = hood.sent.length;
  await hood.pass(86_400_000);
  expect(await aside()).toContainEqual(first);
  expect(hood.sent.slice(before).filter(s => s.to === MARIA && s.body.includes('is taking'))).toEqual([]);
  await hood.store.close();
});
