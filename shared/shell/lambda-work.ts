import { type Instant, later, MINUTE_MS } from '../domain/ids.ts';
import { type PackedItem, rowOf, unpacked } from '../table/dynamo-items.ts';
import { dueUntil } from '../table/keys.ts';
import type { Row } from '../table/store.ts';
import { openWorld, withSecret } from './lambda.ts';
import type { Runtime } from './runtime.ts';
import { createCarrier } from './twilio.ts';
import { work, workThrough } from './worker.ts';

/** One change of a row, as the table's stream tells it. */
export interface StreamRecord {
  readonly dynamodb?: { readonly NewImage?: PackedItem; readonly SequenceNumber?: string };
}

/** Whatever is due for longer than this is not being done at all: the tick comes every minute. */
const STUCK_AFTER_MS = 10 * MINUTE_MS;

/** The whole runtime, with a carrier that uses this function's own secret: an API key as "SK...:secret", or the account's auth token. */
const runtimeForWork = (): (() => Promise<Runtime>) => {
  const world = openWorld();
  return withSecret((settings, [key = '']) => {
    const [secret = '', apiKey] = key.split(':').reverse();
    const config = { ...settings, authTokens: [secret], ...(apiKey !== undefined && { apiKey }) };
    const carrier = createCarrier({ config, from: world.community.number, log: world.log });
    return { ...world, config, carrier };
  });
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
export const lambdaSender = (): ((event: { readonly Records: readonly StreamRecord[] }) => Promise<StreamAnswer>) => {
  const runtime = runtimeForWork();
  return async ({ Records }) => {
    const rt = await runtime();
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
  };
};

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
  return [...newest.values()].filter(({ row: { due } }) => due !== undefined && due <= now);
};

/** Does everything that fell due, and says so loudly when something stays undone. */
export const lambdaTick = (): (() => Promise<void>) => {
  const runtime = runtimeForWork();
  return async () => {
    const rt = await runtime();
    await work(rt);
    const { found } = await rt.store.read({ query: [dueUntil(later(rt.now(), -STUCK_AFTER_MS), 1)] });
    const [stuck] = found[0] ?? [];
    if (stuck) rt.log.error('work.stuck', { kind: stuck.kind, since: stuck.due });
  };
};
