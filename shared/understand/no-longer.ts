import type { Need } from '../domain/needs.ts';
import { WHOLE, type Why } from './no-longer-ways.ts';
import { understand } from './understand.ts';
import { fold } from './words.ts';

/** That somebody needs a thing no more, why, and which needs that names. */
export interface NoLonger {
  readonly why: Why;
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
  /^\W*(?:it|them|this|that|these|one|some|any|anything|nothing|any of it|help|the help|everything|all|what (?:i|we) need(?:ed)?|nada|ayuda|todo|algo|la ayuda|lo que (?:necesito|necesitaba))?\W*$/;
const COURTESY = /\b(?:thank you|thanks|thank u|thx|muchas gracias|gracias|sorry|please|por favor|anymore|any more|now|today|ya)\b.*$/;

/** What may follow and takes nothing back, word by word or a few at a time. */
const KIND_WORDS =
  "(?:thank (?:you|u)|thanks|thx|ty|(?:very |so )?much|a lot|anyways?|again|(?:thanks|thank you|gracias|sorry) (?:for|about|to|por) [^,.;!]{1,40}|muchas|mil|gracias|sorry|perdone?|disculpe|please|por favor|ok|okay|now|then|today|already|any ?more|any longer|no more|it|that|this|(?:my|the|mi) (?:request|order|pedido)|everything|all|about it|for now|(?:i'?m|i am|we'?re|we are) (?:all )?(?:ok|okay|good|fine|set)|bye|god bless(?: you)?|dios (?:lo|la|los|les) bendiga|have a (?:good|great|nice) \\w+|ya|hoy|mas|por ahora|asi|(?:ya )?esta(?:moy|mos|oy) bien|nada|ayuda|eso|todo|(?:my|our|a|mi|un|una) \\w+ (?:already )?(?:(?:me|nos) )?(?:came|helped|is helping|will help|brought|got|gave|bought|vino|trajo|ayudo)(?: (?:me|us|it|some|food|over|out|home|back))*)";
const ONLY_KIND = new RegExp(`^[\\s,.;!-]*(?:(?:and |so |y )?${KIND_WORDS}(?:[\\s,.;!-]+|$))*$`, 'u');
/** Something is still wanted, or what they have is no help but what they need help with: hunger, an eviction, a bill. */
const STILL_NEEDED =
  /\b(?:but|pero|except|excepto|still|only|just|sin|without|falta|faltan|todavia|aun|spoiled|rotten|wrong|not enough|hambre|hungry|hunger|starving|sed|thirsty|frio|cold|dias?|days?|evict\w*|desalojo|notices?|avisos?|bills?|recibos?|deudas?|debts?|owe|debo|landlord|casero|court|corte|shut ?off|cut off|cortaron|sick|enferm[oa]s?|fever|fiebre|pain|dolor|miedo|dinero|money|atrasad\w*|overdue|past due|stamps|orden|(?:baby|bebe)(?! (?:food|things?|formula|diapers|stuff|wipes|clothes)\b)|(?:a|an|one|un|una|[2-9]) (?:\w+ )?(?:baby|babies|bebes?|newborn|kids?|hij[oa]s?|ninos?))\b/u;

const BEFORE =
  '^(?:hi|hello|hey|hola|buenas|buenos dias|sorry|ok|okay|oh|no|nah|nope|yes|yeah|si|gracias|muchas gracias|thanks|thank you|actually|update|fyi|well|also|so|and|y|bueno|oiga|mire|es que|perdon|disculpe|please|pls|por favor|just letting (?:you|u) know|i think|never ?mind|nvm)(?:\\W+|$)';
const GREETING = new RegExp(BEFORE, 'u');
let made: readonly (readonly [Why, RegExp])[] | undefined;
/** Made when first asked for. */
const wholeWays = (): NonNullable<typeof made> => {
  made ??= WHOLE.map(([why, source]) => [why, new RegExp(`^${source}(?:[\\s,.;!-]+(?:(?:and |so |y )?${KIND_WORDS}))*[\\s,.;!-]*$`, 'u')]);
  return made;
};
/** Without one of these no such way is there; longer than this, more is told. */
const MAY_SAY =
  /need|cancel|mind|nvm|forget|bother|come|show|good|straight|\bate\b|eaten|care|handled|sorted|covered|got|found|bought|have|picked|borrow|someone|somebody|they|took|tak[ei]|dr[oi]v|help|br[oi]|g[ai]v|buy|lent|dropped|cook|made|necesit|nesesit|ocupo|ocupamos|ya no|mejor|deje|olvid|v[ei]n|traig|hace falta|bien|com[io]|res[ou]lv|arregl|consegu|encontr|hall|compr|llev|trae|traj|traen|dio|dieron|regal|prest|ayud|recog|tengo|hay/;
const WHOLE_MAX = 120;
const ASKS = /\b(?:need|want|necesit|quier|ocup)/;

/** One of the ways, with nothing else said but courtesies. What stands before it may be one, or its beginning: "no, nvm", "no need". */
const whole = (folded: string): NoLonger | undefined => {
  const rest = folded.replace(GREETING, '');
  return wholeFrom(folded) ?? (rest === folded ? undefined : whole(rest));
};

const wholeFrom = (folded: string): NoLonger | undefined => {
  for (const [why, way] of wholeWays()) {
    const found = way.exec(folded);
    if (found === null) continue;
    const thing = (found[1] ?? '').trim();
    if (IT.test(thing)) return { why, needs: [] };
    if (ASKS.test(thing)) continue;
    const { needs } = understand(`need ${thing}`);
    if (needs.length > 0 && (why === 'unwanted' || understand(thing).request)) return { why, needs };
  }
  return undefined;
};

/** "My sister brought food, so I don't need it": each part says so, or is a courtesy. */
const inParts = (folded: string): NoLonger | undefined => {
  const parts = folded
    .split(/[,.;!]+|\b(?:so|and|y|asi que|pues)\b/)
    .map(part => part.trim())
    .filter(part => /\p{L}/u.test(part));
  const said = parts.map(part => ({ part, told: whole(part) ?? begun(part) }));
  const told = said.flatMap(one => one.told ?? []);
  if (parts.length < 2 || told.length === 0 || said.some(one => !one.told && !ONLY_KIND.test(one.part))) return undefined;
  const why = (['unwanted', 'elsewhere', 'had'] as const).find(w => told.some(one => one.why === w)) ?? 'had';
  return { why, needs: [...new Set(told.flatMap(one => one.needs))] };
};

/** Whether a text says that what was asked for is needed no more; undefined for all else, also where more is asked for or a question put. */
export function noLonger(text: string): NoLonger | undefined {
  if (!A_LETTER.test(text)) return undefined;
  const folded = fold(text);
  // "Can you cancel it?" asks for that.
  if (STILL_NEEDED.test(folded) || (text.includes('?') && !folded.includes('cancel'))) return undefined;
  const said = text.includes('?') ? folded.replaceAll('?', '') : folded;
  return (understand(text).request ? undefined : begun(said)) ?? apart(said);
}

const apart = (said: string): NoLonger | undefined =>
  said.length <= WHOLE_MAX && MAY_SAY.test(said) ? (whole(said.trim()) ?? inParts(said)) : undefined;

/** One of the ways that a text begins with. */
const begun = (folded: string): NoLonger | undefined => {
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
};
const THING_WORDS = 4;
