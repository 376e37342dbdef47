import { sooner } from '../../domain/needed-by.ts';
import type { Need, Urgency } from '../../domain/needs.ts';
import type { Known } from '../../script/script.ts';
import { partsOf } from '../../understand/parts.ts';
import type { Draft } from '../draft/draft.ts';
import { neededIn, timeFacts } from '../words/needed-by.ts';

/** How soon, as the slots of the script keep it. */
type Time = Known;

const NO_HOUR = '9999';
const isSooner = (one: Time, other: Time): boolean => {
  const [a, b] = [one.when as Urgency, other.when as Urgency];
  if (a !== b) return sooner(a, b) === a;
  return (neededIn(one.by)?.at ?? NO_HOUR) < (neededIn(other.by)?.at ?? NO_HOUR);
};
const soonest = (times: readonly Time[]): Time => times.reduce((one, other) => (isSooner(other, one) ? other : one));

/**
 * Of a text that asks for several things at several times ("food today and a ride on Friday"), how soon each is needed: the time said with it, and the soonest
 * of all where none is, since too early does less harm than too late. Undefined where there is one time for all, or none.
 */
export const timesApart = (d: Draft, text: string, needs: readonly Need[]): ((its: readonly Need[]) => Known) | undefined => {
  if (needs.length < 2) return undefined;
  const told = partsOf(text)
    .map(part => ({ needs: part.needs, time: timeFacts(d, part.facts) }))
    .filter(({ time }) => time.when !== undefined);
  if (new Set(told.map(({ time }) => JSON.stringify(time))).size < 2) return undefined;
  const all = soonest(told.map(({ time }) => time));
  return its => {
    const theirs = told.filter(part => part.needs.some(need => its.includes(need))).map(({ time }) => time);
    return theirs.length > 0 ? soonest(theirs) : all;
  };
};
