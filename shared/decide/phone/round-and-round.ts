import { isOpen } from '../../domain/case.ts';
import { CALL_STEPS_MAX, STUCK_MAX } from '../../script/limits.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { connectPerson } from './connect.ts';
import { goodbye } from './said-on-call.ts';

/**
 * The star, or the key of a language, over and over: it answers nothing, so it counts as any other turn that does not. Answers true where that was often
 * enough, and a person is rung.
 */
export const goesRound = (d: CallDraft, me: Speaker): boolean => {
  const session = d.session(me.number);
  if (!session) return false;
  const stuck = (session.stuck ?? 0) + 1;
  if (stuck >= STUCK_MAX) connectPerson(d, me, 'asked');
  else d.putSession(me.number, { ...session, stuck });
  return stuck >= STUCK_MAX;
};

/**
 * A call that has gone on for so many steps goes on with a person; where one was wanted on it already, and in a volunteer's menu, the line says goodbye.
 * So no machine that calls us, and no key that is stuck, keeps a line for ever.
 */
export const endsLongCall = (d: CallDraft, me: Speaker): boolean => {
  if (d.call.step < CALL_STEPS_MAX) return false;
  const wanted = d.call.codes.some(code => {
    const c = d.case(d.call.number, code);
    return c !== undefined && isOpen(c) && c.callBack !== undefined;
  });
  if (wanted || d.call.helper) goodbye(d, me, 'call-long');
  else connectPerson(d, me, 'asked');
  return true;
};
