/**
 * Why a thing is needed no more: it is `unwanted` from now on; they `had` it meanwhile, which whoever has the request may have brought; or they
 * had it `elsewhere`, from somebody they name.
 */
export type Why = 'unwanted' | 'had' | 'elsewhere';

const WHO = '(?:i|we|my mom|my family)';
const HAVE = "(?:'ve|ve| have)?(?: (?:already|just|finally))?";
const DONT = "(?:dont|don't|do not)";

/** Whoever is named as theirs, and never whoever comes from the line. */
const SOMEBODY =
  "(?:some(?:one|body) else|(?:my|our|an?|the|another) (?!(?:volunteer|driver|landlord|person|lady|guy|man|woman|helper)\\b)(?:[a-z']+ ){0,2}?[a-z']+)";
const ALGUIEN =
  '(?:otra persona|alguien mas|(?:mi|mis|un|una|el|la|los|las|unos|unas|otr[oa]) (?!(?:voluntari|chofer|casero|persona|senor|muchach))(?:[a-z]+ ){0,2}?[a-z]+)';
/** What they came by, where they say it at all: read as a need, or as "it". */
const THING = "((?:(?! (?:from|at|through|thru|off|for|con|de|en) )[a-z' ]){0,40}?)";
const PLACE =
  '(?:there|home|to (?:the |my |our )?(?:[a-z]+ )?(?:doctors?|dr|hospital|clinic|store|market|appointment|appt|dialysis|pharmacy|work|school|church|court|pantry)|al? (?:la |el |mi )?(?:doctor|medico|hospital|clinica|tienda|cita|dialisis|farmacia|trabajo|escuela|iglesia|corte)|ya|a casa)';
const LATELY = '(?: (?:already|now|today|instead|this morning|tonight|tomorrow|ya|hoy|manana))?';
const ENDING = `(?: ${PLACE})?${LATELY}`;

