interface Watched {
  readonly until: number;
  readonly late: () => void;
}

/**
 * Tells requests that their time is over, each `ms` after it began. One timer stands for all of them, because hardly any request is late, and
 * a timer for each would cost more than the rest of the door.
 */
export class Deadline {
  readonly ms: number;
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number) {
    this.ms = ms;
  }

  /** From now on, until the function that it answers is called. */
  watch(late: () => void): () => void {
    const watched: Watched = { until: performance.now() + this.ms, late };
    this.#watched.add(watched);
    if (this.#timer === undefined) this.#timer = this.#arm(this.ms);
    return () => this.#watched.delete(watched);
  }

  #arm(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#sweep(), ms).unref();
  }
  /** They are watched in the order in which they began, so the first that is in time ends it. */
  #sweep(): void {
    this.#timer = undefined;
    for (const watched of this.#watched) {
      const left = watched.until - performance.now();
      if (left > 0) {
        this.#timer = this.#arm(Math.ceil(left));
        return;
      }
      this.#watched.delete(watched);
      watched.late();
    }
  }
}
