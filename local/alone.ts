import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A file beside the database that every line holds open for as long as it lives; it holds nothing. */
const FILE = 'line.lock';
/** How long a line that is starting waits for another that is starting too. */
const STARTING_MS_MAX = 10_000;

export interface Presence {
  /** Lets go. A kill does the same, since the system keeps no lock of a process that is gone. */
  leave(): void;
}

/**
 * Joins the lines at work on this data folder. `ifAlone` is done before that, only where no other line is there, and while none can begin: what
 * a killed line left in the middle may be taken up then, because nobody is in the middle of it.
 */
export const joinLines = async (dataDir: string, ifAlone: () => Promise<unknown>): Promise<Presence> => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(dataDir, FILE), { timeout: 0 });
  try {
    if (isFree(lock)) {
      await ifAlone();
      lock.exec('COMMIT');
    }
    // A reader's lock is shared, and stands in the way of anyone who wants to be alone.
    lock.exec(`PRAGMA busy_timeout = ${STARTING_MS_MAX}; BEGIN; SELECT count(*) FROM sqlite_master`);
  } catch (error) {
    lock.close();
    throw error;
  }
  return { leave: () => lock.close() };
};

const SQLITE_BUSY = 5;

const isFree = (lock: DatabaseSync): boolean => {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return false;
    throw error;
  }
};
