import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/**
 * The one DynamoDB table, in words: what AWS is told by the infrastructure and what the tests' own table is made of. All keys are text.
 *
 * Both indexes hold whole rows (projection ALL). With keys only, every due or list query would need a second round trip to fetch the rows,
 * and for rows under 1 KB, which nearly all are, the index entry costs the same one write unit.
 */
export const TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Epoch seconds; DynamoDB clears such rows away some time after, the store hides them at once. */
  ttl: 'ttl',
  indexes: {
    /** Only rows with a due instant carry `dueIn`, which is always `DUE_PARTITION`: one query gives what fell due. */
    due: { name: 'by-due', partitionKey: 'dueIn', sortKey: 'due' },
    /** Only rows that stand in a list carry `list`. */
    list: { name: 'by-list', partitionKey: 'list', sortKey: 'at' },
  },
} as const;

/** The one value of `dueIn`. One partition takes 1,000 writes a second, hundreds of times what a neighborhood's line does. */
export const DUE_PARTITION = 'due';

/** What to send to CreateTable for a table of this name, billed on demand. AWS gets its table from the infrastructure instead. */
export function createTableInput(tableName: string): CreateTableCommandInput {
  const indexes = Object.values(TABLE.indexes);
  const names = [TABLE.partitionKey, TABLE.sortKey, ...indexes.flatMap(index => [index.partitionKey, index.sortKey])];
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: names.map(name => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: keySchema(TABLE),
    GlobalSecondaryIndexes: indexes.map(index => ({
      IndexName: index.name,
      KeySchema: keySchema(index),
      Projection: { ProjectionType: 'ALL' },
    })),
  };
}

const keySchema = (keys: { readonly partitionKey: string; readonly sortKey: string }): CreateTableCommandInput['KeySchema'] => [
  { AttributeName: keys.partitionKey, KeyType: 'HASH' },
  { AttributeName: keys.sortKey, KeyType: 'RANGE' },
];
