import { ORDINARY } from './lexicon/ordinary.ts';
import { isOfWhoComes } from './of-who-comes.ts';
import { fold } from './words.ts';

/** More than this tells of somebody else too; whom it is about stands in its beginning. */
const LOOKED_AT = 480;

const OTHERS =
  /\b(?:mom|moms|mother|mothers|mama|mami|ma|dad|father|papa|papi|son|sons|daughter|daughters|baby|babies|kid|kids|child|children|toddler|newborn|wife|husband|hubby|sister|brother|aunt|auntie|uncle|cousin|niece|nephew|grandma|grandmother|granny|nana|abuela|abuelo|abuelita|grandpa|grandfather|grandson|granddaughter|neighbou?rs?|vecin[oa]s?|friends?|roommate|super|doorman|landlord|landlady|doctor|dr|nurse|aide|caregiver|social worker|case worker|tenant|dogs?|puppy|cats?|perr[oa]s?|gat[oa]s?|hij[oa]s?|niet[oa]s?|nin[oa]s?|bebes?|espos[oa]|marido|herman[oa]s?|ti[oa]s?|prim[oa]s?|suegr[oa]|amig[oa]s?|doctora?|enfermer[oa]|patient|family|familia)\b/;
/** A stranger, by what they are. */
const STRANGER =
  '(?:(?:this|that|the|your|ur) (?:guy|man|woman|lady|girl|dude|driver|volunteer|helper|person)|(?:la|ese|esa|este|esta|el|su) (?:muchach[oa]|senora?|hombre|mujer|chic[oa]|tip[oa]|persona|chofer|voluntari[oa]))';
const SOMEBODY = `(?:she|he|her|him|hers|herself|himself|shes|hes|she.s|he.s|${STRANGER})`;
const ALGUIEN = '(?:ella|el(?=[ .!]*$| (?:me|nos|le|se|no|ya|es|esta|era|fue|vino|llego|tiene|quiere|sabe|conoce|dijo|huele)))';
/** Spanish leaves out who it was: "me dijo que ..." is about whoever came. */
const SAID_OF_NOBODY = /^(?:y |pero |ya |es que )*(?:me|nos|le|se) [a-z]{2,}(?:o|aba|ia|io|ijo)\b/;
const BY_NOBODY_NAMED = new RegExp(`\\b(?:${SOMEBODY}|${ALGUIEN})(?![\\w])`);
const BY_STRANGER = new RegExp(`\\b${STRANGER}(?![\\w])`);

/** A word to whoever reads it. */
const TO_YOU =
  /\b(?:you|u|ur|your|yours|youre|you.re|yall|youve|youll|ya(?= (?:can|are|coming|there|here))|usted|ustedes|tu|te|ti|contigo|puedes|traigame|digame|llameme)\b/;

/** "The girl you sent" is said to the line, and of somebody else. */
const YOU_SENT = /\b(?:you|u|yall)(?: guys| people)? sent\b/g;

/** Who is called by their name: "hi Ana", "thank you so much Ana", "Ana, my bell is broken", "... see you soon Ana". */
const GREETS =
  /\b(?:hi|hello|hey|hiya|dear|good morning|good evening|good afternoon|thanks|thank you|thankyou|thx|ty|tysm|bless you|ok|okay|yes|no|sorry|please|pls|bye|hola|gracias|buenas|buenos dias|buenas tardes|si|perdon|disculpe|adios)(?: (?:so much|very much|again|a lot|there|mucho|muchas|muchisimas|much))*[ ,!.]+@(?! (?:is|was|has|again)\b)/g;
const TELLS =
  /(?:\b(?:dont|don.t|do not|never|not|no|nunca)(?: \w+){0,2} )?\b(?:tell|ask|let|remind|give|message for|note for|this is for|for|dile|digale|diganle|decirle|avisele|pidale|dile a|para)(?: a)? @/g;
const NEGATED = /^(?:dont|don.t|do not|never|not|no|nunca)\b/;
const IS_ME = /\b(?:im|i am|my name is|me llamo|soy|is this|are you|r u|you must be)(?: also| called)? @(?=[ ?.!,]*$| (?:too|also)\b)/g;
const OBJECT_OF =
  /\b(?:of|with|by|from|about|against|not|see|know|knows|send|sent|let|want|wants|trust|like|hate|than|besides|except|but|near|around|from|report|block|fear|a|de|con|que|en|contra|is|to|and|this|that|esa|ese|esta|este)[ ]+@[ ,.!?]*$/;
