import { describe, expect, test } from 'vitest';
import { type Store, WRITES_PER_COMMIT_MAX } from '../../shared/table/store.ts';
import { communityFrom, Neighborhood } from '../support/neighborhood.ts';
import { freshSqlite } from '../support/stores.ts';
import { codeIn, RESIDENT, ROSA, SAYS_IT_ALL } from './support.ts';

const MINUTE = 60_000;
const phone = (n: number): string => `+1555020${String(n).padStart(4, '0')}`;

/** The largest neighborhood that the settings allow: 300 volunteers always on call, the widest wave, and a crowded team. */
const crowded = (team: number): { hood: Neighborhood; widest: () => number } => {
  const members = Array.from(
    { length: team },
    (_, n) => `  - { name: Member${n}, phone: "${phone(1000 + n)}", roles: [coordinator, safety], languages: [en] }`,
  );
  const community = communityFrom(
    [
      'name: Maple Street Mutual Aid',
      'number: "+15550100000"',
      'timezone: America/New_York',
      'languages: [en, es]',
      'emergency: { call: "911", crisis: "988", services: "211" }',
      'zones:',
      '  - { id: north, name: North side, zips: ["11216"] }',
      'pods:',
      '  - { id: food, name: Food Distribution Pod, needs: [food, water, baby], lead: "+15550100101" }',
      'team:',
      '  - { name: Rosa, phone: "+15550100100", roles: [coordinator], languages: [en, es] }',
      ...members,
      'policy:',
      '  today: { wave: 20, every: PT5M, then: [pod-lead, coordinator] }',
      '  this-week: { wave: 20, every: PT30M, then: [pod-lead, coordinator] }',
    ].join('\n'),
  );
  let most = 0;
  const watched = (store: Store): Store => ({
    ...store,
    commit: (writes, token) => {
      most = Math.max(most, writes.length);
      return store.commit(writes, token);
    },
  });
  return { hood: new Neighborhood({ community, store: now => watched(freshSqlite(now)) }), widest: () => most };
};
const rows = Array.from({ length: 300 }, (_, n) => `V${n},${phone(n)},en;es,food,,,always,yes,no`);

describe('one commit holds everything that belongs together', () => {
  test('with 300 volunteers, waves of twenty, and a team of sixty: asked, withdrawn, asked again to the end of the ladder', async () => {
    const { hood, widest } = crowded(60);
    await hood.volunteers(rows.join('\n'));
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    expect(hood.takeSent().length).toBe(20);
    await hood.pass(16 * MINUTE);
    expect(hood.takeSent().length).toBe(60);
    await hood.text(phone(1), `ACCEPT ${code}`);
    await hood.text(phone(1), 'RELEASE');
    await hood.pass(100 * MINUTE);
    expect(hood.takeSent().map(s => s.to)).toContain(ROSA);
    await hood.text(RESIDENT, 'WITHDRAW');
    await hood.text(RESIDENT, '1');
    await hood.pass(MINUTE);
    for (const words of ['my brother took a whole bottle of pills', 'PERSON', 'STOP']) await hood.text(phone(5000), words);
    await hood.pass(60 * MINUTE);
    expect(hood.logged.filter(line => line.includes('"error"'))).toEqual([]);
    expect(widest()).toBeLessThanOrEqual(WRITES_PER_COMMIT_MAX);
    expect(widest()).toBeGreaterThan(60);
  });

  test('a coordinator who has taken on very many cases texts STOP: it is kept', async () => {
    const { hood, widest } = crowded(1);
    await hood.volunteers(rows.slice(0, 2).join('\n'));
    for (let n = 0; n < 60; n++) {
      const code = codeIn(await hood.text(`+155503000${n + 10}`, 'PERSON'));
      await hood.text(ROSA, `OK ${code}`);
    }
    hood.takeSent();
    expect(await hood.text(ROSA, 'STOP')).toBeNull();
    await hood.pass(60 * MINUTE);
    expect(hood.takeSent().filter(s => s.to === ROSA)).toEqual([]);
    expect(hood.logged.filter(line => line.includes('"error"'))).toEqual([]);
    expect(widest()).toBeLessThanOrEqual(WRITES_PER_COMMIT_MAX);
  });

  test('a volunteer with twelve cases and twenty coordinators to be told texts STOP: it is kept, and all twelve are asked on', async () => {
    const { hood, widest } = crowded(20);
    await hood.volunteers(rows.slice(0, 2).join('\n'));
    for (let n = 0; n < 12; n++) {
      const code = codeIn(await hood.text(`+155503000${n + 10}`, SAYS_IT_ALL));
      await hood.text(ROSA, `ACCEPT ${code}`);
    }
    hood.takeSent();
    expect(await hood.text(ROSA, 'STOP')).toBeNull();
    // So many texts leave in the pace of the number.
    await hood.pass(6 * MINUTE);
    const told = hood.takeSent();
    expect(told.filter(s => s.to === ROSA)).toEqual([]);
    expect(told.filter(s => s.body.includes("can't make it"))).toHaveLength(12);
    expect(hood.logged.filter(line => line.includes('"error"'))).toEqual([]);
    expect(widest()).toBeLessThanOrEqual(WRITES_PER_COMMIT_MAX);
  });

  test('a number with very many open cases texts STOP: it is kept, and every one of them comes to a coordinator', async () => {
    const { hood, widest } = crowded(1);
    await hood.volunteers(rows.slice(0, 2).join('\n'));
    for (let n = 0; n < 60; n++) {
      await hood.text(RESIDENT, 'MENU');
      await hood.text(RESIDENT, 'NEED FOOD');
      if (n > 0) await hood.text(RESIDENT, '2');
      // Whoever goes on without a pause is taken for a machine.
      if (n % 8 === 7) await hood.pass(MINUTE / 2);
    }
    const opened = Number(/^(\d+) open/.exec((await hood.text(ROSA, 'CASES')) ?? '')?.[1]);
    expect(opened).toBeGreaterThan(50);
    hood.takeSent();
    expect(await hood.text(RESIDENT, 'STOP')).toBeNull();
    // Nobody gets so many texts within an hour.
    await hood.pass(8 * 60 * MINUTE);
    const told = hood.takeSent().filter(s => s.to === ROSA && s.body.includes('STOP'));
    expect(told).toHaveLength(opened);
    expect(hood.logged.filter(line => line.includes('"error"'))).toEqual([]);
    expect(widest()).toBeLessThanOrEqual(WRITES_PER_COMMIT_MAX);
  });
});
