import type { Event } from './events.ts';
import { emptyWorld, type Settings } from './neighborhood.ts';
import type { Promised } from './promises/promise.ts';
import { BrokenPromise, type World, type WorldOptions } from './world.ts';

/** A world that can be played again: who was on the roster, and everything that people, the carrier and misfortune did. */
export interface Recorded {
  readonly settings: Settings;
  readonly roster: readonly string[];
  readonly events: readonly Event[];
  /** Until when it is played, in milliseconds since 1970. */
  readonly until: number;
}

/** Plays it again, from the events alone. The world that comes of it says which promise was broken, if one was. */
export const replay = async (
  { settings, roster, events, until }: Recorded,
  promises: readonly Promised[],
  more: Partial<WorldOptions> = {},
): Promise<World> => {
  const world = await emptyWorld(settings, promises, roster, more);
  for (const event of events) world.plan(event);
  try {
    await world.pass(Math.max(0, until - world.at));
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error;
  } finally {
    await world.store.close();
  }
  return world;
};
