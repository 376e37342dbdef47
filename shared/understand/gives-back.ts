import { fold, LONGEST_TEXT } from './words.ts';

/**
 * `yes`: they can't see to it, and the whole text says nothing else than that and why. `likely`: it begins so, and says more. `perhaps`: it may
 * as well mean that they are late, or will come at another time. `way`: they can't get in, or can't find it, which is for whoever waits.
 */
export type GivesBack = 'yes' | 'likely' | 'perhaps' | 'way';

const GREETED =
  '(?:(?:hi|hey|hello|oh no|omg|ok|okay|um|so|im|i am|very|sorry|but|really|unfortunately|actually|no|turns out|looks like|yes|yeah|yep|si|i think|bad news|hola|ay|perdon|perdone|perdona|disculpe|disculpa|lo siento|lo siento mucho|que pena|fijese que|desafortunadamente|lamentablemente)[\\s,.!:-]+)*';
const NOT_ABLE_EN =
  "(?:i |we )?(?:really |just |now |still )?(?:can ?not|can'?t|cnt|couldn'?t|won'?t|will not|(?:won'?t|will not) be able(?: to)?|(?:'?m |am )?(?:not able|unable)(?: to)?|(?:'?m |am )?not (?:going to|gonna)(?: be able to)?|can no longer|(?:'?m |am )?no longer able(?: to)?)";
const THE_THING_EN =
  '(?: (?:make (?:it|this)|make|do (?:it|this|that)|do (?:this|that) one|take (?:it|this|that)(?: one)?|go|come|get there|be there|help(?: out)?|deliver(?: it| this)?|drive(?: them| her| him)?|bring (?:it|this|that)|pick (?:it|them|her|him) up|handle (?:it|this)|cover (?:it|this)|manage(?: it)?|give (?:the|them a|her a|him a) ride))?';
const NOT_ABLE_ES =
  '(?:(?:siempre |ya |pues )?no (?:puedo|voy a poder|podre|podria|alcanzo|voy a alcanzar|me es posible|voy a ir)|siempre no|ya no)(?: (?:a |con )?(?:ir|ayudar|ayudarle|hacerlo|hacer esto|llevarlo|llevarla|llevarlos|llevar|llegar|entregarlo|entregar|pasar|tomarlo|recogerlo|recogerla|este|esto|eso|con este|con esto))?';
/** Words that may end it and change nothing. */
const AFTER =
  '(?:\\s+(?:any ?more|any longer|after all|now|right now|today|tonight|this time|this one|it|either|sorry|so sorry|thanks|thank you|please|again|ya|hoy|ahora|ahorita|mas|esta vez|esta noche|al final|siempre|gracias|perdon|disculpe|lo siento|por favor|today sorry|my bad))*';
/** The sentence is over, or the reason follows. */
const OVER =
  "(?=\\s*$|\\s*[.,;:!)-]|\\s+(?:because|bc|b/c|cause|cuz|since|due to|my|our|something|i|i'?m|i'?ve|we|have|got|sorry|please|porque|pq|xq|es que|tengo|mi|me|se me|estoy|surgio|por favor|so|but|pero|until|till|hasta|tomorrow|manana|later|at|by|before)\\b)";
