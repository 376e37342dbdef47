import { Command } from 'commander';

type Register = (program: Command) => void;

/** Each command with the file that knows it: only what was asked for is loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  cases: async () => (await import('./cases.ts')).registerCases,
  volunteers: async () => (await import('./volunteers.ts')).registerVolunteers,
  shifts: async () => (await import('./shifts.ts')).registerShifts,
  outbox: async () => (await import('./outbox.ts')).registerOutbox,
  pause: async () => (await import('./pause.ts')).registerPause,
  resume: async () => (await import('./pause.ts')).registerResume,
  scripts: async () => (await import('./scripts.ts')).registerScripts,
  understand: async () => (await import('./understand.ts')).registerUnderstand,
  connect: async () => (await import('./connect.ts')).registerConnect,
};

/** The program with the command that `argv` names; with all of them where it names none that we know, so that the help lists them. */
const programFor = async (argv: readonly string[]): Promise<Command> => {
  const program = new Command('helpline')
    .description("The coordinator's command line. Works beside a running line (same database) and against AWS.")
    .exitOverride()
    .showHelpAfterError('(add --help to see what it takes)');
  const [, , named = ''] = argv;
  const wanted = Object.hasOwn(COMMANDS, named) ? [named] : Object.keys(COMMANDS);
  for (const name of wanted) (await COMMANDS[name]?.())?.(program);
  return program;
};

/** Whoever reads what we print has read enough (`| head`): there is nobody left to tell, and what was begun is done to its end. */
const unread = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
};

/** Runs one command. Its exit code says how it went: 0 done, 1 refused (with the reason), 2 wrong usage. */
export const runCommand = async (argv: readonly string[]): Promise<void> => {
  for (const stream of [process.stdout, process.stderr]) stream.off('error', unread).on('error', unread);
  try {
    await (await programFor(argv)).parseAsync(argv);
  } catch (error) {
    const { code = '', exitCode } = error as { code?: string; exitCode?: number };
    if (!code.startsWith('commander.')) throw error;
    process.exitCode = exitCode === 0 ? 0 : 2;
  }
};