const OF_THEM =
  /^@(?:.s)? (?:(?:just|really|always|never|still|even|straight up|only) )*(?:is|was|lied|lies|hit|left (?:my|me|us|it|the|his|her|our|without)|(?:dont|don.t) (?:like|care|want|listen|respect|even|know)|isnt|isn.t|wasnt|has|had|does|did|doesnt|doesn.t|didnt|didn.t|will|wont|won.t|cant|cannot|can(?! you| u)|and|keeps|came|took|said|told|went|got|made|gave|wanted|brought|stood|kept|broke|threw|saw|knew|or|who|me|nos|le|se|es|esta|estaba|era|fue|ya|no|vino|llego|tiene|quiere|sabe|conoce|dijo|pidio|huele|anda|vive|viene|trajo|dejo|(?!this|its|is|thanks|yes|us|always|as|bless|pls|plus|gracias|los|las|mis|sus|nos|buenas|dias|kids|bags|needs)\w{2,}s|\w{3,}ed)\b/;

/** Wishes that another one comes, or that somebody does not learn where they are: for the team, whoever is meant. */
const WISHES = [
  /\b(?:you|u|yall)(?: guys| people)? sent (?:me |us )?(?:a|an|some|this|that) (?!(?:text|message|msg|link|pic|picture|photo|code|number)\b)/,
  /\b(?:can|could|may|would|will) (?:i |we |you |u )?(?:please )?(?:get |have |send )?(?:someone|somebody|anyone|anybody) else (?:please )?(?:come|bring|deliver|help|do it|take it|take over|instead|$)/,
  /\b(?:get|have|send|want|need|prefer|request)(?: me| us| a| an)* (?:woman|man|lady|female|male|girl|guy|someone|somebody|volunteer|driver|one)(?: (?:volunteer|driver|helper))? (?:instead|rather)\b/,
  /\b(?:send|get|want|need|have) (?:\w+ )?(?:anybody|anyone|somebody|someone) (?:else|but)\b/,
  /\b(?:puede|podria|pueden|podrian) (?:venir|mandar|traerlo|enviar) (?:otra persona|otro|otra|alguien mas|una mujer|un hombre)\b/,
  /\b(?:prefiero|mejor|quiero) (?:que venga )?(?:una mujer|un hombre|otra persona|otro|otra)\b/,
  /(?<!\b(?:you|u|i|we) )\b(?:dont|don.t|do not|never|cant|can.t|cannot|must not|mustnt|shouldnt|shouldn.t|should not|may not|nobody|no one)(?: (?!i\b|we\b|you\b|u\b)\w+){0,5} (?:know|knows|knowing|find|see|have|has|having|tell|give|share|get)(?: \w+){0,5} (?:where (?:i|we)|(?:my|our) (?:\w+ )?(?:address|number|apt|apartment|phone|place|house|name))\b/,
  /\b(?:que no|no quiero que|no (?:le |les )?(?:de|den|digan?|diga)|nadie)(?: \w+){0,5} (?:sepan?|vean?|tengan?|encuentren?|conozcan?|donde|direccion|numero|telefono|casa|apartamento|vivo|vivimos)\b/,
];

/** How far somebody may be from coming is everyday talk, also with a no in it. */
const NOT_YET =
  /\b(?:not|hasnt|hasn.t|has not|didnt|didn.t|did not|isnt|isn.t|is not|never|doesnt|doesn.t|cant|cannot|wont|no)(?: (?:yet|ever|be|been|able|to|ha|se))* (?:here|yet|there|come|coming|came|arrive|arrived|show|shown|showed|text|texted|call|called|find|answer|answering|ring|bring|brought|at|out|in|llegado|llego|llega|vino|viene|venido|aqui|esta|contesta|encuentra)\b/g;
const LOUD = /\b(?:not|never|no(?= @)|dont|doesnt|didnt|wont|isnt|wasnt|again)\b/;

