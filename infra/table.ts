import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { TABLE } from '../shared/table/schema.ts';

export interface LineTableProps {
  readonly tableName: string | undefined;
  readonly key: IKey;
}

/** What a function may do with rows. `due` and `lists` open one index each; rows of the table itself are read by every function. */
export interface RowAccess {
  readonly due?: boolean;
  readonly lists?: boolean;
}

/** The one table, made from the same description as the tests' own. Nothing but a person's two deliberate steps can delete it. */
export class LineTable extends Construct {
  readonly table: Table;
  readonly streamArn: string;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, { tableName, key }: LineTableProps) {
    super(scope, id);
    this.key = key;
    this.table = new Table(this, 'Table', {
      ...(tableName && { tableName }),
      partitionKey: textKey(TABLE.partitionKey),
      sortKey: textKey(TABLE.sortKey),
      timeToLiveAttribute: TABLE.ttl,
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      stream: StreamViewType.NEW_IMAGE,
    });
    for (const index of Object.values(TABLE.indexes)) {
      this.table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: textKey(index.partitionKey),
        sortKey: textKey(index.sortKey),
        projectionType: ProjectionType.ALL,
      });
    }
    const { tableStreamArn } = this.table;
    if (tableStreamArn === undefined) throw new Error('The table has no stream, yet the sender runs from it.');
    this.streamArn = tableStreamArn;
  }

  /**
   * Leave for what shared/table/dynamo.ts asks and nothing more: batches of rows, queries, and the four parts of a transaction. The
   * indexes are named one by one, so no resource is a wildcard.
   */
  access({ due = false, lists = false }: RowAccess): PolicyStatement[] {
    const { tableArn } = this.table;
    const index = (name: string): string => `${tableArn}/index/${name}`;
    return [
      new PolicyStatement({
        sid: 'Rows',
        actions: [
          'dynamodb:BatchGetItem',
          'dynamodb:Query',
          'dynamodb:PutItem',
          'dynamodb:UpdateItem',
          'dynamodb:DeleteItem',
          'dynamodb:ConditionCheckItem',
        ],
        resources: [tableArn],
      }),
      ...(due || lists
        ? [
            new PolicyStatement({
              sid: 'Indexes',
              actions: ['dynamodb:Query'],
              resources: [...(due ? [index(TABLE.indexes.due.name)] : []), ...(lists ? [index(TABLE.indexes.list.name)] : [])],
            }),
          ]
        : []),
      this.keyAccess(),
    ];
  }

  /** Leave to get rows by their keys, and for nothing else: no query, no index, no write. */
  getAccess(): PolicyStatement[] {
    return [
      new PolicyStatement({ sid: 'RowsByKey', actions: ['dynamodb:BatchGetItem'], resources: [this.table.tableArn] }),
      this.keyAccess(['kms:Decrypt', 'kms:DescribeKey']),
    ];
  }

  /** Leave to be fed from the table's stream. */
  streamAccess(): PolicyStatement {
    return new PolicyStatement({
      sid: 'Stream',
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      resources: [this.streamArn],
    });
  }

  /** DynamoDB uses the key in the name of whoever asks; the key opens through DynamoDB only, not by itself. */
  private keyAccess(actions = KEY_ACTIONS): PolicyStatement {
    return new PolicyStatement({
      sid: 'KeyOfTheTable',
      actions,
      resources: [this.key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(this).region}.amazonaws.com` } },
    });
  }
}

/** What whoever reads and writes rows needs of the key. */
const KEY_ACTIONS = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

const textKey = (name: string): Attribute => ({ name, type: AttributeType.STRING });
