import { type Danger, NEEDS, type Need } from '../domain/needs.ts';
import { COMMON_WORDS } from './lexicon/common-words.ts';
import { DANGER, DANGER_SETS } from './lexicon/danger.ts';
import { NEAR_DOUBTFUL, NEAR_FIGURES } from './lexicon/danger-near.ts';
import { en } from './lexicon/en.ts';
import { es } from './lexicon/es.ts';
import { BURNING, DESPAIR, DOUBTFUL, FIGURES, LONG_AGO } from './lexicon/figures.ts';
import { fr } from './lexicon/fr.ts';
import { ht } from './lexicon/ht.ts';
import type { NeedLexicon } from './lexicon/lexicon.ts';
import { HOURS, OPT_OUT } from './lexicon/opt-out.ts';
import { indexPhrases, type PhraseIndex, wordsOf } from './phrases.ts';
import model from './request-weights.json' with { type: 'json' };

/**
 * The lexicons as they are looked up: plain data, and nothing but that. On this machine they are made of the lexicons when first asked for;
 * the functions get them ready made, because a first text would wait for it (some 25 ms of processor time on a small machine).
 */

const LEXICONS = { en, es, ht, fr } as const satisfies Readonly<Record<string, NeedLexicon>>;
export type Lexicon = keyof typeof LEXICONS;
export type DangerLabel = Danger | 'figure' | 'long-ago' | 'doubtful' | 'despair' | 'burning';

/** What a phrase does in a text: names a need, asks for one by itself, asks, asks for help at all, denies, chats, or turns. */
export type Role = `name:${Need}` | `ask:${Need}` | 'asking' | 'helping' | 'not' | 'courtesy' | 'offering' | 'turn';
/** A role in one language. */
export type NeedLabel = `${Lexicon}/${Role}`;

/** The phrases of danger, and those in which its words mean none. */
export const dangerIndex = (): PhraseIndex<DangerLabel> =>
  indexPhrases<DangerLabel>(
    [
      ...DANGER,
      { figure: FIGURES, 'long-ago': LONG_AGO, doubtful: DOUBTFUL, despair: DESPAIR, burning: BURNING },
      { figure: NEAR_FIGURES, doubtful: NEAR_DOUBTFUL },
    ],
    DANGER_SETS,
  );
/** The phrases in which somebody wishes to be left alone, and those that only look so. */
export const optOutIndex = (): PhraseIndex<keyof typeof OPT_OUT> => indexPhrases<keyof typeof OPT_OUT>([OPT_OUT], HOURS);

/** The phrases about needs of all languages. */
export const needIndex = (): PhraseIndex<NeedLabel> => indexPhrases<NeedLabel>((Object.keys(LEXICONS) as Lexicon[]).map(labelled));

const labelled = (language: Lexicon): Partial<Record<NeedLabel, string>> => {
  const lexicon: NeedLexicon = LEXICONS[language];
  const lists: Partial<Record<NeedLabel, string>> = {
    [`${language}/asking`]: lexicon.asking,
    [`${language}/helping`]: lexicon.helping,
    [`${language}/not`]: lexicon.not,
    [`${language}/courtesy`]: lexicon.courtesy,
    [`${language}/offering`]: lexicon.offering,
    [`${language}/turn`]: lexicon.turns,
  };
  for (const need of NEEDS) {
    lists[`${language}/name:${need}`] = lexicon.names[need] ?? '';
    lists[`${language}/ask:${need}`] = lexicon.asks[need] ?? '';
  }
  return lists;
};

/** The words that may stand beside a bare need. */
export const besideNeeds = (): string => [...wordsOf(Object.values(LEXICONS).map(({ beside }) => beside))].join(' ');

/** English words that other languages' speakers use for a thing; they stay English. */
const LOANS: ReadonlySet<string> = new Set('ride baby sitter babysitter job'.split(' '));

/** For each word that belongs to one language alone, that language; words that two share are left out. */
export const wordLanguages = (): Readonly<Record<string, string>> => {
  const owners = new Map<string, string>();
  const claim = (word: string, language: string): void => {
    const owner = owners.get(word);
    owners.set(word, owner === undefined || owner === language ? language : '');
  };
  for (const [language, words] of Object.entries(COMMON_WORDS)) for (const word of words.split(' ')) claim(word, language);
  for (const [language, { names }] of Object.entries(LEXICONS)) {
    for (const word of wordsOf(Object.values(names)))
      if (!/\d/.test(word) && (language === 'en' || !LOANS.has(word))) claim(word, language);
  }
  return Object.fromEntries([...owners].filter(([, language]) => language !== ''));
};

/** What tools/train-request-model.ts learned of how people ask for help. */
export const requestModel = (): typeof model => model;
