import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CallFacts } from '../domain/clear-call.ts';
import { type PhoneNumber, phoneNumber } from '../domain/ids.ts';

/** Countries that one long-distance call reaches from the first: the plan of +1 also holds islands whose calls cost a lot. */
const AT_HOME: Readonly<Record<string, readonly string[]>> = { US: ['PR', 'VI', 'GU', 'AS', 'MP', 'CA'], CA: ['US'] };
/** What may be called: whatever people have at home or in their pockets. */
const PERSONAL = new Set(['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE', 'VOIP', 'PERSONAL_NUMBER']);

/** Where a number without a country of its own (those kept for fiction, which drills use) is taken to be. */
const MAIN_COUNTRY: Readonly<Record<string, string>> = { '1': 'US' };

/**
 * What kind of number this is, seen from the line's own: only one at home, and of a kind that people have, is ever called. Numbers that cost
 * their caller money, shared-cost and special services count as premium.
 */
export const callability = (to: PhoneNumber, home: PhoneNumber): CallFacts['kind'] => {
  const theirs = phoneNumber(to) && parsePhoneNumberFromString(to);
  const ours = parsePhoneNumberFromString(home);
  if (!theirs?.isPossible() || !ours) return 'none';
  if (theirs.countryCallingCode !== ours.countryCallingCode) return 'foreign';
  const own = ours.country ?? MAIN_COUNTRY[ours.countryCallingCode];
  if (theirs.country && own && theirs.country !== own && !AT_HOME[own]?.includes(theirs.country)) return 'foreign';
  const type = theirs.getType();
  return type === undefined || PERSONAL.has(type) ? 'home' : 'premium';
};
