import type { Instant } from './ids.ts';

/**
 * How often a number was answered in a row, faster than people type or the same words each time, and on this day; as it stood at `at`. `said` is
 * a number made of the last words, by which the same are known again.
 */
export interface Paced {
  readonly quick: number;
  readonly day: string;
  readonly today: number;
  readonly said?: number;
  readonly at: Instant;
}
