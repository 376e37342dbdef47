import { describe, expect, it } from 'vitest';
import type { PorchlightStack } from '../../infra/porchlight-stack.ts';
import { laneOf } from '../../shared/table/keys.ts';
import { nagFindings, type Resource, synthesized, synthHolds } from './synthesized.ts';

const { template } = synthesized({ alarmEmail: 'rosa@example.org' });
const all = (type: string): Resource[] => Object.values(template.findResources(type)) as Resource[];
const one = (type: string): Record<string, unknown> => {
  const found = all(type);
  expect(found).toHaveLength(1);
  return found[0]?.Properties ?? {};
};
const letterBox = { Arn: { 'Fn::GetAtt': [expect.stringContaining('LetterBox'), 'Arn'] } };

describe('the stream to the sender', () => {
  const mapping = one('AWS::Lambda::EventSourceMapping');

  it('gives up on what keeps failing, finds the row that does it, and keeps its place', () => {
    expect(mapping).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 600,
      ParallelizationFactor: 1,
      DestinationConfig: { OnFailure: { Destination: letterBox.Arn } },
    });
  });

  it('loses nothing that was written before it was there', () => {
    expect(mapping.StartingPosition).toBe('TRIM_HORIZON');
  });

  it('wakes the sender for new texts and for cases with a next step, and for nothing else', () => {
    const { Filters } = mapping.FilterCriteria as { Filters: { Pattern: string }[] };
    const wakes = (eventName: string, kind: string, due: boolean, list?: string): boolean =>
      Filters.some(({ Pattern }) => {
        const filter: Filter = JSON.parse(Pattern);
        const { NewImage } = filter.dynamodb;
        if (!filter.eventName.includes(eventName) || !NewImage.kind.S.includes(kind)) return false;
        return NewImage.list ? list !== undefined && NewImage.list.S.includes(list) : due && NewImage.due?.S[0]?.exists === true;
      });
    expect(wakes('INSERT', 'outgoing', true)).toBe(true);
    for (const priority of ['safety', 'urgent', 'offer', 'notice'] as const)
      expect(wakes('INSERT', 'outgoing', false, laneOf(priority))).toBe(true);
    // Thousands of these must not hold up the stream: they leave by the tick.
    expect(wakes('INSERT', 'outgoing', false, laneOf('announcement'))).toBe(false);
    expect(wakes('INSERT', 'case', true)).toBe(true);
    expect(wakes('MODIFY', 'case', true)).toBe(true);
    // What the sender itself writes (claimed, sent, try again later) must not wake it.
    expect(wakes('MODIFY', 'outgoing', true)).toBe(false);
    expect(wakes('MODIFY', 'outgoing', false, laneOf('safety'))).toBe(false);
    expect(wakes('REMOVE', 'case', true)).toBe(false);
    for (const kind of ['session', 'number', 'seen', 'counter']) expect(wakes('INSERT', kind, true)).toBe(false);
    expect(wakes('INSERT', 'case', false)).toBe(false);
  });
});

interface Filter {
  readonly eventName: string[];
  readonly dynamodb: {
    readonly NewImage: { readonly kind: { S: string[] }; readonly due?: { S: { exists?: boolean }[] }; readonly list?: { S: string[] } };
  };
}

describe('the tick', () => {
  it('comes every minute, is not repeated for long, and is missed in the letter box', () => {
    const rule = one('AWS::Events::Rule');
    expect(rule).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
    expect((rule.Targets as unknown[])[0]).toMatchObject({
      RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 1 },
      DeadLetterConfig: letterBox,
    });
    expect(one('AWS::Lambda::EventInvokeConfig')).toMatchObject({
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
      DestinationConfig: { OnFailure: { Destination: letterBox.Arn } },
    });
  });
});

describe('the alarms', () => {
  const alarms = all('AWS::CloudWatch::Alarm');
  const watches = (text: string) => alarms.filter(alarm => JSON.stringify(alarm.Properties).includes(text));

  it.each([
    ['Errors'],
    ['Throttles'],
    ['ErrorLines'],
    ['5xx'],
    ['IteratorAge'],
    ['ApproximateNumberOfMessagesVisible'],
    ['WorkStuck'],
    ['Invocations'],
  ])('one watches %s', metric => {
    expect(watches(`"MetricName":"${metric}"`)).toHaveLength(1);
  });

  it('tell the coordinator in a sentence, over a topic that CloudWatch may use', () => {
    for (const { Properties } of alarms) {
      expect(Properties.AlarmActions).toHaveLength(1);
      expect(Properties.AlarmDescription).toMatch(/^[A-Z].{20,}\.$/s);
    }
    expect(one('AWS::SNS::Subscription')).toMatchObject({ Protocol: 'email', Endpoint: 'rosa@example.org' });
    const { Statement } = one('AWS::SNS::TopicPolicy').PolicyDocument as { Statement: unknown[] };
    expect(Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Allow', Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
    );
    const { Statement: ofKey } = one('AWS::KMS::Key').KeyPolicy as { Statement: unknown[] };
    expect(ofKey).toContainEqual(expect.objectContaining({ Principal: { Service: 'cloudwatch.amazonaws.com' }, Effect: 'Allow' }));
  });

  it('hear the silence of a tick that has stopped', () => {
    expect(watches('"MetricName":"Invocations"')[0]?.Properties).toMatchObject({
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('go to nobody by default', () => {
    expect(Object.keys(synthesized().template.findResources('AWS::SNS::Subscription'))).toEqual([]);
  });
});

describe('cdk-nag', () => {
  it('finds nothing that is not argued', () => {
    const { success, violations } = nagFindings();
    expect(violations).toEqual([]);
    expect(success).toBe(true);
  });

  const withoutRotation = (stack: PorchlightStack): void => {
    const key = stack.node.findChild('EncryptionKey').node.findChild('Key').node.defaultChild;
    (key as unknown as { enableKeyRotation: boolean }).enableKeyRotation = false;
  };

  it('would say so', () => {
    const { violations } = nagFindings(withoutRotation);
    expect(violations.map(({ ruleName }) => ruleName)).toContain('AwsSolutions-KMS5');
  });

  it('stops a synth', () => {
    expect(synthHolds()).toBe(true);
    expect(synthHolds(withoutRotation)).toBe(false);
  });
});
