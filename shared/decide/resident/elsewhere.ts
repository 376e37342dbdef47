import type { Case } from '../../domain/case.ts';
import { onCall } from '../draft/call-draft.ts';
import type { Draft } from '../draft/draft.ts';

/** Whether they talk on a phone that was left with us and is not their thread's own: somebody else may have it by now. */
export const isElsewhere = (d: Draft): boolean => onCall(d)?.step.elsewhere !== undefined;

/** Whether this case may be told of, or gone on with, on the phone on which they talk: on another than their own only what was to be told there, and no report. */
export const isTellableHere = (d: Draft, c: Pick<Case, 'code' | 'kind' | 'reach'>): boolean => {
  const call = onCall(d);
  const phone = call?.step.elsewhere;
  if (!call || phone === undefined) return true;
  // What was begun on this very call may be gone on with.
  if (call.openedCodes.includes(c.code) || call.call.codes.includes(c.code)) return true;
  return c.kind !== 'safety' && c.reach === phone;
};
