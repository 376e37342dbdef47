import type { Need } from '../domain/needs.ts';
import { understand } from './understand.ts';
import type { Facts } from './understanding.ts';

/** Where one thing that is asked for ends and the next may begin; a point within "9.30" or "a.m." ends nothing. */
const BETWEEN = /(?<!\b[ap]\.?m)[.!?](?=\s)|[;,\n+&]|\b(?:and|also|plus|then|y|e|tambien|también|además|ademas|et|aussi|ak|tou)\b/giu;

export interface Part {
  readonly needs: readonly Need[];
  readonly facts: Facts;
}

/**
 * A text that asks for several things, thing by thing, each with what is said right after it: "food today | and a ride on Friday". What names no need
 * belongs to the one before it.
 */
export const partsOf = (text: string): readonly Part[] => {
  const parts: string[] = [];
  let from = 0;
  const take = (to: number): void => {
    const piece = text.slice(from, to);
    const isNew = parts.length === 0 || understand(piece).needs.length > 0;
    if (isNew) parts.push(piece);
    else parts[parts.length - 1] += piece;
    from = to;
  };
  for (const mark of text.matchAll(BETWEEN)) take(mark.index);
  take(text.length);
  return parts.map(part => ({ needs: understand(part).needs, facts: understand(part).facts }));
};
