/**
 * What everybody in the world has that is nobody else's, by the last digits of their phone: a door code, a house number and a name. Whatever
 * text shows one of them shows whose it is.
 */
const DIGITS = 4;
export const endOf = (phone: string): string => phone.slice(-DIGITS);

const SYLLABLES: readonly string[] = ['ba', 'ke', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru'];
const nameOf = (phone: string): string => {
  const name = [...endOf(phone)].map(digit => SYLLABLES[Number(digit)]).join('');
  return name.charAt(0).toUpperCase() + name.slice(1);
};

/** What somebody says, with what is theirs: their door code for {s}, the number of their house for {h}, their name for {n}. */
export const inOwnWords = (words: string, phone: string): string =>
  words
    .replaceAll('{s}', `k${endOf(phone)}v`)
    .replaceAll('{h}', endOf(phone))
    .replaceAll('{n}', nameOf(phone));

const CODE = /\bk(\d{4})v\b/gi;
/** Four digits are a house where its street stands behind them; without one they may be a case. */
const HOUSE = /\b(\d{4}) (?:halsey|fulton|nostrand)\b/gi;
const NAME = /\b(?:ba|ke|di|fo|gu|la|me|ni|po|ru){4}\b/gi;
const digitsOf = (name: string): string => (name.toLowerCase().match(/../g) ?? []).map(two => SYLLABLES.indexOf(two)).join('');

/** Whose door codes, houses and names these words show, each by the last digits of a phone. */
export const shownIn = (words: string): readonly string[] => [
  ...[...words.matchAll(CODE), ...words.matchAll(HOUSE)].map(([, digits = '']) => digits),
  ...(words.match(NAME) ?? []).map(digitsOf),
];
