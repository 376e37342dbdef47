import { fold } from './words.ts';

const NOTHING_LEFT =
  /\b(?:no (?:more )?(?:milk|formula|food|diapers?|water|meds|medicine|insulin|heat|groceries)|(?:ran|run|running|all) out|out of|nothing (?:to eat|left|in the)|havent eaten|haven't eaten|has(?:nt|n't| not) eaten|starving|hungry|right now|asap|urgent|emergency|sin (?:leche|formula|comida|panales|agua|medicina)|no (?:hay|tengo|tenemos|queda) (?:leche|formula|comida|panales|agua|medicina|nada|que comer)|se (?:me |nos )?acab\w+|hambre|urgente|ahorita)\b/u;

/** Whether words tell that there is none left of what is needed, or that it is needed at once: it cannot wait for days, whatever was said before. */
export const tellsLack = (text: string): boolean => NOTHING_LEFT.test(fold(text));
