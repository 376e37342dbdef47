import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { begin } from './converse.ts';
import { asksAnew } from './overtaken.ts';

/** Puts "withdraw 412?" again where a yes to it may be for something newer; answers whether it did. */
export const withdrawAskedAnew = (d: Draft, me: Speaker, text: string): boolean => {
  const anew = asksAnew(d, me, text);
  if (anew) begin(d, anew);
  return anew !== undefined;
};
