import { QUESTIONS, type Question } from '../domain/community.ts';
import { fold } from './words.ts';

/*
 * What people want to know before they trust a line: what it costs, whether papers are asked for, whether we are police or immigration, who sees what
 * they write, whether a machine answers, and who we are at all.
 */

const YOU = '(?:you|u|ya|yall|y.all|you guys|you people|they|this|these people|it|that)';
const FEW = "(?: [\\w'-]+)";
const AUTHORITY =
  '(?:ice|police|the law|cops?|(?:la )?migra|immigration|border patrol|government|govt|gov|feds?|fbi|cps|acs|dcf|dhs|law enforcement|homeland security)';
const AUTORIDAD =
  '(?:ice|(?:la )?migra|migracion|inmigracion|(?:la )?policias?|(?:la )?patrulla fronteriza|(?:el |del )?gobierno|(?:las )?autoridades|fbi|cps|dcf)';
const PAPERS =
  '(?:papers|paperwork|documents?|documentation|ids?|i d|i\\.d\\.?|identification|ssn|social security(?: number| card)?|immigration(?: status)?|(?:legal )?status|citizenship|citizens?|a citizen|legal|documented|(?:a )?green card|(?:a )?passport|proof of \\w+)';
const PAPELES =
  '(?:papeles|documentos?|documentacion|identificacion|id|ine|estatus(?: migratorio| legal)?|estado migratorio|seguro social|residencia|ciudadania|ciudadan[oa]|pasaporte|legal)';
const TRUE = '(?:real|legit|legitimate|fake|spam|for real|fr|safe|true|a? ?(?:scam|fraud|trick|trap|joke)|scammers?|trustworthy|honest)';
const VERDAD =
  '(?:(?:una |un )?(?:estafa|fraude|trampa|broma|mentira)|estafador(?:es)?|verdad|de verdad|real(?:es)?|en serio|seguro|confiables?|legales|legitim[oa]s?)';
const MACHINE = '(?:an? )?(?:real |live |actual )?(?:bot|robot|machine|computer|ai|chatbot|automated|automatic|human|person|someone real)';
const MAQUINA = '(?:un |una )?(?:bot|robot|maquina|computadora|contestadora|persona(?: real| de verdad)?|human[oa])';
const THEIRS =
  '(?:this|it|that|me|us|anyone|anybody|someone|people|others|other people|anything|info|information|what i \\w+|(?:my|our)(?: \\w+){1,2}|with)';

