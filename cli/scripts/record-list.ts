import type { Command } from 'commander';
import { language as languageOf } from '../../shared/domain/ids.ts';
import { voiceOf } from '../../shared/domain/voices.ts';
import { readManifest, recordList, type ToRecord } from '../../shared/reply/manifest.ts';
import { secondsOf } from '../../shared/script/lint/voice.ts';
import { readFiles } from '../../shared/script/read.ts';
import type { Book } from '../../shared/script/script.ts';
import { filesIn, refuse, SCRIPTS_DIR, shownPath } from './files.ts';

interface ListOptions {
  readonly dir: string;
  readonly language?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}
interface Listed {
  readonly language: string;
  readonly path: string;
  readonly text: string;
  readonly state: ToRecord['state'];
  readonly file: string;
  readonly seconds: number;
}

/** `scripts record-list`: what a person must read aloud, where Twilio has no voice for a language. */
export function registerRecordList(scripts: Command): void {
  scripts
    .command('record-list')
    .description(
      'What a person must read aloud, for languages that no machine speaks: what is missing, and what was said otherwise before.',
    )
    .option('--language <tag>', 'only this language')
    .option('--all', 'also what is recorded and good')
    .option('--dir <dir>', 'a folder other than ivr-scripts', SCRIPTS_DIR)
    .option('--json', 'one JSON document and nothing else: everything, with its state')
    .action(list);
}

function list({ dir, language, all, json }: ListOptions): void {
  const files = filesIn(dir);
  if (files === undefined) return refuse(`There is no folder ${dir}.`);
  const { book } = readFiles(files);
  const { manifest, problems } = readManifest(files);
  if (problems.length > 0)
    return refuse(problems.map(({ file, line, what, fix }) => `${shownPath(dir, file)}:${line}  ${what} ${fix}`).join('\n'));
  if (language !== undefined && !Object.hasOwn(book.words, language)) return refuse(withoutWords(language));
  const wanted = Object.keys(book.words).filter(tag => language === undefined || tag === language);
  const silent = wanted.filter(tag => voiceOf(languageOf(tag)) === undefined);
  const listed = silent.map(tag => [tag, recordList(book, manifest, languageOf(tag)).map(one => asListed(tag, one))] as const);
  if (json)
    console.log(
      JSON.stringify(
        listed.flatMap(([, texts]) => texts),
        null,
        2,
      ),
    );
  else if (silent.length === 0) console.log(`Nothing needs to be recorded: Twilio has a voice for ${names(book, wanted)}.`);
  else console.log(listed.map(([tag, texts]) => report(book, tag, texts, all === true)).join('\n\n'));
}

const withoutWords = (tag: string): string =>
  `There are no words for ${tag} yet. Write ivr-scripts/words/${tag}.yaml first, with every line of words/en.yaml in it; then this lists what to read.`;

const names = (book: Book, tags: readonly string[]): string => tags.map(tag => book.words[tag]?.name ?? tag).join(' and ');

/** Where a recording of these words goes; an .mp3 and a .wav are as good. */
export const fileFor = (language: string, path: string): string => `${language}/${path.replaceAll('/', '.')}.mp3`;

const asListed = (language: string, { path, text, state, recording }: ToRecord): Listed => ({
  language,
  path,
  text,
  state,
  file: state === 'recorded' && recording !== undefined ? recording.file : fileFor(language, path),
  seconds: Math.max(0.5, Math.round(secondsOf(text) * 10) / 10),
});

const report = (book: Book, tag: string, texts: readonly Listed[], all: boolean): string => {
  const of = (state: ToRecord['state']) => texts.filter(one => one.state === state);
  const [missing, stale, good] = [of('missing'), of('stale'), of('recorded')];
  const minutes = Math.ceil([...missing, ...stale].reduce((sum, one) => sum + one.seconds, 0) / 60);
  const count = `${good.length} of ${texts.length} recorded, ${stale.length} to read again, ${missing.length} missing`;
  const open = missing.length + stale.length;
  return [
    `${book.words[tag]?.name ?? tag} (${tag}): ${count}${open > 0 ? `; about ${minutes} minute${minutes === 1 ? '' : 's'} of reading` : ''}.`,
    ...(open > 0 ? [how(tag)] : []),
    ...texts.filter(one => all || one.state !== 'recorded').map(line),
  ].join('\n');
};

const how = (tag: string): string => `Read each text as it stands, calmly, and save it under the name above it (.mp3 or .wav).
Then: npm run helpline -- scripts record-add --language ${tag} FILES
`;
const STATES: Readonly<Record<ToRecord['state'], string>> = { missing: 'missing', stale: 'changed', recorded: 'good   ' };

const line = ({ state, file, text }: Listed): string => `${STATES[state]}  ${file.split('/').at(-1)}\n    ${text}`;
