import { lineClock } from '../local/clock.ts';
import { openDatabase } from '../local/database.ts';
import { readCommunity, readFiles } from '../local/files.ts';
import type { Community } from '../shared/domain/community.ts';
import type { Instant } from '../shared/domain/ids.ts';
import type { Book } from '../shared/script/script.ts';
import { configFrom, type Settings } from '../shared/shell/config.ts';
import type { Config } from '../shared/shell/runtime.ts';
import type { Store } from '../shared/table/store.ts';

/** What a command needs of the line: its database, its settings and its time. */
export interface CommandDesk {
  readonly store: Store;
  readonly community: Community;
  readonly config: Config;
  now(): Instant;
}
/** And its words, where the command writes to people. */
export interface SpeakingDesk extends CommandDesk {
  readonly book: Book;
}

/** A command is refused: the reason goes to standard error and the exit code is 1. */
export class Refused extends Error {}

type Read<T> = T | { readonly problems: readonly string[] };
const orRefuse = <T extends object>(read: Read<T>): T => {
  if ('problems' in read) throw new Refused(read.problems.join('\n'));
  return read as T;
};

const open = async <T extends object>(
  readFrom: (settings: Settings) => Promise<Read<T>> | Read<T>,
  act: (desk: T & Pick<CommandDesk, 'store' | 'config' | 'now'>) => Promise<void>,
): Promise<void> => {
  const settings = orRefuse(configFrom(process.env));
  const files = orRefuse(await readFrom(settings));
  const clock = lineClock(settings.dataDir);
  const store = openDatabase(settings, clock);
  try {
    await act({ ...files, store, config: settings.config, now: clock.now });
  } finally {
    await store.close();
  }
};

/** Opens the same database and clock as the running line, from the same environment, for the length of one command. */
export const withDesk = (act: (desk: CommandDesk) => Promise<void>): Promise<void> => open(readCommunity, act);

/** The same for a command that writes to people: it is held to the check of the scripts, as the line is. */
export const withSpeakingDesk = (act: (desk: SpeakingDesk) => Promise<void>): Promise<void> => open(readFiles, act);

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
