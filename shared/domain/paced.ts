import type { Instant } from './ids.ts';

/** How often a number was answered in a row, each within half a minute of the last, and on this day; as it stood at `at`. */
export interface Paced {
  readonly quick: number;
  readonly day: string;
  readonly today: number;
  readonly at: Instant;
}
