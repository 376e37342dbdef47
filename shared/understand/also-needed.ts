import { understand } from './understand.ts';
import type { Understanding } from './understanding.ts';
import { fold } from './words.ts';

/** "Diapers too", "some water as well", "and formula too please": a thing and a word that joins it to what was asked for. */
const TOO =
  /^\W*(?:(?:oh|and|also|plus|please|pls|yes|ok|maybe|can we get|could we get|y|ah|por favor)\W+)*((?:\p{L}+\s+){0,2}\p{L}{3,})\s+(?:too|to|as well|aswell|also|2|tambien)\b(.*)$/u;
/** Who speaks of somebody, or of what is, asks for nothing: "the kids are hungry too". */
const TELLS =
  /\b(?:i|im|ive|we|you|u|he|she|it|they|is|are|am|was|were|got|have|has|had|no|not|dont|thank|thanks|love|for|yo|tengo|tiene|somos|soy|es|esta|son|gracias|para)\b/u;
const AROUND = /\b(?:some|any|a|an|the|few|more|bit|little|of|un|una|unos|unas|poco|de|mas|algo)\b/gu;
/** So much may follow: why, and please. */
const AFTER_MAX = 5;

/** The same text as a request for the thing that it joins to another in few words; undefined where it does not. */
export const alsoNeeded = (text: string): Understanding | undefined => {
  if (text.includes('?')) return undefined;
  const [, before = '', after = ''] = TOO.exec(fold(text).replace(/'/g, '')) ?? [];
  const thing = before.replace(AROUND, ' ').trim();
  if (thing === '' || TELLS.test(before) || after.split(/\s+/).filter(word => word !== '').length > AFTER_MAX) return undefined;
  const told = understand(`need ${thing}`);
  return told.needs.length > 0 && told.danger === null ? told : undefined;
};
