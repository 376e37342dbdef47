/** How a text is cut for the air, counted while typing. The same rules as the package that prices the sent ones; a test compares the two. */

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const TWO_UNITS = '\f^{}\\[~]|€';
const ALPHABET = new Map([...[...BASIC].map(char => [char, 1]), ...[...TWO_UNITS].map(char => [char, 2])]);
const LIMITS = { 'GSM-7': { one: 160, many: 153 }, 'UCS-2': { one: 70, many: 67 } };

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The pieces that are never cut in two, in units of the alphabet. */
const piecesOf = (text, encoding) =>
  encoding === 'GSM-7' ? [...text].map(char => ALPHABET.get(char) ?? 1) : [...graphemes.segment(text)].map(({ segment }) => segment.length);

/** @param {string} text @returns {{ encoding: 'GSM-7' | 'UCS-2', units: number, segments: number, left: number }} what it takes, and the units left in its last segment */
export const countSegments = text => {
  const encoding = [...text].every(char => ALPHABET.has(char)) ? 'GSM-7' : 'UCS-2';
  const pieces = piecesOf(text, encoding);
  const units = pieces.reduce((sum, piece) => sum + piece, 0);
  const { one, many } = LIMITS[encoding];
  if (units <= one) return { encoding, units, segments: 1, left: one - units };
  let segments = 1;
  let used = 0;
  for (const piece of pieces) {
    if (used + piece > many) {
      segments += 1;
      used = 0;
    }
    used += piece;
  }
  return { encoding, units, segments, left: many - used };
};
