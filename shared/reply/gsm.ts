/**
 * Characters that telephones and word processors put in by themselves, each group with the GSM-7 text that reads the same. Twilio's own
 * map (smart encoding) is not used: it also turns letters of some languages into others, and takes out the joiners that Persian needs.
 */
const TWINS: readonly (readonly [lookAlikes: string, twin: string])[] = [
  ['\u2018\u2019\u201A\u201B\u2032\u00B4\u0060\u02BC', "'"],
  ['\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB', '"'],
  ['\u2010\u2011\u2012\u2013\u2014\u2015\u2212', '-'],
  ['\u2022\u00B7', '-'],
  ['\u2026', '...'],
  ['\u2044', '/'],
  ['\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000\u0009', ' '],
  ['\u2028\u2029', '\n'],
  ['\u200B\uFEFF\u2060\u00AD', ''],
];

const TWIN_OF = new Map(TWINS.flatMap(([lookAlikes, twin]) => [...lookAlikes].map(character => [character, twin] as const)));
const LOOK_ALIKE = new RegExp(`[${TWINS.map(([lookAlikes]) => lookAlikes).join('')}]`, 'g');

/** The text with curly quotes, dashes, dots and spaces as GSM-7 has them. Letters of any language, accents and emoji stay as they are. */
export const toGsm = (text: string): string => text.normalize('NFC').replace(LOOK_ALIKE, character => TWIN_OF.get(character) ?? character);

const COSTLY: Readonly<Record<string, string>> = { á: 'a', í: 'i', ó: 'o', ú: 'u', Á: 'A', Í: 'I', Ó: 'O', Ú: 'U' };
/**
 * Our own words as they are texted: without the accents that GSM-7 does not have (é, ñ and ü it has), one of which makes every segment cost
 * double. The words files spell them, so that a voice says them right.
 */
export const asTexted = (text: string): string => text.replace(/[áíóúÁÍÓÚ]/g, letter => COSTLY[letter] ?? letter);
