import { againstHolder } from './against.ts';
import { fold } from './words.ts';

/** Of somebody whom they help: weapons, fear, threats, and what children or the weak suffer. */
const HARM =
  /\b(?:(?:has|have|had|got|with|holding|pulled|showed me) (?:a |an |his |her |the )?(?:guns?|knife|knives|weapons?|rifle|machete|bat)|(?:guns?|weapons?|knives) in (?:the|his|her|their)|(?:feel|felt|feels) (?:so |very |really )?unsafe|(?:dont|didnt|do not|did not|doesnt|not) (?:feel |look |seem )?safe|(?:i am|im|i was|was|got) (?:attacked|threatened|assaulted|robbed|grabbed|hit|bitten)|threaten\w*|neglect\w*|abus(?:ed|e|ing|es)|being (?:beaten|hit|hurt)|looks? (?:hurt|beaten|bruised)|bruises|i want to report|i need to report|violent|scared me|hit me(?! up)|hurt me|grabbed me|touched me|pushed me|stole|tiene (?:una? )?(?:pistola|arma|cuchillo|machete)|me amenaz\w+|amenaz\w+|no me siento segur[oa]|me (?:ataco|pego|agarro|empujo|toco|robo|asusto|dio miedo)|maltrat\w+|golpead[oa]s?|descuidad[oa]s?|moretones|quiero (?:denunciar|reportar))\b/u;
/** "Is it safe to park there?" tells of nothing. */
const ASKS = /\?\s*$/;

/**
 * Whether somebody who helps tells of harm, done to them or seen with whoever they help: "the man here threatened me", "I think the kids are
 * neglected". Such words are never for the person that they are about.
 */
export const tellsHarm = (words: string): boolean => {
  const said = fold(words.slice(0, 300)).replace(/['’]/g, '').replace(/\s+/g, ' ');
  if (ASKS.test(words)) return false;
  return HARM.test(said) || againstHolder(words, []) === 'wrong';
};
