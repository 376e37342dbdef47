import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { DoorName } from '../tools/bundle.ts';
import { LOG_GROUPS } from './encryption-key.ts';

export interface DoorFunctionProps {
  readonly door: DoorName;
  readonly description: string;
  /** The folder with the door's bundle. */
  readonly bundleDir: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly access: readonly PolicyStatement[];
  readonly logKey: IKey;
  /** Capacity that is set aside for it and is also its ceiling. */
  readonly reserved?: number | undefined;
}

/** One door as a function: Node 24 on ARM, its own log group, its own role with exactly the leave it was given. */
export class DoorFunction extends Construct {
  readonly fn: LambdaFunction;
  readonly logs: LogGroup;

  constructor(scope: Construct, id: string, props: DoorFunctionProps) {
    super(scope, id);
    this.logs = new LogGroup(this, 'Logs', {
      logGroupName: `${LOG_GROUPS}${Stack.of(this).stackName}/${props.door}`,
      retention: RetentionDays.ONE_MONTH,
      encryptionKey: props.logKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.fn = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(props.bundleDir),
      memorySize: props.memoryMb,
      timeout: Duration.seconds(props.timeoutSeconds),
      environment: { ...props.environment },
      role: this.role(props.access),
      logGroup: this.logs,
      // The line writes JSON lines itself; Lambda's own reports become JSON too.
      loggingFormat: LoggingFormat.JSON,
      ...(props.reserved !== undefined && { reservedConcurrentExecutions: props.reserved }),
    });
  }

  /** A role of its own instead of AWS's managed one, which may write to every log group of the account. */
  private role(access: readonly PolicyStatement[]): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        sid: 'OwnLogs',
        effect: Effect.ALLOW,
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        // An ARN of a log group ends in ":*", which stands for its streams; their names are made up by Lambda.
        resources: [this.logs.logGroupArn],
      }),
    );
    for (const statement of access) role.addToPolicy(statement);
    return role;
  }
}
