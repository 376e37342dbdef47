import { describe, expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case.ts';
import type { Volunteer } from '../../shared/domain/volunteer.ts';
import { openCases } from '../../shared/table/keys.ts';
import { readRoster } from '../../shared/table/roster.ts';
import { nounOf } from '../../shared/table/rows.ts';
import type { Store } from '../../shared/table/store.ts';
import { Neighborhood, replyIn } from '../support/neighborhood.ts';
import { freshDynamo, freshSqlite } from '../support/stores.ts';

const RESIDENT = '+15550100001';
const NUMBERS = ['+15550100201', '+15550100202', '+15550100203'] as const;
const ROWS = NUMBERS.map((n, i) => `V${i},${n},en,food,,,always,no,no`).join('\n');

const engines: Readonly<Record<string, (clock: () => number) => Promise<Store | { readonly missing: string }>>> = {
  SQLite: async clock => freshSqlite(clock),
  'DynamoDB Local': clock => freshDynamo(clock),
};

const openNow = async (hood: Neighborhood): Promise<readonly Case[]> => {
  const { found } = await hood.store.read({ query: [openCases(10)] });
  return (found[0] ?? []).map(row => nounOf<Case>(row));
};

describe.each(Object.entries(engines))('on %s', (_name, open) => {
  /** A neighborhood with a food case that was offered to all three. */
  const offered = async (skip: (why: string) => void): Promise<Neighborhood> => {
    let now = (): number => 0;
    const store = await open(() => now());
    if ('missing' in store) {
      skip(store.missing);
      throw new Error('not reached');
    }
    const hood = new Neighborhood({ store: () => store });
    now = () => Date.parse(hood.now);
    await hood.volunteers(ROWS);
    await hood.text(RESIDENT, 'need food for 4, 11216, today');
    expect(hood.takeSent().filter(s => s.body.startsWith('Can you take'))).toHaveLength(3);
    return hood;
  };

  test('of three who accept at the same moment exactly one has it, and each is told plainly', async ({ skip }) => {
    const hood = await offered(skip);
    const answers = await Promise.all(NUMBERS.map((n, i) => hood.door(n, ['ACCEPT', 'yes', 'ok'][i] ?? 'ACCEPT').then(replyIn)));
    await hood.line.work();
    const won = answers.filter(a => a?.includes(' is yours, '));
    const lost = answers.filter(a => a?.includes('It is NOT yours.'));
    expect([won.length, lost.length]).toEqual([1, 2]);
    const [c] = await openNow(hood);
    expect(c?.holder?.number).toBe(NUMBERS[answers.indexOf(won[0] ?? '')]);
    const roster = await readRoster(hood.store);
    expect(roster.filter(v => v.held.length > 0).map(v => v.number)).toEqual([c?.holder?.number]);
    expect(roster.flatMap((v: Volunteer) => v.live)).toEqual([]);
    expect(hood.takeSent().filter(s => s.to === RESIDENT)).toHaveLength(1);
    await hood.store.close();
  });

  test('an acceptance delivered three times at the same moment is one, with one answer', async ({ skip }) => {
    const hood = await offered(skip);
    const sid = 'SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
    const answers = await Promise.all([1, 2, 3].map(() => hood.door(NUMBERS[0], 'ACCEPT', {}, sid)));
    await hood.line.work();
    expect(new Set(answers.map(a => a.body)).size).toBe(1);
    expect(replyIn(answers[0] ?? { statusCode: 500 })).toContain('is yours');
    expect(hood.takeSent().filter(s => s.to === RESIDENT)).toHaveLength(1);
    await hood.store.close();
  });

  test('accepting while the resident withdraws leaves either a withdrawn case that nobody holds, or neither in doubt', async ({ skip }) => {
    const hood = await offered(skip);
    await hood.text(RESIDENT, 'withdraw');
    await Promise.all([hood.door(RESIDENT, '1'), hood.door(NUMBERS[1], 'ACCEPT')]);
    await hood.line.work();
    const [c] = await openNow(hood);
    const roster = await readRoster(hood.store);
    expect(c === undefined || c.status === 'accepted').toBe(true);
    expect(roster.flatMap(v => v.held).length).toBe(c === undefined ? 0 : 1);
    await hood.store.close();
  });
});
