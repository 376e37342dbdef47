import { expect, test } from 'vitest';
import { openDynamo } from '../../shared/table/dynamo.ts';
import { createTable } from '../../shared/table/dynamo-create.ts';
import { type Store, StoreTrouble } from '../../shared/table/store.ts';
import { dynamoForTests } from '../support/dynamodb-local.ts';
import { NOON } from '../support/stores.ts';
import { cancelled, dynamoError, type Fault, faultyWire, type Wire } from './faulty-wire.ts';
import { add, commit, conflict, get, key, mustCommit, put } from './words.ts';

interface Setting {
  readonly store: Store;
  readonly wire: Wire;
  /** The failed attempts that were waited after. */
  readonly waited: number[];
  readonly units: { read: number; write: number };
}

/** A store that reaches DynamoDB Local over a wire that can fail. */
const over = (what: string, body: (setting: Setting) => Promise<void>): void =>
  test(what, async context => {
    const local = await dynamoForTests();
    if ('missing' in local) return context.skip(local.missing);
    const wire = await faultyWire(local.endpoint);
    const waited: number[] = [];
    const units = { read: 0, write: 0 };
    const store = openDynamo({
      tableName: await local.newTable(),
      endpoint: wire.endpoint,
      clock: () => NOON,
      requestTimeoutMs: 15_000,
      pause: async failed => void waited.push(failed),
      observe: ({ read, write }) => {
        units.read += read;
        units.write += write;
      },
    });
    try {
      await body({ store, wire, waited, units });
    } finally {
      await store.close();
      wire.close();
    }
  });

const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no trouble',
    (error: unknown) => (error instanceof StoreTrouble ? error.reason : error),
  );
const times = (n: number, fault: Fault): Fault[] => Array.from({ length: n }, () => fault);

over('a commit whose answer was lost is asked for again, under the same token, and counts once', async ({ store, wire, waited }) => {
  wire.next('answer-lost', 'answer-lost');
  await mustCommit(store, add('count', { n: 1 }), put('a', 'absent'));
  expect(waited).toEqual([1, 2]);
  expect(new Set(wire.seen.map(({ body }) => body.ClientRequestToken)).size).toBe(1);
  expect(String(wire.seen[0]?.body.ClientRequestToken).length).toBeLessThanOrEqual(36);
  expect(await get(store, 'count')).toMatchObject({ v: 1, data: { n: 1 } });
});

over('a commit that was given up may be sent again by the caller, and still counts once', async ({ store, wire }) => {
  const writes = [add('count', { n: 1 }), put('a', 'absent')];
  wire.next(...times(3, 'answer-lost'));
  expect(await reasonOf(store.commit(writes, 'T'))).toBe('unreachable');
  expect(await store.commit(writes, 'T')).toEqual({ ok: true });
  expect(await get(store, 'count')).toMatchObject({ v: 1, data: { n: 1 } });
});

test('a commit that went through and whose answer comes too late is asked for again, and counts once', async context => {
  const local = await dynamoForTests();
  if ('missing' in local) return context.skip(local.missing);
  const wire = await faultyWire(local.endpoint);
  const store = openDynamo({
    tableName: await local.newTable(),
    endpoint: wire.endpoint,
    clock: () => NOON,
    pause: () => Promise.resolve(),
    requestTimeoutMs: 3_000,
  });
  wire.next('too-late');
  await mustCommit(store, add('count', { n: 1 }), put('a', 'absent'));
  expect(wire.seen).toHaveLength(2);
  expect(new Set(wire.seen.map(({ body }) => body.ClientRequestToken)).size).toBe(1);
  expect(await get(store, 'count')).toMatchObject({ v: 1, data: { n: 1 } });
  await store.close();
  wire.close();
});

over('reads are asked again when the answer was lost, and given up in the end', async ({ store, wire }) => {
  await mustCommit(store, put('a', 'absent'));
  wire.next('answer-lost', 'answer-lost');
  expect(await get(store, 'a')).toMatchObject({ v: 1 });
  wire.next(...times(3, 'answer-lost'));
  expect(await reasonOf(store.read({ query: [{ pk: 'p' }] }))).toBe('unreachable');
});

over('too many requests: waits, then says throttled', async ({ store, wire, waited }) => {
  wire.next(dynamoError('ProvisionedThroughputExceededException'), dynamoError('ThrottlingException'));
  await mustCommit(store, put('a', 'absent'));
  expect(waited).toEqual([1, 2]);
  wire.next(...times(3, dynamoError('RequestLimitExceeded')));
  expect(await reasonOf(commit(store, put('b', 'absent')))).toBe('throttled');
  wire.next(...times(3, cancelled('None', 'ThrottlingError')));
  expect(await reasonOf(commit(store, put('b', 'absent'), put('c', 'absent')))).toBe('throttled');
  expect((await store.read({ query: [{ pk: 'p' }] })).found[0]).toHaveLength(1);
});

over('transactions of others in the way: tries again, then names the rows they hold', async ({ store, wire }) => {
  wire.next(cancelled('None', 'TransactionConflict'));
  await mustCommit(store, put('a', 'absent'), add('count', { n: 1 }));
  wire.next(...times(3, cancelled('TransactionConflict', 'None')));
  expect(await commit(store, put('a', 1), put('b', 'absent'))).toEqual(conflict(key('a')));
  wire.next(dynamoError('TransactionInProgressException'));
  await mustCommit(store, put('a', 1));
});

