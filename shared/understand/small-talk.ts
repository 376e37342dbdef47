import { readWords } from './words.ts';

/** Words that only greet, thank, apologise or ask who is there. A text of nothing else tells nothing that anybody must read. */
const SMALL: ReadonlySet<string> = new Set(
  `hi hello hey yo good morning afternoon evening night day days weekend how are you doing today things going is this the a an it its that thats helpline
  hotline line number test testing just checking check who whos what whats do does real bot robot human person anyone anybody someone somebody there here thanks
  thank so very much many ok okay k kk yes yeah yep sure please lol haha hahaha nice great cool sorry wrong nevermind never mind fine well too and yourself up
  sup bye goodbye see later have had be god bless blessed love i im am your my welcome all again people team everyone for kind awesome amazing wow happy
  hola buenos buenas buen dias dia tardes tarde noches noche como esta estas estan todo bien que tal quien es eres usted ustedes esto eso gracias muchas muchisimas
  mil muy mucho si por favor porfavor vale igual igualmente saludos bendiciones dios le te los les bendiga numero equivocado perdon disculpe adios hasta luego feliz
  prueba probando solo jaja jajaja jeje hay alguien ahi y el la un una de para amen
  bonjour bonsoir salut comment ca va allez vous merci beaucoup qui est svp au revoir
  bonswa kijan ou ye sak pase map boule mesi anpil tanpri kimoun ki moun orevwa`.split(/\s+/),
);

/** So many words say more than a key or a name. */
const TELLING_WORDS = 3;

/** Whether a text tells something that somebody should read, although the line does not know what: three words or more, not all small talk. */
export const isTelling = (text: string): boolean => {
  const words = readWords(text).words.filter(word => /\p{L}/u.test(word));
  return words.length >= TELLING_WORDS && words.some(word => !SMALL.has(word));
};

/** Whether a text greets, thanks or asks who is there, and says nothing else. */
export const isSmallTalk = (text: string): boolean => readWords(text).words.every(word => SMALL.has(word));

/** Whether what follows a word of thanks is more than that: a number, or two words that are no small talk. */
export const saysMore = (text: string): boolean => {
  const { words } = readWords(text);
  return words.some(word => /\d/.test(word)) || words.filter(word => !SMALL.has(word)).length > 1;
};
