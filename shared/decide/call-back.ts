import { type Case, isFree, waitsForCall } from '../domain/case.ts';
import { HOUR_MS, later } from '../domain/ids.ts';
import type { Draft } from './draft.ts';
import { page } from './page.ts';
import { tell, tellCoordinators, tellResident } from './tell.ts';

/** Three calls in vain are enough: then they are told, and a coordinator decides. */
export const ATTEMPTS_MAX = 3;
/** How long whoever has it is left between two reminders. */
const REMIND_MS = 2 * HOUR_MS;
const REMINDERS_MAX = 3;

/** After so many calls in vain they are told by text where that can be, and the team hears that it is theirs to decide. */
const inVain = (d: Draft, c: Case): void => {
  const { next: _over, ...kept } = c;
  d.putCase(kept);
  d.note(c.code, 'three calls did not reach them', 'line');
  if (!d.record(c.number)?.optedOut && c.contact !== 'none') tellResident(d, c, 'back-gone');
  tellCoordinators(d, 'back-told', c, {}, 'urgent');
};

/** A call back has not reached them by now: who has it is reminded, and where nobody has it people are paged. */
export const callBackDue = (d: Draft, c: Case): void => {
  const { callBack, holder } = c;
  if (!callBack || !waitsForCall(c)) return;
  if (callBack.attempts >= ATTEMPTS_MAX) return inVain(d, c);
  if (!holder || isFree(c)) return page(d, c);
  const reminded = (callBack.reminded ?? 0) + 1;
  if (reminded > REMINDERS_MAX) return inVain(d, c);
  tell(d, holder.number, 'back-due', c, { me: holder.name }, 'urgent');
  d.putCase({ ...c, callBack: { ...callBack, reminded }, next: { what: 'call-back', at: later(d.now, REMIND_MS) } });
};
