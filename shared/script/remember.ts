import { clip } from './fold.ts';
import { SESSION_BYTES_MAX, TRAIL_MAX, VALUE_CHARS_MAX, VALUE_ITEMS_MAX } from './limits.ts';
import type { Known, Session, Value } from './script.ts';

/** A value as the session keeps it: short, or merely marked as told. */
export function shortValue(value: Value): Value {
  if (typeof value === 'string') return value.length <= VALUE_CHARS_MAX ? value : true;
  if (typeof value !== 'object') return value;
  return value.slice(0, VALUE_ITEMS_MAX).map(item => clip(item, VALUE_CHARS_MAX / 2));
}

/** Bytes of a session as it is stored. */
export const bytesOf = (session: Session): number => Buffer.byteLength(JSON.stringify(session));

/** The names of all fields, the ids, the counters and the marks of an aside take less than this. */
const FIXED_BYTES_MAX = 330;
/** A character is at most six bytes of JSON, and a name and its value have at most six more around them. */
const CHAR_BYTES_MAX = 6;
const valueBytesAtMost = (value: Value): number =>
  typeof value === 'string'
    ? value.length * CHAR_BYTES_MAX
    : typeof value === 'object'
      ? value.reduce((sum, item) => sum + item.length * CHAR_BYTES_MAX + 3, 2)
      : 24;

/** A question shows the same keys and words each time that it is asked, so they are measured once. */
function shownBytesAtMost(shown: Session['shown']): number {
  const known = measured.get(shown);
  if (known !== undefined) return known;
  let bytes = 0;
  for (const word in shown) bytes += word.length * CHAR_BYTES_MAX + 6 + (shown[word]?.length ?? 0);
  measured.set(shown, bytes);
  return bytes;
}
const measured = new WeakMap<Session['shown'], number>();

/** More than the bytes of a session, told at a glance: most are so small that they need not be written out to be measured. */
function bytesAtMost({ script, node, known, shown, trail, answered = [], aside }: Session): number {
  if (aside !== undefined) return Number.POSITIVE_INFINITY;
  let bytes = FIXED_BYTES_MAX + script.length + node.length;
  for (const slot in known) bytes += slot.length + 6 + valueBytesAtMost(known[slot] ?? true);
  bytes += shownBytesAtMost(shown);
  for (const id of trail) bytes += id.length + 3;
  for (const slot of answered) bytes += slot.length + 3;
  return bytes;
}

const keysOnly = (shown: Session['shown']): Session['shown'] =>
  Object.fromEntries(Object.entries(shown).filter(([key]) => /^\d+$/.test(key)));

/** From the longest value to the shortest, one at a time: first marked as told, and at the very last let go. */
function shrink(known: Known): Known {
  const weight = (value: Value) => (typeof value === 'boolean' ? 0 : JSON.stringify(value).length);
  const entries = Object.entries(known).toSorted((a, b) => weight(b[1]) - weight(a[1]) || b[0].length - a[0].length);
  const [heaviest, ...others] = entries;
  if (heaviest === undefined) return {};
  return Object.fromEntries(weight(heaviest[1]) > 0 ? [[heaviest[0], true], ...others] : others);
}

/**
 * The same session within its size: words of `shown`, old steps of the trail and long values go first, in that order. Whatever is left out
 * was given away before in an effect; nothing a person said is lost by it.
 */
export function fitted(session: Session): Session {
  let small: Session = { ...session, trail: session.trail.slice(-TRAIL_MAX) };
  if (bytesAtMost(small) <= SESSION_BYTES_MAX) return small;
  const tooBig = () => bytesOf(small) > SESSION_BYTES_MAX;
  if (!tooBig()) return small;
  small = { ...small, shown: keysOnly(small.shown) };
  while (tooBig() && small.trail.length > 1) small = { ...small, trail: small.trail.slice(1) };
  while (tooBig() && Object.keys(small.known).length > 0) small = { ...small, known: shrink(small.known) };
  while (tooBig() && (small.answered ?? []).length > 0) small = { ...small, answered: (small.answered ?? []).slice(1) };
  return small;
}
