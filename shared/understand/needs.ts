import { NEEDS, type Need } from '../domain/needs.ts';
import { denialsIn } from './denials.ts';
import { listsIn } from './household.ts';
import { isNumberWord } from './numbers.ts';
import { type Found, findPhrases, type PhraseTable, tableOf, wordsIn } from './phrases.ts';
import { type Speller, spellerFor } from './spelling.ts';
import { besideNeeds, type NeedLabel as Label, type Lexicon, needIndex, type Role } from './tables.ts';
import type { Words } from './words.ts';

/**
 * Whose words count in a text of which language. English stands in all, because people mix it in; Haitian words count
 * in French texts and the other way round, but not in English ones, where "let" is no milk and "pen" no bread.
 */
const READ_WITH: Readonly<Record<Lexicon, readonly Lexicon[]>> = {
  en: ['en', 'es'],
  es: ['es', 'en'],
  ht: ['ht', 'fr', 'en'],
  fr: ['fr', 'ht', 'en'],
};
const EVERY_LEXICON: readonly Lexicon[] = ['en', 'es', 'ht', 'fr'];

/** Words that name a need only when nothing else is said. */
const NAMES_ALONE: ReadonlyMap<string, Need> = new Map([
  ['company', 'company'],
  ['other', 'other'],
  ['otro', 'other'],
  ['otra', 'other'],
]);

interface Tables {
  readonly phrases: PhraseTable<Label>;
  readonly speller: Speller;
  readonly beside: ReadonlySet<string>;
}

let tables: Tables | null = null;

const isNamed = (label: string): boolean => /\/(?:name|ask):/.test(label);

/** Built on the first text, not when the module loads. */
function readTables(): Tables {
  if (tables !== null) return tables;
  const index = needIndex();
  const beside = besideNeeds().split(' ');
  tables = {
    phrases: tableOf(index),
    speller: spellerFor(
      () => new Set([...wordsIn(index), ...beside]),
      () => [...wordsIn(index, isNamed)],
    ),
    beside: new Set(beside),
  };
  return tables;
}

/** What the words say about needs, before anyone decides whether it is a request. */
export interface NeedSigns {
  /** Needs named and not denied, in the order of NEEDS. */
  readonly named: readonly Need[];
  /** A phrase that asks by itself ("nothing to eat"). */
  readonly asksItself: boolean;
  /** A word of asking stands in the text. */
  readonly asking: boolean;
  /** Someone asks for help at all. */
  readonly helping: boolean;
  /** Nothing but needs, small words and numbers: "FOOD", "diapers pls". */
  readonly bare: boolean;
  /** Something was refused, thanked for or chatted about. */
  readonly denied: boolean;
  /** Someone has something to give. */
  readonly offering: boolean;
  /** How many words there are. */
  readonly length: number;
}

/** Finds what a text says about needs, in the words of its language; of an unknown language, in all words. */
export function readNeeds(text: Words, language: string | null): NeedSigns {
  const { phrases, speller, beside } = readTables();
  const found = findRoles(phrases, text, speller, READ_WITH[language as Lexicon] ?? EVERY_LEXICON);
  const { denials, isDenied } = denialsIn(text, found);
  const heard = found.filter(hit => !isDenied(hit.from) && !found.some(other => swallows(other, hit)));
  const forBaby = heard.some(hit => needOf(hit) === 'baby');
  // "I have a baby and no money to buy milk": it is the baby's.
  const standing = forBaby ? heard.filter(hit => !(needOf(hit) === 'food' && isMilk(text, hit))) : heard;
  const named = new Set(standing.map(needOf).filter(need => need !== null));
  const [only] = text.words;
  const alone = text.words.length === 1 && only !== undefined ? NAMES_ALONE.get(only) : undefined;
  if (alone) named.add(alone);
  return {
    named: NEEDS.filter(need => named.has(need)),
    asksItself: standing.some(({ label }) => label.startsWith('ask:')),
    asking: standing.some(({ label }) => label === 'asking'),
    helping: standing.some(({ label }) => label === 'helping'),
    bare:
      named.size > 0 &&
      !denials.some(({ label }) => label === 'not') &&
      (isBare(text, standing, beside, isDenied) || NAMES_ALONE.has(text.words.join(' '))),
    denied: denials.length > 0,
    offering: found.some(({ label }) => label === 'offering'),
    length: text.words.length,
  };
}

const isMilk = (text: Words, { to }: Found<Role>): boolean => text.words[to - 1] === 'milk';

/** "Baby clothes" are for the baby and "a ride to the doctor" is a ride: a phrase for one need takes in the word for another that ends it, or begins a short one. */
function swallows(other: Found<Role>, hit: Found<Role>): boolean {
  const ends = other.from < hit.from && other.to === hit.to;
  const begins = other.from === hit.from && other.to > hit.to && other.to - other.from <= 4;
  if (!ends && !begins) return false;
  const [larger, smaller] = [needOf(other), needOf(hit)];
  return larger !== null && smaller !== null && larger !== smaller;
}

function findRoles(phrases: PhraseTable<Label>, text: Words, speller: Speller, lexicons: readonly Lexicon[]): Found<Role>[] {
  const found = findPhrases(phrases, text, index => speller(text.words[index] ?? ''));
  return found
    .filter(({ label }) => lexicons.includes(label.slice(0, 2) as Lexicon))
    .map(({ label, from, to }) => ({ label: label.slice(3) as Role, from, to }));
}

function needOf({ label }: Found<Role>): Need | null {
  const colon = label.indexOf(':');
  return colon < 0 ? null : (label.slice(colon + 1) as Need);
}

const STREET: ReadonlySet<string> = new Set(
  'st street ave avenue av rd road blvd boulevard pl place dr drive ln lane ct court pkwy parkway terrace calle avenida'.split(' '),
);
/** "340 Malcolm X blvd": so many words between a house number and its street's kind. */
const STREET_WORDS_MAX = 3;

/** The words of an address with its house number: they say where, and take nothing from a bare need. */
function addressIn(text: Words): readonly number[] {
  const number = text.words.findIndex((word, index) => /^\d{1,5}$/.test(word) && index > 0);
  if (number < 0) return [];
  const kind = text.words.findIndex((word, index) => index > number + 1 && index <= number + 1 + STREET_WORDS_MAX && STREET.has(word));
  return kind < 0 ? [] : Array.from({ length: kind - number + 1 }, (_, nth) => number + nth);
}

/** So many words may say for whom it is: "my two grandkids and a cousin". */
const KIN_MAX = 6;

/** Nothing but needs, small words, numbers and the people it is for, and what courtesy may follow them. */
function isBare(text: Words, found: readonly Found<Role>[], beside: ReadonlySet<string>, isDenied: (index: number) => boolean): boolean {
  if (text.asked.includes(true)) return false;
  const covered = new Set<number>();
  for (const hit of found) if (needOf(hit) !== null) for (let index = hit.from; index < hit.to; index++) covered.add(index);
  for (const index of addressIn(text)) covered.add(index);
  const first = Math.min(...covered);
  const others = text.words.flatMap((word, index) =>
    covered.has(index) || (index > first && isDenied(index)) || beside.has(word) || isNumberWord(word) || /^\d+(?:am|pm)?$/.test(word)
      ? []
      : [index],
  );
  if (others.length === 0 || others.length > KIN_MAX) return others.length === 0;
  const lists = listsIn(text);
  return others.every(index => lists.some(({ from, to }) => index >= from && index < to));
}
