import * as z from 'zod';
import { type Language, language as languageOf } from '../domain/ids.ts';
import type { Book, Recorded } from '../script/script.ts';
import { type Problem, readSource, type SourceFile } from '../script/source.ts';
import { type Reading, readingsOf, textHash } from './readings.ts';

/** Where it is noted what was recorded; beside it lie the recordings, in a folder for each language. */
export const MANIFEST = 'audio/manifest.yaml';
/** What Twilio plays (https://www.twilio.com/docs/voice/twiml/play#supported-audio-file-types), of the kinds that people make. */
export const PLAYABLE = /\.(mp3|wav)$/;

/** One recording: which words were read, and what they were then. */
const entry = z.strictObject({
  /** Within ivr-scripts/audio. */
  file: z.string().regex(/^[\w-]+(\/[\w.-]+)+$/, 'is a path in this folder, as in ht/lines.help.mp3'),
  /** The hash of the text that was read (readings.ts: textHash). */
  read: z.string().regex(/^[0-9a-f]{12}$/, 'is 12 letters and digits that "scripts record-add" writes'),
  seconds: z.number().positive().max(600),
});
export type Recording = z.infer<typeof entry>;
/** By language, then by the path of the words. */
export type Manifest = Readonly<Record<string, Readonly<Record<string, Recording>>>>;
const shape = z.record(z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'is a language, as in ht'), z.record(z.string(), entry));

export interface ManifestReading {
  readonly manifest: Manifest;
  readonly problems: readonly Problem[];
  lineOf(...path: readonly string[]): number;
}

/** The manifest among these files, with everything that is wrong in it; without one nothing is recorded. */
export function readManifest(files: readonly SourceFile[]): ManifestReading {
  const file = files.find(({ name }) => name === MANIFEST);
  if (file === undefined) return { manifest: {}, problems: [], lineOf: () => 1 };
  const source = readSource(file);
  const read = shape.safeParse(source.value ?? {});
  const shaped = read.success
    ? []
    : read.error.issues.map(({ path, message }) => ({
        file: MANIFEST,
        line: source.lineOf(path),
        what: `${path.map(String).join(', ')}: ${message}.`,
        fix: 'Let "scripts record-add" write this file.',
      }));
  const problems = [...source.problems, ...(source.problems.length > 0 ? [] : shaped)];
  return { manifest: read.success && problems.length === 0 ? read.data : {}, problems, lineOf: (...path) => source.lineOf(path) };
}

/** How it stands with one text that must be recorded. */
export interface ToRecord extends Reading {
  readonly state: 'recorded' | 'stale' | 'missing';
  /** The recording that there is; for a stale one, of what the words were before. */
  readonly recording?: Recording;
}

/** Every text of a language that must be recorded, with what there is of it. A recording whose words only moved is still good. */
export function recordList(book: Book, manifest: Manifest, language: Language): readonly ToRecord[] {
  const entries = manifest[language] ?? {};
  const byHash = new Map(Object.values(entries).map(one => [one.read, one]));
  return readingsOf(book, language).map(reading => {
    const good = byHash.get(textHash(reading.text));
    const old = Object.hasOwn(entries, reading.path) ? entries[reading.path] : undefined;
    if (good !== undefined) return { ...reading, state: 'recorded', recording: good };
    return old === undefined ? { ...reading, state: 'missing' } : { ...reading, state: 'stale', recording: old };
  });
}

/** The book together with the recordings among these files that say what its words are now; the book itself where nothing is recorded. */
export function withRecordings(book: Book, files: readonly SourceFile[]): Book {
  const { manifest } = readManifest(files);
  return Object.keys(manifest).length === 0 ? book : { ...book, recorded: recordedNow(book, manifest) };
}

function recordedNow(book: Book, manifest: Manifest): Recorded {
  const of = (language: string) =>
    recordList(book, manifest, languageOf(language)).flatMap(({ text, state, recording }) =>
      state === 'recorded' && recording !== undefined ? [{ text, file: recording.file }] : [],
    );
  return Object.fromEntries(Object.keys(manifest).map(language => [language, of(language)]));
}
