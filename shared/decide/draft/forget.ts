import type { Case } from '../../domain/case.ts';
import { keptFor } from '../../domain/forget.ts';
import type { PhoneNumber } from '../../domain/ids.ts';
import type { Draft } from './draft.ts';

/** How long the answer to the question that waits may be kept, where that is less than its case. */
export const keepMsAsked = (d: Draft, number: PhoneNumber): number | undefined => {
  const session = d.session(number);
  const node = session && d.world.book.scripts[session.script]?.nodes[session.node];
  return node?.kind === 'ask' ? node.keepMs : undefined;
};

/** Whether these words came to this case just now, or are told of a report: the same word may stand in another case of this number. */
const isKeptNow = (d: Draft, { number, code, kind, notes }: Case): boolean =>
  kind === 'safety' || notes !== d.thread(number)?.cases.find(c => c.code === code)?.notes;

/** These words, which some case of this number keeps by now, are kept no longer than was promised with their question. */
export const forgetInTime = (d: Draft, number: PhoneNumber, words: string, keepMs: number | undefined): void => {
  if (keepMs === undefined) return;
  for (const c of d.cases(number).filter(one => isKeptNow(d, one))) {
    const kept = keptFor(c, words, keepMs, d.now);
    if (kept !== c) d.putCase(kept);
  }
};
