import { type CaseCode, candidateCode } from '../domain/ids.ts';
import { codeKey } from './keys.ts';
import type { Committed, Row, Store, Write } from './store.ts';

/**
 * How much room there is among the codes of each length. A line that opens a thousand cases in 180 days has none left with 3 digits; so this
 * process remembers how often it drew in vain, and begins with the length at which most draws are free. What it does not know costs one
 * further round, in which a dozen draws are looked up at once.
 */

/** Of all draws of this length, about how many were taken lately. */
interface Room {
  readonly taken: Record<number, number>;
}
const rooms = new WeakMap<Store, Room>();
const roomOf = (store: Store): Room => {
  const known = rooms.get(store);
  if (known) return known;
  const fresh: Room = { taken: {} };
  rooms.set(store, fresh);
  return fresh;
};

/** Above this share of draws in vain a longer code is better than another round. */
const CROWDED = 0.25;
/** How much one draw counts for: the last dozen or so make the figure. */
const NEWS = 1 / 16;
/** How fast it is forgotten that shorter codes were taken: one case in a few dozen tries again whether they still are. */
const FORGETS = 0.997;
const LENGTHS = [3, 4, 5];
/** Draws in the order of `candidateCode`: this many of each length but the last. */
const DRAWS_A_LENGTH = 3;
/** One text opens no more cases than this at once, save for very few; they draw again like everybody. */
const CASES_A_TEXT = 3;
/** Draws that are looked up: before the first try where even the longest codes are crowded, after the first in vain, after each further one. */
const EARLY = 4;
const FIRST = 12;
const FURTHER = 30;

const isCrowded = (store: Store, digits: number): boolean => (roomOf(store).taken[digits] ?? 0) > CROWDED;
const note = (store: Store, code: CaseCode, isTaken: boolean): void => {
  const { taken } = roomOf(store);
  const before = taken[code.length] ?? 0;
  taken[code.length] = before + ((isTaken ? 1 : 0) - before) * NEWS;
  if (!isTaken) for (const digits of LENGTHS) if (digits < code.length) taken[digits] = (taken[digits] ?? 0) * FORGETS;
};

/** Where the draws of a decision begin, and those that must be looked up with its read: none, while there is room. */
export interface DrawsAhead {
  readonly from: number;
  readonly codes: readonly CaseCode[];
}

const CASES = Array.from({ length: CASES_A_TEXT }, (_, nth) => nth);
const PLENTY: DrawsAhead = { from: 0, codes: [] };

/** The draws of this cause, after it met a taken code so many times. */
export const drawsFor = (store: Store, { cause, clashes = 0 }: { readonly cause: string; readonly clashes?: number }): DrawsAhead => {
  const short = LENGTHS.findIndex(digits => !isCrowded(store, digits));
  if (short === 0 && clashes === 0) return PLENTY;
  const begins = (short < 0 ? LENGTHS.length - 1 : short) * DRAWS_A_LENGTH;
  const from = clashes < 2 ? begins : begins + FIRST + FURTHER * (clashes - 2);
  const ahead = clashes > 1 ? FURTHER : clashes > 0 ? FIRST : short < 0 ? EARLY : 0;
  const draws = Array.from({ length: ahead }, (_, nth) => from + nth);
  return { from, codes: [...new Set(CASES.flatMap(nth => draws.map(draw => candidateCode(cause, nth, draw))))] };
};

/** Which of the codes that were looked up are taken; their rows in the same order. */
export const takenAmong = (store: Store, codes: readonly CaseCode[], rows: readonly (Row | undefined)[]): ReadonlySet<CaseCode> => {
  for (const [nth, code] of codes.entries()) note(store, code, rows[nth] !== undefined);
  return new Set(codes.filter((_, nth) => rows[nth] !== undefined));
};

/** What became of the codes that were drawn: true where one was taken, so that the decision must draw again. */
export const metTaken = (store: Store, writes: readonly Write[], committed: Committed): boolean => {
  let met = false;
  for (const write of writes) {
    if (write.op !== 'put' || write.row.kind !== 'code' || write.expect !== 'absent') continue;
    const code = write.row.pk.slice(codeKey('' as CaseCode).pk.length) as CaseCode;
    const isTaken = !committed.ok && committed.conflicts.some(({ pk, sk }) => pk === write.row.pk && sk === write.row.sk);
    if (isTaken || committed.ok) note(store, code, isTaken);
    met ||= isTaken;
  }
  return met;
};
