import { expect, test } from 'vitest';
import { takeGot } from '../../local/in-memory-got.ts';
import { Neighborhood } from '../support/neighborhood.ts';
import { RESIDENT } from './outgoing.ts';

/** How long a caller waits who wants a person, with speech that takes its time. */
const SECOND_MS = 1_000;

const waited = async (): Promise<readonly { readonly at: number; readonly kind: string; readonly words: string }[]> => {
  const hood = new Neighborhood({ calls: 'ring', speech: 'takes-time' });
  const seen: { at: number; kind: string; words: string }[] = [];
  await hood.call(RESIDENT);
  takeGot(hood);
  await hood.press(RESIDENT, '3');
  for (let at = 0; at <= 90; at++) {
    for (const { kind, words } of takeGot(hood)) seen.push({ at, kind, words });
    await hood.pass(SECOND_MS);
  }
  await hood.store.close();
  return seen;
};

test('phones ring while the caller still hears that it is written down, and nobody waits longer than was said', async () => {
  const seen = await waited();
  const [first, second] = seen.filter(({ kind }) => kind === 'rings').map(({ at }) => at);
  expect([first, second]).toEqual([0, 1]);
  const nobody = seen.find(({ kind, words }) => kind === 'heard' && /nobody is free/i.test(words));
  expect(nobody?.at).toBeGreaterThan(45);
  expect(nobody?.at).toBeLessThanOrEqual(60);
});
