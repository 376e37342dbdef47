/** Something that will be done in the world at its time. */
interface Entry {
  readonly at: number;
  readonly nth: number;
  readonly act: () => Promise<void> | void;
}

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.nth < b.nth);

/** What people, phones and the carrier are going to do, the earliest first; a binary heap. Times are milliseconds since 1970. */
export class Agenda {
  readonly #heap: Entry[] = [];
  #made = 0;

  put(at: number, act: Entry['act']): void {
    const heap = this.#heap;
    let i = heap.push({ at, nth: this.#made++, act }) - 1;
    for (let up = (i - 1) >> 1; i > 0 && this.#swap(up, i); up = (i - 1) >> 1) i = up;
  }
  /** When the next thing is to be done; undefined where nothing is. */
  next(): number | undefined {
    return this.#heap[0]?.at;
  }
  /** Takes out everything that is to be done by now, in order. */
  take(now: number): readonly Entry['act'][] {
    const due: Entry['act'][] = [];
    for (let first = this.#heap[0]; first !== undefined && first.at <= now; first = this.#heap[0]) {
      due.push(first.act);
      this.#drop();
    }
    return due;
  }

  /** Puts the earlier of a place and one below it above the other; answers whether they changed. */
  #swap(above: number, below: number): boolean {
    const [a, b] = [this.#heap[above], this.#heap[below]];
    if (a === undefined || b === undefined || !before(b, a)) return false;
    this.#heap[above] = b;
    this.#heap[below] = a;
    return true;
  }
  #drop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return;
    heap[0] = last;
    for (let i = 0; ; ) {
      const [l, r] = [2 * i + 1, 2 * i + 2];
      const [left, right] = [heap[l], heap[r]];
      const down = left && right && before(right, left) ? r : l;
      if (!this.#swap(i, down)) return;
      i = down;
    }
  }
}
