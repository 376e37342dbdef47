import { lineClock } from '../local/clock.ts';
import { openDatabase } from '../local/database.ts';
import { readFiles } from '../local/files.ts';
import type { Community } from '../shared/domain/community.ts';
import type { Instant } from '../shared/domain/ids.ts';
import type { Book } from '../shared/script/script.ts';
import { configFrom } from '../shared/shell/config.ts';
import type { Config } from '../shared/shell/runtime.ts';
import type { Store } from '../shared/table/store.ts';

/** What a command needs of the line: its database, its settings, its words and its time. */
export interface CommandDesk {
  readonly store: Store;
  readonly community: Community;
  readonly book: Book;
  readonly config: Config;
  now(): Instant;
}

/** A command is refused: the reason goes to standard error and the exit code is 1. */
export class Refused extends Error {}

/**
 * Opens the same database and clock as the running line, from the same environment, for the length of one command. A command that writes to
 * people (`speaks`) is held to the check of the scripts, as the line is.
 */
export const withDesk = async (act: (desk: CommandDesk) => Promise<void>, speaks = false): Promise<void> => {
  const settings = configFrom(process.env);
  if ('problems' in settings) throw new Refused(settings.problems.join('\n'));
  const files = await readFiles(settings, speaks);
  if ('problems' in files) throw new Refused(files.problems.join('\n'));
  const clock = lineClock(settings.dataDir);
  const store = openDatabase(settings, clock);
  try {
    await act({ store, ...files, config: settings.config, now: clock.now });
  } finally {
    await store.close();
  }
};

/** Wraps a command: refusals and troubles become a sentence on standard error and exit code 1, never a stack. */
export const command =
  <Args extends readonly unknown[]>(run: (...args: Args) => Promise<void>) =>
  async (...args: Args): Promise<void> => {
    try {
      await run(...args);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  };

/** One JSON document and nothing else. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
};

/** Lines in columns, as wide as their widest cell. */
export const printTable = (header: readonly string[], rows: readonly (readonly string[])[]): void => {
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map(row => (row[i] ?? '').length)));
  const line = (row: readonly string[]): string => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ');
  for (const row of [header, ...rows]) process.stdout.write(`${line(row).trimEnd()}\n`);
};
