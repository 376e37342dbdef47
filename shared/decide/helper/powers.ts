import { type Case, isConflict } from '../../domain/case.ts';
import type { PhoneNumber } from '../../domain/ids.ts';
import { isPaged } from '../../domain/paged.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { standIns, withRole } from '../draft/tell.ts';

type Who = Pick<Speaker, 'number' | 'powers'> & Partial<Pick<Speaker, 'volunteer'>>;

/** Whether they were paged for this case, or took it on after a page: then they may see to it, whatever their role. */
const wasPaged = (c: Case, { volunteer }: Partial<Pick<Speaker, 'volunteer'>>): boolean =>
  volunteer !== undefined && (isPaged(volunteer, c) || volunteer.held.some(r => r.code === c.code && r.kind === 'page'));

/** Whether they stand in now because nobody who should can be reached, so that a page is theirs to take. */
export const isStandIn = (d: Draft, c: Case, number: PhoneNumber): boolean => {
  const others = [...withRole(d, 'coordinator'), ...withRole(d, 'safety'), ...(isConflict(c) ? withRole(d, 'community-liaison') : [])];
  return others.every(other => other === c.number) && standIns(d, c).includes(number);
};

/** Whether somebody has the role safety besides the one whom the case is from; where nobody has it, a coordinator stands in. */
export const hasSafetyPeople = (d: Draft, c: Case): boolean => withRole(d, 'safety').some(number => number !== c.number);

/** A conflict is the community liaison's too; what puts somebody in danger is not. */
const isLiaisons = (c: Case, me: Who): boolean => me.powers.liaison && isConflict(c);

const inSafety = (d: Draft, c: Case, me: Who): boolean =>
  me.powers.safety || isLiaisons(c, me) || (me.powers.coordinator && !hasSafetyPeople(d, c));

/**
 * Whether someone of the team may know that a case exists: a pod lead those of the pod, the people for safety only safety cases, the
 * community liaison only conflicts.
 */
export const maySee = (c: Case, me: Who): boolean =>
  me.powers.coordinator ||
  wasPaged(c, me) ||
  (c.kind === 'safety' && me.powers.safety) ||
  isLiaisons(c, me) ||
  (c.kind === 'person' && c.holder?.number === me.number) ||
  (c.pod !== undefined && me.powers.leads.includes(c.pod));

/** Whether they may read what was said in it: a safety case the people for safety and whoever took it on, a conflict the liaison too. */
export const mayRead = (d: Draft, c: Case, me: Who): boolean =>
  c.kind === 'safety' ? inSafety(d, c, me) || wasPaged(c, me) || c.holder?.number === me.number : maySee(c, me);

/** Whether they may take on a safety case or a wish for a person. A report waits for the people for safety; danger waits for nobody. */
export const mayTakeOn = (d: Draft, c: Case, me: Who): boolean => {
  if (c.number === me.number) return false;
  if (wasPaged(c, me)) return true;
  if (c.kind === 'safety') return inSafety(d, c, me) || (me.powers.coordinator && c.danger !== undefined);
  // The people for safety are trained to talk to people: they answer the phone for a wish for a person too.
  return me.powers.coordinator || (c.kind === 'person' && me.powers.safety);
};

/** Whether they may close it. Nobody closes a safety case about which they wrote themselves. */
export const mayClose = (d: Draft, c: Case, me: Who): boolean => {
  if (c.kind !== 'safety') return maySee(c, me);
  return c.number !== me.number && (inSafety(d, c, me) || c.holder?.number === me.number);
};
