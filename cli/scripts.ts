import type { Command } from 'commander';
import { registerCompile } from './scripts/compile.ts';
import { registerLint } from './scripts/lint.ts';
import { registerPlay } from './scripts/play.ts';
import { registerPreview } from './scripts/preview.ts';
import { registerRecordAdd } from './scripts/record-add.ts';
import { registerRecordList } from './scripts/record-list.ts';

/** `helpline scripts ...`: what someone who writes conversations needs. Each command has its own file in cli/scripts. */
export function registerScripts(program: Command): void {
  const scripts = program.command('scripts').description('Check, read and pack the conversations in ivr-scripts.');
  registerLint(scripts);
  registerPreview(scripts);
  registerPlay(scripts);
  registerRecordList(scripts);
  registerRecordAdd(scripts);
  registerCompile(scripts);
}
