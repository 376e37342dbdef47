import { fold } from './words.ts';

/** What somebody says against whoever has their case: that they did wrong (`wrong`), or that another one is to come (`another`). */
export type Against = 'wrong' | 'another';

const THEM =
  '(?:he|she|they|hes|shes|theyre|he.s|she.s|they.re|(?:the|that|this|your|ur|my) (?:guy|man|woman|lady|girl|boy|person|dude|driver|volunteer|helper))';
const ELLOS =
  '(?:el|ella|ellos|(?:el|la|ese|esa|este|esta|su) (?:muchach[oa]|senora?|hombre|mujer|chic[oa]|tip[oa]|persona|chofer|voluntari[oa]))';
const MINE = '(?:my|our|his|her|moms|mom.s|the) (?:\\w+ )?';
const VALUABLES =
  '(?:money|cash|wallet|purse|bag|phone|card|cards|ebt|snap|food stamps|stamps|keys?|check|jewelry|ring|tv|laptop|meds|medicine|pills|bike|car)';
const WRONG = [
  `(?:took|takes|taking|stole|steals|stealing|grabbed|kept|swiped) ${MINE}${VALUABLES}`,
  '(?:stole|steals|stealing) (?:from|my|our|it|some|stuff|things|\\w+ from)',
  'robbed (?:me|us|my)',
  '(?:ask(?:ed|s|ing)?|want(?:s|ed)?|demand(?:ed|s|ing)?|charg(?:ed|es|ing)) (?:\\S+ ){0,4}(?:pay|paid|money|cash|dollars?|bucks|\\$ ?\\d+|gas money|a tip|sex|nudes|pics|pictures|my number|a date|a kiss|my card|my ssn|my social)',
  '(?:tried|tries|trying|wanted|wants) to (?:kiss|touch|hug|grab|hit|rob|hurt|come in|get in|sleep|date|undress|scam)',
  '(?:kiss(?:ed|es)?|touch(?:ed|es)?|hit|hits|slapp?(?:ed|s)|punch(?:ed)?|kick(?:ed)?|push(?:ed|es)?|shov(?:ed|es)|hurt|hurts|grop(?:ed|es)|spit on|bit) (?:me|us|my|her|him)',
  '(?:yell(?:ed|s|ing)?|scream(?:ed|s|ing)?|shout(?:ed|s|ing)?|curs(?:ed|es|ing)|swore|swears|cuss(?:ed|es|ing)) (?:at|me|us|my)',
  '(?:is|was|seems?|seemed|looks?|acting|so|very|really|been|came|hes|shes) (?:\\w+ )?(?:drunk|stoned|creepy|a creep|rude|nasty|mean to|racist|scary|threatening|inappropriate|abusive|violent|aggressive)',
  '^(?:drunk|creepy|rude|nasty|racist|abusive|violent)',
  '(?:drunk|creepy|rude|nasty|racist|abusive|inappropriate)$',
  '(?:wont|won.t|will not|refuses? to|refused to|didnt|didn.t|doesnt|doesn.t) (?:leave|go away|get out|let me|stop (?:texting|calling|following|touching|coming))',
  '(?:came|comes|coming|lunged|swung) at (?:me|us)',
  '(?:insult(?:ed|s)?|threaten(?:ed|s|ing)?|harass(?:ed|es|ing)?|follow(?:ed|s|ing)?|scar(?:ed|es|ing)|frighten(?:ed|s)?|lied to|cheated|scammed|bother(?:ed|s|ing)?) (?:me|us|my)',
  '(?:makes?|made|making) (?:me|us) (?:feel )?(?:\\w+ )?(?:uncomfortable|unsafe|scared|afraid|nervous)',
  'called me (?:a|an|names)',
  '(?:is|was|are|be|a|an|such a|the|fucking|total|damn) (?:thief|thiefs|thieves|crook|scammer|perv|pervert|creep|predator|rapist|molester|racist|abuser|drunk|psycho)',
].join('|');
const MAL = [
  '(?:me|nos|le) (?:robo|robaron|toco|pego|golpeo|grito|insulto|empujo|agarro|acoso|siguio|beso|amenazo|cobro|ofendio|falto el respeto|falto al respeto|manoseo|asusto|lastimo|estafo|engano)',
  '(?:me|nos|le) (?:pidio|pide|pidieron|cobra|exigio|quito|saco|quiere cobrar) (?:\\S+ ){0,3}(?:dinero|plata|efectivo|pesos|dolares|cartera|bolsa|telefono|celular|tarjeta|llaves|sexo|fotos|beso|pagar?|propina)',
  '(?:se robo|se llevo|robo) (?:mi|mis|el|la|los|las)',
  '(?:quiso|queria|quiere|intento|trato de) (?:besar|tocar|abrazar|pegar|robar|entrar|meterse|abusar)\\w*',
  '(?:no se (?:va|quiere ir)|no quiere irse|no me deja)',
  '(?:borrach[oa]|drogad[oa]|groser[oa]|racista|agresiv[oa]|abusiv[oa]|abusador|ladron(?:a|es)?|ratero|ratera|rata|estafadora?|pervertid[oa]|violador|acosador)',
].join('|');
const madeWays = () => ({
  tells: new RegExp(
    `\\b(?:${THEM}|@)(?: \\S+){0,7}? (?:${WRONG})\\b|\\b(?:${THEM}|@) (?:is |was )?(?:drunk|creepy|rude|nasty|racist|abusive|violent)\\b`,
  ),
  dice: new RegExp(`^(?:\\W|[a-z]+ ){0,4}(?:${MAL})(?![\\w])|\\b(?:${ELLOS}|@)(?: \\S+){0,5}? (?:${MAL})(?![\\w])`),
  another: [
    '\\b(?:dont|don.t|do not|didnt|never|not) (?:\\w+ )?(?:want|send|like|trust|feel safe with|feel comfortable with) (?:\\w+ )?(?:@|him|her|them|(?:that|this) (?:guy|man|woman|lady|person|driver|volunteer))(?=[ .!,]*$| to (?:come|bring|do|deliver|be)\\b| (?:coming|here|again|anymore|around|near|in|at|please|pls|with)\\b)',
    '\\b(?:send|want|get|need|have|give me|can i get|prefer)(?: \\w+){0,2} (?:someone|somebody|anyone|anybody) else\\b',
    '\\b(?:send|want|need|give me|get)(?: \\w+){0,2} (?:another|a different) (?:volunteer|driver|person|helper|one)\\b',
    '\\b(?:anyone|anybody|someone|somebody) but (?:@|him|her)\\b',
    '\\b(?:anyone|anybody|someone|somebody|a volunteer|a driver|a person) (?:who|that|whos|thats|who.s|other than|except|besides|not)(?: (?:is not|isnt|isn.t|is|not|aint|ain.t))* (?:@|him|her)\\b',
    '^(?:please |pls |but |just )*not (?:@|him|her)(?: again| please| pls| this time)*[ .!]*$',
    '\\b(?:alguien|otra persona) que no sea (?:@|el|ella)\\b',
    '\\bque no (?:venga|sea|vuelva) (?:@|ella\\b|el$)',
    '^(?:por favor )?(?:ya )?que (?:ya )?no (?:vuelva|venga|regrese)(?: (?:mas|nunca|jamas|otra vez|aqui|a mi casa|por favor))*[ .!]*$',
    '\\b(?:afraid|scared|terrified) of (?:@|him|her)\\b',
    '\\bno quiero (?:\\w+ ){0,3}(?:(?:venga|vuelva) (?:@|el|ella|es[ea])|a @|verl[oa]|a (?:el|ella|es[ea]))\\b',
    '\\b(?:no (?:manden|mande|envien|me manden) a|le tengo miedo(?: a)?|me da miedo) ?(?:@|el|ella|es[ea])?[ .!]*$',
    '\\b(?:manden|mande|envien|quiero|prefiero|necesito)(?: \\w+){0,2} (?:otra persona|otro voluntario|otra voluntaria|otro chofer|alguien mas)\\b',
  ].map(way => new RegExp(way)),
});
let made: ReturnType<typeof madeWays> | undefined;

