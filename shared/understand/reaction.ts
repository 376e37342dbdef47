/** What somebody's phone wrote for them when they pressed a heart or a thumb on a text: `up`, `down`, `doubt`, or `other` that says nothing. */
export interface Reaction {
  readonly what: 'up' | 'down' | 'doubt' | 'other';
  /** The text that they pressed it on. */
  readonly on: string;
}

const QUOTED = '[\\s\\u200a\\u200b]*["\\u201c\\u201d\\u00ab]([\\s\\S]*?)["\\u201c\\u201d\\u00bb]?[\\s\\u200a\\u200b]*$';
const WAYS = {
  other:
    '(?:removed (?:a|an) [\\w ]+ from|laughed at|emphasi[sz]ed|(?:se rio|se rió) de|enfatiz[oó]|destac[oó]|(?:elimin[oó]|quit[oó]) (?:un|una|el|la) [\\p{L} ]+ (?:de|a))',
  down: '(?:disliked|no le gust[oó]|(?:reacted (?:with )?)?[\\u{1f44e}\\u{274c}]\\u{fe0f}?[\\s\\u200a-\\u200c]*(?:to|a))',
  doubt: '(?:questioned|cuestion[oó]|pregunt[oó] por|(?:reacted (?:with )?)?[\\u{2753}\\u{2049}]\\u{fe0f}?[\\s\\u200a-\\u200c]*(?:to|a))',
  up: '(?:liked|loved|le gust[oó]|le encant[oó]|(?:le )?di[oó] me gusta a|(?:reacted |reaccion[oó] )?(?:with |con )?[\\u{1f44d}\\u{2764}\\u{1f44c}\\u{2705}\\u{1f64f}\\u{1f44f}\\u{1f60d}\\u{1f389}\\u{1f495}][\\u{fe0f}\\u{1f3fb}-\\u{1f3ff}]*[\\s\\u200a-\\u200c]*(?:to|a))',
} as const;
let made: readonly (readonly [Reaction['what'], RegExp])[] | undefined;

/** The reaction that a text is, as phones of both makes write it: 'Liked "Can you take 412? ..."'. Undefined where it is any other text. */
export const reactionIn = (text: string): Reaction | undefined => {
  // Most texts quote nothing.
  if (!/["\u201c\u201d\u00ab]/u.test(text)) return undefined;
  made ??= (['other', 'down', 'doubt', 'up'] as const).map(what => [what, new RegExp(`^\\W{0,3}?${WAYS[what]}${QUOTED}`, 'iu')] as const);
  for (const [what, way] of made) {
    const found = way.exec(text);
    if (found) return { what, on: found[1] ?? '' };
  }
  return undefined;
};
