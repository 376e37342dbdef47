import type { Danger } from '../domain/needs.ts';
import { ABROAD_ANYWHERE } from './lexicon/danger-abroad.ts';
import { fold } from './words.ts';

/** Most texts are in Latin letters, and are looked at no further. */
const OTHER_SCRIPT = /[\u0370-\u1dff\u3000-\ud7ff]/;

let ways: readonly (readonly [Danger, RegExp])[] | undefined;

/** Danger told in a script of its own, in the words as they were read; null where none is. */
export const dangerAbroad = (words: readonly string[]): Danger | null => {
  if (!words.some(word => OTHER_SCRIPT.test(word))) return null;
  ways ??= ABROAD_ANYWHERE.map(([danger, way]) => [danger, new RegExp(fold(way), 'u')] as const);
  const said = words.join(' ');
  return ways.find(([, way]) => way.test(said))?.[0] ?? null;
};
