import { derivedId, type Instant, type PhoneNumber } from './ids.ts';
import type { Override } from './override.ts';
import type { Wall } from './wall.ts';

/** Somebody cannot do a shift and has asked their pod. It stays theirs until somebody takes it. */
export interface Cover {
  /** Two digits, by which it is taken: no case has so few. */
  readonly no: string;
  readonly of: PhoneNumber;
  readonly ofName: string;
  readonly from: Wall;
  readonly to: Wall;
  readonly at: Instant;
  readonly state: 'open' | 'taken' | 'back';
  /** Whoever had taken it is not there after all: it is nobody's, and those of the pod are asked again. */
  readonly again?: true;
  /** Who took it. */
  readonly by?: PhoneNumber;
  readonly byName?: string;
  /** Who was asked so far. */
  readonly asked: readonly PhoneNumber[];
}

const FIRST_NO = 10;
const NUMBERS = 90;

/** A number for a request of this cause that none of those in use has; undefined when ninety are open at once. */
export const freeNumber = (cause: string, used: readonly Cover[]): string | undefined => {
  const taken = new Set(used.map(c => c.no));
  const start = [...derivedId(cause, 'cover')].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % NUMBERS, 7);
  for (let i = 0; i < NUMBERS; i++) {
    const no = String(FIRST_NO + ((start + i) % NUMBERS));
    if (!taken.has(no)) return no;
  }
  return undefined;
};

/** A shift, or a part of it, for which somebody else is looked for. */
export const askCover = (
  span: { readonly number: PhoneNumber; readonly name: string; readonly from: Wall; readonly to: Wall },
  no: string,
  at: Instant,
): Cover => ({
  no,
  of: span.number,
  ofName: span.name,
  from: span.from,
  to: span.to,
  at,
  state: 'open',
  asked: [],
});

/** The change of who is on call that a taken request is: the same one however often it is written. */
export const overrideOf = (c: Cover, taker: { readonly number: PhoneNumber; readonly name: string }): Override => ({
  id: `cover-${c.no}-${c.of}-${c.from}`,
  what: 'instead',
  who: taker.number,
  name: taker.name,
  of: c.of,
  ofName: c.ofName,
  from: c.from,
  to: c.to,
  by: taker.name,
});

/** The same list with this one as it is now. */
export const withCover = (covers: readonly Cover[], c: Cover): readonly Cover[] => [
  ...covers.filter(other => other.no !== c.no || other.from !== c.from || other.of !== c.of),
  c,
];

/** The request that this number means: the open one, or else the last that had it, so that a late answer hears who was faster. */
export const coverNumbered = (covers: readonly Cover[], no: string): Cover | undefined =>
  covers.find(c => c.no === no && c.state === 'open') ?? covers.findLast(c => c.no === no);

/** What remains to be known of them at this time: a number is not given again while somebody may still answer to it. */
export const coversOfUse = (covers: readonly Cover[], since: Wall): readonly Cover[] => covers.filter(c => c.to > since);
