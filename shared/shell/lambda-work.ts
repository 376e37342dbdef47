import { setTimeout as pause } from 'node:timers/promises';
import middy, { type MiddyfiedHandler } from '@middy/core';
import { type Instant, later } from '../domain/ids.ts';
import { type PackedItem, rowOf, unpacked } from '../table/dynamo-items.ts';
import { dueOf } from '../table/keys.ts';
import type { Row } from '../table/store.ts';
import { openWorld, type World, withSecret } from './lambda.ts';
import { beginReconciling } from './reconciler.ts';
import type { Runtime } from './runtime.ts';
import { createCarrier } from './twilio.ts';
import { callTold, leftOverTold } from './work-log.ts';
import { workOn, workThrough } from './worker.ts';

/** One change of a row, as the table's stream tells it. */
export interface StreamRecord {
  readonly dynamodb?: { readonly NewImage?: PackedItem; readonly SequenceNumber?: string };
}

/** The whole runtime, with a carrier that uses this function's own secret: an API key as "SK...:secret", or the account's auth token. */
const runtimeForWork = (world: World): (() => Promise<Runtime>) =>
  withSecret((settings, [key = '']) => {
    const [secret = '', apiKey] = key.split(':').reverse();
    const config = { ...settings, authTokens: [secret], ...(apiKey !== undefined && { apiKey }) };
    const carrier = createCarrier({ config, from: world.community.number, log: world.log });
    return { ...world, config, carrier, pause };
  });

/**
 * A function that works in the background, with what all such have in common as middleware around it. Lambda ends what takes too long
 * together with its process, so middy does not answer early: what was answered would go on in a process that the next call wakes.
 */
const worker = <E, R>(world: World, door: string, handle: (rt: Runtime, event: E) => Promise<R>): MiddyfiedHandler<E, R> => {
  const runtime = runtimeForWork(world);
  return middy<E, R>(async (event: E) => handle(await runtime(), event), { timeoutEarlyInMillis: 0 }).use(callTold(world, door));
};

/** What Lambda shall bring again: everything from this place of the stream on. */
export interface StreamAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Does what the rows in the stream are due for, from the rows themselves and not from the index, which may lag behind. Where something
 * fails, the rows are gone through one by one (what is done already is let be), and Lambda brings the batch again from the first that
 * fails; what fails for good is still due and found by the tick.
 */
export const lambdaSender = (): MiddyfiedHandler<{ readonly Records: readonly StreamRecord[] }, StreamAnswer> =>
  worker(openWorld(), 'send-outbox', async (rt, { Records }) => {
    const due = dueRows(Records, rt.now());
    try {
      await workThrough(
        rt,
        due.map(({ row }) => row),
      );
      return { batchItemFailures: [] };
    } catch (error) {
      rt.log.error('stream.failed', { error, rows: due.length });
      return firstFailure(rt, due);
    }
  });

interface DueRow {
  readonly row: Row;
  readonly place: string;
}

const firstFailure = async (rt: Runtime, due: readonly DueRow[]): Promise<StreamAnswer> => {
  for (const { row, place } of due) {
    try {
      await workThrough(rt, [row]);
    } catch {
      return { batchItemFailures: [{ itemIdentifier: place }] };
    }
  }
  return { batchItemFailures: [] };
};

/** The rows that are due by now, each once, as it stood last, in the order of the stream. */
const dueRows = (records: readonly StreamRecord[], now: Instant): readonly DueRow[] => {
  const newest = new Map<string, DueRow>();
  for (const { dynamodb } of records) {
    if (!dynamodb?.NewImage) continue;
    const row = rowOf(unpacked(dynamodb.NewImage));
    const key = `${row.pk}\n${row.sk}`;
    newest.delete(key);
    newest.set(key, { row, place: dynamodb.SequenceNumber ?? '' });
  }
  return [...newest.values()].filter(({ row }) => (dueOf(row) ?? later(now, 1)) <= now);
};

/** The next tick comes after a minute, and a function of ours ends after 55 s. */
const TICK_WORKS_MS = 40_000;

/** Does everything that fell due, and says so loudly when something stays undone. */
export const lambdaTick = (): MiddyfiedHandler<unknown, void> => {
  const world = openWorld();
  let begun: Promise<void> | undefined;
  const tick = async (rt: Runtime): Promise<void> => {
    // Once for each process: hardly any finds that it has not begun.
    begun ??= beginReconciling(rt);
    await begun.catch((error: unknown) => {
      begun = undefined;
      rt.log.warn('reconcile.not-begun', { error });
    });
    await workOn(rt, TICK_WORKS_MS);
  };
  return worker(world, 'tick', tick).use(leftOverTold(world));
};
