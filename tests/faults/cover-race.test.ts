import { describe, expect, test } from 'vitest';
import type { PodPlan } from '../../shared/domain/on-call.ts';
import { workThrough } from '../../shared/shell/worker.ts';
import { dueUntil, planKey } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import type { Neighborhood } from '../support/neighborhood.ts';
import { replyIn } from '../support/neighborhood.ts';
import { ANA, BO, CLEO, ENGINES, openNeighborhood, write } from './support.ts';

const EVE = '+15550100205';
const planIn = async (hood: Neighborhood): Promise<PodPlan> => {
  const { got } = await hood.store.read({ get: [planKey('food')] });
  if (!got[0]) throw new Error('the pod has no plan');
  return nounOf<PodPlan>(got[0]);
};
const numberIn = (text: string): string => /COVER (\d\d) OFF/.exec(text)?.[1] ?? '';

describe.each(ENGINES)('a shift that somebody cannot do, on %s', (_name, open) => {
  test('has exactly one taker when three answer at once, and each text about it goes out once', { timeout: 60_000 }, async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    await hood.volunteers(`Eve,${EVE},en,food,,,Mon 17:00-21:00,yes,no`);
    await hood.line.work();
    const no = numberIn(replyIn(await write(hood, EVE, 'COVER mon')) ?? '');
    expect(no).toMatch(/^\d\d$/);
    await hood.line.work();
    expect(hood.sent.filter(s => s.body.includes(`Reply ${no} to take it`)).map(s => s.to)).toEqual(
      expect.arrayContaining([ANA, BO, CLEO]),
    );
    const answers = await Promise.all([ANA, BO, CLEO].map(async from => replyIn(await write(hood, from, no)) ?? ''));
    expect(answers.filter(a => a.includes('is yours'))).toHaveLength(1);
    expect(answers.filter(a => a.includes('It is NOT yours'))).toHaveLength(2);
    const { overrides, covers = [] } = await planIn(hood);
    expect(overrides).toHaveLength(1);
    expect(covers.map(c => [c.state, c.by])).toEqual([['taken', overrides[0]?.who]]);
    // Two workers look at the pod at once, as a tick and another one may; then once more.
    const { found } = await hood.store.read({ query: [dueUntil(hood.now, 100)] });
    const rows = (found[0] ?? []).filter(row => row.kind === 'plan');
    await Promise.all([workThrough(hood.runtime, rows), workThrough(hood.runtime, rows)]);
    await hood.line.work();
    await workThrough(hood.runtime, rows);
    expect(hood.sent.filter(s => s.to === EVE && s.body.includes('covers for you'))).toHaveLength(1);
    await hood.store.close();
  });
});