/** Each a whole clause. With `?` before it: only where a question mark ends it. */
export const WAYS: Readonly<Record<Question, readonly string[]>> = {
  police: [
    `(?:are|r|is) ${YOU}(?: really| guys| people| all)?(?: (?:with|from|for|working|work|part|connected|linked|to|of|the|a|an))* ${AUTHORITY}${FEW}{0,4}`,
    `(?:do|does|will|would|did) ${YOU}${FEW}{0,3} (?:work with|work for|call|report|tell|talk to|give|share|contact|send|inform|cooperate with)${FEW}{0,4} ${AUTHORITY}${FEW}{0,3}`,
    `(?:are|r) (?:you|u|yall) (?:going to|gonna) (?:call|report|tell)${FEW}{0,4} ${AUTHORITY}`,
    `(?:ustedes |usted )?(?:es|son|eres|estan|trabajan|trabaja|vienen|viene)(?: (?:con|de|del|para|la|el|esto|ustedes|parte))* ${AUTORIDAD}${FEW}{0,4}`,
    `esto es(?: (?:de|del|la|el))* ${AUTORIDAD}${FEW}{0,3}`,
    `(?:ustedes )?(?:le |les |nos |me |van a |lo )*(?:llaman?|llamar|avisan?|avisar|reportan?|reportar|comparten|compartir|dicen|cuentan|informan|entregan)${FEW}{0,4} (?:a|al|con) ${AUTORIDAD}`,
  ],
  papers: [
    `(?:do|does|will|must|would|should) (?:i|we|u|you|yall|they|people|my \\w+) (?:have to|need to|need|have|check|ask|require|want|care|look|show|be|bring|see|gotta)${FEW}{0,4} ${PAPERS}${FEW}{0,3}`,
    `?(?:you |u )?(?:need|require|check|ask for)${FEW}{0,2} ${PAPERS}`,
    `(?:is|are)(?: an?| any)? ${PAPERS} (?:needed|required|necessary)`,
    `(?:can|could|may|will) (?:i|we|people|someone|undocumented people)${FEW}{0,4} (?:if|without|with no|w/o|even if)${FEW}{0,4} (?:${PAPERS}|undocumented|illegal)${FEW}{0,2}`,
    "(?:but )?(?:i|we) (?:dont|don't|do not) have (?:any |our |my |the )?(?:papers|documents|legal status|immigration status|status)",
    '(?:but )?(?:i|we) have no (?:papers|documents|legal status|immigration status|status)',
    "(?:but )?(?:im|i'm|i am|were|we're|we are) (?:undocumented|illegal|not legal|not documented|not a citizen|not citizens|without papers)(?: here)?",
    `(?:me |nos |le )?(?:piden?|van a pedir|preguntan?|revisan|checan|requieren|exigen|verifican|se necesitan?|hay que|tengo que|tenemos que)${FEW}{0,4} ${PAPELES}${FEW}{0,3}`,
    `?(?:yo )?(?:necesit[oa]n?|necesitamos|ocup[oa]|ocupamos|hacen? falta)${FEW}{0,3} ${PAPELES}${FEW}{0,3}`,
    `(?:importa|no importa|puedo|podemos)${FEW}{0,4} (?:sin|si no tengo|si no tenemos|el estatus)${FEW}{0,2}(?: ${PAPELES})?`,
    '(?:pero )?no (?:tengo|tenemos) (?:los |mis )?(?:papeles|documentos|estatus legal)(?: aqui)?',
    '(?:pero )?(?:yo )?(?:soy|somos|estoy|estamos) (?:indocumentad[oa]s?|ilegal(?:es)?|sin papeles)(?: aqui)?',
  ],
  cost: [
    `(?:is|are|r) (?:it|this|that|these|everything|your \\w+|the \\w+(?: \\w+)?|all (?:of )?(?:this|it))(?: really| totally| all| completely| actually)? (?:for |4 |cost )?(?:free|no cost)(?: of charge)?(?: or (?:not?|do)${FEW}{0,4})?`,
    "?(?:so )?(?:it|its|it's|it is|this is|is) free",
    '?free',
    'how much(?: (?:is|does|do|for|would|will|it|this|that|i|you|u|we|they|the|a|your|cost|costs|charge|pay|have|need to|to|gonna|be|money|(?:the|your|ur|this|for|is) food|ride|help|service|delivery|owe|us|me|all))*',
    '(?:what|wat)(?:s|.s| is| does| do| will| would)(?: (?:it|this|that|you|u|the))* (?:cost|charge|price|fee|catch)(?: (?:me|us|for \\w+))?',
    `(?:do|does|will|must|should|would) (?:i|we|u|you|it|this|they|people)(?: have to| need to| got to| gotta)? (?:pay|cost|charge|owe)${FEW}{0,5}`,
    'is there (?:a |any )?(?:fees?|costs?|charges?|catch|price)(?: \\w+){0,3}',
    '(?:es|son|sera|esto es|todo es|todo esto es|(?:la|el|los|las|su) \\w+ (?:es|son))(?: todo| totalmente| completamente)? (?:gratis|gratuit[oa]s?|sin costo|de gratis)(?: todo| esto)?',
    '?gratis',
    'cuanto(?: me| nos| se)? (?:cuestan?|cobran?|es|vale|sale|seria|paga|debo|hay que pagar|tengo que pagar|tenemos que pagar)(?: \\w+){0,4}',
    '?cuanto',
    `(?:se )?(?:hay|tengo|tenemos|tiene|debo|debemos)(?: que)? pagar${FEW}{0,4}`,
    '(?:ustedes |me |nos |se |le )*cobran?(?: (?:algo|por|el|la|los|las|dinero|\\w+)){0,4}',
    '(?:tiene (?:algun )?costo|cuesta(?: algo| dinero)?)',
  ],
  private: [
    `(?:is|are|will|does) (?:this|it|that|my \\w+|what i \\w+(?: you)?|the info\\w*|everything)(?: be| all| stay| kept| really)* (?:private|confidential|anonymous|anon|secret|kept private|between us|shared)${FEW}{0,3}`,
    '?private',
    '?confidential',
    `(?:do|will|would|does|did|can) (?:you|u|yall|they|this) (?:tell|share|give|give out|sell|show|send|pass on|post) ${THEIRS}${FEW}{0,5}`,
    `(?:will|would|does|do|can) (?:anyone|anybody|someone|people|my \\w+|the neighbou?rs|other people|others) (?:know|see|find out|read|hear)${FEW}{0,5}`,
    `(?:who|whos|who's)(?: else| all| will| can| is going to| gonna)* (?:sees?|reads?|knows?|gets?|seeing|reading)${FEW}{0,5}`,
    '(?:is|are)(?: my| our)? (?:info|information|data|number|name|address|details)(?: \\w+)? (?:safe|private|secure|protected|shared|sold)(?: \\w+){0,3}',
    '(?:es|sera|esto es)(?: esto| todo)? (?:confidencial|privado|anonimo|secreto|entre nosotros)(?: esto| todo)?',
    '(?:ustedes |le |les |se lo |lo |me )*(?:dicen|cuentan|comparten|avisan|venden|dan|muestran|ensenan|van a decir)(?: \\w+){0,2} (?:a alguien|a nadie|a otros|a otras personas|a los demas|mi \\w+|mis \\w+|la informacion|con alguien|con otros)(?: \\w+){0,4}',
    '(?:y )?quien(?:es)?(?: mas| va a| van a| puede| pueden)* (?:ven?|leen?|saben?|ver|leer|saber|enterarse)(?: \\w+){0,4}',
    '(?:se va a enterar alguien|alguien (?:se entera|se va a enterar|lo ve|lo va a ver|va a saber)|alguien mas (?:lo |va a )*(?:ve|ver|sabe|saber))(?: \\w+){0,3}',
    '(?:es|son|estan|esta) segur[oa]s? (?:mi|mis) \\w+',
  ],
  machine: [
    `(?:is|are|r|am i) (?:this|you|u|it|that|talking (?:to|with)|texting|speaking (?:to|with)) ${MACHINE}(?: or${FEW}{0,4})?`,
    `(?:(?:es|eres|esto es|estoy|hablo|estoy hablando|es usted|son)(?: con| esto)?) ${MAQUINA}(?: o (?:un |una )?\\w+(?: \\w+)?)?`,
  ],
  who: [
    `(?:who|whos|who's|hu)(?: is| are| r)? (?:this|dis|u|you|you guys|yall|these people|texting me|that|it)(?: \\w+){0,3}`,
    'who am i (?:talking|texting|speaking|writing)(?: to| with)?',
    '(?:what|wat|whats|what.s)(?: is| are)? (?:this|dis)(?: number| line| place| text| about| for| all about| thing)*',
    '(?:what|wat) (?:do|can|does) (?:you|u|yall|this line|this number|this) (?:do|help with|offer)(?: here| for (?:me|us|people))?',
    'how does (?:this|it|this line) work',
    `(?:is|are|r) ${YOU}(?: really| actually| even)? ${TRUE}(?: or${FEW}{0,4})?`,
    `how (?:do|can|would|could) (?:i|we) (?:know|be sure|tell)(?: (?:that|if|this|it|its|it's|you|u|is|are|isnt|isn't|not|ur|r|really|a))* ${TRUE}`,
    '(?:how )?can (?:i|we) trust (?:you|u|this|yall)(?: \\w+){0,2}',
    'why should (?:i|we) trust (?:you|u|this|yall)',
    '(?:con )?(?:quien|quienes)(?: es| eres| son| habla| me escribe| escribe| hablo| estoy hablando)(?: (?:usted|ustedes|tu|este|esto|ahi))*',
    '(?:que es esto|de quien es este numero|que numero es este|para que es esto|como funciona(?: esto)?|que hacen(?: ustedes)?|en que ayudan)',
    `(?:es|esto es|son|ustedes son|sera)(?: esto| ustedes)? ${VERDAD}(?: esto)?(?: o${FEW}{0,3})?`,
    `como (?:se|sabemos|puedo saber|voy a saber)(?: (?:que|si|esto|es|no|son|ustedes))* ${VERDAD}`,
    '(?:como )?puedo (?:confiar|fiarme)(?: en ustedes| de ustedes)?',
  ],
};

