import type { CallBack } from './calling.ts';
import { type Case, isOpen } from './case.ts';
import { type Instant, type PhoneNumber, phoneNumber } from './ids.ts';

/** Three calls in vain are enough: then they are told, and a coordinator decides. */
export const ATTEMPTS_MAX = 3;
/** So often whoever has it is reminded of a call that was promised. */
export const REMINDERS_MAX = 3;

/** Whether all that is done for one promise was done: who asks again after that is promised anew. */
export const isSpent = ({ attempts, reminded = 0 }: CallBack): boolean => attempts >= ATTEMPTS_MAX || reminded >= REMINDERS_MAX;

/** Whether somebody still waits to be called. */
export const waitsForCall = (c: Case): boolean =>
  isOpen(c) && c.callBack !== undefined && c.callBack.reached === undefined && c.callBack.over === undefined;

/** Whoever asked for a call after their STOP may have it, and no text. */
export const askedAfterStop = (c: Case, stop: Instant): boolean =>
  waitsForCall(c) && c.callBack !== undefined && (c.callBack.since > stop || c.afterStop !== undefined);

/** Where the person of a case wants to be called: at the phone that they left for it, else at their own; undefined where we have none. */
export const numberToCall = (c: Pick<Case, 'number' | 'reach'>): PhoneNumber | undefined => c.reach ?? phoneNumber(c.number);

/** The same for whoever has the case and asks for a call: where there is no other, the number that was keyed and not confirmed. */
export const numberToTry = (c: Pick<Case, 'number' | 'reach' | 'keyed'>): PhoneNumber | undefined => numberToCall(c) ?? c.keyed?.phone;
