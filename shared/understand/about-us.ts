import { fold } from './words.ts';

/**
 * What somebody tells of those who help, or wants of them: that one did wrong or that somebody threatens them (`report`), that nobody came
 * (`missed`), that they want to speak with a person (`person`), or that they are afraid to be alone or worried for somebody whom nobody has seen
 * (`worried`).
 */
export type AboutUs = 'report' | 'missed' | 'person' | 'worried';

const HELPER =
  '(?:volunteers?|drivers?|helpers?|delivery (?:man|woman|guy|person|driver)|(?:man|woman|guy|lady|person|people) (?:you|u|that you|who you) sent|(?:someone|somebody|person|man|woman|guy) from (?:your|ur) (?:group|line|team|organization)|(?:your|ur) (?:people|guy|man|lady|person))';
const WRONG =
  '(?:drunk|drinking|high on|was high|yell(?:ed|s|ing)|shout(?:ed|s|ing)|scream(?:ed|s|ing)|touch(?:ed|es|ing) (?:me|my|her|him|us)|grabb(?:ed|ing)|follow(?:ed|s|ing) (?:me|us|my)|stole|steal(?:s|ing)?|robbed|ask(?:ed|s|ing) (?:me|us|her|him|my \\w+) (?:for|4) (?:\\w+ )?(?:money|cash|dollars|sex|card|ssn|nudes|pictures|a date|a kiss)|ask(?:ed|s|ing) for (?:money|cash|sex)|wants? (?:me to pay|us to pay|money|cash)|threaten(?:ed|s|ing)|rude|nasty|creepy|creep|inappropriate|harass(?:ed|es|ing)|uncomfortable|scared me|racist|racial|insulted|cursed|curs(?:es|ing)|hit (?:me|my|us|her|him)|pushed (?:me|my|us)|lied to)';
const HELPER_ES =
  '(?:voluntari[oa]s?|chofer(?:es)?|conductor(?:a|es)?|repartidor(?:a|es)?|(?:senor|senora|hombre|mujer|muchach[oa]|persona) que (?:ustedes )?(?:mandaron|enviaron))';
const WRONG_ES =
  '(?:borrach[oa]s?|tomad[oa]|drogad[oa]|(?:me|nos|le) (?:grito|gritaba|toco|agarro|siguio|robo|insulto|empujo|pego|falto el respeto|falto al respeto|acoso|manoseo|cobro|quiso cobrar)|(?:me|nos|le) (?:pidio|pide|pidieron) (?:\\w+ )?(?:dinero|plata|efectivo|sexo|fotos|un beso)|amenaz\\w+|groser[oa]|racista)';
const WHO_THREATENS =
  '(?:landlord|land lord|landlady|boss|neighbou?r|roommate|super|ex|husband|wife|boyfriend|girlfriend|partner|son|brother|uncle|he|she|they|someone|somebody|man|woman|guy)';

const CAME = '(?:came|come|comes|show(?:ed|n|s)?(?: up)?|turn(?:ed|s)? up|arrive(?:d|s)?|got here|been here|picked (?:me|us) up)';
const NOT = "(?:never|didnt|didn't|did not|hasnt|hasn't|has not|havent|haven't|have not|dint)";
const AWAITED = '(?:volunteers?|drivers?|helpers?|ride|delivery|groceries|food|food box|package|meal|meals|they|he|she)';
const CAME_ES = '(?:vino|vinieron|llego|llegaron|ha venido|ha llegado|han venido|han llegado|aparecio|se presento)';
const AWAITED_ES = '(?:voluntari[oa]|chofer|conductor|transporte|raite|ride|aventon|comida|despensa|entrega|pedido|medicinas?)';

const TALK = '(?:talk|speak|spk|chat)';
const SOMEBODY = '(?:somebody|someone|some1|anybody|anyone|a person|a real person|a human|a real human|a live person)';
const IN_CHARGE =
  '(?:(?:a|the|your|ur) )?(?:manager|supervisor|boss|coordinator|organizer|person in charge|someone in charge|somebody in charge)';
