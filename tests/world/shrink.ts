import { type Event, phoneOf } from './events.ts';
import type { Recorded } from './replay.ts';
import type { Broken } from './world.ts';

/** Whether a world still breaks the same promise. */
type Breaks = (recorded: Recorded) => Promise<boolean>;

/**
 * The fewest of these things with which it still breaks: delta debugging (Zeller, Hildebrandt: Simplifying and Isolating Failure-Inducing
 * Input, 2002). Halves are left out first, then quarters, down to one by one. `most` bounds how often it is tried.
 */
export const fewest = async <T>(
  all: readonly T[],
  breaks: (left: readonly T[]) => Promise<boolean>,
  most: number,
): Promise<readonly T[]> => {
  let left = all;
  let tries = 0;
  for (let parts = 2; left.length > 0 && tries < most; ) {
    const size = Math.ceil(left.length / parts);
    let smaller: readonly T[] | undefined;
    for (let from = 0; from < left.length && tries < most && !smaller; from += size) {
      const without = [...left.slice(0, from), ...left.slice(from + size)];
      tries += 1;
      if (await breaks(without)) smaller = without;
    }
    if (smaller) {
      left = smaller;
      parts = Math.max(2, parts - 1);
    } else if (size === 1) return left;
    else parts = Math.min(left.length, parts * 2);
  }
  return left;
};

const TRIES_MAX = 400;

/** Everything that one phone did, as one thing; what nobody did stands alone. */
const byActor = (events: readonly Event[]): readonly (readonly Event[])[] => {
  const groups = new Map<string, Event[]>();
  for (const event of events) {
    const actor = phoneOf(event) ?? event.do;
    groups.set(actor, [...(groups.get(actor) ?? []), event]);
  }
  return [...groups.values()];
};
const inTime = (groups: readonly (readonly Event[])[]): readonly Event[] => groups.flat().sort((a, b) => a.at - b.at);

/** The shortest world found that breaks the same promise: without the actors that it can do without, then without single events, then with fewer volunteers. */
export const shortest = async (whole: Recorded, broken: Broken, breaks: Breaks): Promise<Recorded> => {
  const until = broken.at;
  let now: Recorded = { ...whole, until, events: whole.events.filter(({ at }) => at <= until) };
  if (!(await breaks(now))) return now;
  const actors = await fewest(byActor(now.events), left => breaks({ ...now, events: inTime(left) }), TRIES_MAX);
  now = { ...now, events: inTime(actors) };
  now = { ...now, events: await fewest(now.events, events => breaks({ ...now, events }), TRIES_MAX) };
  now = { ...now, roster: await fewest(now.roster, roster => breaks({ ...now, roster }), TRIES_MAX) };
  return { ...now, events: await fewest(now.events, events => breaks({ ...now, events }), TRIES_MAX) };
};
