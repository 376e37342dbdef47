import { type Reaction, reactionIn } from '../../understand/reaction.ts';
import type { Draft } from '../draft/draft.ts';
import type { TextIn } from '../draft/world.ts';

/** What each says where a person would have texted it. */
const SAYS: Readonly<Record<Reaction['what'], string>> = { up: '\u{1f44d}', down: '\u{1f44e}', doubt: '?', other: '\u2764\u{fe0f}' };

/** The offer or the page that the text was on which they pressed it: one that waits for their word, or that ran out. */
const codeOf = (d: Draft, from: TextIn['from'], on: string): string | undefined => {
  const row = d.anyVolunteer(from);
  return [...(row?.live ?? []), ...(row?.lapsed ?? [])].find(r => new RegExp(`(?<!\\d)${r.code}(?!\\d)`).test(on))?.code;
};

/**
 * A text as it was meant: a reaction repeats our own words, of which none is theirs. A thumb on an offer is an answer to that one, and a heart on anything
 * else a heart.
 */
export const asMeant = (d: Draft, text: TextIn): TextIn => {
  const reaction = reactionIn(text.body);
  if (!reaction) return text;
  const code = reaction.what === 'other' ? undefined : codeOf(d, text.from, reaction.on);
  return { ...text, body: `${code ?? ''} ${SAYS[reaction.what]}`.trim() };
};
