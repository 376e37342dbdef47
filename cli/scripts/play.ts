import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Community } from '../../shared/domain/community.ts';
import { type Language, language as languageOf } from '../../shared/domain/ids.ts';
import { parseCommunity, problemLine } from '../../shared/parse/community.ts';
import { readBook } from '../../shared/script/read.ts';
import type { Book } from '../../shared/script/script.ts';
import { filesIn, refuse, SCRIPTS_DIR, shownPath } from './files.ts';
import { typeTo } from './play-terminal.ts';
import { TextPlayer } from './play-text.ts';
import { VoicePlayer } from './play-voice.ts';

interface PlayOptions {
  readonly dir: string;
  readonly voice?: boolean;
  readonly script: string;
  readonly language?: string;
  readonly save?: string;
}

/** `scripts play`: types a conversation in the terminal, as texts with the whole line behind them, or as a call. */
export function registerPlay(scripts: Command): void {
  scripts
    .command('play')
    .description('Type a conversation: as texts, with volunteers, the clock and everything that follows; or, with --voice, as a call.')
    .option('--dir <dir>', 'a folder other than ivr-scripts', SCRIPTS_DIR)
    .option('--language <tag>', 'begin in this language, such as es')
    .option('--save <file>', 'write what happened as a transcript test (texts only)')
    .option('--voice', 'hear a script as a caller does, and answer with keys, words or silence')
    .option('--script <id>', 'which script --voice begins with', 'menu')
    .addHelpText('after', HELP)
    .action(play);
}

const HELP = `
While playing:
  need food            sends a text (or says words, or presses keys, with --voice)
  ana> accept          types on another phone; /who names the phones
  /wait 20m            lets time pass; whatever falls due happens and is shown
  /silence             says nothing
  /as NAME  /help  /quit`;

async function play({ dir, voice, script, language, save }: PlayOptions): Promise<void> {
  const files = filesIn(dir);
  if (files === undefined) return refuse(`There is no folder ${dir}.`);
  const read = readBook(files);
  if ('problems' in read) {
    for (const { file, line, what, fix } of read.problems) refuse(`${shownPath(dir, file)}:${line}  ${what} ${fix}`);
    return;
  }
  const { book } = read;
  if (language !== undefined && !Object.hasOwn(book.words, language))
    return refuse(`There are no words for ${language}. There are: ${Object.keys(book.words).join(', ')}.`);
  if (voice && save !== undefined) return refuse('A call cannot be saved as a transcript; --save is for texts.');
  if (voice && !Object.hasOwn(book.scripts, script))
    return refuse(`There is no script ${script}. There are: ${Object.keys(book.scripts).join(', ')}.`);
  const community = sampleCommunity();
  if (community === undefined) return;
  const first = languageOf(language ?? community.languages[0]);
  if (voice) return playCall({ community, book, language: first, script });
  await playTexts(community, book, language, save);
}

/** The community file beside package.json, which transcripts are played with too. */
function sampleCommunity(): Community | undefined {
  const file = resolve(import.meta.dirname, '../../community.yaml');
  const read = parseCommunity(readFileSync(file, 'utf8'), 'community.yaml');
  if ('community' in read) return read.community;
  for (const problem of read.problems) refuse(problemLine(problem));
  return undefined;
}

async function playCall(call: { community: Community; book: Book; language: Language; script: string }): Promise<void> {
  const player = new VoicePlayer(call);
  await typeTo(player, player.begin());
}

async function playTexts(community: Community, book: Book, language: string | undefined, save: string | undefined): Promise<void> {
  const player = await TextPlayer.open(community, book);
  try {
    // Asked for as a person would: by its own name.
    const name = language === undefined ? undefined : book.words[language]?.name;
    await typeTo(player, name === undefined ? [] : await player.hear(name));
    if (save === undefined) return;
    writeFileSync(save, player.transcript());
    process.stdout.write(`Written to ${save}. In tests/conversations, npm test plays it.\n`);
  } finally {
    await player.close();
  }
}
