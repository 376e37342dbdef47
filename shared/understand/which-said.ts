import { fold } from './words.ts';

/** What "Which one?" is answered with, beside a need by its name: a number (a place in the list or a code), none of them, or all. */
export type WhichSaid = { readonly kind: 'number'; readonly number: number } | { readonly kind: 'none' | 'all' | 'last' };

const POLITE = '(?:please|pls|plz|thanks|thank you|por favor|porfa|gracias)';
const NUMBER = new RegExp(
  `^(?:(?:the|number|no|num|nr|code|el|la|numero|codigo|option|opcion) )*#?(\\d{1,5})(?:st|nd|rd|th)?(?: (?:one|only|solo|nada mas|${POLITE}))*$`,
  'u',
);
const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/^(?:the |el |la )?(?:first|primer[oa]?)(?: one)?$/u, 1],
  [/^(?:the |el |la )?(?:second|segund[oa])(?: one)?$/u, 2],
  [/^(?:the |el |la )?(?:third|tercer[oa]?)(?: one)?$/u, 3],
];
const LAST = /^(?:the |el |la )?(?:last|ultim[oa])(?: one)?$/u;
const NONE = new RegExp(
  `^(?:(?:no|oh|ok|sorry|actually|wait|perdon|espere)[ ,]+)*(?:none|none of (?:them|those|these)|neither|neither one|no|nope|nothing|never ?mind|nvm|forget (?:it|about it)|leave (?:it|them)(?: (?:all|alone))?|keep (?:it|them|both|all)(?: all)?|ningun[oa]?|ningun[oa] de (?:l[oa]s|ell[oa]s|es[oa]s)|nada|olvidelo|olvidalo|dejel[oa]s?(?: asi)?)(?: ${POLITE})*$`,
  'u',
);
const ALL = new RegExp(
  `^(?:both|both of (?:them|those)|all|all of (?:them|it|those)|all (?:two|three|four)|everything|each|every one|amb[oa]s|l[oa]s (?:dos|tres)|tod[oa]s?|tod[oa]s (?:ell[oa]s|es[oa]s)|tod[oa]s l[oa]s (?:dos|tres))(?: ${POLITE})*$`,
  'u',
);

/** What an answer to "Which one?" picks; undefined where it may pick by a name, or picks nothing. */
export const whichSaid = (text: string): WhichSaid | undefined => {
  const said = fold(text)
    .replace(/[^\p{L}\p{N}#, ]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const number = NUMBER.exec(said)?.[1];
  if (number !== undefined) return { kind: 'number', number: Number(number) };
  const [, nth] = ORDINALS.find(([words]) => words.test(said)) ?? [];
  if (nth !== undefined) return { kind: 'number', number: nth };
  if (LAST.test(said)) return { kind: 'last' };
  if (NONE.test(said)) return { kind: 'none' };
  return ALL.test(said) ? { kind: 'all' } : undefined;
};

/** "Not the food", "keep the ride", "all but the rent": what is named is what they do not mean. */
export const meansOthers = (text: string): boolean =>
  /\b(?:not|dont|don't|keep|but|except|besides|other than|instead of|no|menos|excepto|salvo|sin|deje|dejen|quedo|quedarme)\b/u.test(
    fold(text),
  );
