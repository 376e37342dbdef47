import { expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case.ts';
import type { PhoneNumber } from '../../shared/domain/ids.ts';
import { threadOf } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const MAY = '+15550100001' as PhoneNumber;
const ANA = '+15550100201';

test.each([
  ['2', 2],
  ['5 thank you', 5],
  ['skip', undefined],
] as const)('how it went is kept with the case: %s', async (said, rating) => {
  const hood = new Neighborhood();
  await hood.volunteers(`Ana,${ANA},en,food,,,always,yes,no`);
  const texts = [
    [MAY, 'need food for 4, 11216, today'],
    [ANA, 'accept'],
    [ANA, 'done'],
    [MAY, '1'],
    [MAY, said],
  ] as const;
  for (const [from, body] of texts) await hood.text(from, body);
  const { found } = await hood.store.read({ query: [threadOf(MAY)] });
  const cases = (found[0] ?? []).filter(row => row.kind === 'case').map(row => nounOf<Case>(row));
  expect(cases.map(one => [one.status, one.rating])).toEqual([['closed', rating]]);
  await hood.store.close();
});