const OTHER_WAYS: readonly string[] = [
  `(?:something|some ?thing|smth|an emergency|a family emergency|emergency)(?: has| have| just| else| urgent|'?s)* (?:came|come|coming) up`,
  `(?:i |we )?(?:have|need|got|gotta|had|'?ve got)(?: to)? (?:cancel|back out|drop out|bail(?: out)?|give (?:it|this|this one|that|that one) (?:back|up)|let (?:it|this) go|release (?:it|this))`,
  '(?:please |pls |can you |could you )?(?:give|pass|hand) (?:it|this|that|this one|that one) (?:back|(?:on |over )?to (?:some ?one|somebody|any ?one|anybody) else)',
  '(?:please |pls |can you |could you |you should )?(?:find|ask|get|send|try) (?:some ?one|somebody|any ?one|anybody) else',
  '(?:some ?one|somebody|any ?one|anybody) else(?: please| pls| can| will| should| has to| must| needs? to| take| do| it| this| have)*' +
    OVER,
  '(?:please |pls )?(?:take me off|count me out)(?: of| this| it| that| one)*',
  "(?:i'?m |i am )(?:backing out|bailing)",
  '(?:i |we )?(?:give (?:it|this one) back|give back(?! (?:the|a|her|his|their|my|los|las|el|la)\\b))',
  '(?:me |se me |nos )?(?:surgio|salio|presento|atraveso)(?: de)? (?:algo|una emergencia|un imprevisto|un problema|un compromiso)',
  '(?:algo|una emergencia|un imprevisto) (?:me |se me )?(?:surgio|salio|presento|paso)',
  '(?:tengo que|voy a|debo) (?:cancelar|dejarlo|dejarla|regresarlo|devolverlo|soltarlo)',
  '(?:por favor |porfa )?(?:busquen|busque|busca|manden|mande|manda|pidan|pidanle|denselo|desela|denlo|consigan)(?: a| con)? (?:otro|otra|alguien mas|otra persona)(?: persona| voluntari[oa])?',
];
const CANNOT = `(?:${NOT_ABLE_EN}${THE_THING_EN}|${NOT_ABLE_ES})${AFTER}`;
const OTHER = `(?:${OTHER_WAYS.join('|')})\\b`;
const BEGINS = new RegExp(`^${GREETED}(?:${CANNOT}${OVER}|${OTHER})`, 'u');

const THEIR_THING = '(?:car|truck|van|ride|bike|carro|coche|auto|camioneta|troca)';
const BROKE =
  "(?:broke down|broke|died|is dead|is broken|is in the shop|won'?t start|wouldn'?t start|has a flat(?: tire)?|got a flat(?: tire)?|got towed|got hit|descompuso|poncho|no arranca|no prende|murio)";
const WHO_IS_ILL =
  "(?:i'?m |i am |i got |i feel |my (?:kid|kids|son|daughter|mom|mother|dad|husband|wife|baby)(?: is| got|'s)? |estoy |me siento |mi (?:hijo|hija|mama|bebe|esposo|esposa) esta |me puse )";
const ILL =
  '(?:(?:so |really |very )?(?:sick|ill)(?: all week| today| this week| with \\w+)?|in the (?:er|hospital)|stuck at work|called in(?: to work)?|(?:in bed )?with (?:a )?(?:fever|covid|flu|the flu)|enferm[oa]|mal|malit[oa]|en el hospital|con (?:covid|gripe|fiebre))';
const WHY = `(?:(?:my|the|our|mi|el|se me|se nos) ${THEIR_THING}?\\s*(?:just |se |me )?${BROKE}|${WHO_IS_ILL}(?:really |very |so |muy )?${ILL}|i(?:'?m| am) (?:working|at work)|i (?:have|got) (?:to )?work|at work|estoy trabajando|tengo que trabajar|en el trabajo)`;
const KIND =
  '(?:so sorry|very sorry|sorry|my bad|thanks|thank you|please|perdon|disculpe|disculpa|lo siento(?: mucho)?|que pena|gracias|(?:so that|so) (?:some ?one|somebody) else can(?: (?:take|do|have|get) (?:it|this))?)';
const BETWEEN = '[\\s,.;:!()-]+(?:(?:and|but|so|because|bc|b/c|cause|cuz|since|y|pero|porque|pq|xq|es que) )?';
/** Nothing else is said: that they can't, why, and that they are sorry. */
const ALL_OF_IT = new RegExp(
  `^${GREETED}(?:${CANNOT}|${OTHER}${AFTER})(?:${BETWEEN}(?:${CANNOT}|${OTHER}${AFTER}|${WHY}|${KIND}))*[\\s,.;:!()-]*$`,
  'u',
);

/** A reason that may stand alone, and may only make them late. */
const BREAKDOWN =
  "(?:(?:i |we )?(?:have |got |just got |had )?(?:a )?flat(?: tire)?(?! out)|(?:i |we )?(?:have |having |got )?(?:a )?car (?:trouble|problems?|issues?|wont start|won't start|broke(?: down)?|died|is dead)|(?:i |we )?(?:was |were |got |had |have been |been )?(?:in )?(?:a |an )?(?:car )?(?:accident|crash)|llanta (?:ponchada|baja)|tengo (?:una )?llanta (?:ponchada|baja)|choque|tuve un (?:accidente|choque)|se me (?:poncho|exploto|bajo)(?: la| una)? llanta)";