/** "Does she want money for gas?" says nothing against her. */
const ASKED = /^\W*(?:does|do(?! not)|should|can|could|may|will|would)\b/i;
/** More than this tells of somebody else too; a complaint stands in its beginning. */
const LOOKED_AT = 480;
const escaped = (word: string): string => word.replace(/[^\p{L}\p{N}]/gu, '.');

/** One text is asked about at several places of a turn. */
let last: { readonly text: string; readonly called: string; readonly says: Against | undefined } | undefined;

/**
 * What a text says against those who have a case of theirs, called by these first names, by "he", "the guy", or by nothing at all. For them it
 * must never be.
 */
export const againstHolder = (text: string, names: readonly string[]): Against | undefined => {
  const called = names.join('/');
  if (last?.text !== text || last.called !== called) last = { text, called, says: read(text, names) };
  return last.says;
};

const read = (text: string, names: readonly string[]): Against | undefined => {
  if (!/\p{L}/u.test(text) || ASKED.test(text)) return undefined;
  const called = names.map(name => escaped(fold(name).trim())).filter(name => name.length > 1);
  const folded = fold(text.slice(0, LOOKED_AT)).replace(/\s+/g, ' ').trim();
  const said = called.length > 0 ? folded.replace(new RegExp(`(?<![\\w])(?:${called.join('|')})(?:.s)?(?![\\w])`, 'g'), '@') : folded;
  const marked = said.replace(/(^|\s)@/g, '$1they');
  made ??= madeWays();
  if (made.tells.test(marked) || made.dice.test(said.replace(/(^|\s)@/g, '$1ella'))) return 'wrong';
  return made.another.some(way => way.test(said.replace(/@/g, 'him')) || way.test(said.replace(/@/g, 'ella'))) ? 'another' : undefined;
};
