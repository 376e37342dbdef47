import { type Case, closeCase, freeCase, isOpen, withNews } from '../domain/case.ts';
import { moreUrgent } from '../domain/needs.ts';
import type { Draft } from './draft.ts';

/** Whether the resident's word still decides: also when it comes after the case was closed for want of it. */
const awaitsWord = (c: Case): boolean => isOpen(c) || c.outcome === 'unconfirmed';
/** It arrived, says the resident: closed, and whoever brought it hears so. */
export const arrived = (d: Draft, c: Case): void => {
  if (!awaitsWord(c)) return;
  const closed = closeCase(c, 'met', d.now);
  d.putCase(c.holder ? withNews(closed, 'arrived', c.holder, d.now) : closed);
  d.note(c.code, 'arrived, says the resident', 'resident');
};
/** So much of what the resident says goes on to a coordinator with the news; all of it stands with the case. */
const TOLD_MAX = 200;
/** It had not arrived: free again, more urgent, and never again for the one who said it was done. */
export const notArrived = (d: Draft, given: Case, words: string): void => {
  if (!awaitsWord(given)) return;
  const { outcome: _outcome, closedAt: _closedAt, ...c } = given;
  const freed = freeCase(c, { what: 'dispatch', at: d.now }, moreUrgent(c.urgency));
  const again = c.holder
    ? withNews({ ...freed, excluded: [...c.excluded, c.holder.number] }, 'not-arrived', c.holder, d.now, words.slice(0, TOLD_MAX))
    : freed;
  d.putCase(again);
  d.note(c.code, 'had NOT arrived; open again, more urgent', 'resident');
};
