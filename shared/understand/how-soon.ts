import { fold } from './words.ts';

const NO_HURRY =
  /\b(?:no (?:rush|hurry|worries take)|(?:dont|do not) (?:rush|hurry)|not (?:in a hurry|urgent|an emergency)|take (?:your|ur) time|any ?time (?:is|works|will)|whenever (?:you|u|is|works)|sin prisa|no (?:hay|tengo) prisa|no es urgente|cuando (?:pueda|puedan|puedas)|a cualquier hora)\b/u;
const HURRY =
  /\b(?:hurry|hurry up|sooner|asap|right away|faster|cant wait|can not wait|cannot wait|need (?:it|this|them|that) (?:now|today|tonight|asap|right now)|apurense|apurese|apure|mas pronto|mas rapido|lo antes posible|(?:lo|la|los|las) necesito (?:ya|ahora|hoy)|no puedo esperar|urge)\b/u;
/** What is needed besides is a need, in however great a hurry. */
const NEEDS_MORE = /\b(?:needs?|necesit\w+|ocupo) (?!it\b|this\b|them\b|that\b|ya\b|ahora\b|hoy\b)\p{L}/u;

/** What a text says of how soon it is needed, where it names no day and nothing else that is needed: "can you hurry, my baby is crying", "no rush". */
export const howSoon = (text: string): 'hurry' | 'no-hurry' | undefined => {
  const said = fold(text).replace(/['’]/g, '');
  if (NO_HURRY.test(said)) return 'no-hurry';
  return HURRY.test(said) && !NEEDS_MORE.test(said) ? 'hurry' : undefined;
};
