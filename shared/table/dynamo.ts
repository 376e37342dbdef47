import { hash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type CheckedCommit, checked, checkedLimit } from './checked.ts';
import { type Item, isExpired, keyOf, type Leftovers, type PackedItem, queryInput, rowOf, transactItem, unpacked } from './dynamo-items.ts';
import { type Cancellation, cancellationsOf, type Pause, patiently, pauseWithJitter, REQUEST_TIMEOUT_MS } from './dynamo-patience.ts';
import { type Ask, type Committed, type Key, type Query, type Row, type Store, StoreTrouble } from './store.ts';

/** The most keys one BatchGetItem takes. */
const KEYS_PER_BATCH_MAX = 100;

/** Where a table is. */
export interface DynamoAddress {
  readonly tableName: string;
  /** Another address than the region's own, as of DynamoDB Local. */
  readonly endpoint?: string;
  readonly region?: string;
}

export interface DynamoOptions extends DynamoAddress {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Told after every request how many read and write units it took. */
  readonly observe?: (units: { readonly read: number; readonly write: number }) => void;
  /** How long one attempt may take, in milliseconds. */
  readonly requestTimeoutMs?: number;
  /** How to wait before trying again; by default longer each time, with jitter. */
  readonly pause?: Pause;
}

interface Connection {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly pause: Pause;
  readonly capacity: { readonly ReturnConsumedCapacity: 'TOTAL' | 'NONE' };
  readonly took: (kind: 'read' | 'write', consumed: readonly ({ CapacityUnits?: number | undefined } | undefined)[] | undefined) => void;
  nowSeconds(): number;
}

/** The store in one DynamoDB table as `schema.ts` describes it. Opening asks nothing of the network. */
export function openDynamo(options: DynamoOptions): Store {
  const { tableName, clock, observe, pause = pauseWithJitter } = options;
  const client = clientFor(options, options.requestTimeoutMs);
  const connection: Connection = {
    client: DynamoDBDocumentClient.from(client),
    tableName,
    pause,
    capacity: { ReturnConsumedCapacity: observe === undefined ? 'NONE' : 'TOTAL' },
    took: (kind, consumed) => {
      const units = (consumed ?? []).reduce((sum, one) => sum + (one?.CapacityUnits ?? 0), 0);
      observe?.({ read: kind === 'read' ? units : 0, write: kind === 'write' ? units : 0 });
    },
    nowSeconds: () => Math.floor(clock() / 1000),
  };
  let closed = false;
  const refuseClosed = (): void => {
    if (closed) throw new StoreTrouble('unreachable', new Error('the store was closed'));
  };
  return {
    async read({ get = [], query = [] }: Ask) {
      refuseClosed();
      const [got, found] = await Promise.all([getAll(connection, get), Promise.all(query.map(one => find(connection, one)))]);
      return { got, found };
    },
    async commit(writes, token) {
      refuseClosed();
      return writes.length === 0 ? { ok: true } : commit(connection, checked(writes, token));
    },
    async close() {
      closed = true;
      client.destroy();
    },
  };
}

/** A client that gives up in good time. Anything that is not AWS gets credentials of no value and a region, as its SDK asks for both. */
export function clientFor({ endpoint, region }: DynamoAddress, requestTimeout = REQUEST_TIMEOUT_MS): DynamoDBClient {
  const requestHandler = { connectionTimeout: (requestTimeout * 2) / 3, requestTimeout, throwOnRequestTimeout: true };
  // Attempts are counted in one place, ours, so that a repeat always carries the same token and ends in good time.
  const settings = { requestHandler, maxAttempts: 1 };
  if (endpoint === undefined || new URL(endpoint).hostname.endsWith('.amazonaws.com')) {
    return new DynamoDBClient({ ...settings, ...(endpoint && { endpoint }), ...(region && { region }) });
  }
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new DynamoDBClient({ ...settings, endpoint, region: region ?? 'us-east-1', credentials });
}

async function getAll(connection: Connection, keys: readonly Key[]): Promise<(Row | undefined)[]> {
  const name = ({ pk, sk }: Key): string => `${pk}\n${sk}`;
  const distinct = [...new Map(keys.map(key => [name(key), key])).values()];
  const batches: Promise<Item[]>[] = [];
  for (let i = 0; i < distinct.length; i += KEYS_PER_BATCH_MAX)
    batches.push(getBatch(connection, distinct.slice(i, i + KEYS_PER_BATCH_MAX)));
  const rows = new Map<string, Row>();
  const nowSeconds = connection.nowSeconds();
  for (const item of (await Promise.all(batches)).flat()) {
    if (!isExpired(item, nowSeconds)) rows.set(name(keyOf(item)), rowOf(item));
  }
  return keys.map(key => rows.get(name(key)));
}

