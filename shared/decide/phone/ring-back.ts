import { hasNumber } from '../../domain/call.ts';
import { type Calling, RING_BACK_S } from '../../domain/calling.ts';
import { HOUR_MS, type Instant, later, MINUTE_MS, msBetween } from '../../domain/ids.ts';
import type { Outgoing } from '../../domain/outgoing.ts';
import { understand } from '../../understand/understand.ts';
import type { Draft } from '../draft/draft.ts';
import { meet, type Speaker } from '../draft/meet.ts';
import { isTold } from '../draft/tell.ts';
import { wantPerson } from '../resident/opening.ts';
import { isCallable, wishForCall } from './dialable.ts';

/** When the line tries again after a call that nobody took: three times in all. */
const AGAIN_AFTER_MS: readonly number[] = [3 * MINUTE_MS, 15 * MINUTE_MS];
/** Asked again while the first call is still on its way, it is the same wish. */
const SAME_WISH_MS = 2 * MINUTE_MS;
const VALID_S = HOUR_MS / 1000;

const ring = (d: Draft, to: Speaker['number'], asked: Instant, nth: number, due: Instant): void => {
  const call: Calling = { what: 'back', timeoutS: RING_BACK_S, asked, nth };
  d.ring(to, call, { purpose: 'ring-back', priority: 'urgent', validForSeconds: VALID_S, due });
};

/** Whether the call that they asked for is on its way. One that was rung in vain is not: asked for again, it is made anew. */
const isOnItsWay = (d: Draft, { askedBackAt, backInVain }: Speaker['record']): boolean =>
  askedBackAt !== undefined && !backInVain && msBetween(askedBackAt, d.now) < SAME_WISH_MS;

/** The wish to be called is over: they talk with the line, or it was given up. Calls that were still to be made for it are not made. */
export const endWish = (d: Draft, me: Pick<Speaker, 'number' | 'record'>): void => {
  const { askedBackAt, backInVain: _tried, ...record } = d.record(me.number) ?? me.record;
  if (askedBackAt !== undefined) d.putRecord(record);
};

/**
 * They asked to be called: the line calls at once and speaks with them as with any caller. Answers whether a call was written down for it,
 * is on its way already, or is not made since they were called so often.
 */
export const ringBack = (d: Draft, me: Speaker): 'written' | 'on its way' | 'enough' => {
  if (isOnItsWay(d, d.record(me.number) ?? me.record)) return 'on its way';
  if (!wishForCall(d, me)) return 'enough';
  const { backInVain: _tried, ...record } = d.record(me.number) ?? me.record;
  d.putRecord({ ...record, askedBackAt: d.now });
  ring(d, me.number, d.now, 1, d.now);
  return 'written';
};

/** They are not called, which is said, and a person is asked to text them instead. */
const noCall = (d: Draft, me: Speaker, line: 'back-cannot' | 'back-enough'): void => {
  const { case: c } = wantPerson(d, me, d.keyword(d.world.community.languages[0], 'call-me'));
  d.reply(d.line(me.language, line, { code: c.code }));
};

/** CALL ME: the call, and that it comes. What they were asked by text waits: it goes on when they pick up. */
export const callMe = (d: Draft, me: Speaker): void => {
  if (!isCallable(d, me.number)) return noCall(d, me, 'back-cannot');
  if (ringBack(d, me) === 'enough') return noCall(d, me, 'back-enough');
  d.reply(d.line(me.language, 'calling-back'));
};

/** "Call me when I hang up": from now on a call from this number is not answered, which would cost them, but called back. */
export const alwaysBack = (d: Draft, me: Speaker, on: boolean): void => {
  if (on && !hasNumber(me.number)) return d.reply(d.line(me.language, 'rings-back-unseen'));
  // Whoever we cannot call would never be answered.
  if (on && !isCallable(d, me.number)) return callMe(d, me);
  const { ringsBack: _before, ...record } = d.record(me.number) ?? me.record;
  d.putRecord(on ? { ...record, ringsBack: true } : record);
  d.reply(d.line(me.language, on ? 'rings-back' : 'rings-back-off'));
};

/** It was rung in vain, or could not be rung: tried again, and after the last time a person hears of it. They asked, so nothing is dropped. */
export const notReachedBack = (d: Draft, o: Outgoing, call: Calling): void => {
  const { nth = 1, asked = o.at } = call;
  const record = d.record(o.to);
  // They talked with us meanwhile, or asked anew.
  if (record?.askedBackAt !== asked) return;
  const wait = AGAIN_AFTER_MS[nth - 1];
  const rang = o.state !== 'suppressed' && o.state !== 'failed';
  if (rang && wait !== undefined) {
    d.putRecord({ ...record, backInVain: true });
    return ring(d, o.to, asked, nth + 1, later(d.now, wait));
  }
  const me = meet(d, o.to, understand(''));
  endWish(d, me);
  const { case: c } = wantPerson(d, me, d.keyword(d.world.community.languages[0], 'call-me'));
  d.note(c.code, rang ? 'was called three times in vain' : `could not be called (${call.refused ?? o.errorCode ?? 'no line'})`, 'line');
  if (me.record.optedOut || isTold(d, o.to)) return;
  d.send(o.to, d.line(me.language, rang ? 'back-in-vain' : 'back-cannot', { code: c.code }), 'ring-back', 'notice', c);
};
