import { type Command, Option } from 'commander';
import { type Finding, type Level, lintFiles } from '../../shared/script/lint/lint.ts';
import { bookBefore, filesIn, refuse, SCRIPTS_DIR, shownPath } from './files.ts';

interface LintOptions {
  readonly dir: string;
  readonly against?: string;
  readonly json?: boolean;
  readonly level: Level;
}

/** `scripts lint`: everything that is wrong, with its line and how to mend it. Exit code 1 when anything must be mended. */
export function registerLint(scripts: Command): void {
  scripts
    .command('lint')
    .description('Check the conversations: every finding with its file and line, what is wrong and how to mend it.')
    .option('--dir <dir>', 'a folder other than ivr-scripts', SCRIPTS_DIR)
    .option(
      '--against <file>',
      'the scripts that run now (a file from "scripts compile", a folder, or one script): what would the edit do to people mid-conversation?',
    )
    .addOption(
      new Option('--level <level>', 'the least to show: I good to know, W look at it, E must be mended')
        .choices(['E', 'W', 'I'])
        .default('W'),
    )
    .option('--json', 'one JSON document and nothing else')
    .action(lint);
}

function lint({ dir, against, json, level }: LintOptions): void {
  const files = filesIn(dir);
  if (files === undefined) return refuse(`There is no folder ${dir}.`);
  const before = against === undefined ? undefined : bookBefore(against);
  if (against !== undefined && before === undefined) {
    return refuse(`${against} is neither a file from "scripts compile" nor a script or a folder of scripts.`);
  }
  const found = lintFiles(files, before).map(one => ({ ...one, file: shownPath(dir, one.file) }));
  if (found.some(one => one.level === 'E')) process.exitCode = 1;
  if (json) console.log(JSON.stringify(found, null, 2));
  else console.log(report(found, level));
}

const SHOWN: Readonly<Record<Level, readonly Level[]>> = { E: ['E'], W: ['E', 'W'], I: ['E', 'W', 'I'] };
const NAMES: Readonly<Record<Level, string>> = { E: 'error', W: 'warning', I: 'note' };

function report(found: readonly Finding[], level: Level): string {
  const lines = found
    .filter(one => SHOWN[level].includes(one.level))
    .map(({ file, line, code, level: how, what, fix }) => `${file}:${line}  ${NAMES[how]} ${code}  ${what}\n    ${fix}`);
  const count = (how: Level) => {
    const many = found.filter(one => one.level === how).length;
    return `${many} ${NAMES[how]}${many === 1 ? '' : 's'}`;
  };
  const hidden = level === 'I' ? '' : ' (--level I shows the notes)';
  return [...lines, `Scripts: ${count('E')}, ${count('W')}, ${count('I')}${hidden}.`].join('\n');
}
