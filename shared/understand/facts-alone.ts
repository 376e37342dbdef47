import { tellsTimeAlone } from './moves-time.ts';
import { isQuestion } from './question.ts';
import { fold } from './words.ts';

/** What stands around a place and a number of people without telling of anything else. */
const AROUND =
  /^(?:meant?|say|wrong|oops|quise|quiero|decir|digo|esta|este|equivoque|i|im|ive|we|were|weve|me|us|my|our|the|a|an|at|in|on|to|of|for|from|by|near|it|its|thats|that|this|is|are|am|be|will|there|theres|here|now|only|just|actually|sorry|please|pls|plz|thanks|thank|you|and|y|or|make|change|also|with|have|got|hi|hello|hey|ok|okay|yes|no|not|new|zip|zipcode|code|postal|address|place|corner|st|street|ave|avenue|av|rd|road|blvd|apt|apartment|apto|unit|floor|piso|fl|house|building|casa|edificio|live|living|stay|staying|moved?|moving|go|come|people|ppl|person|persons|adults?|kids?|child|children|bab(?:y|ies)|family|total|all|altogether|one|two|three|four|five|six|seven|eight|nine|ten|more|less|somos|soy|estoy|estamos|vivo|vivimos|me|nos|mude|mudamos|en|la|el|los|las|mi|nuestra?|codigo|direccion|es|son|para|personas?|adultos?|ninos?|ninas?|hijos?|hijas?|familia|por|favor|porfa|gracias|perdon|ahora|aqui|calle|esquina|con|de|del|entre|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|si|hola|bebes?|\p{N}+(?:st|nd|rd|th|[a-z])?)$/u;
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * Whether a text says where, for how many or when, and nothing else. Beside anything else ("is the pantry at 11225 open", "2 of us are vegetarian") these may be
 * about that. `streets`: the names that are known to be places.
 */
export const tellsFactsAlone = (text: string, streets: readonly string[]): boolean => {
  if (isQuestion(text)) return false;
  const said = fold(text).replace(/'/g, '');
  const words = streets.reduce((rest, street) => rest.replaceAll(fold(street), ' '), said).match(WORD) ?? [];
  return words.every(word => AROUND.test(word) || tellsTimeAlone(word));
};
