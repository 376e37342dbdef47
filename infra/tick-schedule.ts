import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import type { DoorFunction } from './door-function.ts';
import type { LetterBox } from './letter-box.ts';

export interface TickScheduleProps {
  readonly tick: DoorFunction;
  readonly letterBox: LetterBox;
}

/**
 * Every minute, look at what fell due. A rule and not EventBridge Scheduler: it costs nothing and calls the function by the function's own
 * policy, where Scheduler wants a role with a wildcard. A tick that could not run is not repeated for long: the next one does its work.
 */
export class TickSchedule extends Construct {
  constructor(scope: Construct, id: string, { tick, letterBox }: TickScheduleProps) {
    super(scope, id);
    tick.fn.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      onFailure: new SqsDestination(letterBox.queue),
    });
    new Rule(this, 'EveryMinute', {
      description: 'Porchlight: looks every minute at what fell due',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [
        new LambdaFunction(tick.fn, {
          event: RuleTargetInput.fromObject({ source: 'tick' }),
          deadLetterQueue: letterBox.queue,
          retryAttempts: 1,
          maxEventAge: Duration.minutes(1),
        }),
      ],
    });
  }
}
