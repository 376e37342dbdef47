import { etaIn } from './eta.ts';
import { givesBack } from './gives-back.ts';
import { isQuestion } from './question.ts';
import { fold } from './words.ts';

/** Longer texts tell more than that they are held up. */
const WORDS_MAX = 14;

/** What holds them up, or how late they are. */
const HELD_UP =
  /\b(?:traffic|stuck|held up|delay(?:ed)?|(?:running|be|im|i'?m|am|little|bit|min|mins|minutes|so) (?:a (?:little |bit )?)?(?:late|behind)|\d+ (?:late|behind)|(?:\d+|few|couple(?: of)?|bit|little|some|lil) (?:more(?= (?:min|mins|minutes?|time|hours?)\b|\W*$)|mins?\b|minutes\b)|more (?:mins?|minutes|time)|bear with me|hang on|hold on|not (?:there|done|finished|ready) yet|still (?:in line|waiting|shopping|at|on|here|loading|cooking|packing)|in line|wait(?:ing)? (?:for|at|on) (?:the|my|a)|trafico|atorad[oa]|atascad[oa]|retras(?:o|ad[oa])|demorad[oa]|(?:voy|llego|llegare|estoy) (?:un poco |un poquito |algo )?(?:tarde|atrasad[oa])|un(?:os)? (?:poco|poquito|ratito|rato|momento|momentito|minutos|minutitos) mas|(?:minutos?|minutitos?|min) (?:mas|tarde)|en (?:la )?(?:fila|cola)|todavia (?:no|estoy)|aun no)\b/u;
/** They are there, or all but: who waits in the house is to hear it. */
const NEARLY =
  /\b(?:almost (?:there|here|done)|nearly there|just (?:parked|parking|pulled up|pulling up|got here|arrived)|pulling up|parking now|looking for parking|around the corner|down the block|(?:im|i'?m|i am|am|just|now|be) (?:right )?(?:outside|out front|downstairs|at (?:the|your|their|her|his) (?:door|house|building|place|gate|corner))|on the (?:bus|train)|leaving (?:now|work|in)|(?:im|i'?m|i am) leaving|heading (?:out|over|there)|on (?:my|the) way|ya (?:casi|mero|voy|sali|estoy (?:aqui|afuera|abajo))|casi llego|estoy (?:afuera|abajo|en la (?:puerta|entrada|esquina)|por llegar|estacionando)|saliendo)\b/u;
/** Whoever can't is not late. */
const CANNOT = /\b(?:can'?t|can ?not|won'?t|couldn'?t|unable|not able|no puedo|no voy a poder|no podre)\b/u;
/** A time is told with such a word; without one it may be of anything. */
const TIME_WORDS = /\b(?:sorry|be there|give me|need|another|more|perdon|lo siento|disculpe|llego|deme|denme|otros|mas)\b/u;

/**
 * Whether whoever has a case says in words of their own that it goes on: held up ("sorry traffic, 10 more min", "stuck on the bridge") or
 * nearly there ("almost there, parking now"). Undefined for questions, for whoever gives it back, and for longer texts.
 */
export const delayIn = (text: string): 'on-way' | 'more-time' | undefined => {
  const said = fold(text.slice(0, 200)).replace(/\s+/g, ' ').trim();
  if (said.split(' ').length > WORDS_MAX || isQuestion(said)) return undefined;
  if (CANNOT.test(said) || givesBack(said) === 'likely') return undefined;
  if (HELD_UP.test(said)) return 'more-time';
  if (NEARLY.test(said)) return 'on-way';
  return etaIn(said) !== undefined && TIME_WORDS.test(said) ? 'more-time' : undefined;
};

/** The same where a time stands in it: when they come, in their own words. */
export const tellsDelay = (text: string): boolean => delayIn(text) !== undefined && etaIn(text) !== undefined;
