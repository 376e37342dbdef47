import type { Need } from '../domain/needs.ts';
import { aboutUs } from './about-us.ts';
import { understand } from './understand.ts';
import { fold } from './words.ts';

/**
 * What somebody says of what they wait for: it `came`; somebody or something came, and it is `unsure` whether that is it; or nobody came (`not`).
 */
export type Came = 'came' | 'unsure' | 'not';

const BEFORE =
  '(?:(?:yes|yeah|yea|yup|yep|ya|ok|okay|oh|hi|hello|hey|sorry|update|actually|nvm|nevermind|thanks|thank you|finally|just|wait|um|si|hola|gracias|perdon|disculpe|bueno|oiga|pero|but|and|so|y)[ ,.!]+)*';
const AFTER =
  '(?:[ ,.!]+(?:now|today|already|yet|after all|finally|just now|safely|though|tho|please|pls|here|still|at all|so far|thanks?(?: you| u)?(?: \\w+){0,4}|thx|ty|god bless(?: \\w+)?|amen|ya|ahora|ahorita|hoy|al fin|por fin|todavia|aun|aqui|(?:muchas |mil )?gracias(?: \\w+){0,3}|bendiciones|dios (?:los|la|lo|le|les) bendiga|this (?:morning|afternoon|evening)|(?:a few |\\d+ )?(?:minutes?|mins?|hours?) ago))*[ .!]*$';

const THING =
  '(?:it|everything|all of it|(?:(?:the|my|our) )?(?:food|groceries|grocery|meals?|box(?:es)?|bags?|package|delivery|order|diapers|formula|medicines?|meds|medication|prescription|water|clothes|coats?|stuff|things|supplies|request|help|baby (?:things|stuff|food)))';
const COSA =
  '(?:todo|eso|(?:(?:la|el|las|los|mi|mis) )?(?:comida|despensa|mandado|caja|bolsas?|paquete|entrega|pedido|pañales|panales|formula|leche|medicinas?|agua|ropa|cosas|ayuda))';
const SOMEBODY = '(?:they|he|she|someone|somebody|(?:the |a |my |your )?(?:volunteer|driver|lady|guy|man|woman|person|neighbor))';
const ALREADY = '(?:has|have|had|did|just|finally|already|now|got)';
const AWAITED =
  '(?:volunteer|driver|helper|person|lady|guy|man|ride|food|groceries|delivery|box|package|order|meds|medicine|diapers|help|stuff|everybody|everyone|people)';
const ESPERADO =
  '(?:voluntari[oa]|chofer|persona|senora?|muchach[oa]|transporte|viaje|comida|despensa|entrega|pedido|medicinas?|panales|ayuda)';
const NADIE = '(?:nadie|nada|ninguno|el voluntario|la voluntaria|mi comida|la comida|mi pedido|la despensa|la medicina)';
const LLEGA = '(?:llega|llegan|llego|llegaron|vino|vinieron|viene|vienen|ha llegado|han llegado|ha venido|han venido|aparece|aparecio)';

/** "No, nobody came", in answer to whether it did; of what came it would say the opposite. */
const NO_FIRST = '(?:(?:no|nope|nah)[ ,.!]+)?';

