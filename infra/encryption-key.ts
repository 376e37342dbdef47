import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** Where all log groups of the line lie; the key may be used for these logs and no others. */
export const LOG_GROUPS = '/porchlight/';

/**
 * The group's own key: table, stream, backups, logs and the alarm topic are encrypted with it, so that taking the key away takes the data
 * away. In a key's policy the resource "*" means this key. It outlives the stack, because the table does.
 */
export class EncryptionKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Porchlight: the table, the logs and the alarms',
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.key.addToResourcePolicy(this.forLogs());
    this.key.addToResourcePolicy(this.forAlarms());
  }

  private forLogs(): PolicyStatement {
    const { partition, region, account } = Stack.of(this);
    return new PolicyStatement({
      sid: 'LogsOfTheLine',
      principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:DescribeKey',
      ],
      resources: ['*'],
      conditions: {
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:${LOG_GROUPS}*` },
      },
    });
  }

  private forAlarms(): PolicyStatement {
    return new PolicyStatement({
      sid: 'AlarmsToTheTopic',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    });
  }
}
