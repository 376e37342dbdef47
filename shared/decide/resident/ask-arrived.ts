import { type Case, closeCase } from '../../domain/case.ts';
import { HOUR_MS, later, MINUTE_MS } from '../../domain/ids.ts';
import { inDaytime } from '../../domain/local-time.ts';
import type { Draft } from '../draft/draft.ts';
import { isReachedByCall, tellAloud } from '../draft/tell.ts';
import { goAsk, isAskedOf, isAskedOfAnother, isBusy, tellsInWords } from '../draft/turn.ts';

/** How long a conversation of the resident's own goes first before we ask whether it arrived. */
const BUSY_MS = 10 * MINUTE_MS;
/** Where they were asked for their own words and have not answered, we come back after as long again, and at least every hour. */
const ASK_AGAIN_MAX_MS = HOUR_MS;

/** How long the resident is left before a question to them goes first; undefined where they are in the middle of nothing. */
const busyFor = (d: Draft, c: Case): number | undefined => {
  const waited = tellsInWords(d, c.number);
  const busy = waited !== undefined || isBusy(d, c.number, BUSY_MS) || isAskedOfAnother(d, c);
  return busy ? Math.max(BUSY_MS, Math.min(waited ?? 0, ASK_AGAIN_MAX_MS)) : undefined;
};

/** The time for an answer is cut in two: at its half they are asked again. */
const half = (d: Draft): number => d.world.community.confirm.closesAfterMs / 2;

/** Asks the resident now, or a little later if they are in the middle of something. */
export const askArrived = (d: Draft, c: Case): void => {
  const waits: Case = { ...c, next: { what: 'unconfirmed', at: later(d.now, half(d)) } };
  if (isAskedOf(d, c)) return d.putCase(waits);
  const busy = busyFor(d, c);
  if (busy !== undefined) return d.putCase({ ...c, next: { what: 'ask-arrived', at: later(d.now, busy) } });
  d.putCase(waits);
  const asked = goAsk(d, c);
  if (isReachedByCall(d, c)) tellAloud(d, c);
  else d.send(c.number, asked, 'arrived?', 'notice', c);
};

/** No answer by half the time: asked once more, by day, in other words and with the time at which it is closed. */
const askAgain = (d: Draft, c: Case): void => {
  const busy = busyFor(d, c);
  const day = busy === undefined ? inDaytime(d.now, d.world.community.timezone) : later(d.now, busy);
  if (day > d.now) return d.putCase({ ...c, next: { what: 'unconfirmed', at: day } });
  const closes = later(d.now, half(d));
  d.putCase({ ...c, askedTwice: d.now, next: { what: 'unconfirmed', at: closes } });
  d.note(c.code, 'asked again whether it arrived', 'line');
  const asked = goAsk(d, c, closes);
  if (isReachedByCall(d, c)) tellAloud(d, c);
  else d.send(c.number, asked, 'arrived-again', 'notice', c);
};

/** Nobody said whether it arrived: asked once more, and in the end closed, and said to be unconfirmed. */
export const unconfirmed = (d: Draft, c: Case): void => {
  if (c.status !== 'delivered') return;
  if (!c.askedTwice) return askAgain(d, c);
  d.putCase(closeCase(c, 'unconfirmed', d.now));
  d.note(c.code, 'done, unconfirmed: asked twice, and nobody said whether it arrived', 'line');
};
