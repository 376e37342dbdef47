import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readBook } from '../../shared/script/read.ts';
import { filesIn, refuse, SCRIPTS_DIR, shownPath } from './files.ts';

interface CompileOptions {
  readonly dir: string;
  readonly out: string;
}

/** `scripts compile --out FILE`: the conversations as one JSON file, as they run; keep it to lint the next edit against. */
export function registerCompile(scripts: Command): void {
  scripts
    .command('compile')
    .description('Pack the conversations into one JSON file; "scripts lint --against FILE" compares a later edit with it.')
    .requiredOption('--out <file>', 'where to write it')
    .option('--dir <dir>', 'a folder other than ivr-scripts', SCRIPTS_DIR)
    .action(compile);
}

function compile({ dir, out }: CompileOptions): void {
  const files = filesIn(dir);
  if (files === undefined) return refuse(`There is no folder ${dir}.`);
  const read = readBook(files);
  if ('problems' in read) {
    const lines = read.problems.map(({ file, line, what, fix }) => `${shownPath(dir, file)}:${line}  ${what} ${fix}`);
    return refuse(`Nothing was written; the scripts cannot be used as they are:\n${lines.join('\n')}`);
  }
  try {
    writeFileSync(out, `${JSON.stringify(read.book)}\n`);
  } catch (error) {
    return refuse(`${out} could not be written: ${(error as Error).message}`);
  }
  console.log(
    `${out}: revision ${read.book.rev}, ${Object.keys(read.book.scripts).length} scripts in ${Object.keys(read.book.words).join(', ')}.`,
  );
}
