import { Aws, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import type { Fallback } from '../tools/fallback.ts';
import { LOG_GROUPS } from './encryption-key.ts';

export interface FallbackProps extends StackProps {
  /** Another one than the line's own: what takes the line down must not take this down with it. */
  readonly region: string;
  readonly fallback: Fallback;
}

/** Where the folder will be on the web; known before there is a bucket, so that the line can name recordings in it from its own region. */
export const fallbackFolder = (region: string): string => `https://${bucketName(region)}.s3.${region}.amazonaws.com`;

/** Names of buckets are shared by all of AWS; the account's number makes this one ours. */
const bucketName = (region: string): string => `porchlight-fallback-${Aws.ACCOUNT_ID}-${region}`;

/**
 * What Twilio turns to when the line does not answer: files in a bucket, in a region of their own, with no function, table or API behind
 * them. Everyone may read them, as they hold what everyone who calls hears; nobody may list or write them.
 */
export class FallbackStack extends Stack {
  readonly bucket: Bucket;
  private readonly logs: LogGroup;
  private readonly role: Role;

  constructor(scope: Construct, id: string, { region, fallback, ...props }: FallbackProps) {
    super(scope, id, { ...props, env: { region, ...props.env } });
    this.bucket = this.publicBucket(region);
    this.logs = new LogGroup(this, 'Logs', {
      logGroupName: `${LOG_GROUPS}${this.stackName}/upload`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = this.uploaderRole();
    const files = Object.entries(fallback.files(fallbackFolder(region))).map(([name, twiml]) => Source.data(name, twiml));
    // Twilio wants to be told that it is XML; what it is told about a file's age is at its own discretion.
    this.upload('Files', files, { exclude: ['audio/*'], contentType: 'text/xml; charset=utf-8', cache: CacheControl.noCache() });
    if (fallback.audioDir !== undefined) {
      const audio = Source.asset(fallback.audioDir, { exclude: ['*.yaml', '*.md'] });
      this.upload('Audio', [audio], { prefix: 'audio', cache: CacheControl.maxAge(Duration.hours(1)) });
    }
    new CfnOutput(this, 'Folder', { value: fallbackFolder(region), description: 'For "helpline connect": --fallback' });
  }

  /** Its requests are not logged on purpose: Twilio puts the caller's number into the address that it asks for. */
  private publicBucket(region: string): Bucket {
    const bucket = new Bucket(this, 'Bucket', {
      bucketName: bucketName(region),
      blockPublicAccess: new BlockPublicAccess({
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: false,
        restrictPublicBuckets: false,
      }),
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    bucket.grantPublicAccess('*', 's3:GetObject');
    return bucket;
  }

  /** For the function that CDK brings to copy files into a bucket. It runs at a deploy and never when somebody calls. */
  private uploaderRole(): Role {
    const role = new Role(this, 'UploaderRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        sid: 'OwnLogs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logs.logGroupArn],
      }),
    );
    return role;
  }

  private upload(id: string, sources: ISource[], { exclude, prefix, contentType, cache }: Upload): void {
    new BucketDeployment(this, id, {
      sources,
      destinationBucket: this.bucket as IBucket,
      role: this.role,
      logGroup: this.logs,
      cacheControl: [cache],
      // With the stack the files go too, and with them the bucket.
      retainOnDelete: false,
      ...(exclude && { exclude }),
      ...(prefix && { destinationKeyPrefix: prefix }),
      ...(contentType && { contentType }),
    });
  }
}

interface Upload {
  readonly cache: CacheControl;
  readonly exclude?: string[];
  readonly prefix?: string;
  readonly contentType?: string;
}
