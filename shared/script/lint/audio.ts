import { language as languageOf } from '../../domain/ids.ts';
import { voiceOf } from '../../domain/voices.ts';
import { MANIFEST, type ManifestReading, PLAYABLE, type Recording, readManifest, recordList, type ToRecord } from '../../reply/manifest.ts';
import { textHash } from '../../reply/readings.ts';
import { isAudio, type Place } from '../source.ts';
import { type Finding, finding, type Linted } from './finding.ts';
import { secondsOf } from './voice.ts';

/** A recording may take this many times as long, or as short, as its words take at a usual pace. */
const PACE = 3;
/** What everybody may take for a short word. */
const SHORT_SECONDS = 2;

/** A: are the recordings there, do they say what the words are now, and is anything still to be read? */
export function lintAudio(linted: Linted): readonly Finding[] {
  const reading = readManifest(linted.files);
  const problems = reading.problems.map(one => finding('A05', 'E', one, one.what, one.fix));
  if (problems.length > 0) return problems;
  return [
    ...Object.entries(reading.manifest).flatMap(([language, entries]) => recordings(linted, reading, language, entries)),
    ...unknownFiles(linted, reading),
    ...stillToRead(linted, reading),
  ];
}

function recordings(
  { files, book }: Linted,
  { manifest, lineOf }: ManifestReading,
  language: string,
  entries: Readonly<Record<string, Recording>>,
): readonly Finding[] {
  const now = recordList(book, manifest, languageOf(language));
  return Object.entries(entries).flatMap(([path, one]) => {
    const place = { file: MANIFEST, line: lineOf(language, path) };
    return [...asFile(files, one, place), ...asWords(now, language, path, one, place)];
  });
}

function asFile(files: Linted['files'], { file }: Recording, place: Place): readonly Finding[] {
  if (!PLAYABLE.test(file))
    return [finding('A05', 'E', place, `${file} is of a kind that cannot be played on a call.`, 'Save it as .mp3 or .wav.')];
  if (files.some(({ name }) => name === `audio/${file}`)) return [];
  const fix = 'Put it there, or take this entry out of the manifest.';
  return [finding('A01', 'E', place, `There is no file ${file} in ivr-scripts/audio.`, fix)];
}

function asWords(now: readonly ToRecord[], language: string, path: string, one: Recording, place: Place): readonly Finding[] {
  const said = now.find(({ text }) => textHash(text) === one.read);
  if (said !== undefined) return tooLongOrShort(one, said.text, place);
  const known = now.some(reading => reading.path === path);
  const what = known
    ? `The words at ${path} (${language}) have changed since ${one.file} was recorded, so it is not played.`
    : `Nothing says the words of ${one.file} (${language}, ${path}) any more.`;
  const fix = known ? `Read them again: "scripts record-list --language ${language}" shows them.` : 'Take the entry and its file away.';
  return [finding('A02', 'W', place, what, fix)];
}

function tooLongOrShort(one: Recording, text: string, place: Place): readonly Finding[] {
  const usual = secondsOf(text);
  const odd = one.seconds > Math.max(SHORT_SECONDS, usual * PACE) || (usual > SHORT_SECONDS && one.seconds < usual / PACE);
  const what = `${one.file} takes ${one.seconds} seconds, where its words take about ${Math.round(usual * 10) / 10}.`;
  return odd ? [finding('A06', 'W', place, what, 'Listen to it: is it the right one, cut at both ends?')] : [];
}

function unknownFiles({ files }: Linted, { manifest }: ManifestReading): Finding[] {
  const known = new Set(Object.values(manifest).flatMap(entries => Object.values(entries).map(one => `audio/${one.file}`)));
  return files
    .filter(({ name }) => isAudio(name) && name !== MANIFEST && !known.has(name))
    .map(({ name }) =>
      finding(
        'A03',
        'W',
        { file: name, line: 1 },
        'The manifest does not name this file, so it is never played.',
        'Add it with "scripts record-add", or delete it.',
      ),
    );
}

/** One finding for each language that nobody but a person can speak. */
function stillToRead({ book, sources }: Linted, { manifest }: ManifestReading): Finding[] {
  return Object.keys(book.words).flatMap(tag => {
    const language = languageOf(tag);
    if (voiceOf(language) !== undefined) return [];
    const list = recordList(book, manifest, language);
    const open = list.filter(({ state }) => state !== 'recorded').length;
    const what = `No machine speaks ${book.words[tag]?.name ?? tag}, and ${open} of ${list.length} texts are not recorded. Callers hear those in another language.`;
    const fix = `"scripts record-list --language ${tag}" shows what to read.`;
    return open === 0 ? [] : [finding('A04', 'W', sources.words(tag, 'name'), what, fix)];
  });
}
