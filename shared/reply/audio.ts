import { type Language, language as languageOf } from '../domain/ids.ts';
import { type Voice, voiceNear, voiceOf } from '../domain/voices.ts';
import type { Book, Clip, NodeWords, Recorded, Words } from '../script/script.ts';
import { nodeReadings, piecesAt, plain } from './readings.ts';

export const NOTHING_RECORDED: Recorded = {};

/** One thing that is heard: words in a machine's voice, or a recording. */
export type Sound =
  | { readonly kind: 'say'; readonly text: string; readonly voice: Voice }
  | { readonly kind: 'play'; readonly file: string };

/**
 * How a sentence is heard: in its language's voice; where Twilio has none, as the fewest recordings that make it up, and what is in none
 * of them (a name) in a neighboring voice. Takes one line: whoever calls makes the pauses between lines.
 */
export function soundsOf({ text, language }: { readonly text: string; readonly language: Language }, recorded: Recorded): readonly Sound[] {
  const voice = voiceOf(language);
  if (voice !== undefined) return [{ kind: 'say', text, voice }];
  const words = text.split(/\s+/u).filter(word => plain(word).length > 0);
  const clips = clipsBySpeech(recorded, language);
  return words.length === 0
    ? []
    : sounds(
        words,
        waysFrom(
          words.map(word => plain(word).join('')),
          clips,
        ),
        voiceNear(language),
      );
}

interface Heard {
  readonly words: readonly string[];
  readonly file: string;
}
/** Recordings by their first word. */
type Clips = ReadonlyMap<string, readonly Heard[]>;

const indexed = new WeakMap<Recorded, Map<string, Clips>>();
function clipsBySpeech(recorded: Recorded, language: Language): Clips {
  const known = indexed.get(recorded) ?? new Map<string, Clips>();
  indexed.set(recorded, known);
  const found = known.get(language) ?? Map.groupBy(heardOf(recorded[language] ?? []), ({ words }) => words[0] ?? '');
  known.set(language, found);
  return found;
}
const heardOf = (clips: readonly Clip[]): readonly Heard[] => clips.map(({ text, file }) => ({ words: plain(text), file }));

/** From each word on, the recording that begins the best way to the end; none where a machine must read the word. */
type Ways = readonly ({ readonly cost: number; readonly clip?: Heard } | undefined)[];
/** A word in a machine's voice is worse than any number of recordings. */
const UNRECORDED = 1_000;

function waysFrom(words: readonly string[], clips: Clips): Ways {
  const ways: { cost: number; clip?: Heard }[] = [];
  ways[words.length] = { cost: 0 };
  for (let at = words.length - 1; at >= 0; at--) {
    let best: { cost: number; clip?: Heard } = { cost: UNRECORDED + (ways[at + 1]?.cost ?? 0) };
    for (const clip of clips.get(words[at] ?? '') ?? []) {
      if (!clip.words.every((word, i) => words[at + i] === word)) continue;
      const cost = 1 + (ways[at + clip.words.length]?.cost ?? 0);
      if (cost < best.cost) best = { cost, clip };
    }
    ways[at] = best;
  }
  return ways;
}

function sounds(words: readonly string[], ways: Ways, voice: Voice): readonly Sound[] {
  const found: Sound[] = [];
  let unrecorded: string[] = [];
  const say = (): void => {
    if (unrecorded.length > 0) found.push({ kind: 'say', text: unrecorded.join(' '), voice });
    unrecorded = [];
  };
  for (let at = 0; at < words.length; ) {
    const clip = ways[at]?.clip;
    if (clip === undefined) unrecorded.push(words[at] ?? '');
    else {
      say();
      found.push({ kind: 'play', file: clip.file });
    }
    at += clip?.words.length ?? 1;
  }
  say();
  return found;
}

/** How a language is heard on the phone: by a machine, from recordings, or not at all, so that it is offered a voicemail. */
export type PhoneMode = 'spoken' | 'recorded' | 'voicemail';

/**
 * A language without a voice counts as recorded when its main menu can be heard whole, since whoever hears half a menu is worse off than
 * with a voicemail in their own language.
 */
export function phoneModeOf(book: Book, language: Language): PhoneMode {
  const recorded = book.recorded ?? NOTHING_RECORDED;
  if (voiceOf(language) !== undefined) return 'spoken';
  const menu = Object.keys(book.scripts.menu?.nodes ?? {});
  const said = menu.flatMap(node => nodeReadings(book, language, 'menu', node));
  return said.length > 0 && said.every(({ text }) => isRecorded(recorded, language, text)) ? 'recorded' : 'voicemail';
}

const isRecorded = (recorded: Recorded, language: Language, text: string): boolean => {
  const wanted = plain(text);
  const clips = clipsBySpeech(recorded, language).get(wanted[0] ?? '') ?? [];
  return clips.some(({ words }) => words.length === wanted.length && words.every((word, i) => word === wanted[i]));
};

/**
 * The book for a call: what a language without a voice has no whole recording of is taken out of it, so that the next language says it
 * instead of a voice that cannot. Answers the book itself where every language has a voice.
 */
export function spokenBook(book: Book): Book {
  const known = spoken.get(book) ?? makeSpoken(book);
  spoken.set(book, known);
  return known;
}
const spoken = new WeakMap<Book, Book>();

function makeSpoken(book: Book): Book {
  const words = Object.entries(book.words);
  if (words.every(([tag]) => voiceOf(languageOf(tag)) !== undefined)) return book;
  return { ...book, words: Object.fromEntries(words.map(([tag, said]) => [tag, audible(book, languageOf(tag), said)])) };
}

/** By it the sentences of choices are made, which are recorded as a whole; by itself it is never heard. */
const PATTERN = 'press';

function audible(book: Book, language: Language, words: Words): Words {
  const recorded = book.recorded ?? NOTHING_RECORDED;
  if (voiceOf(language) !== undefined) return words;
  const whole = (texts: readonly { readonly text: string }[]): boolean => texts.every(({ text }) => isRecorded(recorded, language, text));
  const lines = Object.entries(words.lines).filter(([name, template]) => {
    const twin = words.lines[`${name}-aloud`];
    return name === PATTERN || whole(piecesAt(name, twin ?? template));
  });
  const nodesOf = (script: string): Record<string, NodeWords> =>
    Object.fromEntries(Object.entries(words.scripts[script] ?? {}).filter(([node]) => whole(nodeReadings(book, language, script, node))));
  return {
    ...words,
    lines: Object.fromEntries(lines),
    scripts: Object.fromEntries(Object.keys(words.scripts).map(script => [script, nodesOf(script)])),
  };
}
