import { COMMON_WORDS } from './lexicon/common-words.ts';
import { ORDINARY } from './lexicon/ordinary.ts';
import { understand } from './understand.ts';
import { fold } from './words.ts';

const NAME = "([a-z][a-z'’-]{1,14})";
const END =
  '(?: (?:again|anymore|any more|please|pls|this time|to me|to us|here|back|por favor|otra vez|mas|de nuevo))*(?= *(?:[.,;!?]|$))';
const BEFORE = '(?:^|[.,;!?:] *|\\b(?:but|pero|and|y|please|pls) )(?:please |pls |just |por favor |but )*';
const madeWays = (): readonly RegExp[] =>
  [
    `${BEFORE}(?:just )?not (?:(?:from|with|by|through) )?${NAME}${END}`,
    `\\b(?:pero|y|por favor) no (?:de|con|por) (?:parte de )?${NAME}${END}`,
    `\\bque no (?:me |nos )?(?:l[oae]s? )?(?:traiga|lleve|entregue)(?: mas| otra vez)? ${NAME}${END}`,
    `\\b(?:dont|don.t|do not|never)(?: (?:ever|please|pls))? send (?:me |us |over )?${NAME}${END}`,
    `\\b(?:dont|don.t|do not) want ${NAME}(?: to come| to bring it| coming| again| here| back| in my (?:house|home))${END}`,
    `\\b(?:anyone|anybody|someone|somebody) (?:but|except|besides|other than|(?:who|that)(?: is|.s|s)?(?: not|nt|n.t)) ${NAME}${END}`,
    `\\bno (?:me |nos )?(?:manden?|mandes|envien?|envies|traigan)(?: otra vez| mas)? a ${NAME}${END}`,
    `\\bque no (?:venga|sea|vuelva)(?: mas| otra vez)? ${NAME}${END}`,
    `\\bno quiero (?:que (?:venga|vuelva|me ayude) |ver a |a )${NAME}${END}`,
    `\\b(?:alguien|otra persona|cualquiera) (?:que no sea|menos|excepto) ${NAME}${END}`,
  ].map(way => new RegExp(way, 'gu'));
let made: readonly RegExp[] | undefined;
let words: ReadonlySet<string> | undefined;

/** Words behind a "not" or "don't send" that are nobody's name. */
const OTHERS =
  'him her them he she they that those these this any anything anyone anybody someone somebody everybody nobody it sure working good bad fair funny cool true right wrong urgent hungry spicy hot cold raw fresh frozen sweet spam stuff things texts text messages message pictures photos people men man women woman guy guys lady police cops cash money ella el ellos ellas ese esa eso este esta nadie nada alguien hombres mujeres hombre mujer policia mensajes fotos dinero picante nunca tarde temprano walmart target costco cvs walgreens aldi wendys mcdonalds goya kfc amazon car bus foot pork meat milk sugar salt nuts gluten concentrate cerdo carne leche azucar sal carro';

const isName = (said: string): boolean => {
  words ??= new Set(`${ORDINARY} ${Object.values(COMMON_WORDS).join(' ')} ${OTHERS}`.split(/\s+/));
  if (words.has(said.replace(/['’]/g, ''))) return false;
  // A need is nobody, and neither is a day: "not friday, thursday".
  const { needs, facts } = understand(said);
  return needs.length === 0 && facts.when === undefined;
};

/** Most texts deny nothing. */
const MAY_SAY = /\b(?:not|n.?t|never|but|except|besides|than|no|menos|excepto)\b|nt\b/iu;
const LOOKED_AT = 480;

/** The first names of those whom somebody does not want: "please not Ana", "no me manden a Ana". */
export const unwantedNames = (text: string): readonly string[] => {
  if (!MAY_SAY.test(text)) return [];
  made ??= madeWays();
  const said = fold(text.slice(0, LOOKED_AT)).replace(/\s+/g, ' ').trim();
  return [...new Set(made.flatMap(way => [...said.matchAll(way)].map(found => found[1] ?? '')).filter(isName))];
};
