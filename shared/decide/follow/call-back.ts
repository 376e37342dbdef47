import { hasNumber } from '../../domain/call.ts';
import { ATTEMPTS_MAX, numberToTry, REMINDERS_MAX, waitsForCall } from '../../domain/call-back.ts';
import { type Case, type Holder, isFree } from '../../domain/case.ts';
import { mayBeTextedAbout } from '../../domain/contact.ts';
import { HOUR_MS, later } from '../../domain/ids.ts';
import { isOnPhone } from '../../domain/phone-state.ts';
import type { Draft } from '../draft/draft.ts';
import { isReachedByCall, isTold, tell, tellCoordinators, tellResident } from '../draft/tell.ts';
import { page } from './page.ts';

/** How long whoever has it is left between two reminders. */
const REMIND_MS = 2 * HOUR_MS;

const givenUp = (d: Draft, c: Case, why: string): void => {
  const { next: _over, ...kept } = c;
  d.putCase({ ...kept, ...(c.callBack ? { callBack: { ...c.callBack, over: d.now } } : {}) });
  d.note(c.code, why, 'line');
};

const isTexted = (d: Draft, c: Case): boolean => hasNumber(c.number) && !d.record(c.number)?.optedOut && mayBeTextedAbout(c);
/** Whether what is told to them now gets there now. */
const readsIt = (d: Draft, c: Case): boolean => isTexted(d, c) && !isTold(d, c.number);

/** After so many calls in vain they are told by text where that can be, and the team hears that it is theirs to decide. */
const inVain = (d: Draft, c: Case): void => {
  givenUp(d, c, 'three calls did not reach them');
  if (isTexted(d, c)) tellResident(d, c, 'back-gone');
  tellCoordinators(d, readsIt(d, c) ? 'back-told' : 'back-told-silent', c, {}, 'urgent');
};

/** Reminded so often and still not called: they are told that we have failed them so far, and the team that somebody must. */
const notCalled = (d: Draft, c: Case, holder: Holder): void => {
  givenUp(d, c, `${holder.name} was reminded three times, and no call has reached them`);
  if (isTexted(d, c) || (isReachedByCall(d, c) && mayBeTextedAbout(c))) tellResident(d, c, 'back-late');
  tellCoordinators(d, 'back-uncalled', c, { name: holder.name }, 'urgent');
};

/** There is no number to call: who has the case hears so, and where else one may stand, instead of a reminder that cannot be followed. */
const noNumber = (d: Draft, c: Case, holder: Holder): void => {
  givenUp(d, c, 'they left no number to call');
  tell(d, holder.number, 'back-unseen', c, { me: holder.name }, 'urgent');
};

/** A call back has not reached them by now: who has it is reminded, and where nobody has it people are paged. */
export const callBackDue = (d: Draft, c: Case): void => {
  const { callBack, holder } = c;
  if (!callBack || !waitsForCall(c)) return;
  if (callBack.attempts >= ATTEMPTS_MAX) return inVain(d, c);
  if (!holder || isFree(c)) return page(d, c);
  if (!numberToTry(c)) return noNumber(d, c, holder);
  const row = d.volunteer(holder.number);
  // They may be talking with them at this moment.
  if (row?.onPhone && isOnPhone(row, d.now)) return d.putCase({ ...c, next: { what: 'call-back', at: row.onPhone.until } });
  const reminded = (callBack.reminded ?? 0) + 1;
  if (reminded > REMINDERS_MAX) return notCalled(d, c, holder);
  tell(d, holder.number, 'back-due', c, { me: holder.name }, 'urgent');
  d.putCase({ ...c, callBack: { ...callBack, reminded }, next: { what: 'call-back', at: later(d.now, REMIND_MS) } });
};
