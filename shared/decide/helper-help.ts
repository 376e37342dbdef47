import type { Understanding } from '../understand/understanding.ts';
import type { Draft } from './draft.ts';
import type { Speaker } from './meet.ts';
import { answersMenu } from './turn.ts';

/** The words that whoever helps may text: a team's own, or a volunteer's. */
export const helperHelp = (d: Draft, me: Speaker): string => {
  const inTeam = me.powers.coordinator || me.powers.leads.length > 0;
  return d.line(me.language, inTeam ? 'team-help' : 'volunteer-help');
};

/**
 * Words of somebody of the roster or the team that mean nothing to us: they hear what they can text, and nothing is opened. Whoever helps is
 * never taken for somebody who asks for a person unless they say so. Answers false for a resident.
 */
export const tellsHelper = (d: Draft, me: Speaker): boolean => {
  if (!me.volunteer || d.channel !== 'sms') return false;
  d.reply(d.line(me.language, 'sorry'));
  d.reply(helperHelp(d, me));
  return true;
};

/** The same for words to the menu that are none of its choices, and no request. */
export const lostOnMenu = (d: Draft, me: Speaker, words: string, understood: Understanding): boolean =>
  me.volunteer !== undefined &&
  d.session(me.number)?.script === 'menu' &&
  !understood.request &&
  !answersMenu(d, me, words) &&
  tellsHelper(d, me);