over('keys that DynamoDB left out of its answer are asked for again', async ({ store, wire }) => {
  await mustCommit(store, ...['a', 'b', 'c'].map(sk => put(sk, 'absent', sk)));
  const Keys = ['a', 'b', 'c'].map(sk => ({ pk: { S: 'p' }, sk: { S: sk } }));
  const row = { pk: { S: 'p' }, sk: { S: 'b' }, v: { N: '1' }, kind: { S: 'thing' }, data: { S: '"b"' } };
  const { TableName } = (wire.seen[0]?.body.TransactItems as { Put: { TableName: string } }[])[0]?.Put ?? { TableName: '' };
  const left = (...keys: unknown[]): Record<string, unknown> => ({
    UnprocessedKeys: { [TableName]: { Keys: keys, ConsistentRead: true } },
  });
  wire.next({ status: 200, body: { Responses: { [TableName]: [row] }, ...left(Keys[0], Keys[2]) } });
  const { got } = await store.read({ get: ['c', 'b', 'a', 'none'].map(sk => key(sk)) });
  expect(got.map(one => one?.data)).toEqual(['c', 'b', 'a', undefined]);
  wire.next(...times(3, { status: 200, body: { Responses: {}, ...left(...Keys) } }));
  expect(await reasonOf(store.read({ get: [key('a')] }))).toBe('throttled');
});

over('a mistake of the program is thrown as it is, a closed door as trouble', async ({ store, wire }) => {
  wire.next(dynamoError('IdempotentParameterMismatchException'));
  await expect(commit(store, put('a', 'absent'))).rejects.toMatchObject({ name: 'IdempotentParameterMismatchException' });
  wire.next(dynamoError('ValidationException'));
  await expect(store.read({ query: [{ pk: 'p' }] })).rejects.toMatchObject({ name: 'ValidationException' });
  wire.next(dynamoError('AccessDeniedException'));
  expect(await reasonOf(commit(store, put('a', 'absent')))).toBe('unknown');
  const nowhere = openDynamo({ tableName: 'no-such-table', endpoint: wire.endpoint, clock: () => NOON });
  expect(await reasonOf(nowhere.read({ get: [key('a')] }))).toBe('unknown');
  await nowhere.close();
});

over('the same commit to two tables is two commits', async ({ store, wire }) => {
  const local = await dynamoForTests();
  const tableName = 'missing' in local ? '' : await local.newTable();
  const other = openDynamo({ tableName, endpoint: wire.endpoint, clock: () => NOON, requestTimeoutMs: 15_000 });
  expect(await store.commit([put('a', 'absent')], 'T')).toEqual({ ok: true });
  expect(await other.commit([put('a', 'absent')], 'T')).toEqual({ ok: true });
  expect(await get(other, 'a')).toMatchObject({ v: 1 });
  await other.close();
});

over('making the table again does no harm to what is in it', async ({ store, wire }) => {
  await mustCommit(store, put('a', 'absent'));
  const { TableName: tableName } = (wire.seen[0]?.body.TransactItems as { Put: { TableName: string } }[])[0]?.Put ?? { TableName: '' };
  await createTable({ tableName, endpoint: wire.endpoint });
  expect(await get(store, 'a')).toMatchObject({ v: 1 });
});

over('one read is one round of requests, consistent where it can be, and units are told', async ({ store, wire, units }) => {
  await mustCommit(store, put('a', 'absent'), put('b', 'absent', 'x'.repeat(1_500)));
  // DynamoDB Local reckons transactions otherwise than AWS does, so only that it tells them is looked at.
  expect(units).toEqual({ read: 0, write: expect.any(Number) });
  expect(units.write).toBeGreaterThan(0);
  wire.seen.length = 0;
  await store.read({ get: [key('a'), key('b')], query: [{ pk: 'p' }, { list: 'l' }, { dueUntil: 'x', limit: 5 }] });
  const requests = wire.seen.map(({ op, body }) => [op, body.IndexName ?? 'table', body.ConsistentRead ?? 'in batch']).toSorted();
  expect(requests).toEqual([
    ['BatchGetItem', 'table', 'in batch'],
    ['Query', 'by-due', 'in batch'],
    ['Query', 'by-list', 'in batch'],
    ['Query', 'table', true],
  ]);
  const batch = wire.seen.find(({ op }) => op === 'BatchGetItem')?.body.RequestItems as Record<string, { ConsistentRead: boolean }>;
  expect(Object.values(batch).map(({ ConsistentRead }) => ConsistentRead)).toEqual([true]);
  expect(units.read).toBeGreaterThanOrEqual(3);
});

test('nothing there at all: says unreachable', async () => {
  const store = openDynamo({ tableName: 't', endpoint: 'http://127.0.0.1:1', clock: () => NOON, pause: () => Promise.resolve() });
  expect(await reasonOf(commit(store, put('a', 'absent')))).toBe('unreachable');
  await store.close();
});

test('a database that never answers is given up in less than 5 seconds, waits included', async () => {
  const wire = await faultyWire('http://127.0.0.1:1');
  wire.next(...times(3, 'silence'));
  const store = openDynamo({ tableName: 't', endpoint: wire.endpoint, clock: () => NOON });
  const since = performance.now();
  expect(await reasonOf(commit(store, put('a', 'absent')))).toBe('unreachable');
  expect(performance.now() - since).toBeLessThan(5_000);
  expect(wire.seen).toHaveLength(3);
  await store.close();
  wire.close();
});
