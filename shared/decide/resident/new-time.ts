import { type Case, isFree } from '../../domain/case.ts';
import { begunAnew } from '../../domain/escalation.ts';
import { asUrgentAsItsTime, inTime, sooner, whenBy } from '../../domain/needed-by.ts';
import { isUrgency, type Urgency } from '../../domain/needs.ts';
import type { Known } from '../../script/script.ts';
import { tellsLack } from '../../understand/lack.ts';
import type { Draft } from '../draft/draft.ts';
import { neededIn, saidAt } from '../words/needed-by.ts';

type When = Exclude<Urgency, 'now'>;

/** Whether a value of a slot says how soon something is needed. */
export const isWhen = (value: unknown): value is When => isUrgency(value) && value !== 'now';

/** How soon what is told now is needed: as they say, or today where they have none left. */
export const soonIn = (facts: Known, words: string): Known =>
  facts.when === undefined && tellsLack(words) ? { ...facts, when: 'today' } : facts;

/** How soon a case is needed by the day it is for; what nobody said is no sooner than anything. */
export const whenOf = (d: Draft, c: Pick<Case, 'by' | 'when'>): When =>
  c.by ? whenBy(c.by, d.now, d.world.community.timezone) : (c.when ?? 'this-week');

/** The case for the time that was told: an hour or a day takes the place of the one before, and so does "today" of what was for another day. */
export const withTime = (d: Draft, c: Case, known: Known): Case => {
  const by = neededIn(known.by);
  const { when } = known;
  if (!isWhen(when)) return by ? asUrgentAsItsTime({ ...c, by }, d.now) : c;
  const { by: before, ...rest } = c;
  // Said once more of the same day, it keeps its hour.
  const its = by ?? (before && whenOf(d, c) === when ? before : undefined);
  const urgency = c.urgency === 'now' ? c.urgency : when;
  return asUrgentAsItsTime({ ...rest, ...saidAt(c, d.now), when, urgency, ...(its ? { by: its } : {}) }, d.now);
};

/** The case that is needed sooner than it was: everybody is asked anew at once, since they were asked for a later time, and its next step stands nowhere behind its time. */
export const soonerAnew = (d: Draft, before: Case, c: Case): Case => {
  const { next } = c;
  if (!isFree(c) || next?.what !== 'dispatch' || before.next?.what !== 'dispatch') return c;
  const isSooner = sooner<Urgency>(before.urgency, c.urgency) !== before.urgency || isDayBefore(d, before, c);
  if (!isSooner) return inTime(c, d.now, d.world.community.timezone);
  const { overTold: _over, ...anew } = c;
  return { ...anew, escalation: { ...begunAnew(c.escalation), tried: leftToTry(c) }, next: { ...next, at: d.now } };
};

/** Who was not told yet comes next; where all were, the ladder begins again. */
const leftToTry = ({ escalation: { tried } }: Case): Case['escalation']['tried'] => (tried.includes('coordinator') ? [] : tried);

const isDayBefore = (d: Draft, before: Case, c: Case): boolean => {
  const [then, now] = [whenOf(d, before), whenOf(d, c)];
  return before.by !== undefined && then !== now && sooner<Urgency>(then, now) === now;
};
