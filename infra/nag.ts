import { type App, type Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

interface SetAside {
  readonly rule: string;
  /** The part of the stack for which it is set aside; everywhere else it holds. */
  readonly part: string;
  readonly reason: string;
}

/** The id that CDK gives to its function for copying files into a bucket. */
const UPLOADER = 'Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C';

/** Every rule of AWS Solutions that does not hold here, and why. There is no other place where one is set aside. */
export const SET_ASIDE: readonly SetAside[] = [
  {
    rule: 'AwsSolutions-APIG4',
    part: 'Web',
    reason:
      'Twilio proves itself by a signature over the whole request, which an authorizer of API Gateway cannot check because it never sees the body. Each door checks it before it reads anything, and answers 403 otherwise. /healthz tells nothing, and a calendar is found only by the 128 random bits of its address.',
  },
  {
    rule: 'AwsSolutions-SQS3',
    part: 'LetterBox',
    reason:
      'It is itself the dead-letter queue: of the table stream, of the schedule and of the tick. The rule knows only queues that other queues name.',
  },
  {
    rule: 'AwsSolutions-S1',
    part: 'Bucket',
    reason:
      'Twilio puts the number of whoever calls or texts into the address of the file it asks for. A log of these requests would be a list of people in need, kept where nobody looks after it.',
  },
  {
    rule: 'AwsSolutions-S2',
    part: 'Bucket',
    reason:
      'It holds the sentences that everyone who calls hears while the line does not answer, and Twilio brings no credentials to fetch them. Everyone may read the files; nobody may list or write them, and access lists stay blocked.',
  },
  ...[
    'Action::s3:GetObject*',
    'Action::s3:GetBucket*',
    'Action::s3:List*',
    'Action::s3:DeleteObject*',
    'Action::s3:Abort*',
    'Resource::<Bucket83908E77.Arn>/*',
    'Resource::arn:aws:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-REGION/*',
  ].map(finding => ({
    rule: `AwsSolutions-IAM5[${finding}]`,
    part: 'UploaderRole',
    reason:
      "CDK's own uploader gives itself this: to read what the deploy put into the account's bucket for assets, and to write the one bucket of the fallback. It runs at a deploy only.",
  })),
  {
    rule: 'AwsSolutions-L1',
    part: UPLOADER,
    reason: "CDK's own uploader comes with its runtime, and runs at a deploy only.",
  },
];

/** Lets cdk-nag look at the whole app at every synth; one finding more stops it. */
export const checkWithNag = (app: App, ...stacks: readonly Stack[]): AwsSolutionsChecks => {
  for (const { rule, part, reason } of SET_ASIDE) {
    for (const stack of stacks) {
      const child = stack.node.tryFindChild(part);
      if (child !== undefined) Validations.of(child).acknowledge({ id: rule.replace('REGION', stack.region), reason });
    }
  }
  const checks = new AwsSolutionsChecks(app);
  Validations.of(app).addPlugins(checks);
  return checks;
};
