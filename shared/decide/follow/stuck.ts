import { type Case, dueAt } from '../../domain/case.ts';
import { Draft } from '../draft/draft.ts';
import { coordinatorsFor } from '../draft/tell.ts';
import type { Decision, World } from '../draft/world.ts';

/**
 * The next step of a case broke through a fault of ours. It is kept in the timeline and a coordinator hears the code, in words that rest on
 * nothing of the case itself, so that whatever broke the step cannot break the news of it.
 */
export const decideStuck = (world: World, due: Pick<Case, 'number' | 'code'>, tell: boolean): Decision => {
  const d = new Draft(world);
  const c = d.case(due.number, due.code);
  const since = c && dueAt(c);
  if (!since || since > d.now) return d.decision();
  d.note(c.code, `its next step (${c.news ? 'news' : c.next?.what}) did not work, a fault of ours; it is tried again`, 'line');
  if (!tell) return d.decision();
  for (const to of coordinatorsFor(d, c)) {
    d.send(to, d.line(d.languageOfVolunteer(to), 'stuck-told', { code: c.code }), 'stuck', 'urgent', c);
  }
  return d.decision();
};
