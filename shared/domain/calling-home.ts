import type { CallFacts } from './clear-call.ts';
import { type PhoneNumber, phoneNumber } from './ids.ts';

/**
 * Countries other than the United States, their territories and Canada that share the calling code +1: islands whose calls cost a lot
 * (North American Numbering Plan Administration, nanpa.com).
 */
const ISLANDS = new Set('242 246 264 268 284 345 441 473 649 658 664 721 758 767 784 809 829 849 868 869 876'.split(' '));
/** Area codes of +1 that are no place: toll-free, premium and carriers' own services. */
const NO_PLACE = /^(?:8(?:00|22|33|44|55|66|77|88)|900|700|710|5(?:00|2[1-9]|33|44|66|77|88)|[2-9]11)$/;
/** Premium by its exchange, in any area code. */
const PREMIUM_EXCHANGE = '976';

/** Calling codes of one and of two digits; all others have three (ITU-T E.164). */
const SHORT = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
const callingCode = (number: string): string => SHORT.exec(number)?.[1] ?? number.slice(1, 4);

/**
 * What kind of number this is, seen from the line's own, as far as its first digits tell: enough for every decision, at no weight. Whatever
 * the line calls by itself is looked at once more, with all that is known of numbers, when the call is made (parse/callable.ts).
 */
export const callabilityAtHome = (to: PhoneNumber, home: PhoneNumber): CallFacts['kind'] => {
  if (phoneNumber(to) === undefined) return 'none';
  const code = callingCode(home);
  if (callingCode(to) !== code) return 'foreign';
  if (code !== '1') return 'home';
  const [area, exchange] = [to.slice(2, 5), to.slice(5, 8)];
  if (to.length !== 12) return 'none';
  if (ISLANDS.has(area)) return 'foreign';
  return NO_PLACE.test(area) || exchange === PREMIUM_EXCHANGE ? 'premium' : 'home';
};
