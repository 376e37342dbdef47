/**
 * The one small interface behind which a database stands. Two engines keep it: SQLite on one machine, DynamoDB on AWS.
 * Everything above it is written once; a contract suite holds both engines to the same words.
 */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** What a row may hold: JSON and nothing else, so that both engines give back exactly what was put. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };

/**
 * One stored row. `v` counts its writes from 1: a decision that read version 3 commits only on top of version 3.
 * A row may say when the tick must look at it (`due`, an ISO instant) and in which list it stands (`list`, ordered by `at`);
 * both are sparse indexes. `ttl` (epoch seconds) lets the store forget it; a row past its ttl is never read again.
 */
export interface Row extends Key {
  readonly v: number;
  readonly kind: string;
  readonly due?: string;
  readonly list?: string;
  readonly at?: string;
  readonly ttl?: number;
  readonly data: Json;
}

/** What must still be true at the moment of writing: nothing there yet, or exactly this version. */
export type Expect = 'absent' | number;

export type Write =
  /** Writes the row whole. The store sets its version: 1 where nothing was expected, one more than expected otherwise. */
  | { readonly op: 'put'; readonly row: Omit<Row, 'v'>; readonly expect: Expect }
  /** Deletes the row; `any` deletes whatever is there, or nothing. */
  | { readonly op: 'delete'; readonly key: Key; readonly expect: number | 'any' }
  /** Writes nothing, but the whole commit fails unless this holds. */
  | { readonly op: 'check'; readonly key: Key; readonly expect: Expect }
  /**
   * Adds whole numbers to named numbers in the row's data (made with kind `counter` if it is not there). Never conflicts. A row with a
   * ttl is not added to: DynamoDB could not tell an expired sum from a living one.
   */
  | { readonly op: 'add'; readonly key: Key; readonly by: Readonly<Record<string, number>> };

/** The rows of one partition, in order of `sk`, both ends included. */
export interface PartitionQuery {
  readonly pk: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  readonly newestFirst?: boolean;
}
/** Rows whose `due` is at or before `until`, earliest first. */
export interface DueQuery {
  readonly dueUntil: string;
  readonly limit: number;
}
/** Rows that stand in a list, in order of `at`, both ends included. */
export interface ListQuery {
  readonly list: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  readonly newestFirst?: boolean;
}
export type Query = PartitionQuery | DueQuery | ListQuery;

export interface Ask {
  readonly get?: readonly Key[];
  readonly query?: readonly Query[];
}
export interface Answer {
  /** In the order of `get`. */
  readonly got: readonly (Row | undefined)[];
  /** In the order of `query`. */
  readonly found: readonly (readonly Row[])[];
}

/** A failed condition is a value, not an exception: the caller loads again and decides again. */
export type Committed = { readonly ok: true } | { readonly ok: false; readonly conflicts: readonly Key[] };

/** The most rows one commit may touch (DynamoDB's TransactWriteItems takes 100). */
export const WRITES_PER_COMMIT_MAX = 100;

export interface Store {
  /**
   * One round trip: all gets and queries are sent together. Gets and partition queries are consistent (they see every commit that
   * was answered before); due and list queries may lag by moments on AWS, so a decision never rests on them alone.
   */
  read(ask: Ask): Promise<Answer>;
  /**
   * All writes or none, durable before it answers. The same `token` with the same writes, sent again after a lost answer, is the same
   * commit. Throws StoreTrouble when the database cannot be reached, is full or is locked; then nothing was half-written.
   */
  commit(writes: readonly Write[], token: string): Promise<Committed>;
  close(): Promise<void>;
}

/** The database could not do it. `reason` is for the log and names no person. */
export class StoreTrouble extends Error {
  readonly reason: 'full' | 'locked' | 'read-only' | 'unreachable' | 'throttled' | 'unknown';
  constructor(reason: StoreTrouble['reason'], cause: unknown) {
    super(`The database could not do it: ${reason}`, { cause });
    this.name = 'StoreTrouble';
    this.reason = reason;
  }
}
