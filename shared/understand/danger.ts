import type { Danger } from '../domain/needs.ts';
import { dangerAbroad } from './danger-abroad.ts';
import { BODY, NOW, OVER, PLACES } from './lexicon/figures.ts';
import { type Found, findPhrases, type PhraseTable, tableOf, wordsIn } from './phrases.ts';
import { type Speller, spellerFor } from './spelling.ts';
import { dangerIndex, type DangerLabel as Label } from './tables.ts';
import { readWords, type Words } from './words.ts';

/** When a text names several dangers: what someone does to a body, or to themselves, calls for people before it calls for a medic. */
const FIRST: readonly Danger[] = ['self-harm', 'violence', 'fire', 'medical'];

/** The one-word cries that mean danger only when nothing else is said. */
const CRIES: ReadonlyMap<string, Danger> = new Map([
  ['fire', 'fire'],
  ['fuego', 'fire'],
  ['incendio', 'fire'],
  ['dife', 'fire'],
  ['911', 'medical'],
  ['emergency', 'medical'],
  ['emergencia', 'medical'],
  ['ijans', 'medical'],
  ['urgence', 'medical'],
  ['danger', 'violence'],
  ['peligro', 'violence'],
  ['danje', 'violence'],
  ['gun', 'violence'],
  ['gunman', 'violence'],
  ['shooting', 'violence'],
  ['knife', 'violence'],
  ['pistola', 'violence'],
  ['tiros', 'violence'],
  ['zam', 'violence'],
]);

const BESIDE_A_CRY: ReadonlySet<string> = new Set(
  'help please ayuda auxilio socorro my mi house casa now ahora anmwe hurry apurense pronto i have a an una it is its es real por favor porfavor tengo en in'.split(
    ' ',
  ),
);
const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));
const SO_NOW = setOf(NOW);
const WHERE = setOf(PLACES);
const ON_A_BODY = setOf(BODY);
const OUT = setOf(OVER);

/** Words of danger are forgiven a slip only when they are long: a false alarm wakes people. */
const LONG_WORD = 8;

let tables: { readonly phrases: PhraseTable<Label>; readonly speller: Speller } | null = null;

function readTables(): { readonly phrases: PhraseTable<Label>; readonly speller: Speller } {
  if (tables !== null) return tables;
  const index = dangerIndex();
  tables = {
    phrases: tableOf(index),
    speller: spellerFor(
      () => wordsIn(index),
      () => [...wordsIn(index)].filter(word => word.length >= LONG_WORD),
    ),
  };
  return tables;
}

/** The danger that the words name, or null; figures of speech and things long past are none. */
export function findDanger(text: string): Danger | null {
  return dangerIn(readWords(text));
}

/** As `findDanger`, for words already read. */
export function dangerIn(text: Words): Danger | null {
  const { phrases, speller } = readTables();
  const found = findPhrases(phrases, text, index => speller(text.words[index] ?? ''));
  const real = found.filter(hit => isDanger(hit.label) && !found.some(other => silences(other, hit, text)));
  const widest = real.filter(
    hit => !real.some(other => other.from <= hit.from && hit.to <= other.to && other.to - other.from > hit.to - hit.from),
  );
  const burns = found.some(hit => burnsSomewhere(hit, text) && !found.some(other => silences(other, hit, text)));
  return (
    FIRST.find(danger => widest.some(({ label }) => label === danger) || (burns && danger === 'fire')) ??
    cry(text) ??
    dangerAbroad(text.words)
  );
}

const NO_DANGER: ReadonlySet<Label> = new Set(['figure', 'long-ago', 'doubtful', 'despair', 'burning']);
const isDanger = (label: Label): label is Danger => !NO_DANGER.has(label);

/** Something burns, and a place is named in the same sentence: however far the two stand apart, it is a fire. */
const burnsSomewhere = ({ label, from, to }: Found<Label>, { words, sentence }: Words): boolean => {
  if (label !== 'burning' || words.slice(Math.max(0, from - 2), to).some(word => ON_A_BODY.has(word))) return false;
  const said = words.filter((_, i) => sentence[i] === sentence[from]);
  return said.some(word => WHERE.has(word)) && !said.some(word => OUT.has(word));
};

/** Whether words that name no danger outright may yet tell of one: it should be asked. */
export function mayBeDanger(text: string): boolean {
  return mayBe('doubtful', text);
}

/** Whether words that may only be of a long day may tell that somebody thinks of hurting themselves: it should be asked. */
export function mayBeDespair(text: string): boolean {
  return mayBe('despair', text);
}

function mayBe(label: 'doubtful' | 'despair', text: string): boolean {
  if (text !== lastDoubt?.text) {
    const words = readWords(text);
    lastDoubt = { text, words, found: findPhrases(readTables().phrases, words) };
  }
  const { words, found } = lastDoubt;
  return found.some(hit => hit.label === label && !found.some(other => silences(other, hit, words)));
}

/** Both are asked of one text, one after the other. */
let lastDoubt: { readonly text: string; readonly words: Words; readonly found: readonly Found<Label>[] } | undefined;

function silences(other: Found<Label>, hit: Found<Label>, text: Words): boolean {
  if (other.label === 'figure') {
    const inside = hit.from <= other.from && other.to <= hit.to && other.to - other.from < hit.to - hit.from;
    return !inside && other.from < hit.to && hit.from < other.to;
  }
  if (other.label !== 'long-ago' || text.sentence[other.from] !== text.sentence[hit.from]) return false;
  return !text.words.slice(hit.from, hit.to).some(word => SO_NOW.has(word));
}

function cry(text: Words): Danger | null {
  const cries = text.words.filter(word => !BESIDE_A_CRY.has(word));
  const first = CRIES.get(cries[0] ?? '');
  return first !== undefined && !text.asked.includes(true) && cries.every(word => CRIES.has(word)) ? first : null;
}