/** Each from the greeting before to the time of day behind it. */
export const WAYS: readonly (readonly [Came, string])[] = [
  ['came', `${THING}(?: ${ALREADY})* (?:arrived?|came|come|here|is here|was delivered|(?:been )?delivered|showed up|got here)`],
  ['came', `(?:i|we)(?: ${ALREADY})* (?:received (?:it|them)|(?:received|gotten|got) (?!it\\b)${THING})`],
  ['came', `(?:i|we) (?:got|received) it (?:now|already|today|after all)`],
  ['unsure', '(?:i|we) have it (?:now|already|today|after all)'],
  ['came', `(?:(?:i|we) )?(?:just )?found (?:it|them|${THING})(?: (?:by|at|outside|in|on|under|behind|near|downstairs)(?: \\w+){0,3})?`],
  ['came', `${SOMEBODY}(?: ${ALREADY})* (?:brought|dropped off|delivered|left) (?:me |us )?${THING}`],
  ['came', `${COSA} (?:ya )?(?:me |nos )?(?:llego|llegaron|esta aqui)`],
  ['came', `ya (?:me |nos )?(?:llego|llegaron|entregaron|trajeron) ${COSA}`],
  ['came', `(?:ya )?(?:me|nos) (?:llego|llegaron|(?:l[oa]s? )?(?:entregaron|trajeron|dejaron))(?: ${COSA})?`],
  ['came', `(?:ya )?(?:l[oa]s? )?(?:recibi|recibimos)(?: ${COSA})?`],
  ['unsure', `${SOMEBODY}(?: ${ALREADY})* (?:came|come|came by|arrived|showed up|been here)`],
  ['unsure', `(?:ya |si )(?:llego|llegaron|vino|vinieron)(?: ${COSA}| ${ESPERADO}| (?:el|la) ${ESPERADO})?`],
  [
    'not',
    `(?:(?:im|i'm|i am|were|we're|we are) )?still (?:here )?(?:waiting|nothing|nobody|no one|noone|no food|no sign|no volunteer|no ride|no driver|not here|hasnt come|havent come|aint here)(?: (?:\\w+)){0,5}`,
  ],
  [
    'not',
    '(?:nobody|no one|noone|nobodys|nothing)(?: is| has| have| ever)*(?: yet)?(?: (?:here|came|come|showed(?: up)?|arrived|been here))',
  ],
  ['not', `no (?:${AWAITED}|one|body)(?: has| have| ever)* (?:came|come|showed(?: up)?|arrived)`],
  ['not', 'no[ ,.!]+nothing'],
  [
    'not',
    `(?:(?:i|we) )?(?:never|didnt|didn't|did not|havent|haven't|have not|hasnt|aint) (?:ever |even )?(?:get|got|gotten|receive|received|seen?) (?:it|them|any(?:thing|one|body)?|nothing|nobody|(?:the|my|our|any) ${AWAITED})`,
  ],
  ['not', `where(?:'?s| is| are| r|s) (?:my |the |your |our )?${AWAITED}(?: at)?`],
  // With the rest of what they say: "where's my food, I'm starving". Without a "my" it may be about a place.
  ['not', `where(?:'?s| is| are| r|s) (?:my|our) ${AWAITED}(?:[ ,.!]+\\w[\\w']*){0,5}`],
  ['not', `where(?: is| are| r|'?s) (?:they|he|she|everybody|everyone)(?: at)?`],
  ['not', `(?:${AWAITED}|it|they|he|she|(?:the|my) ${AWAITED}) (?:is|are|s|'s) (?:still )?(?:not here|late|a no show)`],
  [
    'not',
    `(?:it|they|he|she|nobody|(?:the |my )?${AWAITED}) (?:never|didnt|didn't|did not|hasnt|hasn't|havent|haven't) (?:even |ever )?(?:came?|come|arrived?|show(?:ed)?(?: up)?)`,
  ],
  ['not', '(?:todavia |aun )?(?:sigo|seguimos|estoy|estamos|sigo aqui) (?:todavia )?esperando(?: \\w+){0,4}'],
  ['not', `(?:(?:todavia|aun) )?no (?:me |nos )?${LLEGA}(?: (?:${NADIE}))?`],
  ['not', `(?:todavia|aun) (?:nadie|nada)(?: ${LLEGA})?`],
  ['not', `(?:nadie|nada) (?:me |nos )?(?:ha |han )?${LLEGA}`],
  ['not', `nunca (?:me |nos )?${LLEGA}(?: (?:${NADIE}|${COSA}))?`],
  ['not', `no (?:he |hemos )?(?:recibi|recibimos|recibido)(?: (?:nada|${COSA}))?`],
  ['not', `donde (?:esta|estan|anda|viene)(?: (?:el|la|mi|los|las))? ${ESPERADO}`],
];

