import { type Case, closeCase, freeCase, isOpen, type News, withExcluded, withNews } from '../../domain/case.ts';
import { moreUrgent } from '../../domain/needs.ts';
import type { Draft } from '../draft/draft.ts';

/** Whether the resident's word still decides: also when it comes after the case was closed for want of it. */
const awaitsWord = (c: Case): boolean => isOpen(c) || c.outcome === 'unconfirmed';
/** Whoever brought it before and was told that it had not arrived. */
const earlier = (c: Case): News['by'] | undefined => {
  const number = c.excluded.at(-1);
  const asked = c.doneAt && c.asked.findLast(a => a.number === number);
  return asked && number !== c.holder?.number ? { number: asked.number, name: asked.name } : undefined;
};

/**
 * It arrived, says the resident: closed, and whoever brought it hears so. Where nobody had said yet that it is done, or it was looked for again,
 * whoever has it or was asked hears that nobody need go any more.
 */
export const arrived = (d: Draft, c: Case): void => {
  if (!awaitsWord(c)) return;
  const closed = closeCase(c, 'met', d.now);
  const over = isOpen(c) && c.status !== 'delivered';
  const by = over ? earlier(c) : undefined;
  const told = [...(by ? [by] : []), ...(c.holder ? [c.holder] : [])].reduce((now, one) => withNews(now, 'arrived', one, d.now), closed);
  d.putCase(over ? { ...told, doneAt: c.doneAt ?? d.now, asked: c.asked, next: { what: 'withdrawn', at: d.now } } : told);
  d.note(c.code, 'arrived, says the resident', 'resident');
};
/** So much of what the resident says goes on to a coordinator with the news; all of it stands with the case. */
const TOLD_MAX = 200;
/** It had not arrived: free again, more urgent, and never again for the one who said it was done. Where nobody has said so yet, it goes on as it is. */
export const notArrived = (d: Draft, given: Case, words: string): void => {
  if (!awaitsWord(given) || (isOpen(given) && given.status !== 'delivered')) return;
  const { outcome: _outcome, closedAt: _closedAt, ...c } = given;
  const freed = freeCase(c, { what: 'dispatch', at: d.now }, moreUrgent(c.urgency));
  const again = c.holder
    ? withNews({ ...freed, excluded: withExcluded(c.excluded, c.holder.number) }, 'not-arrived', c.holder, d.now, words.slice(0, TOLD_MAX))
    : freed;
  d.putCase(again);
  d.note(c.code, 'had NOT arrived; open again, more urgent', 'resident');
};