/** Up to 100 items. What DynamoDB left out of its answer is asked for again until it is there. */
async function getBatch({ client, tableName, pause, capacity, took }: Connection, keys: readonly Key[]): Promise<Item[]> {
  const items: Item[] = [];
  let left = keys.map(keyOf);
  for (let fruitless = 0; left.length > 0; ) {
    const RequestItems = { [tableName]: { Keys: left, ConsistentRead: true } };
    const answer = await patiently(() => client.send(new BatchGetCommand({ RequestItems, ...capacity })), pause);
    took('read', answer.ConsumedCapacity);
    const got = answer.Responses?.[tableName] ?? [];
    items.push(...got);
    left = (answer.UnprocessedKeys?.[tableName]?.Keys ?? []).map(keyOf);
    fruitless = got.length > 0 ? 0 : fruitless + 1;
    if (left.length > 0 && fruitless >= 3) throw new StoreTrouble('throttled', new Error('BatchGetItem left keys out again and again'));
    if (left.length > 0 && fruitless > 0) await pause(fruitless);
  }
  return items;
}

/** All rows that match, page by page, up to the limit. */
async function find({ client, tableName, pause, capacity, took, nowSeconds }: Connection, query: Query): Promise<Row[]> {
  const limit = checkedLimit(query.limit) ?? Number.POSITIVE_INFINITY;
  const input = queryInput(tableName, query);
  const rows: Row[] = [];
  if (input === undefined || limit === 0) return rows;
  let from: Item | undefined;
  do {
    const page = { ...(limit < Number.POSITIVE_INFINITY && { Limit: limit - rows.length }), ...(from && { ExclusiveStartKey: from }) };
    const answer = await patiently(() => client.send(new QueryCommand({ ...input, ...page, ...capacity })), pause);
    took('read', [answer.ConsumedCapacity]);
    const now = nowSeconds();
    for (const item of answer.Items ?? []) if (!isExpired(item, now)) rows.push(rowOf(item));
    from = answer.LastEvaluatedKey;
  } while (from !== undefined && rows.length < limit);
  return rows;
}

/**
 * Always TransactWriteItems, also for a single row: a conditional PutItem would take half the units, but has no token, and a repeat after
 * a lost answer could not be told from a conflict once the row has moved on.
 */
async function commit(connection: Connection, checkedCommit: CheckedCommit, leftovers: Leftovers = new Map()): Promise<Committed> {
  const { client, tableName, pause, capacity, took } = connection;
  const { writes, texts, mark } = checkedCommit;
  const input = {
    TransactItems: writes.map((write, i) => transactItem(tableName, write, texts[i] ?? '', leftovers.get(i))),
    ClientRequestToken: tokenOf(tableName, mark, leftovers),
    ...capacity,
  };
  try {
    const answer = await patiently(() => client.send(new TransactWriteCommand(input)), pause);
    took('write', answer.ConsumedCapacity);
    return { ok: true };
  } catch (error) {
    const cancelled = cancellationsOf(error);
    if (cancelled === undefined) throw error;
    const { conflicts, expired } = sortOut(checkedCommit, cancelled, connection.nowSeconds());
    if (conflicts.length > 0) return { ok: false, conflicts };
    if (expired.size > 0 && leftovers.size === 0) return commit(connection, checkedCommit, expired);
    if (expired.size > 0) return { ok: false, conflicts: [...expired.values()].map(keyOf) };
    throw error;
  }
}

/**
 * At most 36 characters, and another one for every other request, or DynamoDB would refuse it: tokens are shared by all tables of an
 * account, and what stands in the way of an expired row is part of the request.
 */
const tokenOf = (tableName: string, mark: string, leftovers: Leftovers): string => {
  const expired = [...leftovers].map(([i, item]) => `${i} ${item.v} ${item.ttl}`);
  return hash('sha256', [tableName, mark, ...expired].join('\n'), 'base64url').slice(0, 32);
};

/** Which writes failed for good, and which only met a row that is past its ttl. */
function sortOut({ writes }: CheckedCommit, cancelled: readonly Cancellation[], nowSeconds: number) {
  const conflicts: Key[] = [];
  const expired = new Map<number, Item>();
  for (const [i, write] of writes.entries()) {
    const { Code, Item: there } = cancelled[i] ?? {};
    if (Code !== 'ConditionalCheckFailed' && Code !== 'TransactionConflict') continue;
    const old = there && unpacked(there as PackedItem);
    if (Code === 'ConditionalCheckFailed' && write.op === 'add') {
      throw new RangeError('The store refuses this: a row with a ttl is not added to', { cause: Code });
    }
    const key = write.op === 'put' ? write.row : write.key;
    if (write.op !== 'add' && write.expect === 'absent' && old !== undefined && isExpired(old, nowSeconds)) expired.set(i, old);
    else conflicts.push({ pk: key.pk, sk: key.sk });
  }
  return { conflicts, expired };
}
