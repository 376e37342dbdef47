import { isFree, isOpen } from '../../domain/case.ts';
import { DAY_MS, msBetween } from '../../domain/ids.ts';
import { saysDelivered, saysWhere } from '../../understand/delivered.ts';
import { nobodyOpens } from '../../understand/trouble-told.ts';
import { fold } from '../../understand/words.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { tell, tellCoordinators } from '../draft/tell.ts';
import { waits } from '../draft/turn.ts';
import { codeFirst } from '../words/codes.ts';
import { backInHand, goneCase } from './late-word.ts';

/** So long they may still be on their way with what went to others meanwhile. */
const LATE_MS = 2 * DAY_MS;

const HERE =
  /^\W*(?:(?:hi|hey|hello|hola|ok|i'?m|i am|im|we'?re|we are|just|got|ya|estoy|llegue|arrived)\W+)*(?:(?:here|outside|downstairs|out front|in front|aqui|afuera|abajo)(?! (?:to|for) (?:help|you))|at (?:the|your|ur|her|his|their) (?:door|building|bldg|house|place|gate|address)|en (?:la|su) (?:puerta|entrada|casa|edificio))\b/;

/** Whether somebody writes who stands before the house, or has just left something there. */
const isThere = (words: string): boolean => nobodyOpens(words) || HERE.test(fold(words)) || (saysDelivered(words) && saysWhere(words));

/**
 * Whoever did not answer in time, and stands at the door with what was taken from them for that: it is theirs again where nobody else has it, and what they
 * write is for whoever waits. Answers them as they stand then; true where another has it, who hears so, and a coordinator.
 */
export const atTheDoor = (d: Draft, me: Helper, text: string): Helper | true => {
  const coded = codeFirst(text);
  const words = coded?.words ?? text;
  // Most of them have nothing that went to others.
  if (me.volunteer.lapsed.length === 0 || !isThere(words)) return me;
  const c = goneCase(d, me, coded?.code);
  const asked = c && me.volunteer.lapsed.find(r => r.code === c.code)?.asked;
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (!c || !asked || msBetween(asked, d.now) > LATE_MS || c.kind !== 'need' || !isOpen(c)) return me;
  if (session && session.script !== 'menu') return me;
  const { name } = me.volunteer;
  if (isFree(c)) {
    const back = backInHand(d, me, c);
    d.reply(d.line(me.language, 'yours-again', { code: c.code, me: name }));
    return back;
  }
  if (!c.holder || c.status !== 'accepted') return me;
  tell(d, c.holder.number, 'there-already', c, { name, words }, 'urgent');
  tellCoordinators(d, 'there-already', c, { name, words }, 'urgent', me.number);
  d.reply(d.line(me.language, 'there-has', { code: c.code, me: name, name: c.holder.name }));
  return true;
};
