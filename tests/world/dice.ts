import { createHash } from 'node:crypto';

/** Chance that comes out the same for the same seed: sfc32 (Chris Doty-Humphrey, PractRand), begun from a hash of the seed. */
export class Dice {
  readonly #seed: string;
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(seed: string) {
    this.#seed = seed;
    const bytes = createHash('sha256').update(seed).digest();
    [this.#a, this.#b, this.#c] = [bytes.readInt32LE(0), bytes.readInt32LE(4), bytes.readInt32LE(8)];
  }

  /** Dice of their own for one person or one thing: whoever else throws, these fall the same. */
  fork(name: string): Dice {
    return new Dice(`${this.#seed}/${name}`);
  }
  /** From 0 up to, and without, 1. */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  }
  chance(share: number): boolean {
    return this.next() < share;
  }
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }
  /** Throws for an empty list. */
  pick<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.next() * list.length)];
    if (one === undefined) throw new Error('There is nothing to pick from.');
    return one;
  }
  /** One of these names, each as often as its number says. */
  weigh<T extends string>(shares: Readonly<Record<T, number>>): T {
    const all = Object.entries(shares) as [T, number][];
    let left = this.next() * all.reduce((sum, [, share]) => sum + share, 0);
    for (const [name, share] of all) {
      left -= share;
      if (left < 0) return name;
    }
    return this.pick(all)[0];
  }
  /** How long until the next of things that come by chance, `meanMs` apart in the long run. */
  wait(meanMs: number): number {
    return Math.ceil(-Math.log(1 - this.next()) * meanMs);
  }
}