const GREETINGS =
  'hi|hello|hey|hola|good morning|good afternoon|good evening|buenos dias|buenas tardes|buenas noches|buenas|thanks|thank you|gracias|please|por favor|ok|okay|yes|si|sorry|perdon|disculpe|excuse me';
const BEFORE =
  '(?:(?:hi|hello|hey|yo|ok|okay|so|and|but|um|sorry|excuse me|wait|please|pls|quick question|question|first|hola|buenas|oiga|disculpe|perdon|y|pero|una pregunta|pregunta) )*';
const AFTER =
  '(?: (?:please|pls|though|tho|btw|here|now|first|or what|lol|por favor|porfa|aqui|primero|oiga|verdad|mijo|mija|joven|senorita|senora|senor|hon|honey|dear|maam|sir))*';

/**
 * Without one of these, no way of asking a question is in a clause. Most texts have none, so the ways, which are costly to read for the first time, are
 * made only for those that have.
 */
export const MAY_ASK: Readonly<Record<Question, RegExp>> = {
  police:
    /\b(?:ice|police|law|cops?|immigration|border|gov|govt|government|feds?|fbi|cps|acs|dcf|dhs|homeland|migra\w*|inmigracion|policias?|patrulla|gobierno|autoridades)\b/,
  papers:
    /paper|document|\bids?\b|\bi d\b|\bi\.d|identifi|\bssn\b|social security|seguro social|status|citizen|legal|green card|passport|proof|immigration|papel|\bine\b|estado migratorio|residencia|ciudadan|pasaporte|\bsin\b|\bsi no\b/,
  cost: /free|cost|much|charge|pric|\bfees?\b|catch|\bpay|\bowe\b|gratis|gratuit|cuanto|pagar|cobra|cuesta/,
  private:
    /priva[dt]|confiden|anon|secret|between us|shared?\b|\btell|\bgive|\bsell|\bshow|\bsend|\bpass on|\bpost|\bsee|\bknow|find out|\bread|\bhear|\bgets?\b|\bsafe|secure|protected|sold|entre nosotros|dicen|cuentan|comparten|avisan|venden|\bdan\b|muestran|ensenan|decir|\bven?\b|\bver\b|\bleen?\b|leer|saben?\b|saber|entera|segur/,
  machine: /\b(?:ro)?bot\b|machine|computer|\bai\b|chatbot|automat|human|person|someone real|maquina|computadora|contestadora/,
  who: /\b(?:who|hu)|\bwhat|\bwat|\bhow\b|\bwhy\b|real|legit|fake|spam|\bfr\b|safe|true|scam|fraud|trick|trap|joke|trust|honest|quien|que |numero|esto|como|estafa|trampa|broma|mentira|verdad|en serio|seguro|confia|legales|fiarme/,
};

