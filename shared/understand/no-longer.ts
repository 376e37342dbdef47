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

/** Whether a text says that what was asked for is needed no more; undefined for all else, also where more is asked for or a question put. */
export function noLonger(text: string): NoLonger | undefined {
  if (!A_LETTER.test(text) || text.includes('?') || understand(text).request) return undefined;
  const folded = fold(text);
  for (const [why, way] of WAYS) {
    const found = way.exec(folded);
    if (found === null) continue;
    const thing = `${found[1] ?? ''}`.replace(COURTESY, '').trim();
    if (IT.test(thing)) return { why, needs: [] };
    const { needs } = understand(`need ${thing}`);
    if (needs.length > 0) return { why, needs };
  }
  return undefined;
}