/** Each is a whole text, or one part of it, beside words of courtesy. What is in its group is the thing: "it", "anything", or a need by name. */
export const WHOLE: readonly (readonly [Why, string])[] = [
  [
    'unwanted',
    `${WHO}?\\s*${DONT} need ((?:it|that|this|them|anything|nothing|no help|the help|(?:the|that|my) [a-z]+))(?: now)?(?=[\\s,.!]|$)`,
  ],
  [
    'unwanted',
    "(?:never ?mind|nvm|forget (?:it|about it)|don'?t bother|olvidelo|olvidalo|olvidelos|dejelo asi|dejalo asi|dejelo|ya dejelo|mejor no)()",
  ],
  ['unwanted', "(?:it(?:'?s| is) )?(?:not needed|no need)(?: (?:it|for it|of it))?(?:\\s+any ?more|\\s+now)?()(?! to\\b)"],
  [
    'unwanted',
    `(?:(?:can|could) (?:you|u|i|we) |${WHO} (?:want|wanna|need|would like|have)(?: to)? |i'd like to |you can |just |let'?s )?(?:please |pls |plz )?cancel(?: (?:please|pls|plz|now))?()`,
  ],
  [
    'unwanted',
    `(?:(?:can|could) (?:you|u) |${WHO} (?:want|wanna|need)(?: to)? |you can )?(?:please |pls |plz )?cancel ((?:it|that|this|all|everything|both|(?:my|the) .{2,30}))`,
  ],
  [
    'unwanted',
    `(?:(?:you|u|they|ya'?ll|yall) )?(?:${DONT}(?: have to| need to| gotta)?|no need to|tell (?:them|her|him|[a-z]+) (?:not to|${DONT})) (?:come|show up)()(?:\\s+any ?more| no more)?(?!.*\\b(?:today|now|yet|early|tonight)\\b)`,
  ],
  ['had', "(?:i'?m|i am|we'?re|we are|we|im) (?:all )?(?:good|straight)()"],
  ['had', `${WHO}?${HAVE} ?(?:already ate|ate|eaten)(?: (?:already|now))()`],
  ['had', 'already ate()'],
  [
    'had',
    `${WHO}? ?(?:got (?:it|that|everything) |it'?s |took )(?:all )?(?:care of (?:it|that)|taken care of|handled|sorted(?: out)?|covered)()`,
  ],
  [
    'had',
    `(?:someone|somebody|they)(?: already| just)? (?:helped|brought|gave|got|took|drove)(?: (?:us|me))?(?: (?:to|with))?${THING}${ENDING}`,
  ],
  ['had', `${WHO}?${HAVE} ?(?:got|bought) (?:an?|some|the|our|my) ${THING}`],
  ['had', `${WHO}?${HAVE} ?bought ${THING}`],
  [
    'elsewhere',
    `${WHO}?${HAVE} ?(?:ended up getting|got|found|have|had|received|bought|picked up|borrowed) ${THING}(?: already)? (?:from|through|thru|off|at) [a-z' ]{2,40}?`,
  ],
  ['elsewhere', `${WHO}?${HAVE} ?found (?!out\\b)(?:an?other |an? |some |the )?${THING}`],
  ['unwanted', '(?:never ?mind|nvm)[ ,.]+(?:i|we) (?:got|have|found) (?:it|some|one)()'],
  [
    'elsewhere',
    `${WHO}?${HAVE} ?(?:found|have|got) (?:someone|somebody)(?: else)? (?:to|who can|who will|that can)() (?:take|drive|bring|help|get|give|watch)(?: (?:me|us|it|them|my kids?|food|a ride))*${ENDING}`,
  ],
  [
    'elsewhere',
    `${SOMEBODY}(?:'s|s)?(?: (?:already|just|is|are|will|can|has|gonna|going to|got to|did))* (?:took|takes?|taking|drove|drives?|driving|picked|picking|pick|helped|helping|help)() (?:me|us|my (?:mom|mother|dad|father|son|daughter|kids))(?: (?:out|up))?${ENDING}`,
  ],
  [
    'elsewhere',
    `${SOMEBODY}(?:'s|s)?(?: (?:already|just|is|are|will|can|has|gonna|going to|did))* (?:brought|brings?|bringing|gave|gives?|giving|bought|buys?|buying|got|gets?|getting|lent|dropped off|cooked|made) (?:(?:me|us) )${THING}${ENDING}`,
  ],
  [
    'elsewhere',
    `${SOMEBODY}(?:'s|s)?(?: (?:already|just|is|are|will|gonna|going to))* (?:brought|bringing|bring|bought|buying|buy|dropped off) ${THING}${LATELY}`,
  ],
  [
    'unwanted',
    '(?:ya )?no (?:l[oa]s? )?(?:ne[cs]esito|ne[cs]esitamos|ocupo|ocupamos)((?: nada| ayuda| eso| todo)?)(?: ya| mas)*(?=[\\s.,!]*(?:(?:muchas |mil )?gracias|perdon)?[\\s.!]*$)',
  ],
  ['unwanted', 'ya no()'],
  [
    'unwanted',
    '(?:que )?(?:ya )?no (?:vengan?|traigan?(?: nada)?|hace falta|(?:hace falta|es necesario)(?: que (?:vengan?|traigan?))?|tienen? que venir)(?: ya)?()(?!.*\\b(?:hoy|ahora|todavia|aun|temprano)\\b)',
  ],
  [
    'unwanted',
    '(?:(?:quiero|queremos|quisiera|puedo|puede|pueden|podria|hay que|voy a) )?cancel(?:e|en|a|ar|elo|enlo|alo|arlo|ela|arla)(?: (?:por favor|porfa))?()',
  ],
  ['unwanted', '(?:(?:quiero|quisiera|puedo|puede|pueden|podria) )?cancel(?:e|en|a|ar) ((?:todo|eso|(?:mi|la|el|lo de) .{2,30}))'],
  ['had', '(?:ya )?(?:estoy|estamos) bien()(?: (?:ya|asi|ahora))?'],
  ['had', 'ya (?:comi|comimos|(?:l[oa] )?(?:resolvi|resolvimos|arregle|arreglamos))()'],
  [
    'elsewhere',
    `(?:ya )?(?:consegui|conseguimos|encontre|encontramos|halle|hallamos|compre|compramos) ${THING}(?: (?:con|de|en|por) [a-z ]{2,40}?)?`,
  ],
  [
    'elsewhere',
    `(?:ya )?(?:consegui|conseguimos|encontre|encontramos|tengo|hay) (?:a )?(?:quien|alguien que|otra persona que)() (?:me|nos|l[oa]) (?:lo |la )?(?:llev[ea]|traiga|trae|ayud[ea]|va a llevar)${ENDING}`,
  ],
  [
    'elsewhere',
    `${ALGUIEN} (?:ya )?(?:me|nos) (?:l[oa]s? )?(?:llevo|llevaron|lleva|llevan|va a llevar|van a llevar|ayudo|ayudaron|va a ayudar|recogio)()${ENDING}`,
  ],
  ['elsewhere', `(?:ya )?(?:me|nos) (?:l[oa] )?(?:llevo|lleva|va a llevar|ayudo|recogio)() ${ALGUIEN}`],
  [
    'elsewhere',
    `${ALGUIEN} (?:ya )?(?:me|nos) (?:l[oa]s? )?(?:trajo|trajeron|trae|traen|va a traer|dio|dieron|da|va a dar|compro|compraron|va a comprar|regalo|regalaron|presto|prestaron) ?${THING}${LATELY}`,
  ],
  ['elsewhere', `(?:ya )?(?:me|nos) (?:l[oa] )?(?:trajo|trae|va a traer|dio|compro|regalo|presto) ${THING} ?${ALGUIEN}`],
  ['elsewhere', `(?:ya )?(?:me|nos) (?:trajeron|dieron|regalaron) ${THING} (?:en|de) [a-z ]{2,40}?`],
];