const NAMED =
  /\b(?:baby (?:food|things|stuff|formula|clothes)|rides?|food|groceries|grocery|meals?|diapers|formula|medicines?|meds|medication|prescription|water|clothes|coats?|transporte|viaje|comida|despensa|mandado|panales|leche|medicinas?|agua|ropa)\b/g;
/** Without one of these nothing of the kind is said: most texts have none, and are not held against each way. */
export const MAY_SAY =
  /arriv|found|c[ao]me|\bcam\b|here|deliver|show|\bgot|receiv|have it|brought|dropped|left|turn|picked|been|still|nobod|no ?one|noth|where|late|lleg|aqui|entreg|traj|dej|recib|vie?n|ven[iu]|present|esperando|aparec|nunca|\bget\b|seen?\b|todavia|\baun|donde/;
let made: readonly (readonly [Came, RegExp])[] | undefined;
/** Made when first asked for. */
const ways = (): NonNullable<typeof made> => {
  made ??= WAYS.map(([what, way]) => [what, new RegExp(`^${BEFORE}${what === 'not' ? NO_FIRST : ''}(?:${way})${AFTER}`)] as const);
  return made;
};
/** More than this is told about something else too. */
const LOOKED_AT = 120;

/** As it is heard and typed: "ya la recivi grasias", "no a venido nadie". */
const spelt = (said: string): string =>
  said
    .replace(/\breciv/g, 'recib')
    .replace(/\bgra[cs]ias\b/g, 'gracias')
    .replace(/\b(a|an)(?= (?:venido|llegado|benido|yegado)\b)/g, 'h$1')
    .replace(/\b(?:benido|bino|binieron|biene|bienen)\b/g, word => `v${word.slice(1)}`)
    .replace(/\byeg(?=ado\b|o\b|aron\b|a\b)/g, 'lleg');

/** What a text says of what is waited for; undefined where it says nothing of it. */
export const cameIn = (text: string): Came | undefined => {
  if (text.length > LOOKED_AT || !/\p{L}{2}/u.test(text)) return undefined;
  const said = spelt(fold(text))
    .replace(/[^\w' ,.!-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (!MAY_SAY.test(said)) return undefined;
  const what = wayOf(said) ?? ofClauses(said);
  // "¿Ya llegó la comida?" differs from the statement by its mark alone.
  if (what !== 'not' && /[?¿]/.test(text)) return undefined;
  return what ?? (aboutUs(text) === 'missed' ? 'not' : undefined);
};

const MISTAKEN =
  /\b(?:meant|mean|ment) (?:to (?:say|press|text|put) )?(?:no|2|two)\b|\b(?:by mistake|by accident|my mistake|wrong (?:number|key|button|answer))\b|\b(?:quise|queria) (?:decir |poner )?(?:que )?(?:no|2|dos)\b|\b(?:me equivoque|por error)\b/;
const SORRY = /^(?:(?:i|i'm|im|sorry|no|wait|oops|actually|meant|mean|that|wrong|perdon|disculpe|quise decir|que|digo)[ ,.!]+)+/;

/** Whether words after a yes say that it has not come: "sorry, I meant no", "I mean it did not come". */
export const saysNoAfterAll = (text: string): boolean => {
  const said = fold(text).trim();
  return MISTAKEN.test(said) || [said, said.replace(SORRY, '')].some(words => cameIn(words) === 'not');
};

const wayOf = (said: string): Came | undefined => ways().find(([, way]) => way.test(said))?.[0];

/** The needs that the things named in such a text are for: "my ride never came" is about the ride, and asks for none. */
export const needsNamed = (text: string): readonly Need[] => [
  ...new Set((fold(text).match(NAMED) ?? []).flatMap(word => understand(word).needs)),
];

/** "Still waiting, nobody here": the same in every part. */
const ofClauses = (said: string): Came | undefined => {
  const [first, ...others] = said
    .split(/[,.!]+ ?/)
    .filter(part => part !== '')
    .map(wayOf);
  return others.length > 0 && others.every(other => other === first) ? first : undefined;
};
