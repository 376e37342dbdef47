import { type Case, isOpen } from '../../domain/case.ts';
import { firstName } from '../../domain/volunteer.ts';
import type { Effect } from '../../script/script.ts';
import { againstHolder } from '../../understand/against.ts';
import { speaksOf } from '../../understand/speaks-of.ts';
import type { Draft } from '../draft/draft.ts';
import { tell, tellCoordinators } from '../draft/tell.ts';

/** Up to this of five it went badly: a person should know. */
const LOW = 2;

/** Whether words are of whoever brought it, and not to them. */
const isOf = (words: string, name: string): boolean =>
  againstHolder(words, [firstName(name)]) !== undefined || speaksOf(words, [firstName(name)]);

/**
 * A comment that came with a rating, or in place of one. Praise goes to whoever brought it; with a low rating, or where it speaks against them, it never does: they
 * know where its person lives. A coordinator reads it then.
 */
export const comment = (d: Draft, c: Case, words: string): void => {
  if (isOpen(c) || !c.holder || c.outcome !== 'met') return;
  const { name, number } = c.holder;
  const isLow = (d.case(c.number, c.code)?.rating ?? LOW + 1) <= LOW;
  if (isLow || isOf(words, name)) tellCoordinators(d, 'rated-low-words', c, { name, words }, 'notice', number);
  else tell(d, number, 'they-say', c, { words }, 'notice');
};

/** A low rating without a word is told to the coordinators too; with words it goes with those. */
export const ratedLow = (
  d: Draft,
  cases: readonly Case[],
  effect: Effect & { readonly name: 'answer' },
  effects: readonly Effect[],
): void => {
  if (effect.slot !== 'rating' || typeof effect.value !== 'number' || effect.value > LOW || effects.some(e => e.name === 'note')) return;
  for (const c of cases)
    if (c.holder && !isOpen(c))
      tellCoordinators(d, 'rated-low', c, { name: c.holder.name, rating: effect.value }, 'notice', c.holder.number);
};
