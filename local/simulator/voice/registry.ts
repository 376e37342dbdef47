import { CALLS_KEPT_MAX } from '../ledger.ts';
import type { Leg } from './leg.ts';
import { OVER } from './model.ts';

/** The calls by their ids, oldest first. Calls that are over and long ago are forgotten. */
export const registry = () => {
  const legs = new Map<string, Leg>();
  return {
    put: (leg: Leg): void => {
      legs.set(leg.call.sid, leg);
      const [oldest] = legs.values();
      if (legs.size > CALLS_KEPT_MAX && oldest && OVER.has(oldest.call.status)) legs.delete(oldest.call.sid);
    },
    get: (sid: string): Leg | undefined => legs.get(sid),
    all: (): Iterable<Leg> => legs.values(),
    live: (): readonly Leg[] => [...legs.values()].filter(({ call }) => !OVER.has(call.status)),
  };
};
