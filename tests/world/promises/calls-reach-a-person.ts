import { MINUTE_MS } from '../../../shared/domain/ids.ts';
import type { Promised } from './promise.ts';
import { someoneKnows } from './reaches-a-person.ts';

const STEPS = 6;
/** What is heard further apart than this is no one call. */
const APART_MS = 3 * MINUTE_MS;
const NOT_UNDERSTOOD = /did not get that|no entend[ií]/i;

/** Whoever is not understood six times on a call has reached a person: there is a case that people are told of. Where a call leads to is a case at once. */
export const callsReachAPerson = (): Promised => {
  /** Calls that were looked at to their end. */
  const ended = new Set<string>();
  const lost = new Map<string, { steps: number; at: number }>();
  return {
    promise: 'every call reaches a person in six steps',
    onReached: ({ phone, words, how }, view) => {
      if (how !== 'voice') return undefined;
      const before = lost.get(phone);
      const goesOn = before && view.at - before.at < APART_MS ? before.steps : 0;
      const steps = NOT_UNDERSTOOD.test(words) ? goesOn + 1 : goesOn;
      lost.set(phone, { steps, at: view.at });
      return steps >= STEPS && !someoneKnows(view, phone)
        ? `${phone} was not understood ${steps} times on a call, and nobody is told of it`
        : undefined;
    },
    onRest: ({ mirror }) => {
      for (const { sid, codes, stage } of mirror.calls.values()) {
        if (ended.has(sid)) continue;
        if (stage === 'ended') ended.add(sid);
        const lost = codes.find(code => !mirror.cases.has(code));
        if (lost) return `the call ${sid} is about ${lost}, which is no case`;
      }
      return undefined;
    },
  };
};
