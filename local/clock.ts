import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { epochMs, type Instant, instant } from '../shared/domain/ids.ts';

/**
 * The line's time on one machine: real time plus an offset that is kept in the data folder, so that it survives a restart and the command
 * line, another process, reads the same time.
 */
export interface LineClock {
  now(): Instant;
}
export interface MovableClock extends LineClock {
  /** Stops the clock at this instant, until it is held elsewhere or let go. */
  hold(at: Instant): void;
  /** Real time goes on from where the clock was held. */
  letGo(): void;
}

const FILE = 'clock.json';

/** The clock of the line whose data lies in this folder. Throws, with a sentence for a person, when its file cannot be read. */
export const lineClock = (dataDir: string, realNow: () => number = Date.now): MovableClock => {
  const file = join(dataDir, FILE);
  let offsetMs = readOffset(file);
  let held: Instant | undefined;
  const keep = (ms: number): void => {
    if (ms === offsetMs) return;
    offsetMs = ms;
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify({ offsetMs }));
    // A rename is whole or not at all: a kill in between leaves the earlier time.
    renameSync(`${file}.new`, file);
  };
  return {
    now: () => held ?? instant(realNow() + offsetMs),
    hold: at => {
      held = at;
      keep(epochMs(at) - realNow());
    },
    letGo: () => {
      if (held !== undefined) keep(epochMs(held) - realNow());
      held = undefined;
    },
  };
};

/** The clock's file was damaged; the message says what to do. */
export class ClockUnreadable extends Error {
  constructor(file: string) {
    super(`${file} does not hold a time offset. Delete it to go back to real time.`);
    this.name = 'ClockUnreadable';
  }
}

/** What DATA_DIR names cannot hold the line's data; the message says what to do. */
export class DataFolderUnusable extends Error {
  constructor(folder: string) {
    super(`DATA_DIR is ${folder}, which is a file or lies in one. Name a folder.`);
    this.name = 'DataFolderUnusable';
  }
}

const readOffset = (file: string): number => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return 0;
    if (code === 'ENOTDIR') throw new DataFolderUnusable(dirname(file));
    throw error;
  }
  const offset = offsetIn(text);
  if (offset === undefined) throw new ClockUnreadable(file);
  return offset;
};

const offsetIn = (text: string): number | undefined => {
  try {
    const { offsetMs } = JSON.parse(text) as { offsetMs?: unknown };
    return typeof offsetMs === 'number' && Number.isSafeInteger(offsetMs) ? offsetMs : undefined;
  } catch {
    return undefined;
  }
};
