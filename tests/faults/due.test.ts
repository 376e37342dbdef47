import { describe, expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case.ts';
import type { Kept } from '../../shared/domain/follow.ts';
import { caseKey, rosterKey } from '../../shared/table/keys.ts';
import { nounOf, rowOf } from '../../shared/table/rows.ts';
import { type Store, StoreTrouble } from '../../shared/table/store.ts';
import type { Neighborhood } from '../support/neighborhood.ts';
import { ANA, BO, CLEO, codeIn, ENGINES, number, openNeighborhood, RESIDENT, ROSA, SAYS_IT_ALL, timeline, to } from './support.ts';

const MINUTE = 60_000;
const OTHER = '+15550100002';

/** Breaks a case's row the way a fault of ours would: every step of it throws, until it is mended. Answers what stood there. */
const broken = async (hood: Neighborhood, code: string, asked: unknown): Promise<unknown> => {
  const key = caseKey(number(RESIDENT), code as Case['code']);
  const { got } = await hood.store.read({ get: [key] });
  const row = got[0];
  if (!row) throw new Error(`There is no case ${code}`);
  const value = { ...nounOf<Kept>(row), asked } as Kept;
  const { ok } = await hood.store.commit([{ op: 'put', row: rowOf({ kind: 'case', value }), expect: row.v }], `break-${row.v}`);
  expect(ok).toBe(true);
  return nounOf<Case>(row).asked;
};
const failures = (hood: Neighborhood): number => hood.logged.filter(line => line.includes('due.failed')).length;

describe('a due step', () => {
  const [, open] = ENGINES[0] ?? [];
  if (!open) throw new Error('no engine');

  test('that breaks is logged, told once, put off longer each time, stops no other, and is done when it is mended', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    const asked = await broken(hood, code, null);
    await hood.text(OTHER, 'need a ride, 11216, today');
    hood.takeSent();
    await hood.pass(5 * MINUTE);
    expect(failures(hood)).toBe(1);
    const told = hood.takeSent();
    expect(to(told, ROSA).filter(body => body.includes(`${code}: the next step did not work`))).toHaveLength(1);
    await hood.pass(4 * 60 * MINUTE);
    // 5, 6, 7, 9, 13, 21, 37, 69, 133 ... minutes: it doubles.
    expect(failures(hood)).toBeLessThanOrEqual(10);
    expect(failures(hood)).toBeGreaterThanOrEqual(7);
    expect(to(hood.takeSent(), ROSA).filter(body => body.includes(`${code}: the next step`))).toEqual([]);
    await hood.pass(3 * 24 * 60 * MINUTE);
    const reminders = to(hood.takeSent(), ROSA).filter(body => body.includes(`${code}: the next step`));
    expect(reminders.length).toBeGreaterThanOrEqual(1);
    expect(reminders.length).toBeLessThanOrEqual(3);
    expect((await timeline(hood.store, code)).filter(what => what.includes('a fault of ours')).length).toBe(failures(hood));
    await broken(hood, code, asked);
    await hood.pass(24 * 60 * MINUTE);
    expect(hood.takeSent().filter(s => [ANA, BO, CLEO].includes(s.to)).length).toBeGreaterThan(0);
    await hood.store.close();
  });

  test('whose very trouble cannot be told is put off all the same', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    await broken(hood, code, null);
    const { got } = await hood.store.read({ get: [rosterKey(number(ANA))] });
    const row = got[0];
    if (!row) throw new Error('no Ana');
    const { v, ...kept } = row;
    // A coordinator's row that breaks whatever is written to her.
    await hood.store.commit(
      [{ op: 'put', row: { ...kept, sk: ROSA, data: { number: ROSA, live: [], held: [], lapsed: [] } }, expect: 'absent' }],
      'rosa',
    );
    await hood.pass(5 * MINUTE);
    expect(hood.logged.filter(line => line.includes('due.stuck')).length).toBeGreaterThan(0);
    await hood.pass(60 * MINUTE);
    expect(failures(hood)).toBeLessThan(10);
    const after = await hood.store.read({ get: [caseKey(number(RESIDENT), code as Case['code'])] });
    expect(after.got[0]?.due).toBeDefined();
  });

  test('that meets a database in trouble stays due, is not called broken, and is done by the next run', async ({ skip }) => {
    let down = false;
    const failing = (store: Store): Store => ({
      ...store,
      commit: (writes, token) => (down ? Promise.reject(new StoreTrouble('unreachable', new Error('gone'))) : store.commit(writes, token)),
    });
    const hood = await openNeighborhood(open, skip, failing);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    hood.takeSent();
    down = true;
    await expect(hood.pass(6 * MINUTE)).rejects.toThrow(StoreTrouble);
    expect([failures(hood), hood.takeSent().length]).toEqual([0, 0]);
    down = false;
    await hood.pass(6 * MINUTE);
    expect(hood.takeSent().length).toBeGreaterThan(0);
  });
});
