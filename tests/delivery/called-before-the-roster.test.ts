import { expect, test } from 'vitest';
import { ANA, BO } from '../faults/support.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const BO_ROW = `Bo,${BO},en,food,north;south,,Sat 12:00-18:00,yes,no`;

test('whoever only ever called us, and then came to help, gets what the pod is asked', async () => {
  const hood = new Neighborhood({ calls: 'ring' });
  await hood.volunteers(BO_ROW);
  await hood.call(ANA);
  hood.phones.hangUp(ANA);
  await hood.settle();
  await hood.volunteers(`Ana,${ANA},en,food,north;south,,Sun 9:00-18:00,yes,no\n${BO_ROW}`);
  expect(await hood.text(BO, 'COVER Sat')).toContain('we ask your pod');
  await hood.pass(60_000);
  expect(hood.sent.filter(s => s.to === ANA && s.body.includes('Can you cover for Bo'))).toHaveLength(1);
  await hood.store.close();
});
