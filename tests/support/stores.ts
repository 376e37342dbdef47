import { setTimeout as pause } from 'node:timers/promises';
import { type DynamoOptions, openDynamo } from '../../shared/table/dynamo.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Store } from '../../shared/table/store.ts';
import { dynamoForTests } from './dynamodb-local.ts';

/** Noon on a Saturday, for tests that do not care what time it is. */
export const NOON = Date.UTC(2027, 0, 9, 12);

/** An empty store in memory. */
export const freshSqlite = (clock: () => number = () => NOON): Store => openSqlite(':memory:', clock);

/** Waits before another attempt as the product does, but without jitter and shorter. */
const steadyPause = (failed: number): Promise<void> => pause(20 * failed);

/** An empty table in the run's DynamoDB Local, or why there is none. */
export async function freshDynamo(
  clock: () => number = () => NOON,
  options: Pick<DynamoOptions, 'observe'> = {},
): Promise<Store | { readonly missing: string }> {
  const local = await dynamoForTests();
  if ('missing' in local) return local;
  const tableName = await local.newTable();
  // A machine that runs many tests at once may be slow; what is tested here is not how fast it is.
  return openDynamo({ tableName, endpoint: local.endpoint, clock, pause: steadyPause, requestTimeoutMs: 15_000, ...options });
}

export interface Counts {
  reads: number;
  commits: number;
}

/** The same store, with its round trips counted; `reset` begins anew. */
export function counted(store: Store): Store & { readonly counts: Counts; reset(): void } {
  const counts: Counts = { reads: 0, commits: 0 };
  return {
    counts,
    reset() {
      counts.reads = 0;
      counts.commits = 0;
    },
    read(ask) {
      counts.reads++;
      return store.read(ask);
    },
    commit(writes, token) {
      counts.commits++;
      return store.commit(writes, token);
    },
    close: () => store.close(),
  };
}
