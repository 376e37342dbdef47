import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case.ts';
import type { CaseCode, PhoneNumber } from '../../shared/domain/ids.ts';
import type { SendResult } from '../../shared/shell/runtime.ts';
import { caseKey } from '../../shared/table/keys.ts';
import { readRoster } from '../../shared/table/roster.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const MINUTE_MS = 60_000;
const MARIA = '+15550100001';
const VOLUNTEERS = ['+15550100201', '+15550100202', '+15550100203'];
const TEAM = ['+15550100100', '+15550100101', '+15550100102', '+15550100103'];
const BLOCKED: SendResult = { ok: false, code: 20003, http: 401, retry: false, unknown: false };

let hood: Neighborhood;
beforeEach(async () => {
  hood = new Neighborhood();
  await hood.volunteers(VOLUNTEERS.map((phone, n) => `V${n},${phone},en,food,,,always,yes,no`).join('\n'));
});
afterEach(() => hood.store.close());
const theCase = async (): Promise<Case> => {
  const number = MARIA as PhoneNumber;
  const { got } = await hood.store.read({ get: [caseKey(number, '134' as CaseCode)] });
  if (!got[0]) throw new Error('134 is a case');
  return nounOf<Case>(got[0]);
};
const offers = (): readonly string[] => hood.sent.filter(s => s.body.startsWith('Can you take 134')).map(s => s.to);

test('whoever was to be asked while the line was blocked is asked when it is open, and was not silent', async () => {
  for (const phone of [...VOLUNTEERS, ...TEAM, MARIA]) hood.plans.set(phone, [BLOCKED]);
  await hood.text(MARIA, 'need food for 3, 11216, today');
  await hood.pass(18 * MINUTE_MS);
  expect(offers()).toEqual([]);
  hood.plans.clear();
  for (let minute = 0; hood.sent.length === 0 && minute < 180; minute++) await hood.pass(MINUTE_MS);
  await hood.pass(3 * MINUTE_MS);
  expect([...new Set(offers())].sort()).toEqual(VOLUNTEERS);
  const { asked } = await theCase();
  for (const a of asked) expect(hood.sent.some(s => s.to === a.number && s.body.startsWith('Can you take 134'))).toBe(true);
  for (const v of await readRoster(hood.store)) expect(v.lapsed.length + v.live.length).toBeLessThanOrEqual(1);
});
