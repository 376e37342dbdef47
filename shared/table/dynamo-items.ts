import type { QueryCommandInput, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { added, inKeyOrder } from './checked.ts';
import { DUE_PARTITION, TABLE } from './schema.ts';
import type { Key, Query, Row, Write } from './store.ts';

/** What stands in the table: strings and numbers, which the document client reads and writes as they are. */
export type Item = Readonly<Record<string, string | number>>;

/** An item as the table's stream and a cancelled transaction tell it: each value under the letter of its type. */
export type PackedItem = Readonly<Record<string, { readonly S?: string; readonly N?: string }>>;

/**
 * What an item holds besides its keys: v, kind, ttl, and `data` as JSON text, so that both engines give back the very same and nothing is
 * marshalled twice. ADD needs numbers at the top of an item: what `op: 'add'` counts stands there under its name with this prefix, and is
 * added to the data when the item is read. Putting the row whole starts it anew.
 */
const COUNTED = '+';

/** The key alone, of an item or of anything else that has one. */
export const keyOf = ({ pk, sk }: Item | Key): { pk: string; sk: string } => ({ pk: String(pk), sk: String(sk) });

/** The item in plain values, where the document client does not unpack it. */
export const unpacked = (packed: PackedItem): Item =>
  Object.fromEntries(Object.entries(packed).map(([name, { S, N }]) => [name, S ?? Number(N)]));

/** The row an item stands for. */
export function rowOf(item: Item): Row {
  const { v, kind, data, due, list, at, ttl } = item;
  const row: { -readonly [name in keyof Row]: Row[name] } = {
    ...keyOf(item),
    v: Number(v),
    kind: String(kind),
    data: JSON.parse(String(data ?? '{}')),
  };
  if (due !== undefined) row.due = String(due);
  if (list !== undefined) row.list = String(list);
  if (at !== undefined) row.at = String(at);
  if (ttl !== undefined) row.ttl = Number(ttl);
  const counted = Object.entries(item).filter(([name]) => name.startsWith(COUNTED));
  if (counted.length > 0) row.data = added(row.data, Object.fromEntries(counted.map(([name, n]) => [name.slice(1), Number(n)])));
  return row;
}

/** DynamoDB takes its time to clear rows away; past its ttl a row is as good as gone. */
export const isExpired = ({ ttl }: Item, nowSeconds: number): boolean => ttl !== undefined && Number(ttl) <= nowSeconds;

/** An expired item that stands where a write expects nothing: the write goes through on top of exactly this one. */
export type Leftovers = ReadonlyMap<number, Item>;

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The nth write of a commit, for TransactWriteItems. `text` is its data as JSON. */
export function transactItem(tableName: string, write: Write, text: string, leftover: Item | undefined): TransactItem {
  const table = { TableName: tableName, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
  if (write.op === 'add') return { Update: { ...table, Key: keyOf(write.key), ...addition(write.by) } };
  if (write.op === 'put') return { Put: { ...table, Item: itemOf(write, text), ...condition(write.expect, leftover) } };
  if (write.op === 'check') return { ConditionCheck: { ...table, Key: keyOf(write.key), ...condition(write.expect, leftover) } };
  return { Delete: { ...table, Key: keyOf(write.key), ...(write.expect === 'any' ? {} : condition(write.expect, undefined)) } };
}

function itemOf({ row, expect }: Extract<Write, { op: 'put' }>, text: string): Item {
  const { due, list, at, ttl } = row;
  return {
    ...keyOf(row),
    v: expect === 'absent' ? 1 : expect + 1,
    kind: row.kind,
    data: text,
    ...(due !== undefined && { due, [TABLE.indexes.due.partitionKey]: DUE_PARTITION }),
    ...(list !== undefined && { list }),
    ...(at !== undefined && { at }),
    ...(ttl !== undefined && { ttl }),
  };
}

/**
 * The time is no part of a condition: the same commit must be the same request, or its token would not be known again. So an expired row is
 * not looked past here but reported as there, and the commit sent again with it as a leftover.
 */
function condition(expect: 'absent' | number, leftover: Item | undefined) {
  const names = { '#v': 'v' };
  if (expect !== 'absent') {
    return { ConditionExpression: '#v = :v', ExpressionAttributeNames: names, ExpressionAttributeValues: { ':v': expect } };
  }
  if (leftover === undefined) return { ConditionExpression: 'attribute_not_exists(#v)', ExpressionAttributeNames: names };
  return {
    ConditionExpression: '#v = :v AND #ttl = :ttl',
    ExpressionAttributeNames: { ...names, '#ttl': TABLE.ttl },
    ExpressionAttributeValues: { ':v': leftover.v ?? 0, ':ttl': leftover.ttl ?? 0 },
  };
}

function addition(by: Readonly<Record<string, number>>) {
  const names: Record<string, string> = { '#v': 'v', '#kind': 'kind', '#ttl': TABLE.ttl };
  const values: Record<string, string | number> = { ':one': 1, ':kind': 'counter' };
  const adds = ['#v :one'];
  for (const [i, [name, more]] of Object.entries(by).entries()) {
    names[`#n${i}`] = COUNTED + name;
    values[`:n${i}`] = more;
    adds.push(`#n${i} :n${i}`);
  }
  return {
    UpdateExpression: `SET #kind = if_not_exists(#kind, :kind) ADD ${adds.join(', ')}`,
    ConditionExpression: 'attribute_not_exists(#ttl)',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}

/** The query for DynamoDB; undefined where nothing can match and DynamoDB would refuse the question. */
export function queryInput(tableName: string, query: Query): QueryCommandInput | undefined {
  if ('dueUntil' in query) {
    const { name, partitionKey, sortKey } = TABLE.indexes.due;
    return ranged(tableName, partitionKey, DUE_PARTITION, sortKey, { to: query.dueUntil }, name);
  }
  if ('list' in query) {
    const { name, partitionKey, sortKey } = TABLE.indexes.list;
    return ranged(tableName, partitionKey, query.list, sortKey, query, name);
  }
  return ranged(tableName, TABLE.partitionKey, query.pk, TABLE.sortKey, query, undefined);
}

interface Range {
  readonly from?: string;
  readonly to?: string;
  readonly newestFirst?: boolean;
}

function ranged(
  tableName: string,
  pk: string,
  pkIs: string,
  sk: string,
  range: Range,
  index: string | undefined,
): QueryCommandInput | undefined {
  // An empty lower end bounds nothing; an empty upper end lets nothing through; neither is a value DynamoDB takes for a key.
  const { from = '', to } = range;
  if (pkIs === '' || to === '' || (to !== undefined && inKeyOrder(from, to) > 0)) return undefined;
  const names: Record<string, string> = { '#pk': pk };
  const values: Record<string, string> = { ':pk': pkIs };
  if (from !== '') values[':from'] = from;
  if (to !== undefined) values[':to'] = to;
  const bounds = from === '' ? (to === undefined ? '' : '#sk <= :to') : to === undefined ? '#sk >= :from' : '#sk BETWEEN :from AND :to';
  if (bounds !== '') names['#sk'] = sk;
  return {
    TableName: tableName,
    KeyConditionExpression: bounds === '' ? '#pk = :pk' : `#pk = :pk AND ${bounds}`,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
    ScanIndexForward: range.newestFirst !== true,
    ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
  };
}