const AWAY =
  "(?:(?:i'?m |i am |we'?re |estoy |ando )?(?:out sick|out of town|away(?! from)|on vacation|on holiday|travell?ing|de vacaciones|de viaje|fuera de la ciudad)(?: all week| this week| today| (?:till|until|til|hasta|for|por) .{1,30})?|(?:i |we |my (?:kid|kids|son|daughter|mom|husband|wife)s? )?(?:just )?(?:have|got|has|caught|tested positive for|tengo|me dio) (?:a |an |la |el )?(?:covid|the flu|flu|fever|stomach bug|food poisoning|gripe|fiebre)(?! (?:tests?|masks?|medicines?|meds|thermometers?|shots?|pills|kits?)))";
const REASONS = new RegExp(
  `^${GREETED}(?:${BREAKDOWN}|${AWAY}|(?:my|the|our|mi|el|se me|se nos) ${THEIR_THING}?\\s*(?:just |se |me )?${BROKE}|${WHO_IS_ILL}(?:really |very |so |muy )?${ILL})\\b`,
  'u',
);
/** Alone it may be out of the whole thing, or out in front of the house. */
const IM_OUT = new RegExp(`^${GREETED}(?:i'?m|i am) out${AFTER}[\\s,.!]*$`, 'u');
/** They stand before the house, or look for it: that is for whoever waits in it. */
const THE_WAY =
  /\b(?:doors?|gates?|(?:door)?bells?|buzzers?|gps|address|directions|entrance|parking|stairs|elevator|lobby|locked|outside|out (?:front|back|here)|in front|upstairs|downstairs|not home|(?:nobody|no one|no ?body|she|he|they)(?:'?s| is| are)?(?: not)? (?:home|here|there|in|answer|answers|answering|opens|opening)|puertas?|porton|timbre|direccion|entrada|escaleras?|cerrad[oa]|no abren?|no contestan?|nadie (?:abre|contesta|responde|sale|esta))\b/u;
const MAKE_IT = /\bmake (?:it|this)\b/u;

/** Another time, a doubt or a question: it may be that they come after all. "Until 6" is one, "not today" is none. */
const NOT_SURE =
  /\?|\b(?:but|pero|until|till|til|hasta|unless|instead|later|mas tarde|al rato|tomorrow|manana|maybe|quizas?|tal vez|might|i can(?!'?t|not| no longer)|i could(?!n)|puedo a las|in an hour|on my way|running late)\b|\b(?:at|by|before|after|around|a las|antes de|despues de) \d/u;
/** What begins an excuse, and doubts nothing. */
const NO_DOUBT = /\b(?:(?:so that|so) (?:some ?one|somebody) else can|(?:sorry|siento|pena|perdon) (?:but|pero))\b/gu;

/**
 * Whether somebody who has a case says in their own words that they can't see to it: "I can't make it", "something came up", "ya no puedo".
 * Undefined for all else: "I can't find the door" and "can't park here" are words for whoever waits for them.
 */
export const givesBack = (text: string): GivesBack | undefined => {
  const said = fold(text.slice(0, LONGEST_TEXT)).replace(/\s+/g, ' ').trim();
  if (said.length > LONG) return undefined;
  if (IM_OUT.test(said)) return 'perhaps';
  const begins = BEGINS.test(said);
  if (!begins) return REASONS.test(said) ? 'perhaps' : undefined;
  if (THE_WAY.test(said) && !MAKE_IT.test(said)) return 'way';
  if (NOT_SURE.test(said.replace(NO_DOUBT, ''))) return 'perhaps';
  return ALL_OF_IT.test(said) ? 'yes' : 'likely';
};

/** Whether they stand before the house or look for it, and tell whoever waits in it. */
export const tellsTheWay = (text: string): boolean => THE_WAY.test(fold(text.slice(0, LONG)));

/** Longer texts tell more than that; whoever reads them must judge. */
const LONG = 200;
