import { expect, test } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import { InMemoryLine } from '../../local/in-memory-line.ts';
import { createLine } from '../../shared/shell/line.ts';
import { sampleCommunity } from '../support/neighborhood.ts';

test('a call of which no word came, and of which the carrier does not answer either, is looked at again later and not over and over', async () => {
  let asked = 0;
  const acceptedCallsSince = async (): Promise<never> => {
    asked += 1;
    throw new Error('the carrier does not answer');
  };
  const line = new InMemoryLine({
    community: sampleCommunity(),
    book,
    start: rt => createLine({ ...rt, carrier: { ...rt.carrier, acceptedCallsSince } }),
  });
  await line.volunteers('Ana,+15550100201,en,food,,,always,yes,yes');
  await line.text('+15550100001', 'need food for 4, 11216, today');
  expect(line.called.map(({ to }) => to)).toEqual(['+15550100201']);
  await line.pass(10 * 60_000);
  expect(asked).toBeGreaterThan(0);
  expect(line.logged.filter(l => l.includes('call.failed'))).toEqual([]);
  await line.store.close();
});
