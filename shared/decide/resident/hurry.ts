import { type Case, isFree } from '../../domain/case.ts';
import type { Instant } from '../../domain/ids.ts';
import { inDaytime } from '../../domain/local-time.ts';
import { asUrgentAsItsTime, sooner, urgencyBy } from '../../domain/needed-by.ts';
import type { Urgency } from '../../domain/needs.ts';
import type { Known } from '../../script/script.ts';
import { tellsLack } from '../../understand/lack.ts';
import type { Draft } from '../draft/draft.ts';
import { byValue, neededIn } from '../words/needed-by.ts';
import { isWhen, soonerAnew, whenOf, withTime } from './new-time.ts';

/** How soon what is told now is needed: as they say, or today where they have none left. */
export const soonIn = (facts: Known, words: string): Known =>
  facts.when === undefined && tellsLack(words) ? { ...facts, when: 'today' } : facts;

interface Hurried {
  readonly case: Case;
  /** What it goes back to where it is another request that is in a hurry. */
  readonly was: Known;
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
  if (!isFree(c) || !isWhen(when)) return undefined;
  const its = c.by ? whenOf(d, c) : c.urgency;
  if (sooner<Urgency>(its, when) === its) return undefined;
  const hurried = soonerAnew(d, c, withTime(d, c, { when, ...(by && facts.by !== undefined ? { by: facts.by } : {}) }));
  const wasBy = byValue(c.by);
  return {
    case: hurried,
    was: { was: c.when ?? '', ...(wasBy === undefined ? {} : { wasBy }) },
    asks: hurried.next?.what === 'dispatch' && !c.kept && inDaytime(d.now, d.world.community.timezone) === d.now,
  };
};

/** It was another request that was in a hurry: the first is as urgent as before. */
export const unhurried = (c: Case, known: Known, now: Instant): Case => {
  if (known.was === undefined) return c;
  const { when: _when, by: _by, ...rest } = c;
  const by = neededIn(known.wasBy);
  const its: Case = isWhen(known.was) ? { ...rest, when: known.was, urgency: known.was } : { ...rest, urgency: 'today' };
  return by ? asUrgentAsItsTime({ ...its, by }, now) : its;
};
