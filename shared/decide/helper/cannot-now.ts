import { givesBack } from '../../understand/gives-back.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { pass } from './pass.ts';

/** Whoever says so wants help, or a person, for themselves. */
const WANTS_HELP =
  /\b(?:need|help|medicines?|meds|doctor|hospital|er|pharmacy|ambulance|food|hungry|necesito|ocupo|ayud\w+|medicinas?|doctora?|farmacia|comida)\b/i;

const asksOwn = (d: Draft, me: Helper): boolean => waits(d, me) && d.session(me.number)?.script !== 'menu';

/**
 * "I'm sick today", "something came up" from a volunteer who has no case: they can't, and ask for nothing. What they were offered goes to others,
 * and they hear how to go off call. Answers false where they say anything else, or ask for help.
 */
export const cannotNow = (d: Draft, me: Helper, text: string): boolean => {
  const { held, live, pods, name } = me.volunteer;
  if (held.length > 0 || pods.length === 0 || live.some(r => r.kind === 'page') || asksOwn(d, me)) return false;
  if (givesBack(text) === undefined || WANTS_HELP.test(text)) return false;
  for (const { code } of live) pass(d, { ...me, volunteer: d.volunteer(me.number) ?? me.volunteer }, code, text);
  d.reply(d.line(me.language, 'cannot-now', { me: name }));
  return true;
};