/** "I need to talk to someone" may be for company; "to a human" is for no machine. */
const NO_MACHINE = '(?:(?:a|an) (?:real |live |actual )?(?:person|human(?: being)?)|(?:una persona|un humano|un ser humano))';
const ALGUIEN = '(?:alguien|una persona|un humano|alguna persona|un ser humano)';
const ENCARGADO = '(?:(?:el|la|un|una|su) )?(?:encargad[oa]|supervisora?|gerente|coordinadora?|jefe|jefa|responsable)';

const GREETING = '(?:(?:hi|hello|hey|please|pls|hola|buenas|bonjour|bonjou|por favor)[ ,!.]+)*';
const END = '(?:[ ,]+(?:there|here|please|pls|now|today|por favor|ahora|hoy|svp|tanpri))*[\\s.!?]*$';

const THEIR_OWN =
  '(?:neighbou?rs?|mom|mother|ma|dad|father|friend|grand(?:ma|mother|pa|father)|aunt|uncle|sister|brother|son|daughter|tenant|roommate|the (?:old |elderly )?(?:lady|man|woman))';
const SUS_PROPIOS = '(?:vecin[oa]s?|mama|madre|papa|padre|amig[oa]|abuel[oa]|ti[oa]|herman[oa]|hij[oa]|senora?)';
const A_WHILE = '(?:\\d+|a|an|one|two|three|four|five|six|few|couple|several)(?: (?:of|few))* (?:days?|weeks?)|since \\S+';

