import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { language as languageOf } from '../../shared/domain/ids.ts';
import { MANIFEST, type Manifest, PLAYABLE, type Recording, readManifest, recordList, type ToRecord } from '../../shared/reply/manifest.ts';
import { textHash } from '../../shared/reply/readings.ts';
import { readFiles } from '../../shared/script/read.ts';
import { filesIn, refuse, SCRIPTS_DIR, shownPath } from './files.ts';
import { fileFor } from './record-list.ts';
import { secondsIn } from './sound-length.ts';

interface AddOptions {
  readonly dir: string;
  readonly language: string;
}

/** `scripts record-add`: takes recordings in that are named as record-list names them, and notes which words each of them says. */
export function registerRecordAdd(scripts: Command): void {
  scripts
    .command('record-add')
    .description('Take recordings in. Each file has the name that record-list gives; what it says and how long it is is noted beside it.')
    .argument('<files...>', '.mp3 or .wav')
    .requiredOption('--language <tag>', 'the language that was read')
    .option('--dir <dir>', 'a folder other than ivr-scripts', SCRIPTS_DIR)
    .action(add);
}

interface Taken {
  readonly from: string;
  readonly path: string;
  readonly recording: Recording;
}

function add(sounds: readonly string[], { dir, language }: AddOptions): void {
  const files = filesIn(dir);
  if (files === undefined) return refuse(`There is no folder ${dir}.`);
  const { book } = readFiles(files);
  const { manifest, problems } = readManifest(files);
  if (problems.length > 0) return refuse(problems.map(({ file, line, what }) => `${shownPath(dir, file)}:${line}  ${what}`).join('\n'));
  const list = recordList(book, manifest, languageOf(language));
  if (list.length === 0) return refuse(`There are no words for ${language}: ivr-scripts/words/${language}.yaml is missing.`);
  const taken: Taken[] = [];
  for (const sound of sounds) {
    const one = take(sound, language, list);
    if (typeof one === 'string') refuse(one);
    else taken.push(one);
  }
  if (taken.length === 0) return;
  for (const { from, recording } of taken) {
    const to = resolve(dir, 'audio', recording.file);
    mkdirSync(dirname(to), { recursive: true });
    if (resolve(from) !== to) copyFileSync(from, to);
  }
  writeFileSync(resolve(dir, MANIFEST), manifestText(manifest, language, taken));
  console.log(`${taken.length} taken in for ${language}. "scripts record-list --language ${language}" shows what is left.`);
}

/** What a file says by its name, or why it cannot be taken. */
function take(from: string, language: string, list: readonly ToRecord[]): Taken | string {
  const extension = extname(from);
  if (!PLAYABLE.test(from)) return `${from} is neither .mp3 nor .wav. Save it as one of them.`;
  const wanted = list.find(({ path }) => basename(fileFor(language, path), '.mp3') === basename(from, extension));
  if (wanted === undefined) return `${from} has no name that record-list gives. The name says which words it is.`;
  let seconds: number | undefined;
  try {
    seconds = secondsIn(readFileSync(from));
  } catch {
    return `${from} cannot be read.`;
  }
  if (seconds === undefined) return `${from} holds no sound that can be played.`;
  const file = fileFor(language, wanted.path).replace(/\.mp3$/, extension);
  return { from, path: wanted.path, recording: { file, read: textHash(wanted.text), seconds } };
}

const HEAD = `# What people recorded, for languages that no machine speaks. Written by "scripts record-add"; "scripts record-list" reads it.
# By language and path of the words: the file in this folder, a hash of the text that was read (so that a later change of the words shows),
# and its length.
`;

const manifestText = (before: Manifest, language: string, taken: readonly Taken[]): string => {
  const entries = { ...before[language], ...Object.fromEntries(taken.map(({ path, recording }) => [path, recording])) };
  const sorted = Object.fromEntries(Object.entries(entries).sort(([a], [b]) => a.localeCompare(b)));
  return HEAD + stringify({ ...before, [language]: sorted }, { lineWidth: 0 });
};
