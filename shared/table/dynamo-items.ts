import type { AttributeValue, QueryCommandInput, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { added, inKeyOrder } from './checked.ts';
import { DUE_PARTITION, TABLE } from './schema.ts';
import type { Json, Key, Query, Row, Write } from './store.ts';

export type Item = Record<string, AttributeValue>;

/**
 * What an item holds besides its keys: v, kind, ttl, and `data` as JSON text, so that both engines give back the very same and nothing is
 * marshalled twice. ADD needs numbers at the top of an item: what `op: 'add'` counts stands there under its name with this prefix, and is
 * added to the data when the item is read. Putting the row whole starts it anew.
 */
const COUNTED = '+';

export const keyItem = ({ pk, sk }: Key): Item => ({ pk: { S: pk }, sk: { S: sk } });
export const keyOf = (item: Item): Key => ({ pk: item.pk?.S ?? '', sk: item.sk?.S ?? '' });

/** The row an item stands for, also as the table's stream delivers it. */
export function rowOf(item: Item): Row {
  const row: { -readonly [name in keyof Row]: Row[name] } = {
    ...keyOf(item),
    v: Number(item.v?.N),
    kind: item.kind?.S ?? '',
    data: JSON.parse(item.data?.S ?? '{}') as Json,
  };
  const { due, list, at, ttl } = item;
  if (due?.S !== undefined) row.due = due.S;
  if (list?.S !== undefined) row.list = list.S;
  if (at?.S !== undefined) row.at = at.S;
  if (ttl?.N !== undefined) row.ttl = Number(ttl.N);
  const counted = Object.entries(item).filter(([name]) => name.startsWith(COUNTED));
  if (counted.length > 0) row.data = added(row.data, Object.fromEntries(counted.map(([name, n]) => [name.slice(1), Number(n.N)])));
  return row;
}

/** DynamoDB takes its time to clear rows away; past its ttl a row is as good as gone. */
export const isExpired = (item: Item, nowSeconds: number): boolean => item.ttl?.N !== undefined && Number(item.ttl.N) <= nowSeconds;

/** An expired item that stands where a write expects nothing: the write goes through on top of exactly this one. */
export type Leftovers = ReadonlyMap<number, Item>;

/** The nth write of a commit, for TransactWriteItems. `text` is its data as JSON. */
export function transactItem(tableName: string, write: Write, text: string, leftover: Item | undefined): TransactWriteItem {
  const table = { TableName: tableName, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
  if (write.op === 'add') return { Update: { ...table, Key: keyItem(write.key), ...addition(write.by) } };
  if (write.op === 'put') return { Put: { ...table, Item: itemOf(write, text), ...condition(write.expect, leftover) } };
  if (write.op === 'check') return { ConditionCheck: { ...table, Key: keyItem(write.key), ...condition(write.expect, leftover) } };
  return { Delete: { ...table, Key: keyItem(write.key), ...(write.expect === 'any' ? {} : condition(write.expect, undefined)) } };
}

function itemOf({ row, expect }: Extract<Write, { op: 'put' }>, text: string): Item {
  const item = keyItem(row);
  item.v = { N: String(expect === 'absent' ? 1 : expect + 1) };
  item.kind = { S: row.kind };
  item.data = { S: text };
  if (row.due !== undefined) {
    item.due = { S: row.due };
    item[TABLE.indexes.due.partitionKey] = { S: DUE_PARTITION };
  }
  if (row.list !== undefined) item.list = { S: row.list };
  if (row.at !== undefined) item.at = { S: row.at };
  if (row.ttl !== undefined) item.ttl = { N: String(row.ttl) };
  return item;
}

/**
 * The time is no part of a condition: the same commit must be the same request, or its token would not be known again. So an expired row is
 * not looked past here but reported as there, and the commit sent again with it as a leftover.
 */
function condition(expect: 'absent' | number, leftover: Item | undefined) {
  const names = { '#v': 'v' };
  if (expect !== 'absent') {
    return { ConditionExpression: '#v = :v', ExpressionAttributeNames: names, ExpressionAttributeValues: { ':v': { N: String(expect) } } };
  }
  if (leftover === undefined) return { ConditionExpression: 'attribute_not_exists(#v)', ExpressionAttributeNames: names };
  return {
    ConditionExpression: '#v = :v AND #ttl = :ttl',
    ExpressionAttributeNames: { ...names, '#ttl': TABLE.ttl },
    ExpressionAttributeValues: { ':v': leftover.v ?? { N: '0' }, ':ttl': leftover.ttl ?? { N: '0' } },
  };
}

function addition(by: Readonly<Record<string, number>>) {
  const names: Record<string, string> = { '#v': 'v', '#kind': 'kind', '#ttl': TABLE.ttl };
  const values: Item = { ':one': { N: '1' }, ':kind': { S: 'counter' } };
  const adds = ['#v :one'];
  for (const [i, [name, more]] of Object.entries(by).entries()) {
    names[`#n${i}`] = COUNTED + name;
    values[`:n${i}`] = { N: String(more) };
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
  const values: Item = { ':pk': { S: pkIs } };
  if (from !== '') values[':from'] = { S: from };
  if (to !== undefined) values[':to'] = { S: to };
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
