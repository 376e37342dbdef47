import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';

/**
 * Where the Twilio secrets lie: SecureStrings in Parameter Store, put there by hand before the first deploy (docs/DEPLOY.md), so that
 * they are in no template, no environment and no shell history of ours. Parameter Store and not Secrets Manager: the same one request at
 * cold start, and nothing to pay where the other takes $0.40 a month for each. Functions get the names, and leave to read just theirs.
 */
export class TwilioSecrets extends Construct {
  /** The auth token that signs webhooks; two, parted by a comma, while one is being changed. */
  readonly webhookTokens: string;
  /** What texts are sent with: an API key as "SK...:secret", or the auth token. */
  readonly sendKey: string;
  /** No secret: CloudFormation reads it at each deploy. */
  readonly accountSid: string;

  constructor(scope: Construct, id: string, path: string) {
    super(scope, id);
    this.webhookTokens = `${path}/webhook-tokens`;
    this.sendKey = `${path}/send-key`;
    this.accountSid = StringParameter.valueForStringParameter(this, `${path}/account-sid`);
  }

  /**
   * Leave to read one parameter. It is encrypted with the account's own key for Parameter Store (alias/aws/ssm), which opens to whoever
   * may read the parameter, so no leave for a key is needed.
   */
  access(parameterName: string): PolicyStatement {
    const { partition, region, account } = Stack.of(this);
    return new PolicyStatement({
      sid: 'TwilioSecret',
      actions: ['ssm:GetParameter'],
      resources: [`arn:${partition}:ssm:${region}:${account}:parameter${parameterName}`],
    });
  }
}
