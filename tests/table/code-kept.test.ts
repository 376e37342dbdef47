import { expect, test } from 'vitest';
import { type Case, isOpen } from '../../shared/domain/case.ts';
import { type CaseCode, DAY_MS, later, type PhoneNumber } from '../../shared/domain/ids.ts';
import { keepCode } from '../../shared/table/code-kept.ts';
import { codeKey, threadOf } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const MARIA = '+15550107777' as PhoneNumber;

const caseOf = async (hood: Neighborhood): Promise<Case> => {
  const { found } = await hood.store.read({ query: [threadOf(MARIA)] });
  const row = found[0]?.find(one => one.kind === 'case');
  if (!row) throw new Error('no case');
  return nounOf<Case>(row);
};
const codeRow = async (hood: Neighborhood, code: CaseCode) => (await hood.store.read({ get: [codeKey(code)] })).got[0];

test('the code of a case is kept for as long as the case is open, and for no longer than ever where it is over', async () => {
  const hood = new Neighborhood();
  await hood.door(MARIA, 'NEED FOOD');
  const c = await caseOf(hood);
  const at = (days: number) => later(c.openedAt, days * DAY_MS);
  const before = await codeRow(hood, c.code);
  await keepCode(hood.store, c, at(59));
  expect(await codeRow(hood, c.code)).toEqual(before);
  const { outcome: _none, ...rest } = c;
  const over: Case = { ...rest, status: 'closed', outcome: 'met', closedAt: at(60) };
  expect(isOpen(over)).toBe(false);
  await keepCode(hood.store, over, at(61));
  expect(await codeRow(hood, c.code)).toEqual(before);
  await keepCode(hood.store, c, at(61));
  expect((await codeRow(hood, c.code))?.ttl).toBe((before?.ttl ?? 0) + 61 * 86_400);
  // Not again before there is something to renew.
  const renewed = await codeRow(hood, c.code);
  await keepCode(hood.store, c, at(62));
  expect(await codeRow(hood, c.code)).toEqual(renewed);
  await keepCode(hood.store, c, at(150));
  expect((await codeRow(hood, c.code))?.ttl).toBe((before?.ttl ?? 0) + 150 * 86_400);
  expect((await codeRow(hood, c.code))?.data).toEqual(before?.data);
  await hood.store.close();
});

test('whoever looks at an old case that is due renews its code', async () => {
  const hood = new Neighborhood();
  await hood.door(MARIA, 'NEED FOOD');
  const { found } = await hood.store.read({ query: [threadOf(MARIA)] });
  const row = found[0]?.find(one => one.kind === 'case');
  if (!row) throw new Error('no case');
  const c = nounOf<Case>(row);
  const { v, ...kept } = row;
  const old = { ...(kept.data as object), openedAt: later(c.openedAt, -100 * DAY_MS) };
  expect(await hood.store.commit([{ op: 'put', row: { ...kept, data: old }, expect: v }], 'grows old')).toEqual({ ok: true });
  const code = await codeRow(hood, c.code);
  if (!code) throw new Error('no code');
  const { v: version, ...row2 } = code;
  const soon = (code.ttl ?? 0) - 100 * 86_400;
  await hood.store.commit([{ op: 'put', row: { ...row2, ttl: soon }, expect: version }], 'is nearly forgotten');
  await hood.pass(11 * 60_000);
  expect((await codeRow(hood, c.code))?.ttl).toBeGreaterThan(soon + 99 * 86_400);
  await hood.store.close();
});
