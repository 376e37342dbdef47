import type { Dice } from '../dice.ts';
import type { Event, Meant } from '../events.ts';
import type { Reached } from '../promises/promise.ts';
import type { World } from '../world.ts';

/** What somebody needs to act in the world: their dice, and a way to say what they will do. */
export interface Acting {
  readonly world: World;
  readonly dice: Dice;
}

/** Somebody in the world. Whatever they do comes of their own dice and of what they read and hear, and is written down as an event. */
export interface Person {
  readonly phone: string;
  /** Words came to their phone. */
  reads(words: Reached): void;
}

/** The share of texts whose webhook never comes, and of those whose webhook comes twice. */
const LOST = 0.01;
const DOUBLED = 0.04;

/** They will text this after so many milliseconds; `on` rounds up to such a moment, so that several people text in the very same instant. */
export const texts = ({ world, dice }: Acting, phone: string, body: string, meant: Meant, inMs: number, on = 1): void => {
  const at = Math.ceil((world.at + Math.max(1, inMs)) / on) * on;
  const event: Event = { at, do: 'text', phone, body, sid: world.freshSid(), meant };
  const lost = dice.chance(LOST);
  world.plan(lost ? { ...event, lost } : event);
  if (!lost && dice.chance(DOUBLED)) world.plan({ ...event, at: at + (dice.chance(0.5) ? 0 : dice.wait(60_000)) });
};

export const does = ({ world }: Acting, event: { readonly do: Event['do'] } & Record<string, unknown>, inMs: number): void => {
  world.plan({ at: world.at + Math.max(1, Math.round(inMs)), ...event } as Event);
};

const ZONE = 'America/New_York';
const clock = new Intl.DateTimeFormat('en-US', { timeZone: ZONE, hour: '2-digit', hourCycle: 'h23' });
/** The hour of the neighborhood's clock, 0 to 23. */
export const hourOf = (at: number): number => Number(clock.format(at));
/** Whether ordinary people are awake. */
export const isDay = (at: number): boolean => hourOf(at) >= 8 && hourOf(at) < 22;
