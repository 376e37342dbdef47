import type { Community, Zone } from './community.ts';

/** Where someone is, as far as we can tell: a zone of ours, outside of all, or only their words. */
export interface Place {
  readonly words: string;
  /** A zone's id, or "outside". */
  readonly zone?: string;
}

const ZIP = /(?<![\d$#-])\b(\d{5})(?:-\d{4})?\b(?!\s*(?:dollars?|dolares|pesos))/;
const ASCII = /^[\0-\x7f]*$/;
const plain = (text: string): string =>
  ASCII.test(text) ? text.toLowerCase() : text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The ZIP code in these words; undefined where none stands. */
export const zipIn = (text: string): string | undefined => ZIP.exec(text)?.[1];

const byZip = (zip: string, community: Community): Zone | undefined => community.zones.find(z => z.zips.includes(zip));

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A street's name, and once a text has its letters what finds it as a name; made once for each name that a community file has. */
interface Street {
  readonly name: string;
  pattern?: RegExp;
}
const streets = new Map<string, Street>();
const streetOf = (written: string): Street => {
  const made = streets.get(written) ?? { name: plain(written) };
  streets.set(written, made);
  return made;
};
const names = (words: string, written: string): boolean => {
  const street = streetOf(written);
  if (!words.includes(street.name)) return false;
  street.pattern ??= new RegExp(`(?<![\\p{L}\\d])${escaped(street.name)}(?![\\p{L}\\d])`, 'u');
  return street.pattern.test(words);
};
const byStreet = (text: string, community: Community): Zone | undefined => {
  const words = plain(text);
  const hits = community.zones.filter(z => z.streets.some(s => names(words, s)));
  return hits.length === 1 ? hits[0] : undefined;
};

/** Reads a ZIP code or street names into a zone. A ZIP of nobody's is outside; streets that we do not know leave the zone open. */
export const placeOf = (text: string, community: Community): Place => {
  const words = text.trim();
  const zip = zipIn(words);
  if (zip) return { words, zone: byZip(zip, community)?.id ?? 'outside' };
  const zone = byStreet(words, community)?.id;
  return zone ? { words, zone } : { words };
};

/** The place named inside a longer text, if one is: a ZIP, or a street that belongs to exactly one zone. */
export const placeIn = (text: string, community: Community): Place | undefined => {
  const zip = zipIn(text);
  if (zip) return { words: zip, zone: byZip(zip, community)?.id ?? 'outside' };
  const zone = byStreet(text, community);
  if (!zone) return undefined;
  const all = text.trim();
  return { words: all.length <= PLACE_WORDS_MAX ? all : zone.streets.filter(s => names(plain(all), s)).join(' & '), zone: zone.id };
};
/** A text no longer than this may be all about where; of a longer one only the streets it names are the place. */
const PLACE_WORDS_MAX = 32;

export const zoneName = (zone: string | undefined, community: Community): string | undefined =>
  community.zones.find(z => z.id === zone)?.name;

const STREET = String.raw`(?:\p{L}{2,}|\d{1,3}(?:st|nd|rd|th))(?: (?:\p{L}{2,}|\d{1,3}(?:st|nd|rd|th)))?`;
const CORNER = new RegExp(`^(?:(?:corner of|esquina de|esquina) )?(${STREET}) (?:and|at|y|con) (${STREET})$`, 'u');
/** What makes two unknown words streets and not two people, or the name of a shelter. */
const SAYS_STREET =
  /^(?:corner of|esquina)\b|\b(?:st|street|ave?|avenue|avenida|blvd|boulevard|rd|road|dr|drive|ln|lane|pl|place|ct|court|pkwy|parkway|way|terrace|calle|carrera|via|\d{1,3}(?:st|nd|rd|th))\b/;
const SAYS_MORE =
  /\b(?:apt|apartment|apto|apartamento|unit|suite|floor|piso|room|cuarto|casa|house|my|mi|is|es|ask|for|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)\b/;

/**
 * As much of a place as somebody may read who has not accepted: a ZIP of ours, the streets we know by name, or two streets that are
 * called so and nothing besides. A house number, a floor or a name never passes, because only what is known to be none of them does.
 */
export const placeForOffer = (place: string, community: Community): string | undefined => {
  const zip = zipIn(place);
  if (zip && byZip(zip, community)) return zip;
  const words = plain(place);
  const known = community.zones.flatMap(z => z.streets).filter(s => names(words, s));
  if (known.length > 0) return known.join(' & ');
  const said = words
    .replace(/[&/@+]/g, ' and ')
    .replace(/[.,]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const corner = CORNER.exec(said);
  if (!corner?.[1] || !corner[2] || SAYS_MORE.test(said) || !SAYS_STREET.test(said)) return undefined;
  return `${capitals(corner[1])} & ${capitals(corner[2])}`;
};
const capitals = (words: string): string => words.replace(/(?<![\p{L}\d])\p{L}/gu, letter => letter.toUpperCase());
