import { describe, test } from 'vitest';
import type { Store } from '../../shared/table/store.ts';
import { commitContract } from './contract-commits.ts';
import { readContract } from './contract-reads.ts';
import { modelContract } from './model.ts';
import { handClock, type Say } from './words.ts';

/** An empty store that tells the time by this clock, or why there is none on this machine. */
export type Open = (clock: () => number) => Promise<Store | { readonly missing: string }>;

/** The one suite that holds every engine to the words of store.ts. `runs` is how many random histories are compared with the model. */
export function contract(engine: string, open: Open, runs: number): void {
  const say: Say = (what, body) => {
    test(what, async context => {
      const clock = handClock();
      const store = await open(clock);
      if ('missing' in store) return context.skip(store.missing);
      try {
        await body(store, clock);
      } finally {
        await store.close();
      }
    });
  };
  describe(`the store contract on ${engine}: commits`, () => commitContract(say));
  describe(`the store contract on ${engine}: reads`, () => readContract(say));
  describe(`the store contract on ${engine}: any history`, () => modelContract(say, runs));
}
