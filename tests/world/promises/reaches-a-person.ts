import { isOpen } from '../../../shared/domain/case.ts';
import { MINUTE_MS } from '../../../shared/domain/ids.ts';
import type { Promised, View } from './promise.ts';

const TURNS = 6;
/** Nonsense that comes further apart than this is no one conversation. */
const APART_MS = 10 * MINUTE_MS;

/** Whether people are told of somebody: by a case of theirs that is more than a need nobody has, or words in one. */
export const someoneKnows = (view: View, phone: string): boolean =>
  [...view.mirror.cases.values()].some(
    c => c.number === phone && isOpen(c) && (c.kind !== 'need' || c.holder !== undefined || c.notes.length > 0),
  );

/** Whoever is not understood six times in a row has reached a person: there is a case that people are told of. */
export const reachesAPerson = (): Promised => {
  const lost = new Map<string, { turns: number; at: number }>();
  const known = new Set<string>();
  return {
    promise: 'every conversation reaches a person in six turns',
    onWritten: ({ phone, sid, meant, taken }, view) => {
      // The same text once more is no further turn.
      if (!taken || known.has(sid)) return undefined;
      known.add(sid);
      const before = lost.get(phone);
      // Whoever is read by a person has reached one; once that is over it begins anew.
      const goesOn = meant.is === 'nonsense' && !view.out.has(phone) && !someoneKnows(view, phone);
      const turns = goesOn ? (before && view.at - before.at < APART_MS ? before.turns : 0) + 1 : 0;
      lost.set(phone, { turns, at: view.at });
      return turns >= TURNS ? `${phone} was not understood ${turns} times, and nobody is told of it` : undefined;
    },
  };
};
