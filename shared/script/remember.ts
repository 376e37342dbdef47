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
  const tooBig = () => bytesOf(small) > SESSION_BYTES_MAX;
  if (!tooBig()) return small;
  small = { ...small, shown: keysOnly(small.shown) };
  while (tooBig() && small.trail.length > 1) small = { ...small, trail: small.trail.slice(1) };
  while (tooBig() && Object.keys(small.known).length > 0) small = { ...small, known: shrink(small.known) };
  while (tooBig() && (small.answered ?? []).length > 0) small = { ...small, answered: (small.answered ?? []).slice(1) };
  return small;
}
