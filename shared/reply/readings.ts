import { hash } from 'node:crypto';
import type { Language } from '../domain/ids.ts';
import { own } from '../script/choices.ts';
import type { Book, NodeWords } from '../script/script.ts';
import { choiceSentences } from './labels.ts';

/** Something a person reads aloud once: a whole sentence, or what stands before, between and after what is filled in. */
export interface Reading {
  /** Where it stands in the words file: "lines/help", "scripts/need/what/ask", "terms/needs.food"; several pieces of one text are numbered. */
  readonly path: string;
  readonly text: string;
}

const FIRST_SCRIPT = 'menu';
/** What is filled into sentences that residents hear. */
const HEARD_TERMS = /^(and|(needs|when)\..*)$/;
/** Codes, ZIPs and phone numbers are put together from these. */
const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/**
 * Everything that must be recorded so that a language can be heard from beginning to end, each text once: the main menu, without which
 * nothing else is heard, then the order of the words file. Names of people are not among it: they are read by a machine.
 */
export function readingsOf(book: Book, language: Language): readonly Reading[] {
  const words = own(book.words, language);
  if (words === undefined) return [];
  const all: Reading[] = [];
  const scriptReadings = (script: string): readonly Reading[] =>
    Object.keys(words.scripts[script] ?? {}).flatMap(node => nodeReadings(book, language, script, node));
  all.push(...scriptReadings(FIRST_SCRIPT));
  for (const [name, template] of Object.entries(words.lines))
    if (isHeard(name, words.lines)) all.push(...piecesAt(`lines/${name}`, template));
  for (const script of Object.keys(words.scripts)) if (script !== FIRST_SCRIPT) all.push(...scriptReadings(script));
  for (const [name, term] of Object.entries(words.terms)) if (HEARD_TERMS.test(name)) all.push({ path: `terms/${name}`, text: term });
  for (const digit of DIGITS) all.push({ path: `digits/${digit}`, text: digit });
  const seen = new Set<string>();
  return all.filter(({ text }) => {
    const key = plain(text).join(' ');
    return key !== '' && !seen.has(key) && seen.add(key);
  });
}

/** Lines that a resident hears; the others are only ever texts, or have a twin that is heard in their place. */
const isHeard = (line: string, lines: Readonly<Record<string, string>>): boolean =>
  line.endsWith('-aloud') || line.startsWith('call-') || (line.startsWith('status-') && own(lines, `${line}-aloud`) === undefined);

/** All that a node says on a call: what it asks, how it asks again, and each choice as a sentence. */
export function nodeReadings(book: Book, language: Language, script: string, node: string): readonly Reading[] {
  const said = own(own(own(book.words, language)?.scripts, script), node);
  const asked = own(own(book.scripts, script)?.nodes, node);
  if (said === undefined || asked === undefined || (asked.kind === 'say' && !asked.speaks)) return [];
  const at = `scripts/${script}/${node}`;
  const choices = asked.kind === 'ask' ? choiceSentences(book, language, asked, said) : [];
  return [
    ...spokenOf(said).flatMap(([key, template]) => piecesAt(`${at}/${key}`, template)),
    ...choices.map(({ id, text }) => ({ path: `${at}/choices/${id}`, text })),
  ];
}

const spokenOf = (said: NodeWords): readonly (readonly [key: string, template: string])[] => [
  [said.voice === undefined ? 'ask' : 'voice', said.voice ?? said.ask],
  ...said.noMatch.map((template, nth) => [`no-match/${nth + 1}`, template] as const),
  ...said.silence.map((template, nth) => [`silence/${nth + 1}`, template] as const),
];

/** The fixed parts of a template, cut where something is filled in and where a line ends, without the punctuation at the cuts. */
export function piecesAt(path: string, template: string): readonly Reading[] {
  const texts = template
    .split(/\{[\w-]+\}|\n/)
    .map(piece => piece.trim().replace(/^[\s.,;:!?)»”"]+|[\s,;:(«“"]+$/gu, ''))
    .filter(piece => plain(piece).length > 0);
  return texts.map((text, nth) => ({ path: texts.length === 1 ? path : `${path}/${nth + 1}`, text }));
}

/** A text as the words that are heard: without case, punctuation and the spaces between them. */
export const plain = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .split(/\s+/u)
    .map(word => word.replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, ''))
    .filter(word => word !== '');

/** What the manifest notes of the text that was read, so that a later change of the words shows: 12 hexadecimal digits. */
export const textHash = (text: string): string => hash('sha256', plain(text).join(' ')).slice(0, 12);
