import type { Community, Zone } from './community.ts';

/** Where someone is, as far as we can tell: a zone of ours, outside of all, or only their words. */
export interface Place {
  readonly words: string;
  /** A zone's id, or "outside". */
  readonly zone?: string;
}

const ZIP = /(?<![\d$#-])\b(\d{5})(?:-\d{4})?\b(?!\s*(?:dollars?|dolares|pesos))/;
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The ZIP code in these words; undefined where none stands. */
export const zipIn = (text: string): string | undefined => ZIP.exec(text)?.[1];

const byZip = (zip: string, community: Community): Zone | undefined => community.zones.find(z => z.zips.includes(zip));

const escaped = (word: string): string => plain(word).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const byStreet = (text: string, community: Community): Zone | undefined => {
  const words = plain(text);
  const hits = community.zones.filter(z =>
    z.streets.some(s => new RegExp(`(?<![\\p{L}\\d])${escaped(s)}(?![\\p{L}\\d])`, 'u').test(words)),
  );
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
  const zone = byStreet(text, community)?.id;
  return zone ? { words: text.trim(), zone } : undefined;
};

export const zoneName = (zone: string | undefined, community: Community): string | undefined =>
  community.zones.find(z => z.id === zone)?.name;
