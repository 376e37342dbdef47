import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Community } from '../../shared/domain/community.ts';
import { type Language, language as languageOf } from '../../shared/domain/ids.ts';
import { parseCommunity, problemLine } from '../../shared/parse/community.ts';
import { readBook } from '../../shared/script/read.ts';
import type { Book } from '../../shared/script/script.ts';
import { filesIn, refuse, SCRIPTS_DIR, shownPath } from './files.ts';
import { LinePlayer } from './play-line.ts';
import { typeTo } from './play-terminal.ts';
import { VoicePlayer } from './play-voice.ts';

interface PlayOptions {
  readonly dir: string;
  readonly voice?: boolean;
  readonly script?: string;
  readonly language?: string;
  readonly save?: string;
}

/** `scripts play`: types a conversation in the terminal, as texts with the whole line behind them, or as a call. */
export function registerPlay(scripts: Command): void {
  scripts
    .command('play')
    .description('Type a conversation, by text or by phone, with volunteers, the clock and everything that follows.')
    .option('--dir <dir>', 'a folder other than ivr-scripts', SCRIPTS_DIR)
    .option('--language <tag>', 'begin in this language, such as es')
    .option('--save <file>', 'write what happened as a transcript test')
    .option('--voice', 'begin with a call, and answer with keys, words or silence')
    .option('--script <id>', 'with --voice: hear this script alone, without the line around it')
    .addHelpText('after', HELP)
    .action(play);
}

const HELP = `
While playing:
  need food            sends a text; on a call, says words
  1                    on a call, presses a key
  ana> accept          types on another phone; /who names the phones
  /call  /hangup       calls the line, ends the call; ana answers, ana hangs up
  /wait 20m            lets time pass (s, m, h, d); whatever falls due happens and is shown
  /silence             says nothing
  /as NAME  /text WORDS  /answer  /decline  /help  /quit`;

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
  if (script !== undefined && save !== undefined) return refuse('A script alone cannot be saved as a transcript; leave --script away.');
  if (script !== undefined && !Object.hasOwn(book.scripts, script))
    return refuse(`There is no script ${script}. There are: ${Object.keys(book.scripts).join(', ')}.`);
  const community = sampleCommunity();
  if (community === undefined) return;
  const first = languageOf(language ?? community.languages[0]);
  if (script !== undefined) return playScript({ community, book, language: first, script });
  await playLine({ community, book, language, voice: voice === true, save });
}

/** The community file beside package.json, which transcripts are played with too. */
function sampleCommunity(): Community | undefined {
  const file = resolve(import.meta.dirname, '../../community.yaml');
  const read = parseCommunity(readFileSync(file, 'utf8'), 'community.yaml');
  if ('community' in read) return read.community;
  for (const problem of read.problems) refuse(problemLine(problem));
  return undefined;
}

async function playScript(call: { community: Community; book: Book; language: Language; script: string }): Promise<void> {
  const player = new VoicePlayer(call);
  await typeTo(player, player.begin());
}

interface LinePlay {
  readonly community: Community;
  readonly book: Book;
  readonly language: string | undefined;
  readonly voice: boolean;
  readonly save: string | undefined;
}

async function playLine({ community, book, language, voice, save }: LinePlay): Promise<void> {
  const player = await LinePlayer.open(community, book);
  try {
    // Asked for as a person would: by its own name.
    const name = language === undefined ? undefined : book.words[language]?.name;
    const opening = name === undefined ? [] : await player.hear(name);
    await typeTo(player, voice ? [...opening, ...(await player.hear('/call'))] : opening);
    if (save === undefined) return;
    writeFileSync(save, player.transcript());
    process.stdout.write(`Written to ${save}. In tests/conversations, npm test plays it.\n`);
  } finally {
    await player.close();
  }
}
