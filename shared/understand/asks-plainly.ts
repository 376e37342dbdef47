import { fold } from './words.ts';

/** What is needed of whoever reads it, or is no thing: "need ur apt number", "i need 10 more min", "need to know". */
const NO_THING =
  '(?! (?:ur|your|you|u|to|it|that|this|them|her|him|more (?:time|info)|another|a (?:sec|second|min|minute|moment|few|bit|code|name|number)|the (?:code|name|number|address|apt|buzzer|door)|\\d+|su|tu|el (?:numero|codigo|nombre|apartamento|apto)|la (?:direccion|clave)|saber|que|mas tiempo|un (?:minuto|momento|rato)|unos|otros)\\b)';
/** "Do you need", "u need": it is the other one who may need it. */
const YOU_NEED = '(?<!\\b(?:you|u|ya|yall|usted|ustedes|le|les|te|dont|don.t|not|no|still|no longer|if) )';
const NEEDS = new RegExp(
  `${YOU_NEED}\\b(?:need|needs|needed|nees|neeed|want|wants|necesito|necesitamos|necesita|nesesito|nececito|ocupo|ocupamos|(?:me|nos) (?:hace|hacen) falta|hace falta|quisiera|quisieramos|could (?:really )?use|looking for)\\b${NO_THING}`,
);
/** "Does she need wipes too": whether others do. */
const ASKS_OTHERS = /^\W*(?:does|do|did|is|are|ella|el bebe|la bebe|el nino|la nina)\b.*\?*$/;
/** Said to whoever can send somebody. */
const GETS =
  /\b(?:can|could|may|would|is it possible) (?:(?:for )?(?:i|we|someone|somebody|anyone|anybody)(?: to)?)(?: (?:please|also|still|just))* (?:get|have|receive|order|request|bring|drop|deliver|give|send|help)\b(?! (?:you|u|ur|your|her|him|them|it|in|up|out|there|here)\b)|\b(?:me|nos) (?:pueden?|podrian?) (?:traer|mandar|enviar|dar|ayudar|conseguir)\b|\b(?:pueden?|podrian?) (?:traerme|traernos|mandarme|mandarnos|darme|darnos|ayudarme|ayudarnos|conseguirme)\b/;
/** What they lack themselves. */
const LACKS =
  /\b(?:(?:i|im|i.m|we|were|we.re|my \w+|our \w+|kids|the kids)(?: (?:am|are|is|have|has|so|very|really|been|getting|all|both))* (?:hungry|starving|got nothing to eat|nothing to eat|no food|no diapers|no formula|no medicine|out of (?:food|diapers|formula|medicine|meds|insulin|money|water)|ran out of (?:food|diapers|formula|medicine|meds|insulin|money|water))|(?:i|we) (?:dont|don.t|do not) have (?:any |enough )?(?:food|diapers|formula|medicine|meds|money|anything to eat)|(?:havent|haven.t|have not) eaten|tengo hambre|tenemos hambre|me muero de hambre|no (?:tengo|tenemos) (?:nada|comida|que comer|panales|formula|medicinas?|dinero)|(?:me|nos) quede(?:mos)? sin|se (?:me|nos) acab\w+)\b/;

/** Whether a text asks for something for whoever writes it, in so many words: only to name a thing may be an answer, or a question to somebody. */
export const asksPlainly = (text: string): boolean => {
  const said = fold(text.slice(0, 480)).replace(/\s+/g, ' ');
  return (NEEDS.test(said) && !ASKS_OTHERS.test(said)) || GETS.test(said) || LACKS.test(said);
};
