import type { NeedSigns } from './needs.ts';
import type { Words } from './words.ts';

/** Whether the signs add up to someone asking for help. */
export function isRequest(signs: NeedSigns, _words: Words, _language: string | null): boolean {
  if (signs.bare || signs.asksItself) return true;
  if (signs.named.length > 0 && signs.asking) return true;
  return signs.helping;
}
