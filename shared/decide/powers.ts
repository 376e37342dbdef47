import type { Case } from '../domain/case.ts';
import type { Draft } from './draft.ts';
import type { Speaker } from './meet.ts';
import { withRole } from './tell.ts';

type Who = Pick<Speaker, 'number' | 'powers'>;

/** Whether somebody has the role safety besides the one whom the case is from; where nobody has it, a coordinator stands in. */
export const hasSafetyPeople = (d: Draft, c: Case): boolean => withRole(d, 'safety').some(number => number !== c.number);

const inSafety = (d: Draft, c: Case, me: Who): boolean => me.powers.safety || (me.powers.coordinator && !hasSafetyPeople(d, c));

/** Whether someone of the team may know that a case exists: a pod lead those of the pod, the people for safety only safety cases. */
export const maySee = (c: Case, me: Who): boolean =>
  me.powers.coordinator || (c.kind === 'safety' && me.powers.safety) || (c.pod !== undefined && me.powers.leads.includes(c.pod));

/** Whether they may read what was said in it. A safety case is read by the people for safety and by whoever took it on. */
export const mayRead = (d: Draft, c: Case, me: Who): boolean =>
  c.kind === 'safety' ? inSafety(d, c, me) || c.holder?.number === me.number : maySee(c, me);

/** Whether they may take on a safety case or a wish for a person. A report waits for the people for safety; danger waits for nobody. */
export const mayTakeOn = (d: Draft, c: Case, me: Who): boolean => {
  if (c.number === me.number) return false;
  if (c.kind === 'safety') return inSafety(d, c, me) || (me.powers.coordinator && c.danger !== undefined);
  return me.powers.coordinator;
};

/** Whether they may close it. Nobody closes a safety case about which they wrote themselves. */
export const mayClose = (d: Draft, c: Case, me: Who): boolean => {
  if (c.kind !== 'safety') return maySee(c, me);
  return c.number !== me.number && (inSafety(d, c, me) || c.holder?.number === me.number);
};
