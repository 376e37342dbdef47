import type { CommandMatch } from '../../script/match.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { factsOf } from '../draft/turn.ts';
import { sameOpen } from './need.ts';

/** Whether "Welcome back" is answered with the request that is open already, and no more: they want to go on with it. */
export const restates = (d: Draft, me: Speaker, text: string, understood: Understanding, matched: CommandMatch | undefined): boolean => {
  const session = d.session(me.number);
  if (session?.script !== 'need' || session.aside?.kind !== 'welcome-back') return false;
  if (matched?.command === 'need' && matched.rest === '') return true;
  const { needs, request } = understood;
  const same = request && needs.length > 0 ? sameOpen(d, me, needs) : undefined;
  return same !== undefined && needs.every(need => same.needs.includes(need)) && !tellsMore(d, text, understood);
};

/** A place, a day or a number of people beside the need itself. */
const tellsMore = (d: Draft, text: string, understood: Understanding): boolean =>
  Object.keys(factsOf(d, text, understood)).some(fact => fact !== 'what');

/** The key that "Welcome back" names for going on. */
export const GO_ON = '1';
