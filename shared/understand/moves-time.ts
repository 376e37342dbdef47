import { fold } from './words.ts';

/** What makes a day or an hour another one than was said: "tomorrow instead", "Friday works", "can you come at 5". */
const MOVES =
  /\b(?:instead|works?|rather|better|(?:is|are|be|also|its|would be) (?:also |just |totally |even )?(?:ok|okay|fine|good|better|great|alright|cool|possible)|(?:ok|fine|good) (?:too|also|for me|with me)|(?:can|could|would|will) (?:you|u|they|he|she|we|it|someone|somebody)(?: guys)? (?:please )?(?:come|do|make|bring|deliver|drop|be here|pick)|make it|(?:change|move|push|switch) (?:it|that|this|the (?:time|day)|my (?:time|day))(?: \w+)? (?:to|for)|reschedule|lets do|let's do|mejor|(?:esta|seria|es) (?:bien|mejor|bueno)|tambien|(?:puede|pueden|podria|podrian) (?:ser|venir|traer|traerlo|pasar|entregar)|que sea|(?:cambiar|cambie|cambien|mover|pasar|pase|pasen)(?:lo|la)? (?:para|a)|en vez de|en lugar de|me queda bien)\b/u;
const NOT_SO = /\b(?:not|no|cant|can't|cannot|isnt|isn't|wont|won't|doesnt|doesn't|dont|don't|nobody|never|nadie|nunca|tampoco)\b/u;
/** Whoever says so says little else. */
const WORDS_MAX = 12;

/** Whether a text says that another time than the first is wanted, or is good too; which one is told by its facts. */
export const movesTime = (text: string): boolean => {
  if (!/\p{L}{3}/u.test(text) || text.trim().split(/\s+/).length > WORDS_MAX) return false;
  const said = fold(text);
  return MOVES.test(said) && !NOT_SO.test(said);
};
