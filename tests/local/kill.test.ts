import { expect, test } from 'vitest';
import { killTimes } from '../kills/run.ts';

/** `npm run kills` does the same a hundred times. */
test('killed again and again under load, the line keeps every answer and every promise, and sends nothing twice', {
  timeout: 240_000,
}, async () => {
  const { broken, answered, calls, cases, left } = await killTimes({ times: 3, seed: 2027, atOnce: 4, latencyMs: 10 });
  expect(broken).toEqual([]);
  // Something did happen meanwhile.
  expect(Math.min(answered, cases, left)).toBeGreaterThan(20);
  expect(calls).toBeGreaterThan(0);
});
