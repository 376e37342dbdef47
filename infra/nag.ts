import { type App, type Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

interface SetAside {
  readonly rule: string;
  /** The part of the stack for which it is set aside; everywhere else it holds. */
  readonly part: string;
  readonly reason: string;
}

/** Every rule of AWS Solutions that does not hold here, and why. There is no other place where one is set aside. */
export const SET_ASIDE: readonly SetAside[] = [
  {
    rule: 'AwsSolutions-APIG4',
    part: 'Web',
    reason:
      'Twilio proves itself by a signature over the whole request, which an authorizer of API Gateway cannot check because it never sees the body. Each door checks it before it reads anything, and answers 403 otherwise. /healthz tells nothing.',
  },
  {
    rule: 'AwsSolutions-SQS3',
    part: 'LetterBox',
    reason:
      'It is itself the dead-letter queue: of the table stream, of the schedule and of the tick. The rule knows only queues that other queues name.',
  },
];

/** Lets cdk-nag look at the whole app at every synth; one finding more stops it. */
export const checkWithNag = (app: App, stack: Stack): AwsSolutionsChecks => {
  for (const { rule, part, reason } of SET_ASIDE) Validations.of(stack.node.findChild(part)).acknowledge({ id: rule, reason });
  const checks = new AwsSolutionsChecks(app);
  Validations.of(app).addPlugins(checks);
  return checks;
};
