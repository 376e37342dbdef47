import { neededBy, withoutPastDays } from './needed-by.ts';
import { peopleIn } from './people.ts';
import type { Facts } from './understanding.ts';
import { whenIn } from './when.ts';
import { readWords, type Words } from './words.ts';

/** Five digits alone, or ZIP+4; not part of a longer number, a price or a date. */
const FIVE_DIGITS = /(?<![\d$#+€£]|[$#€£]\s|[*/:-]|\d[.,-]|\d{3}\s)(\d{5})(?:-\d{4})?(?![\d%]|[-/.,:]\d|\s?[$€£])/g;
/** Words before five digits that make them something else than a ZIP code. */
const NOT_ZIP_BEFORE =
  /(?:\b(?:case|caso|code|codigo|ref|order|po box|apt|room|accept|pass|done|release|late|status|change|withdraw|call|pin|id|no|numero|number|usd|rs|hwy|route)\W*)$/i;
/** Words after five digits that make them money, a count or a house number. */
const NOT_ZIP_AFTER =
  /^\s*(?:dollars?|usd|bucks|dolares|pesos|gourdes?|gdes|goud|euros?|people|persons?|personas|moun|personnes|families|familias|fanmi|familles|(?:[nsew]\.?\s|north |south |east |west )?[a-z0-9]+\s(?:st|street|ave|avenue|rd|road|blvd|dr|drive|ln|lane|ct|court|pl|place|way|pkwy|hwy)\b)/i;

/** What a text says beside the need: where (ZIP), for how many, how soon. Nothing is guessed. */
export function readFacts(text: string, words: Words): Facts {
  const zip = zipIn(text);
  const people = peopleIn(words);
  const told = whenIn(words);
  const ahead = told === null ? undefined : withoutPastDays(text);
  const when = ahead === undefined ? told : whenIn(readWords(ahead));
  const by = neededBy(text);
  return {
    ...(zip === null ? {} : { zip }),
    ...(people === null ? {} : { people }),
    ...(when === null ? {} : { when }),
    ...(by === undefined ? {} : { by }),
  };
}

function zipIn(text: string): string | null {
  for (const match of text.matchAll(FIVE_DIGITS)) {
    const before = text.slice(Math.max(0, match.index - 16), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 40);
    if (/[\p{L}\d]$/u.test(before) || /^\p{L}/u.test(after)) continue;
    if (!NOT_ZIP_BEFORE.test(before) && !NOT_ZIP_AFTER.test(after)) return match[1] ?? null;
  }
  return null;
}