export const WAYS: readonly (readonly [AboutUs, string])[] = [
  ['report', `\\b${HELPER}\\b(?: \\S+){0,8} ${WRONG}\\b`],
  ['report', `\\b(?:el|la|un|una|los|su|sus) ${HELPER_ES}\\b(?: \\S+){0,4} ${WRONG_ES}\\b`],
  [
    'report',
    `\\b(?:my|our|the|a) ${WHO_THREATENS} (?:is |has |was |keeps |has been |just )?threat(?:en|ens|ened|ening) (?:me|us|my|to)\\b`,
  ],
  ['report', '\\b(?:me|nos) (?:amenaza|amenazo|amenazan|amenazaron|esta amenazando|estan amenazando|ha amenazado)\\b'],
  ['report', "\\b(?:chauffeur|benevole)\\b(?: \\S+){0,3} (?:ivre|saoul|bourre|m'a touchee?|m'a demande de l'argent)(?![\\w])"],
  ['report', '\\b(?:chofe a|volonte a)\\b(?: \\S+){0,2} (?:sou|mande m lajan|mande mwen lajan)\\b'],
  ['missed', `^${GREETING}(?:but )?(?:nobody|no one|noone|no body) (?:ever |has |have )?${CAME}\\b`],
  ['missed', `\\b(?:my|our|the|your|a|ur)? ?${AWAITED} ${NOT} (?:even |ever )?${CAME}\\b(?! (?:to|from|out|with)\\b)`],
  ['missed', `^${GREETING}(?:pero )?nadie (?:me |nos )?${CAME_ES}\\b`],
  ['missed', `\\b(?:no|nunca) (?:me |nos )?${CAME_ES} (?:el|la|mi|los|las|mis|nuestra|nuestro) ${AWAITED_ES}\\b`],
  ['missed', `\\b(?:el|la|mi|los|las|mis) ${AWAITED_ES} (?:no|nunca) (?:me |nos )?${CAME_ES}\\b`],
  ['missed', "^(?:personne n'est venue?|pesonn pa (?:te )?vini)"],
  [
    'worried',
    '\\b(?:scared|afraid|terrified|frightened|scard) (?:to be|of being|being|2 be|to stay|to sleep|staying) (?:here )?(?:all )?(?:alone|by myself)\\b',
  ],
  ['worried', '\\b(?:dont|don.t|do not|cant|can.t) (?:want to|wanna|feel safe to) ?be (?:left )?alone (?:tonight|right now|now)\\b'],
  [
    'worried',
    '\\b(?:tengo|tenemos|me da|nos da|con) (?:mucho |tanto )?miedo (?:de |a |en )?(?:estar|quedarme|dormir|pasar la noche) (?:aqui )?(?:tan )?sol[oa]\\b',
  ],
  ['worried', '\\bno quiero (?:estar|quedarme) sol[oa] (?:esta noche|hoy|ahora|ahorita)\\b'],
  [
    'worried',
    `\\b${THEIR_OWN}\\b(?: \\S+){0,3} (?:hasnt|hasn't|has not|havent|haven't|have not|didnt|didn't|did not|isnt|isn't|wont|won't|not) (?:come|came|coming|been seen|been|answer(?:ed|ing)?|open(?:ed)?|left|picked up|picking up|responded)(?: \\S+){0,5} (?:in |for |the past |the last )*(?:${A_WHILE})\\b`,
  ],
  [
    'worried',
    `\\b(?:havent|haven't|have not|hasnt|hasn't|not|no one has|nobody has|nobodys) (?:seen|heard from|heard)(?: \\S+){0,2} ${THEIR_OWN}\\b(?: \\S+){0,4} (?:in |for )?(?:${A_WHILE})\\b`,
  ],
  ['worried', `\\b(?:im |i am |we are |were |so |very )*worried (?:about|for|abt)(?: \\S+){0,2} ${THEIR_OWN}\\b`],
  [
    'worried',
    `\\b${SUS_PROPIOS}\\b(?: \\S+){0,3} no (?:ha salido|sale|contesta|abre|responde|la he visto|lo he visto|aparece)\\b(?: \\S+){0,5} (?:dias?|semanas?)\\b`,
  ],
  ['worried', `\\b(?:no (?:he|hemos) visto a|hace \\S+ (?:dias|semanas) que no (?:veo|vemos) a)(?: \\S+){0,2} ${SUS_PROPIOS}\\b`],
  ['worried', `\\b(?:me preocupa|preocupad[oa] por)(?: \\S+){0,2} ${SUS_PROPIOS}\\b`],
  ['person', `^${GREETING}(?:talk|speak) (?:to|with|2) (?:${SOMEBODY}|${IN_CHARGE})${END}`],
  ['person', `^${GREETING}(?:can|could|may|cn) (?:i|we) (?:please )?${TALK} (?:to|with|2|w) (?:${SOMEBODY}|${IN_CHARGE})${END}`],
  [
    'person',
    `^${GREETING}(?:let me|i (?:need|want|would like|wanna|have)(?: to)?) ?${TALK} (?:to|with|2) (?:${IN_CHARGE}|${NO_MACHINE})${END}`,
  ],
  ['person', `^${GREETING}(?:puedo|podria|puedo yo|se puede|podemos) hablar con (?:${ALGUIEN}|${ENCARGADO})${END}`],
  ['person', `^${GREETING}(?:quiero|quisiera|necesito) hablar con (?:${ENCARGADO}|${NO_MACHINE})${END}`],
  ['person', `^${GREETING}(?:puis-je|puis je|je peux|est-ce que je peux) parler (?:a|avec) (?:quelqu'un|une personne)${END}`],
  ['person', `^${GREETING}(?:eske )?(?:mwen|m) ka pale ak (?:yon moun|yon pesonn)${END}`],
];
let made: readonly (readonly [AboutUs, RegExp])[] | undefined;
/** Made when first asked for. */
const ways = (): NonNullable<typeof made> => {
  made ??= WAYS.map(([what, way]) => [what, new RegExp(way)] as const);
  return made;
};

/** Most texts are a number that answers a question: they tell of nobody. */
const A_LETTER = /\p{L}/u;
/** So much of a text is looked at: what it is about stands in its beginning. */
const LOOKED_AT = 480;

/** What a text tells or wants of those who help; undefined where it does not. */
export const aboutUs = (text: string): AboutUs | undefined => {
  if (!A_LETTER.test(text)) return undefined;
  const said = fold(text.slice(0, LOOKED_AT)).replace(/\s+/g, ' ').trim();
  return ways().find(([, way]) => way.test(said))?.[0];
};
