import { expect, test } from 'vitest';
import { HOUR_MS } from '../../shared/domain/ids.ts';
import { Neighborhood } from '../support/neighborhood.ts';

test('a case that nobody takes is offered again after pauses that double, and at last once a day', async () => {
  const hood = new Neighborhood();
  await hood.volunteers('Ana,+15550100201,en,food,,,always,yes,no');
  await hood.text('+15550100001', 'need food for 4, 11216, today');
  const hours: number[] = [];
  for (let hour = 0; hour < 96; hour++) {
    await hood.pass(HOUR_MS);
    if (hood.takeSent().some(s => s.to === '+15550100201' && s.body.startsWith('Can you take'))) hours.push(hour);
  }
  const pauses = hours.slice(1).map((h, i) => h - (hours[i] ?? 0));
  expect(hours.length).toBeGreaterThan(5);
  expect(hours.length).toBeLessThan(10);
  for (const [i, pause] of pauses.entries()) expect(pause).toBeGreaterThanOrEqual(Math.min(24, 2 ** Math.max(0, i)));
  expect(Math.max(...pauses)).toBeLessThanOrEqual(25);
});
