import { expect, test } from 'vitest';
import { DAY_MS, later, type OutgoingId, type PhoneNumber } from '../../shared/domain/ids.ts';
import type { PodPlan } from '../../shared/domain/on-call.ts';
import { lookAt } from '../../shared/shell/reader.ts';
import { planKey, textedKey } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import type { Json } from '../../shared/table/store.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const ANA = '+15550100201';
const ROSA = '+15550100100' as PhoneNumber;

const planOf = async (hood: Neighborhood): Promise<PodPlan> => {
  const { got } = await hood.store.read({ get: [planKey('food')] });
  if (!got[0]) throw new Error('has no plan');
  return nounOf<PodPlan>(got[0]);
};

test('who says every day that they are off on the next leaves nothing with their pod that is long over', async () => {
  const hood = new Neighborhood();
  await hood.volunteers('Ana,+15550100201,en,food,,,Mon-Sun 9:00-17:00,yes,no');
  for (let day = 0; day < 40; day++) {
    await hood.text(ANA, 'OFF tomorrow');
    await hood.pass(DAY_MS);
  }
  const { overrides } = await planOf(hood);
  expect(overrides.length).toBeGreaterThan(10);
  expect(overrides.length).toBeLessThan(20);
  await hood.store.close();
});

test('of a pod with very many people only so many are asked to cover, and the lead hears that nobody has', async () => {
  const hood = new Neighborhood();
  const others = Array.from({ length: 130 }, (_, n) => `V${n},+1555020${String(1_000 + n)},en,food,,,,yes,no`);
  await hood.volunteers(['Ana,+15550100201,en,food,,,Mon-Sun 9:00-17:00,yes,no', ...others].join('\n'));
  await hood.text(ANA, 'COVER tomorrow');
  await hood.pass(DAY_MS);
  const [cover] = (await planOf(hood)).covers ?? [];
  expect(cover?.asked).toHaveLength(100);
  expect(hood.sent.filter(s => s.to === '+15550100101' && s.body.includes('nobody'))).not.toEqual([]);
  await hood.store.close();
});

test('of texts that left within the hour only as many are counted as a limit may name', async () => {
  const hood = new Neighborhood();
  const at = Array.from({ length: 5_000 }, (_, n) => later(hood.now, n - 5_000));
  await hood.store.commit(
    [{ op: 'put', row: { ...textedKey(ROSA), kind: 'texted', data: { at } as unknown as Json }, expect: 'absent' }],
    'texted',
  );
  const { counted } = await lookAt(hood.runtime, 'x' as OutgoingId, ROSA);
  const kept = counted.op === 'put' ? (counted.row.data as unknown as { at: readonly string[] }).at : [];
  expect(kept).toHaveLength(1_000);
  expect(kept.at(-1)).toBe(hood.now);
  await hood.store.close();
});
