import type { Command } from '../../shared/decide/command-line.ts';
import type { Danger, Need } from '../../shared/domain/needs.ts';
import type { Rotation } from '../../shared/domain/rotation.ts';
import type { Fate } from './fates.ts';
import type { Fault } from './machine.ts';

/** What whoever writes a text means by it; the world knows, the line has to find out. */
export type Meant =
  | { readonly is: 'need'; readonly needs: readonly Need[] }
  | { readonly is: 'danger'; readonly danger: Danger }
  | { readonly is: 'nonsense' | 'stop' | 'start' | 'answer' | 'other' };

/**
 * Something that somebody did, or that went wrong, at its time (milliseconds since 1970). Written down as it happens; the list alone plays
 * the same again, also with some of it left out. Whatever the line does is not in it.
 */
export type Event = {
  readonly at: number;
} /** `lost`: the carrier has it, and its webhook never comes. The same `sid` again is the same text, posted twice. */ & (
  | {
      readonly do: 'text';
      readonly phone: string;
      readonly body: string;
      readonly sid: string;
      readonly meant: Meant;
      readonly lost?: true;
    }
  | { readonly do: 'calls' | 'hangs-up' | 'picks-up' | 'machine-picks-up' | 'declines'; readonly phone: string }
  | { readonly do: 'keys' | 'records'; readonly phone: string; readonly words: string }
  /** `needs`: what somebody who says this needs. */
  | { readonly do: 'says'; readonly phone: string; readonly words: string; readonly needs?: readonly Need[] }
  | { readonly do: 'desk'; readonly id: string; readonly command: Command }
  /** Volunteers are read in again from these rows of volunteers.csv, and a pod gets a rotation. */
  | { readonly do: 'imports'; readonly rows: readonly string[] }
  | { readonly do: 'rotates'; readonly id: string; readonly pod: string; readonly rotation: Rotation }
  /** Calls to this phone end like this at once, from now on; not given: it rings again. */
  | { readonly do: 'engaged'; readonly phone: string; readonly how?: 'busy' | 'failed' | 'no-answer' }
  /** Whoever has this phone opts out at their carrier, and no text says so: the line hears of it when it writes to them (21610). */
  | { readonly do: 'blocks'; readonly phone: string }
  | { readonly do: 'fate'; readonly id: string; readonly fate: Fate }
  | { readonly do: 'fault'; readonly fault: Fault }
  | { readonly do: 'down'; readonly ms: number }
  | { readonly do: 'deploy'; readonly edition: number }
  /** From now on the machine's clock is so far ahead of the time, or behind it where this is less than nothing; 0 sets it right. */
  | { readonly do: 'clock'; readonly ms: number }
  | { readonly do: 'second-worker' }
);

/** Whose doing an event is: a phone, or undefined where it is nobody's. */
export const phoneOf = (event: Event): string | undefined => ('phone' in event ? event.phone : undefined);
