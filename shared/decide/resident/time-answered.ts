import type { Case } from '../../domain/case.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Urgency } from '../../domain/needs.ts';
import { understand } from '../../understand/understand.ts';
import type { Draft } from '../draft/draft.ts';
import { saidAt } from '../words/needed-by.ts';
import { soonerAnew } from './new-time.ts';
import { hurried } from './opening.ts';

type When = Exclude<Urgency, 'now'>;
/** How soon it is needed; a time that was told before is over with it. */
export const withWhen = (given: Case, when: When, now: Instant): Case => {
  const { by: _by, ...c } = hurried(given, when, now);
  return { ...c, ...saidAt(c, now), when, urgency: c.urgency === 'now' ? 'now' : when };
};

/** "The ride is at 3" tells nothing of the food that is asked for with it. */
export const timeOfAnother = (cases: readonly Case[], text: string): ((c: Case, slot: string) => boolean) => {
  if (cases.length < 2) return () => false;
  const { needs } = understand(text);
  const named = cases.filter(c => c.needs.some(need => needs.includes(need)));
  // Where none is named it is first of what has no time yet.
  const theirs = named.length > 0 ? named : cases.filter(c => c.when === undefined);
  return (c, slot) => (slot === 'when' || slot === 'by') && theirs.length > 0 && !theirs.some(({ code }) => code === c.code);
};

/** What an answer made needed sooner is looked for at once. */
export const lookForSooner = (d: Draft, before: readonly Case[]): void => {
  for (const was of before) {
    const c = d.case(was.number, was.code);
    const anew = c && soonerAnew(d, was, c);
    if (anew && anew !== c) d.putCase(anew);
  }
};
