import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { laneOf } from '../shared/table/keys.ts';
import type { DoorFunction } from './door-function.ts';
import type { LetterBox } from './letter-box.ts';

const HURRIED = ['safety', 'urgent', 'offer', 'notice', 'reminder'] as const;

const withDue = (kind: string, ...eventNames: string[]) =>
  FilterCriteria.filter({
    eventName: FilterRule.or(...eventNames),
    dynamodb: { NewImage: { kind: { S: FilterRule.isEqual(kind) }, due: { S: FilterRule.exists() } } },
  });

/** New texts, but for announcements: those leave by the tick, in their pace, and must not hold up the stream. */
const newTexts = FilterCriteria.filter({
  eventName: FilterRule.or('INSERT'),
  dynamodb: { NewImage: { kind: { S: FilterRule.isEqual('outgoing') }, list: { S: FilterRule.or(...HURRIED.map(laneOf)) } } },
});

/** What wakes the sender: a new text or call (its later attempts are the tick's), and a case whose next step may already be due. */
const ROWS_TO_ACT_ON = [newTexts, withDue('outgoing', 'INSERT'), withDue('case', 'INSERT', 'MODIFY')];

export interface OutboxStreamProps {
  readonly sender: DoorFunction;
  readonly streamArn: string;
  readonly letterBox: LetterBox;
}

/**
 * Wakes the sender when a row to act on is written. What the stream misses, for whatever reason, the tick finds within a minute, since the row stays due; so a batch that keeps failing is given up after
 * a few minutes instead of holding back every later text, and its place in the stream is put into the letter box.
 */
export class OutboxStream extends Construct {
  constructor(scope: Construct, id: string, { sender, streamArn, letterBox }: OutboxStreamProps) {
    super(scope, id);
    new EventSourceMapping(this, 'Mapping', {
      target: sender.fn,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      // One at a time for each shard: texts to one person leave in the order in which they were written.
      parallelizationFactor: 1,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      maxRecordAge: Duration.minutes(10),
      onFailure: new SqsDlq(letterBox.queue),
      filters: ROWS_TO_ACT_ON,
    });
  }
}
