import { Command } from 'commander';
import { registerCases } from './cases.ts';
import { registerConnect } from './connect.ts';
import { registerScripts } from './scripts.ts';
import { registerUnderstand } from './understand.ts';
import { registerVolunteers } from './volunteers.ts';

/** Exit codes: 0 done, 1 refused (with the reason), 2 wrong usage. */
const program = new Command('helpline')
  .description("The coordinator's command line. Works beside a running line (same database) and against AWS.")
  .exitOverride()
  .showHelpAfterError('(add --help to see what it takes)');
registerCases(program);
registerVolunteers(program);
registerScripts(program);
registerUnderstand(program);
registerConnect(program);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  const { code = '', exitCode } = error as { code?: string; exitCode?: number };
  if (!code.startsWith('commander.')) throw error;
  process.exitCode = exitCode === 0 ? 0 : 2;
}
