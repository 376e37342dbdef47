import { stopsAsking } from '../../understand/stops-asking.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { myOpen } from './free-text.ts';

/**
 * "Stop asking me questions": what waits for an answer waits no more, a request goes on with what is known, and they hear how to end our texts. Answers false
 * where it may be said to whoever has their case, or in telling what happened.
 */
export const noMoreQuestions = (d: Draft, me: Speaker, words: string): boolean => {
  if (d.channel !== 'sms' || !stopsAsking(words)) return false;
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (session ? session.script === 'report' : myOpen(d, me).some(c => c.holder)) return false;
  if (session) d.putSession(me.number, null);
  d.reply(d.line(me.language, 'no-more-questions'));
  return true;
};
