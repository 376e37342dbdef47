import { type Case, isFree } from '../../domain/case.ts';
import { inDaytime } from '../../domain/local-time.ts';
import { sooner, urgencyBy } from '../../domain/needed-by.ts';
import { isUrgency, type Urgency } from '../../domain/needs.ts';
import type { Known } from '../../script/script.ts';
import { tellsLack } from '../../understand/lack.ts';
import type { Draft } from '../draft/draft.ts';
import { neededIn, saidAt } from '../words/needed-by.ts';

type When = Exclude<Urgency, 'now'>;
const isWhen = (value: unknown): value is When => isUrgency(value) && value !== 'now';

/** How soon what is told now is needed: as they say, or today where they have none left. */
export const soonIn = (facts: Known, words: string): Known =>
  facts.when === undefined && tellsLack(words) ? { ...facts, when: 'today' } : facts;

interface Hurried {
  readonly case: Case;
  /** What it goes back to where it is another request that is in a hurry. */
  readonly was: string;
  /** It is asked for again at once, and not when people wake. */
  readonly asks: boolean;
}

/**
 * The case as urgent as what is asked for beside it, for as long as nobody says which of the two it is: more of the same cannot wait until that is
 * answered. Undefined where it is as urgent already, or somebody has it.
 */
export const hurriedBy = (d: Draft, c: Case, facts: Known): Hurried | undefined => {
  const by = neededIn(facts.by);
  const when = by && isWhen(facts.when) ? sooner<Urgency>(facts.when, urgencyBy(by, d.now)) : facts.when;
  if (!isFree(c) || c.by || !isWhen(when) || sooner<Urgency>(c.urgency, when) === c.urgency) return undefined;
  const again = c.next?.what === 'dispatch' ? { next: { ...c.next, at: d.now } } : undefined;
  const hurried: Case = { ...c, ...saidAt(c, d.now), when, urgency: when, ...again };
  return {
    case: hurried,
    was: c.when ?? '',
    asks: again !== undefined && !c.kept && inDaytime(d.now, d.world.community.timezone) === d.now,
  };
};

/** It was another request that was in a hurry: the first is as urgent as before. */
export const unhurried = (c: Case, known: Known): Case => {
  if (known.was === undefined) return c;
  const { when: _when, ...rest } = c;
  return isWhen(known.was) ? { ...rest, when: known.was, urgency: known.was } : { ...rest, urgency: 'today' };
};