let words: ReadonlySet<string> | undefined;
const ordinary = (said: string): boolean => {
  words ??= new Set(ORDINARY.split(/\s+/).filter(word => word !== ''));
  const plain = said.replace(NOT_YET, ' ');
  if (LOUD.test(plain)) return false;
  const told = plain
    .replace(new RegExp(BY_NOBODY_NAMED, 'g'), ' ')
    .replace(/@(?:.s)?/g, ' ')
    .replace(/['’]/g, '')
    .match(/[a-z]+/g);
  return (told ?? []).every(word => words?.has(word));
};

const escaped = (word: string): string => word.replace(/[^\p{L}\p{N}]/gu, '.');

/** The text with each of these names as "@". */
const marked = (text: string, names: readonly string[]): string => {
  const said = fold(text.slice(0, LOOKED_AT)).replace(/\s+/g, ' ').trim();
  const called = names.map(name => escaped(fold(name).trim())).filter(name => name.length > 1);
  return called.length === 0 ? said : said.replace(new RegExp(`(?<![\\w])(?:${called.join('|')})(?![\\w])`, 'g'), '@');
};

/** The same without the names by which somebody is spoken to, or sent a word. */
const withoutCalls = (said: string): string => {
  const greeted = said
    .replace(GREETS, ' ')
    .replace(TELLS, told => (NEGATED.test(told) ? told : ' '))
    .replace(IS_ME, ' ')
    .replace(/(^|[.!?] )@[,:!]/g, '$1')
    .replace(/,? ?@[ ]*[,:]/g, ' ');
  const first = OF_THEM.test(greeted) ? greeted : greeted.replace(/^@(?= |$|[.!?])/, ' ');
  return OBJECT_OF.test(first) ? first : first.replace(/@[ ?.!]*$/, ' ');
};

/** Whether somebody of those called by these first names is sent a word by it: "tell Ana ...", "Ana, ...", "hi Ana". */
export const speaksTo = (text: string, names: readonly string[]): boolean => {
  const said = marked(text, names);
  return said.includes('@') && !withoutCalls(said).includes('@');
};

/** Whether somebody of their own is spoken of: family, a neighbor, the landlord. */
export const speaksOfOthers = (text: string): boolean => OTHERS.test(fold(text.slice(0, LOOKED_AT)));

/** "Tell her ..." sends a word; "don't tell her" does not. */
const TELLS_THEM =
  /(?<!\b(?:dont|don.t|not|never|no|nunca)(?: \w+)? )\b(?:(?:tell|ask|let|remind|warn) (?:her|him|them)|dile|diles|digale|digales|avisele|pidale|preguntele|recuerdele)\b/g;
/** A further need is one, also where somebody shall be told of it. */
const ALSO_NEEDS = /\b(?:needs?|necesit\w+|hacen? falta|ocupo|ocupamos)\b/;

/** Whether a text asks us to tell something to whoever is called so, or comes, and no more than that: "my kid is sick, tell her to leave it at the door". */
export const sendsWord = (text: string, names: readonly string[]): boolean => {
  const said = marked(text, names);
  if (ALSO_NEEDS.test(said)) return false;
  return said.search(TELLS_THEM) >= 0 || (said.match(TELLS) ?? []).some(told => /^(?:tell|ask|let|dile|digale|avisele|pidale)/.test(told));
};

/** Whether the pronoun can mean whoever comes: nobody else was named before it. */
const meansWhoComes = (said: string): boolean => {
  const at = BY_NOBODY_NAMED.exec(said)?.index ?? (SAID_OF_NOBODY.test(said) ? 0 : -1);
  return at >= 0 && !OTHERS.test(said.slice(0, at));
};

/** Whether somebody is spoken of by "she" or "he", or as a stranger, in other than everyday words: whoever it is. */
export const speaksOfSomebody = (text: string): boolean => {
  if (!/\p{L}{2}/u.test(text)) return false;
  const said = marked(text, []).replace(TELLS_THEM, ' ');
  return !TO_YOU.test(said.replace(YOU_SENT, ' ')) && meansWhoComes(said) && !ordinary(said);
};

/**
 * Whether a text speaks of whoever comes, called by these first names or by "she", and not to them, in other words than everyday ones; or wishes for
 * another one, or that somebody does not learn where they are. For whom it is, only whoever wrote it can say. `others`: somebody of their own was spoken of
 * before, whom "she" may mean.
 */
export const speaksOf = (text: string, names: readonly string[], others = false): boolean => {
  if (!/\p{L}{2}/u.test(text)) return false;
  const said = marked(text, names).replace(TELLS_THEM, ' ');
  if (WISHES.some(way => way.test(said.replace(/@/g, 'them')))) return true;
  const left = withoutCalls(said);
  if (left.includes('@')) return !ordinary(left);
  return said === left && speaksOfSomebody(text) && (BY_STRANGER.test(said) || isOfWhoComes(said, others));
};
