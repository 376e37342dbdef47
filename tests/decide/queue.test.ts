import { expect, test } from 'vitest';
import { type Case, isOpen } from '../../shared/domain/case.ts';
import { type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import type { Volunteer } from '../../shared/domain/volunteer.ts';
import { dueUntil, openCases, rosterKey } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Store, Write } from '../../shared/table/store.ts';
import { Neighborhood, sampleCommunity } from '../support/neighborhood.ts';

const RESIDENT = '+15550100001';
const OTHER = '+15550100002';
const ROSA = '+15550100100';
const ASKS = 'need food for 2, 11216, today';
const phone = (n: number): string => `+1646${2_000_000 + n}`;
/** Never on call at the time of the test, which is a Saturday morning. */
const AWAY = 'Mon 03:00-04:00';
const rows = (count: number, shifts: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => `V${n},${phone(n)},en,food,,,${shifts(n)},yes,no`).join('\n');

interface Load {
  reads: number;
  rows: number;
  writes: number;
}
const open = async (csv: string, community = sampleCommunity()): Promise<{ readonly hood: Neighborhood; readonly load: Load }> => {
  const load: Load = { reads: 0, rows: 0, writes: 0 };
  const watched = (store: Store): Store => ({
    read: async ask => {
      const answer = await store.read(ask);
      load.reads++;
      // The step that puts a case to volunteers; a pod's shifts are looked at apart from it.
      const isStep = ask.query?.some(q => 'pk' in q && q.pk.startsWith('POD#')) ?? false;
      const rows = answer.found.reduce((sum, found) => sum + found.length, answer.got.length);
      if (isStep) load.rows = Math.max(load.rows, rows);
      return answer;
    },
    commit: (writes: readonly Write[], token) => {
      load.writes = Math.max(load.writes, writes.length);
      return store.commit(writes, token);
    },
    close: () => store.close(),
  });
  const hood = new Neighborhood({ community, store: now => watched(openSqlite(':memory:', now)) });
  await hood.volunteers(csv);
  Object.assign(load, { reads: 0, rows: 0, writes: 0 });
  return { hood, load };
};

const askedOf = async (hood: Neighborhood): Promise<readonly (readonly string[])[]> => {
  const { found } = await hood.store.read({ query: [openCases(99)] });
  return (found[0] ?? [])
    .map(row => nounOf<Case>(row))
    .filter(isOpen)
    .map(c => c.asked.map(a => a.name));
};

test('of a thousand the only three on call are asked at once, though they stand at the end of the queue', async () => {
  const { hood, load } = await open(rows(1_000, n => (n >= 997 ? 'always' : AWAY)));
  await hood.text(RESIDENT, ASKS);
  expect(hood.sent.map(s => s.to).filter(to => to !== RESIDENT)).toEqual([phone(997), phone(998), phone(999)]);
  // No step looks at more of them than its part, and the next wave is not due before its time.
  expect(load.rows).toBeLessThan(500);
  const { found } = await hood.store.read({ query: [dueUntil(hood.now, 9)] });
  expect((found[0] ?? []).filter(row => row.kind === 'case')).toEqual([]);
  await hood.store.close();
});

test('a wave that finds two at the head and one at the end is one wave of three', async () => {
  const { hood } = await open(rows(600, n => (n === 0 || n === 1 || n === 599 || n === 598 ? 'always' : AWAY)));
  await hood.text(RESIDENT, ASKS);
  expect(await askedOf(hood)).toEqual([['V0', 'V1', 'V598']]);
  await hood.pass(5 * 60_000);
  expect(await askedOf(hood)).toEqual([['V0', 'V1', 'V598', 'V599']]);
  await hood.store.close();
});

test('where nobody of a thousand is on call a coordinator hears it at once', async () => {
  const { hood, load } = await open(rows(1_000, () => AWAY));
  await hood.text(RESIDENT, ASKS);
  expect(hood.sent.map(s => s.to)).toContain(ROSA);
  expect(load.reads).toBeLessThan(40);
  await hood.store.close();
});

test('how many rows an offer reads does not grow with the roster', async () => {
  const most: number[] = [];
  for (const size of [200, 1_000]) {
    const { hood, load } = await open(rows(size, n => (n % 4 === 0 ? 'always' : AWAY)));
    await hood.text(RESIDENT, ASKS);
    expect((await askedOf(hood))[0]).toHaveLength(3);
    most.push(load.rows);
    await hood.store.close();
  }
  expect(most[1]).toBe(most[0]);
});

test('they are asked in turn: nobody again before everybody was, over two cases at once', async () => {
  const { hood } = await open(rows(60, () => 'always'));
  await hood.text(RESIDENT, ASKS);
  await hood.text(OTHER, ASKS);
  for (let wave = 0; wave < 9; wave++) await hood.pass(5 * 60_000);
  const names = (await askedOf(hood)).flat();
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBe(60);
  await hood.store.close();
});

test('a wave of many people in many pods is cut to what one commit holds', async () => {
  const csv = Array.from({ length: 30 }, (_, n) => `V${n},${phone(n)},en,food;rides,,,always,yes,no`).join('\n');
  const community = sampleCommunity();
  const { policy } = community;
  const { hood, load } = await open(csv, { ...community, policy: { ...policy, today: { ...policy.today, wave: 20 } } });
  await hood.text(RESIDENT, ASKS);
  expect(load.writes).toBeLessThanOrEqual(100);
  expect((await askedOf(hood))[0]?.length).toBeGreaterThan(10);
  await hood.store.close();
});

test('a place in the queue whose person is gone asks nobody and makes nobody', async () => {
  const { hood } = await open(rows(2, () => 'always'));
  const key = rosterKey(phoneNumber(phone(0)) as PhoneNumber);
  await hood.store.commit([{ op: 'delete', key, expect: 'any' }], 'gone');
  await hood.text(RESIDENT, ASKS);
  expect(await askedOf(hood)).toEqual([['V1']]);
  const { got } = await hood.store.read({ get: [key] });
  expect(got[0] && nounOf<Volunteer>(got[0])).toBeUndefined();
  await hood.store.close();
});
