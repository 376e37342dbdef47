import type { Found } from './phrases.ts';
import type { Words } from './words.ts';

type Hit = Found<string>;

/** What in a text takes needs out of it, and for each word whether it stands in such a part. */
export interface Denials {
  readonly denials: readonly Hit[];
  readonly isDenied: (index: number) => boolean;
}

/** More parts than words, so that no two sentences share one. */
const PARTS_MAX = 100_000;

/**
 * A refusal, thanks and small talk take their part of a sentence out. A part ends where the sentence does, at a word that turns ("but"),
 * and where somebody who has asked goes on to chat ("we need food lol") or to say what else they have ("need diapers, have formula").
 */
export function denialsIn(text: Words, found: readonly Hit[]): Denials {
  const denials = found.filter(({ label }) => label === 'not' || label === 'courtesy');
  const turns = found.filter(({ label }) => label === 'turn').map(({ from }) => from);
  const byTurns = partsAt(text, turns);
  const beginning = denials.filter(one => beginsPart(text, found, one, byTurns)).map(({ from }) => from);
  const part = partsAt(text, [...turns, ...beginning]);
  const denied = new Set(denials.map(({ from }) => part(from)));
  return { denials, isDenied: index => denied.has(part(index)) };
}

const partsAt =
  (text: Words, cuts: readonly number[]) =>
  (index: number): number =>
    (text.sentence[index] ?? 0) * PARTS_MAX + cuts.filter(cut => cut <= index).length;

/** Whether what stands before it in its part has asked, and it is not about the same. */
function beginsPart(text: Words, found: readonly Hit[], one: Hit, part: (index: number) => number): boolean {
  const here = found.filter(hit => part(hit.from) === part(one.from));
  const before = here.filter(({ to }) => to <= one.from);
  const asks = before.some(asksItself) || (before.some(({ label }) => label === 'asking') && before.some(names));
  if (!asks || one.label === 'courtesy') return asks;
  const wordsOf = ({ from, to }: Hit): string => text.words.slice(from, to).join(' ');
  const told = new Set(before.filter(names).map(wordsOf));
  const after = here.filter(hit => hit.to > one.from && names(hit));
  return after.length > 0 && after.every(hit => !told.has(wordsOf(hit)));
}

const names = ({ label }: Hit): boolean => label.startsWith('name:');
const asksItself = ({ label }: Hit): boolean => label.startsWith('ask:');
