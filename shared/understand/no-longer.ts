import type { Need } from '../domain/needs.ts';
import { understand } from './understand.ts';
import { fold } from './words.ts';

/** That somebody needs a thing no more: it was `unwanted` from now on, or they `had` it meanwhile; and which needs that names. */
export interface NoLonger {
  readonly why: 'unwanted' | 'had';
  readonly needs: readonly Need[];
}

const WHO = '(?:i|we|my mom|my family)';
const END = '[\\s.!]*$';

/** Each begins a text. What is in its group is the thing: "it", "anything", or a need by name. */
const WAYS: readonly (readonly [NoLonger['why'], RegExp])[] = (
  [
    ['unwanted', `${WHO}?\\s*(?:dont|don't|do not) (?:need|want)\\b(.*?)\\b(?:any ?more|any longer|no more)\\b`],
    ['unwanted', `${WHO}?\\s*no longer (?:need|needs|want|needed)\\b(.*)`],
    ['unwanted', "(?:it|this|that)(?: is|'s|s) no longer (?:needed|necessary)()"],
    ['had', `${WHO}?(?:'ve|ve| have)?\\s*(?:got|found|have|had|received|bought)\\b(.*?)\\b(?:already|now)\\b`],
    ['had', `${WHO}?(?:'ve|ve| have)?\\s*already (?:got|found|have|had|received|bought)\\b(.*)`],
    ['had', `(?:someone|somebody|a friend|my neighbor|they) already (?:brought|gave|got) (?:us|me|it)\\b(.*)`],
    ['unwanted', "(?:never ?mind|nvm|forget (?:it|about it)|don'?t bother|olvidelo|olvidalo|olvidelos|dejelo asi|dejalo asi|ya dejelo)()"],
    ['unwanted', "(?:it(?:'?s| is) )?(?:not needed|no need)(?:\\s+any ?more|\\s+now)()"],
    ['unwanted', '(?:please )?cancel (?:it|that|this|(?:my|the) (?:request|order))()'],
    ['unwanted', "(?:i'?m |i am |we'?re |we are )?(?:all set|(?:good|ok|okay|fine) now)()"],
    [
      'unwanted',
      '(?:ya )?no (?:l[oa]s? )?(?:necesito|necesitamos|ocupo|ocupamos)((?: nada| ayuda| eso| todo)?)(?: ya| mas)*(?=[\\s.,!]*(?:(?:muchas |mil )?gracias|perdon)?[\\s.!]*$)',
    ],
    ['unwanted', 'ya no (?:l[oa]s? |me |nos )?(?:necesito|necesitamos|ocupo|ocupamos|quiero|queremos|hace falta|hacen falta)\\b(.*)'],
    ['had', 'ya (?:l[oa]s? )?(?:tengo|tenemos|consegui|conseguimos|recibi|recibimos|compre|compramos|encontre|encontramos)\\b(.*)'],
    ['had', 'ya (?:me|nos) (?:l[oa]s? )?(?:trajeron|dieron|regalaron|ayudaron)\\b(.*)'],
  ] as const
).map(([why, source]) => [
  why,
  new RegExp(`^\\W*(?:(?:hi|hello|hola|sorry|ok|no|gracias|thanks|actually|never ?mind)\\W+)*\\s*${source}(.*)${END}`, 'u'),
]);

/** Most texts are a number that answers a question: they say nothing of this kind. */
const A_LETTER = /\p{L}/u;

/** What stands for the thing that was asked for. */
const IT =
  /^\W*(?:it|them|this|that|these|one|some|any|anything|any of it|help|the help|everything|all|what (?:i|we) need(?:ed)?|nada|ayuda|todo|algo|la ayuda|lo que (?:necesito|necesitaba))?\W*$/;
const COURTESY = /\b(?:thank you|thanks|thank u|thx|muchas gracias|gracias|sorry|please|por favor|anymore|any more|now|today|ya)\b.*$/;

/** What may follow and takes nothing back, word by word or a few at a time. */
const KIND_WORDS =
  "(?:thank (?:you|u)|thanks|thx|ty|(?:very |so )?much|a lot|anyways?|again|(?:thanks|thank you|gracias|sorry) (?:for|about|to|por) [^,.;!]{1,40}|muchas|mil|gracias|sorry|perdone?|disculpe|please|por favor|ok|okay|now|then|today|already|any ?more|any longer|no more|it|that|this|(?:my|the|mi) (?:request|order|pedido)|everything|all|about it|for now|(?:i'?m|i am|we'?re|we are) (?:all )?(?:ok|okay|good|fine|set)|bye|god bless(?: you)?|dios (?:lo|la|los|les) bendiga|have a (?:good|great|nice) \\w+|ya|hoy|mas|por ahora|asi|(?:ya )?esta(?:moy|mos|oy) bien|nada|ayuda|eso|todo|(?:my|our|a|mi|un|una) \\w+ (?:already )?(?:(?:me|nos) )?(?:came|helped|is helping|will help|brought|got|gave|bought|vino|trajo|ayudo)(?: (?:me|us|it|some|food|over|out|home|back))*)";
const ONLY_KIND = new RegExp(`^[\\s,.;!-]*(?:(?:and |so |y )?${KIND_WORDS}(?:[\\s,.;!-]+|$))*$`, 'u');
/** Something is still wanted, or what they have is no help but what they need help with: hunger, an eviction, a bill. */
const STILL_NEEDED =
  /\b(?:but|pero|except|excepto|still|only|just|sin|without|falta|faltan|todavia|aun|spoiled|rotten|wrong|not enough|hambre|hungry|hunger|starving|sed|thirsty|frio|cold|dias?|days?|evict\w*|desalojo|notices?|avisos?|bills?|recibos?|deudas?|debts?|owe|debo|landlord|casero|court|corte|shut ?off|cut off|cortaron|sick|enferm[oa]s?|fever|fiebre|pain|dolor|miedo|dinero|money|atrasad\w*|overdue|past due|stamps|orden|(?:baby|bebe)(?! (?:food|things?|formula|diapers|stuff|wipes|clothes)\b)|(?:a|an|one|un|una|[2-9]) (?:\w+ )?(?:baby|babies|bebes?|newborn|kids?|hij[oa]s?|ninos?))\b/u;

/** Whether a text says that what was asked for is needed no more; undefined for all else, also where more is asked for or a question put. */
export function noLonger(text: string): NoLonger | undefined {
  if (!A_LETTER.test(text) || text.includes('?') || understand(text).request) return undefined;
  const folded = fold(text);
  if (STILL_NEEDED.test(folded)) return undefined;
  for (const [why, way] of WAYS) {
    const found = way.exec(folded);
    if (found === null) continue;
    const [thing, rest] = [found[1] ?? '', found[2] ?? ''];
    // "Never mind the ride" names the thing after it.
    const named = thing === '' && !ONLY_KIND.test(rest) && rest.split(/\s+/).length <= THING_WORDS && !/[,.;]/.test(rest) ? rest : thing;
    if (named === thing && !ONLY_KIND.test(rest) && noLonger(rest) === undefined) continue;
    const bare = named.replace(COURTESY, '').trim();
    if (IT.test(bare)) return { why, needs: [] };
    const { needs } = understand(`need ${bare}`);
    if (needs.length > 0) return { why, needs };
  }
  return undefined;
}
const THING_WORDS = 4;
