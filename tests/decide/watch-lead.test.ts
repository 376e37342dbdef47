import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../shared/domain/ids.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const [ANA, LEAD, ROSA] = ['+15550100201', '+15550100101', '+15550100100'];

test('a lead whose phone takes no texts is stood in for by a coordinator, and whoever waits is told whom we told', async () => {
  const hood = new Neighborhood();
  hood.plans.set(LEAD, [{ ok: false, code: 30006, http: 400, retry: false, unknown: false }]);
  await hood.volunteers(`Ana,${ANA},en,food,,,Sun 10:00-13:00,yes,no`);
  await hood.pass(HOUR_MS);
  await hood.text(ANA, '2');
  await hood.pass(DAY_MS);
  const told = hood.takeSent();
  const toAna = told.filter(s => s.to === ANA).map(s => s.body);
  expect(toAna).toContain('Nobody has taken Food Distribution Pod, Sun 10am-1pm yet. It is still yours, Ana. We told a coordinator.');
  expect(told.some(s => s.to === ROSA && s.body.startsWith("Ana can't do Food Distribution Pod, Sun 10am-1pm"))).toBe(true);
  await hood.store.close();
});
