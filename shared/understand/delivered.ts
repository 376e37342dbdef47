import { fold } from './words.ts';

const THING =
  '(?:it|them|that|this|him|her|everything|everyone|everybody|all|(?:the|her|his|their|your|all the|some|a|an|one|two|three|four|five|six|\\d{1,2}) (?:food|bags?|box(?:es)?|grocer(?:y|ies)|stuff|things?|packages?|meds?|medicines?|pills|prescriptions?|diapers|water|order|delivery|ride|kids?|family|lady|man|lot)|both(?: bags| boxes)?)';
const WHOM =
  '(?:her|him|them|the (?:neighbou?r|lady|man|son|daughter|kid|family|doorman|super|mom|mother|grandmother)|someone|somebody|(?:her|his|their) \\w+|\\w+)';
/** Where things are left for somebody to find; what is left in a car or at home has not come. */
const NOT_THERE = '(?! ?(?:my|home|work|the (?:car|store|pantry|office|church|bus|train|hub)|mi|casa)\\b)';
const DID: readonly string[] = [
  `dropped ${THING} (?:at|home|by|with)\\b${NOT_THERE}`,
  `dropped (?:${THING} )?off(?! (?:my|at (?:my|work|home))\\b)`,
  `left ${THING} (?:at|on|by|in|with|w|outside|inside|behind|near|there|downstairs|upstairs)\\b${NOT_THERE}`,
  `gave (?:${THING} to ${WHOM}|${WHOM} ${THING}\\b)`,
  `handed (?:${THING} )?(?:over|off|to ${WHOM})`,
  `(?:have |ve )?(?:just )?delivered(?! (?:half|part|some)\\b)`,
  `got ${THING} (?:to (?:her|him|them)|delivered|there)`,
  `(?:she|he|they|her \\w+|his \\w+|the (?:lady|man|family)) (?:has|have|got) (?:it|them|the (?:food|bags?|box(?:es)?|groceries|medicines?|meds))`,
  `(?:took|brought|drove) ${THING} (?:there|to (?:her|his|their) (?:door|house|apartment|appointment|clinic)|home)(?! yet)`,
  `(?:ya )?(?:se |te )?l[oa]s? (?:deje|entregue|di|lleve)(?: a | en | con |\\b)${NOT_THERE}`,
  `(?:ya )?(?:(?:se |te )?l[eoa]s? )?(?:deje|entregue|di|lleve) (?:las? |los |un |una |dos |tres |cuatro |\\d{1,2} )(?:bolsas?|cajas?|comidas?|despensas?|medicinas?|panales|cosas|paquetes?)`,
  `(?:ya )?(?:deje|entregue) (?:l[oa]s?|el|tod[oa]s?|su)\\b`,
  `(?:ya )?entregue\\b`,
  `(?:ya )?(?:esta |quedo |queda )?(?:todo )?entregad[oa]s?\\b`,
];
const BEGUN =
  '(?:(?:hi|hey|hello|ok|okay|all|yes|yep|si|hola|update|i|we|ive|i have|weve|we have|just|already|done|so|finally|ya|que|acabo de|and|then|she was not (?:there|home)|it|its|it is|is|was|everything|food|groceries|the food)[ ,.:!]+)*';
const AT_A_START = new RegExp(`(?:^|[.;:!,\\n] ?|\\b(?:so|and|but|y|pero|asi que) )${BEGUN}(?:${DID.join('|')})`, 'u');
/** A cheap look first. */
const ANY = /dropped|left|gave|handed|deliver|got|has|have|took|brought|drove|entreg|dej|\bdi\b|llev/;
/** What is still to come, half of it, or no fact at all. */
const NOT_YET =
  /\?|\b(?:not|didnt|wasnt delivered|will|ill|going to|gonna|half|only|most of|can i|could|should|would|if|when i|after i|before i|until|todavia no|aun no|mitad|voy a|si quieren?|waiting|esperando)\b/u;
const SURELY = /\b(?:not (?:there|home|in|answer\w*)|didnt (?:answer|open|come))\b/gu;

const WORDS_MAX = 30;

/**
 * Whether whoever has a case says in their own words that they have brought it: "dropped it off, took 45 minutes", "left it at the door", "se lo deje con
 * la vecina". Not where it is half of it, a question or still to come.
 */
export const saysDelivered = (text: string): boolean => {
  const said = fold(text.slice(0, 300)).replace(/['’]/g, '').replace(/\s+/g, ' ').trim();
  if (!ANY.test(said) || said.split(' ').length > WORDS_MAX) return false;
  return AT_A_START.test(said) && !NOT_YET.test(said.replace(SURELY, ''));
};

const PLACE =
  /\b(?:left|put|dropped)\b.{0,30}\b(?:at|on|by|in|outside|inside|behind|near|under|with|downstairs|upstairs)\b|\b(?:deje|dejamos)\b.{0,20}\b(?:en|con|afuera|adentro|debajo|junto)\b/u;

/** Whether it says where it lies, which whoever waits for it must hear to find it. */
export const saysWhere = (text: string): boolean => PLACE.test(fold(text.slice(0, 300)));
