import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, MathExpression, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, type IFilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { DoorFunction } from './door-function.ts';
import type { LetterBox } from './letter-box.ts';
import type { Web } from './web.ts';

export interface AlarmsProps {
  readonly key: IKey;
  readonly email: string | undefined;
  readonly doors: readonly DoorFunction[];
  readonly sender: DoorFunction;
  readonly tick: DoorFunction;
  readonly letterBox: LetterBox;
  readonly web: Web;
}

interface Watch {
  readonly metric: IMetric;
  readonly atLeast: number;
  /** What the coordinator reads in the e-mail: what is wrong and what it means for people. */
  readonly says: string;
  /** No data at all is the trouble itself. */
  readonly silenceIsTrouble?: boolean;
}

const NAMESPACE = 'Porchlight';
const EVERY = Duration.minutes(5);
/** Texts wait this long only when something holds them up; the tick sends within one minute. */
const STREAM_BEHIND_MS = 120_000;

/** What must not go unseen, each as a sentence to the coordinator's e-mail. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { masterKey: props.key, enforceSSL: true });
    this.topic.addToResourcePolicy(this.forCloudWatch());
    if (props.email !== undefined) this.topic.addSubscription(new EmailSubscription(props.email));
    for (const [name, watch] of Object.entries({ ...this.functions(props), ...this.texts(props) })) this.alarm(name, watch);
  }

  /** A topic with a policy of its own (it asks for TLS) is closed to everyone the policy does not name. */
  private forCloudWatch(): PolicyStatement {
    return new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [this.topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    });
  }

  private functions({ doors, tick, web }: AlarmsProps): Record<string, Watch> {
    return {
      Crashes: {
        metric: sumOf(doors, 'errors'),
        atLeast: 1,
        says: 'A function of the line ended with an error. Look into its log.',
      },
      Throttles: {
        metric: sumOf(doors, 'throttles'),
        atLeast: 1,
        says: 'The line was called more often than Lambda lets it. Ask AWS for more concurrency.',
      },
      Apologies: {
        metric: this.logged('ErrorLines', doors, FilterPattern.stringValue('$.level', '=', 'error')),
        atLeast: 1,
        says: 'Something failed that the line answered with an apology, or worked around. Look for "level":"error" in the logs.',
      },
      NoAnswer: {
        metric: web.api.metricServerError({ period: EVERY, statistic: Stats.SUM }),
        atLeast: 1,
        says: 'Twilio got an error instead of an answer. Texts may be lost: compare with the message log at Twilio.',
      },
      TickSilent: {
        metric: tick.fn.metricInvocations({ period: EVERY, statistic: Stats.SUM }),
        atLeast: 1,
        silenceIsTrouble: true,
        says: 'The clock of the line stands still. Nothing that falls due later is done: no reminders, no next wave.',
      },
    };
  }

  private texts({ sender, tick, letterBox }: AlarmsProps): Record<string, Watch> {
    const iteratorAge = { namespace: 'AWS/Lambda', metricName: 'IteratorAge', dimensionsMap: { FunctionName: sender.fn.functionName } };
    return {
      LetterBoxNotEmpty: {
        metric: letterBox.queue.metricApproximateNumberOfMessagesVisible({ period: EVERY, statistic: Stats.MAXIMUM }),
        atLeast: 1,
        says: 'Something could not be handed to the sender or the tick. The tick looks again every minute; see why in the logs.',
      },
      SenderBehind: {
        metric: new Metric({ ...iteratorAge, period: EVERY, statistic: Stats.MAXIMUM }),
        atLeast: STREAM_BEHIND_MS,
        says: 'Texts leave late: the sender is more than two minutes behind.',
      },
      WorkStuck: {
        metric: this.logged('WorkStuck', [tick], FilterPattern.stringValue('$.event', '=', 'work.stuck')),
        atLeast: 1,
        says: 'Something has been due for ten minutes and is not done, such as a text that should have left. Check Twilio: balance, number, API key.',
      },
    };
  }

  /** Counts log lines; all functions add to one metric. */
  private logged(metricName: string, doors: readonly DoorFunction[], filterPattern: IFilterPattern): IMetric {
    for (const door of doors) {
      new MetricFilter(door, metricName, { logGroup: door.logs, filterPattern, metricNamespace: NAMESPACE, metricName, metricValue: '1' });
    }
    return new Metric({ namespace: NAMESPACE, metricName, period: EVERY, statistic: Stats.SUM });
  }

  private alarm(name: string, { metric, atLeast, says, silenceIsTrouble = false }: Watch): void {
    const alarm = new Alarm(this, name, {
      metric,
      threshold: atLeast,
      comparisonOperator: silenceIsTrouble ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: silenceIsTrouble ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: says,
    });
    const tell = new SnsAction(this.topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
  }
}

const sumOf = (doors: readonly DoorFunction[], what: 'errors' | 'throttles'): IMetric => {
  const metrics = doors.map(({ fn }, nth): [string, IMetric] => [
    `m${nth}`,
    what === 'errors'
      ? fn.metricErrors({ period: EVERY, statistic: Stats.SUM })
      : fn.metricThrottles({ period: EVERY, statistic: Stats.SUM }),
  ]);
  return new MathExpression({
    expression: metrics.map(([name]) => name).join(' + '),
    usingMetrics: Object.fromEntries(metrics),
    period: EVERY,
    label: what,
  });
};
