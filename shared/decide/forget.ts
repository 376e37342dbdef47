import type { Case } from '../domain/case.ts';
import { keptFor } from '../domain/forget.ts';
import type { PhoneNumber } from '../domain/ids.ts';
import type { AskNode } from '../script/script.ts';
import type { Draft } from './draft.ts';

/** How long the answer to this question may be kept, where that is less than its case. */
export const keepMsOf = (d: Draft, slot: string): number | undefined => {
  const nodes = Object.values(d.world.book.scripts).flatMap(script => Object.values(script.nodes));
  const asks = nodes.filter((node): node is AskNode => node.kind === 'ask' && node.slot === slot);
  const kept = asks.flatMap(node => node.keepMs ?? []);
  return kept.length > 0 ? Math.min(...kept) : undefined;
};

/** How long the answer to the question that waits may be kept, where that is less than its case. */
export const keepMsAsked = (d: Draft, number: PhoneNumber): number | undefined => {
  const session = d.session(number);
  const node = session && d.world.book.scripts[session.script]?.nodes[session.node];
  return node?.kind === 'ask' ? node.keepMs : undefined;
};

/** Whatever is written down of a report now, in whatever way it came, is kept as long as the question for it says. */
export const keptInTime = (d: Draft, c: Case): Case => {
  if (c.kind !== 'safety') return c;
  const before = d.thread(c.number)?.cases.find(one => one.code === c.code)?.notes ?? [];
  const keepMs = c.notes.length === 0 ? undefined : keepMsOf(d, 'story');
  if (keepMs === undefined) return c;
  return c.notes.filter(note => !before.includes(note)).reduce((now, note) => keptFor(now, note, keepMs, d.now), c);
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
