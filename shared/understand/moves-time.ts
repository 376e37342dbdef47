import { fold } from './words.ts';

/** What makes a day or an hour another one than was said: "tomorrow instead", "Friday works", "can you come at 5". */
const MOVES =
  /\b(?:instead(?: of today)?|works|actually|(?:i |we )?(?:really |actually |now )?need (?:it|them|this|that)|(?:it|this|that) (?:has|have|needs|need) to be|(?:it|this|that) (?:must|should) be|(?:lo|la|los|las) necesit(?:o|amos)|en realidad|i said|dije|wrong (?:day|time)|me equivoque|para (?=hoy|manana)|(?:the|my|our|el|la|mi) (?:ride|pickup|trip|food|groceries|delivery|medicine|meds|viaje|transporte|comida|entrega|medicina) (?:is|are|has to be|needs to be|es|sera)|(?:can|could|does|might|will|would) (?:\w+ )?work|rather|better|(?:is|are|be|also|its|would be) (?:also |just |totally |even )?(?:ok|okay|fine|good|better|great|alright|cool|possible)|(?:ok|fine|good) (?:too|also|for me|with me)|(?:can|could|would) (?:you|u|they|he|she|we|it|someone|somebody)(?: guys)? (?:please )?(?:come|do|make|bring|deliver|drop|be here|pick)|make (?:it|that|this)|(?:change|move|push|switch) (?:it|that|this|the (?:time|day)|my (?:time|day))(?: \w+)? (?:to|for)|reschedule|lets do|let's do|mejor|(?:esta|seria|es) (?:bien|mejor|bueno)|tambien|(?:puede|pueden|podria|podrian) (?:ser|venir|traer|traerlo|pasar|entregar)|que sea|(?:cambiar|cambie|cambien|mover|pasar|pase|pasen)(?:lo|la)? (?:para|a)|en vez de(?: hoy)?|en lugar de(?: hoy)?|me queda bien)\b/u;
const EVERY_MOVE = new RegExp(MOVES, 'gu');
const NOT_SO = /\b(?:not|no|cant|can't|cannot|isnt|isn't|wont|won't|doesnt|doesn't|dont|don't|nobody|never|nadie|nunca|tampoco)\b/u;
/** "Not today, Friday": the time that it was for is given up. */
const NOT_THEN =
  /\b(?:not|no) (?:at |on |a las? |el )?(?:today|tonight|now|tomorrow|hoy|manana|esta noche|\d{1,2}(?::\d\d)?(?:[ap]m)?|(?:sun|mon|tues|wednes|thurs|fri|satur)day|domingo|lunes|martes|miercoles|jueves|viernes|sabado)\b[\s,]*(?:but\b|pero\b|sino\b)?/gu;
/** "No wait, it's Friday": what was told first is taken back. */
const TAKES_BACK =
  /^\W*(?:(?:oh|ay|no+|nope|pero|but|hey|ok)[\s,.!]+)*(?:(?:wait|oops|whoops|my bad|correction|i meant?|esper[ae](?:me|n)?|ups|digo|quise decir|correccion)\b|(?:sorry|perdon|disculpe)[\s,.!]+(?=(?:its|it's|it is|i meant?|es|era|digo|quise decir)\b))[\s,.!:]*(?:i meant?|quise decir|digo)?/u;
/** "They changed my appt to Tuesday", "my appointment was moved to Friday", "me cambiaron la cita para el martes". */
const MOVED_BY_OTHERS =
  /\b(?:(?:they|the (?:clinic|doctor|office|hospital)|(?:my|the) (?:doctor|dr|dentist)s?(?: office)?|clinic|i|we)(?: just| have|'ve)? (?:changed|moved|pushed|switched|rescheduled) (?:it|that|(?:(?:my|the|our|his|her) )?(?:appointment|appt|visit|date|day|time|dialysis|ride|pickup))(?: back| up)?(?: time| day)? (?:to|for|until)|(?:my|the|our) (?:appointment|appt|visit|dialysis|ride|pickup) (?:was|got|has been|is)(?: just| now)? (?:changed|moved|pushed|switched|rescheduled)(?: back| up)? (?:to|for|until)|(?:me |nos )?(?:cambiaron|movieron|pasaron|reprogramaron|adelantaron|atrasaron|corrieron)(?: (?:la|mi|el|de)){0,2}(?: (?:cita|hora|dia|fecha|dialisis|viaje|consulta))? (?:para|a|al))\b/gu;
/** Whoever says so says little else. */
const WORDS_MAX = 12;

/** What a day and an hour are told in. */
const TIMES =
  /^(?:\d{1,2}(?::\d{2})?(?:[ap]m?|st|nd|rd|th)?|\d{1,2}\/\d{1,2}|[ap]m|o'?clock|noon|midday|morning|afternoon|evening|night|today|tonight|tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|hoy|manana|tarde|noche|medio|mediodia|dia|sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|domingo|lunes|martes|miercoles|jueves|viernes|sabado|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|next|this|week|proximo|proxima|viene)$/u;
/** What stands around them without telling of anything else: whose time that is, is the request's. */
const AROUND =
  /^(?:at|by|on|in|the|a|an|around|about|before|and|or|so|then|for|to|of|it|its|it's|that|thats|that's|me|us|you|u|guys|i|i'd|id|we|is|are|be|would|could|can|will|do|have|has|need|needs|want|must|like|also|too|just|only|even|maybe|actually|please|pls|plz|if|possible|ok|okay|fine|good|great|sure|yes|yeah|hi|hello|hey|sorry|thanks|thank|off|over|here|up|time|day|early|late|later|earlier|sharp|food|groceries|ride|meal|water|medicine|meds|al?|las?|los?|el|de|del|por|para|en|y|o|que|es|esta|sea|ser|si|favor|porfavor|porfa|gracias|hola|perdon|disculpe|pues|bien|bueno|me|nos|se|le|puede|puedo|podria|tiene|necesito|quiero|comida|viaje|como|entre|antes|temprano|hora)$/u;
/** "The appointment is Friday instead": that is theirs to be brought to. */
const ITS_OWN = /\b(?:the|my|el|la|mi) (?:appointment|appt|visit|dialysis|ride|pickup|cita|dialisis|viaje) (?:is|was|got|es|esta|sera)\b/gu;

/** A day that is counted from today stands for one that is named. */
const COUNTED =
  /\b(?:the )?day after (?:tomorrow|tmrw)\b|\bpasado manana\b|\b(?:in|en|dentro de) (?:\d|two|three|four|dos|tres|cuatro) (?:days|dias)\b/gu;

/** Another thought begins there. */
const THOUGHTS = /[,.!?;\n]+(?!\d)|\b(?:but|because|cause|cuz|pero|porque)\b/u;
const HALF_DAY = /\b([ap])\.\s?m\b\.?/gu;

/** Whether these words tell a time and nothing else: a time beside something else may be that other thing's. */
export const tellsTimeAlone = (text: string): boolean => {
  const said = fold(text).replace(HALF_DAY, '$1m').replace(COUNTED, ' tomorrow ').replace(ITS_OWN, ' ').replace(EVERY_MOVE, ' ');
  const words = said.match(/[\p{L}\p{N}:/']+/gu) ?? [];
  return words.some(word => TIMES.test(word)) && words.every(word => TIMES.test(word) || AROUND.test(word));
};

/**
 * The words in which a text says that another time than the first is wanted, or is good too; which one is told by their facts. Undefined where none does:
 * "can you come now? I leave at 6pm" and "will she come before my appointment Monday" tell a time that is no wish.
 */
export const movesTime = (text: string): string | undefined => {
  if (!/\p{L}{3}/u.test(text) || text.trim().split(/\s+/).length > WORDS_MAX) return undefined;
  const said = fold(text).replace(HALF_DAY, '$1m').replace(MOVED_BY_OTHERS, 'make it');
  const instead = said.replace(TAKES_BACK, ' instead, ').replace(NOT_THEN, ' instead, ');
  if (NOT_SO.test(instead)) return undefined;
  if (instead !== said && tellsTimeAlone(instead)) return instead;
  return [instead, ...instead.split(THOUGHTS)].find(thought => MOVES.test(thought) && tellsTimeAlone(thought));
};

const ALLOWS = /\b(?:(?:can|could|may) (?:be|wait|come)|(?:puede|pueden|podria|podrian) (?:ser|venir|esperar|llegar))\b/u;

/** "The diapers can be Friday": what is open may be brought then; nothing more is asked for. */
export const allowsTime = (text: string): boolean => ALLOWS.test(fold(text));
