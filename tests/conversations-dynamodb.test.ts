import { expect, test } from 'vitest';
import type { Store } from '../shared/table/store.ts';
import { besideSqlite } from './support/beside-sqlite.ts';
import { sourceOf, transcripts, wrongWith } from './support/conversations.ts';
import { freshDynamo } from './support/stores.ts';
import { playTranscript } from './support/transcript.ts';

// While the database works on one, another goes on: two of them keep two processors busy.
test.concurrent.for(transcripts)('on DynamoDB: %s', { timeout: 60_000 }, async (name, context) => {
  let now = (): number => 0;
  const store = await freshDynamo(() => now());
  if ('missing' in store) return context.skip(store.missing);
  const withClock = (clock: () => number): Store => {
    now = clock;
    return besideSqlite(store, clock);
  };
  expect(await playTranscript(sourceOf(name), { check: wrongWith, store: withClock })).toBeNull();
});
