import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreTrouble } from './store.ts';

/** How the file is laid out. A file with a higher number was written by a later Porchlight, which we must not guess at. */
const LAYOUT = 1;

/**
 * `rows` holds everything; its indexes on due and list are partial, so that a row that has none of them costs nothing. There is none on
 * ttl: nearly every row has one, so it would cost each text a tenth of its commit, and what is past its time is found by going round.
 * `commits` holds the marks of the newest commits, in order, so that a repeated commit is known again after a restart.
 */
const TABLES = `
  CREATE TABLE rows (
    pk TEXT NOT NULL, sk TEXT NOT NULL, v INTEGER NOT NULL, kind TEXT NOT NULL,
    due TEXT, list TEXT, at TEXT, ttl INTEGER, data TEXT NOT NULL,
    PRIMARY KEY (pk, sk)
  ) WITHOUT ROWID, STRICT;
  CREATE INDEX rows_by_due ON rows (due) WHERE due IS NOT NULL;
  CREATE INDEX rows_by_list ON rows (list, at) WHERE list IS NOT NULL;
  CREATE TABLE commits (n INTEGER PRIMARY KEY, mark TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${LAYOUT};
`;

export interface SqliteOptions {
  /** How long to wait for another process that is writing, in milliseconds. The default is 2 s, far below what a webhook may take. */
  readonly lockWaitMs?: number;
  /** The most bytes the file may grow to; commits beyond it fail as on a full disk, and reads go on. No limit if not given. */
  readonly maxBytes?: number;
}

/** An open connection to the file, durable and with its tables there. Throws StoreTrouble, or an Error for a file of a later layout. */
export function openFile(path: string, options: SqliteOptions): DatabaseSync {
  try {
    if (isOrdinaryPath(path)) makeForOwnerOnly(path);
    const db = new DatabaseSync(path, { timeout: options.lockWaitMs ?? 2_000 });
    try {
      layOut(db, options);
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  } catch (error) {
    throw troubleOf(error);
  }
}

const isOrdinaryPath = (path: string): boolean => path !== ':memory:' && !path.startsWith('file:');

/** The file holds phone numbers and needs: nobody else on the machine reads it. SQLite gives its side files the same mode. */
function makeForOwnerOnly(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
}

function layOut(db: DatabaseSync, options: SqliteOptions): void {
  const layout = layoutOf(db);
  if (layout > LAYOUT) {
    throw new Error(
      `The database file was written by a later Porchlight (layout ${layout}; this one knows ${LAYOUT}). Update Porchlight to open it.`,
    );
  }
  if (layout === 0) db.exec('PRAGMA journal_mode = WAL');
  // FULL makes every commit wait for the disk: what was answered survives a crash and a power cut.
  db.exec('PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864');
  if (options.maxBytes !== undefined) db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(options.maxBytes / 4096))}`);
  if (layout === LAYOUT) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have laid it out while this one waited for the lock.
    if (layoutOf(db) === 0) db.exec(TABLES);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

const layoutOf = (db: DatabaseSync): number => (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;

/** SQLite's primary result codes (https://sqlite.org/rescode.html) that say what a person running the line can mend. */
const REASONS: Readonly<Record<number, StoreTrouble['reason']>> = {
  5: 'locked',
  6: 'locked',
  8: 'read-only',
  13: 'full',
  14: 'unreachable',
};

/** The codes the file system gives before SQLite is reached. */
const FILE_REASONS: Readonly<Record<string, StoreTrouble['reason']>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EEXIST: 'unreachable',
  ENOTDIR: 'unreachable',
  EISDIR: 'unreachable',
};

/** The StoreTrouble for what SQLite or the file system said; any other error is a mistake of the program and stays what it is. */
export function troubleOf(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreTrouble) return error;
  const { errcode, code } = error as { errcode?: number; code?: string };
  if (errcode !== undefined) return new StoreTrouble(REASONS[errcode & 0xff] ?? 'unknown', error);
  const reason = code === undefined ? undefined : FILE_REASONS[code];
  return reason === undefined ? error : new StoreTrouble(reason, error);
}
