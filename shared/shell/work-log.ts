import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { type Instant, later, MINUTE_MS, msBetween } from '../domain/ids.ts';
import type { Priority } from '../domain/outgoing.ts';
import { dueOf, dueUntil, waitingTexts } from '../table/keys.ts';
import type { Runtime } from './runtime.ts';

/** What was due at the tick before this one already, and still is, was left over: the tick comes every minute. */
const LEFT_AFTER_MS = MINUTE_MS;
/** Whatever is due for longer than this is not being done at all. */
const STUCK_AFTER_MS = 10 * MINUTE_MS;
/** Texts that wait for nothing but the sender; the others may wait for their turn. */
const HURRIED: readonly Priority[] = ['safety', 'urgent', 'offer'];
/** How many of them are counted; so many stand for more. */
const COUNTED_MAX = 100;

/** Says in the log when a call begins and how it ended. A call that Lambda cut off is known by the end it lacks. */
export const callTold = (
  { log, now }: Pick<Runtime, 'log' | 'now'>,
  door: string,
): MiddlewareObj<unknown, unknown, Error, Context, { begun: Instant }> => ({
  before: ({ internal }) => {
    internal.begun = now();
    log.info('work.begun', { door });
  },
  after: ({ internal }) => {
    log.info('work.ended', { door, ms: msBetween(internal.begun, now()) });
  },
  onError: ({ internal, error }) => {
    log.error('work.failed', { door, ms: msBetween(internal.begun, now()), error });
  },
});

/**
 * Says in the log what is left to do after a call, loudly (an alarm hears `work.stuck`) when it is not being done at all; also after one
 * that failed, since what fails is what leaves most. What was done a moment ago may still be counted: the index lags.
 */
export const leftOverTold = ({ store, log, now }: Pick<Runtime, 'store' | 'log' | 'now'>): MiddlewareObj => {
  const tell = async (): Promise<void> => {
    try {
      const until = later(now(), -LEFT_AFTER_MS);
      const { found } = await store.read({
        query: [dueUntil(until, COUNTED_MAX), ...HURRIED.map(p => waitingTexts(p, until, COUNTED_MAX))],
      });
      const [oldest] = found.flat().sort((a, b) => ((dueOf(a) ?? '') < (dueOf(b) ?? '') ? -1 : 1));
      const since = oldest && dueOf(oldest);
      if (oldest === undefined || since === undefined) return;
      const stuck = since <= later(now(), -STUCK_AFTER_MS);
      log[stuck ? 'error' : 'info'](stuck ? 'work.stuck' : 'work.left', { rows: found.flat().length, kind: oldest.kind, since });
    } catch (error) {
      log.warn('work.left-unknown', { error });
    }
  };
  return { after: tell, onError: tell };
};
