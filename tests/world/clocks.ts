import { DAY_MS } from '../../shared/domain/ids.ts';

/** How long what was written by a wrong clock is of use: nothing is due further away. */
const MATTERS_MS = 8 * DAY_MS;

interface Wrong {
  readonly from: number;
  to: number;
  readonly ahead: number;
}

/** When the clock of the machine was how wrong. Times are milliseconds since 1970. */
export class Clocks {
  #wrong: Wrong[] = [];

  /** At this time it is set from so far ahead to so far ahead. */
  set(at: number, from: number, to: number): void {
    const last = this.#wrong.at(-1);
    if (last && from !== 0) last.to = at;
    if (to !== 0) this.#wrong.push({ from: at, to: Number.POSITIVE_INFINITY, ahead: to });
  }
  /** By how much it was wrong at most, as far as that may matter still. */
  furthest(at: number): number {
    this.#wrong = this.#wrong.filter(({ to }) => at - to < MATTERS_MS);
    return this.#wrong.reduce((most, { ahead }) => Math.max(most, Math.abs(ahead)), 0);
  }
  /** Whether the line had looked beyond this time already: its clock was ahead, or had been until just now. */
  wasAhead(at: number): boolean {
    return this.#wrong.some(({ from, to, ahead }) => ahead > 0 && at >= from && at <= to + ahead);
  }
}