interface Way {
  readonly what: Question;
  readonly marked: boolean;
  readonly clause: RegExp;
}
const waysTo = (what: Question): readonly Way[] =>
  WAYS[what].map(way => {
    const marked = way.startsWith('?');
    return { what, marked, clause: new RegExp(`^${BEFORE}(?:${marked ? way.slice(1) : way})${AFTER}$`) };
  });
const compiled = new Map<Question, readonly Way[]>();
const compiledFor = (what: Question): readonly Way[] => {
  const ways = compiled.get(what) ?? waysTo(what);
  compiled.set(what, ways);
  return ways;
};

/** So much of a text is looked at; a question of this kind is short. */
const LOOKED_AT = 320;
/** What divides clauses; a question mark stays with what it ends. */
const CLAUSE = /[^.!,;:\n?]+\??/g;

export interface Asked {
  readonly what: Question;
  /** What else is said, as it was written; empty where nothing is. */
  readonly rest: string;
}

const askedIn = (clause: string): Question | undefined => {
  const words = fold(clause)
    .replace(/[^\w'?/ -]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const marked = words.endsWith('?');
  const said = words.replace(/[? ]+$/, '');
  return QUESTIONS.find(
    what => MAY_ASK[what].test(said) && compiledFor(what).some(way => (marked || !way.marked) && way.clause.test(said)),
  );
};

/** What a text asks about us; undefined where it asks nothing of that kind. */
export const asksUs = (text: string): Asked | undefined => {
  if (!/\p{L}{2}/u.test(text)) return undefined;
  const clauses = text.slice(0, LOOKED_AT).match(CLAUSE) ?? [];
  const asked = clauses.map(askedIn);
  const what = asked.find(one => one !== undefined);
  if (what === undefined) return undefined;
  const rest = clauses.filter((clause, at) => asked[at] === undefined && !isFiller(clause));
  return { what, rest: [...rest.map(clause => clause.trim()), text.slice(LOOKED_AT)].join(', ').replace(/[, ]+$/, '') };
};

/** A greeting, or thanks, between commas. */
const FILLER = new RegExp(`^[^\\w]*(?:(?:${GREETINGS})[^\\w]*)*$`);
const isFiller = (clause: string): boolean => FILLER.test(fold(clause));
