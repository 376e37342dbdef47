import type { Community } from './community.ts';

const LEADS = String.raw`(?:(?:i am|im|we are|at|on|near|by|in|from|corner of|the corner of|esquina de|esquina|cerca de|en|por|estoy en)\s+)*`;
const ENDS = String.raw`(?:\s+(?:st|street|ave?|avenue|avenida|blvd|boulevard|rd|road|pl|place|pkwy)\b\.?)?`;
const BETWEEN = String.raw`\s*(?:,|and|&|/|\+|@|y|con|at|with)\s*`;
const ZIP = String.raw`\d{5}(?:-\d{4})?`;

const escaped = (word: string): string => word.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** How a neighborhood's streets and ZIP codes stand in a text, made once for each community. */
const patterns = new WeakMap<Community, RegExp>();
const patternOf = (community: Community): RegExp => {
  const known = patterns.get(community);
  if (known !== undefined) return known;
  const streets = community.zones.flatMap(z => z.streets).map(escaped);
  const street = streets.length > 0 ? `(?:${streets.join('|')}|${ZIP})` : ZIP;
  const made = new RegExp(
    String.raw`[\s,;.-]*(?<![\p{L}\d])${LEADS}(?:\d{1,5}\s+)?${street}(?![\p{L}\d])${ENDS}(?:${BETWEEN}${street}(?![\p{L}\d])${ENDS})?`,
    'giu',
  );
  patterns.set(community, made);
  return made;
};

/**
 * What a text says beside where: "formula, Nostrand and Halsey" is formula. Undefined where it names no street and no ZIP of the
 * neighborhood, or nothing else.
 */
export const besidePlace = (text: string, community: Community): string | undefined => {
  const pattern = patternOf(community);
  if (!/\p{L}{3}/u.test(text)) return undefined;
  const rest = text.replace(pattern, ' ').replace(/\s+/g, ' ').trim();
  return rest === text.replace(/\s+/g, ' ').trim() || !/\p{L}{3}/u.test(rest) ? undefined : rest;
};
