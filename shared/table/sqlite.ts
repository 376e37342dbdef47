import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { checked, checkedLimit } from './checked.ts';
import { groupCommits, type Waiting } from './sqlite-commit.ts';
import { openFile, type SqliteOptions, troubleOf } from './sqlite-file.ts';
import { type Statements, type Stored, statements } from './sqlite-statements.ts';
import { type Answer, type Ask, type Committed, type Json, type Query, type Row, type Store, StoreTrouble } from './store.ts';

const OK: Committed = { ok: true };
/** A blob sorts after every text in SQLite, so an empty one stands for "no upper end". */
const NO_END = new Uint8Array(0);

/**
 * The store in one SQLite file, or in memory. Several processes may have the file open. Commits that arrive in the same turn of the event
 * loop share one transaction and so one wait for the disk; each still succeeds or conflicts by itself.
 */
export function openSqlite(path: string, clock: () => number, options: SqliteOptions = {}): Store {
  const db = openFile(path, options);
  const say = statements(db);
  const group = groupCommits(db, say, clock);
  // With no disk to wait for, waiting for company would only cost time.
  const later: (work: () => void) => void = path === ':memory:' ? queueMicrotask : setImmediate;
  let waiting: Waiting[] = [];
  let closed = false;

  const flush = (): void => {
    const now = waiting;
    waiting = [];
    if (now.length > 0) group(now);
  };
  const refuseClosed = (): void => {
    if (closed) throw new StoreTrouble('unreachable', new Error('the store was closed'));
  };

  return {
    async read(ask) {
      refuseClosed();
      return read(db, say, ask, Math.floor(clock() / 1000));
    },
    async commit(writes, token) {
      refuseClosed();
      if (writes.length === 0) return OK;
      const commit = checked(writes, token);
      return new Promise<Committed>((done, failed) => {
        if (waiting.push({ commit, done, failed }) === 1) later(flush);
      });
    },
    async close() {
      if (closed) return;
      closed = true;
      flush();
      db.close();
    },
  };
}

function read(db: DatabaseSync, say: Statements, ask: Ask, nowSeconds: number): Answer {
  try {
    // One snapshot for the whole ask: another process may be writing.
    say.begin.run();
    const got = (ask.get ?? []).map(key => rowOf(say.get.get(key.pk, key.sk, nowSeconds) as unknown as Stored | undefined));
    const found = (ask.query ?? []).map(query => find(say, query, nowSeconds).map(stored => rowOf(stored)));
    say.commit.run();
    return { got, found };
  } catch (error) {
    if (db.isTransaction) say.rollback.run();
    throw troubleOf(error);
  }
}

function find(say: Statements, query: Query, nowSeconds: number): Stored[] {
  const limit = checkedLimit(query.limit) ?? -1;
  const rows = (statement: StatementSync, ...terms: (string | number | Uint8Array)[]) =>
    statement.all(...terms, nowSeconds, limit) as unknown as Stored[];
  if ('dueUntil' in query) return rows(say.due, query.dueUntil);
  const ends = [query.from ?? '', query.to ?? NO_END] as const;
  if ('list' in query) return rows(query.newestFirst ? say.listNewest : say.list, query.list, ...ends);
  return rows(query.newestFirst ? say.partitionNewest : say.partition, query.pk, ...ends);
}

function rowOf(stored: Stored): Row;
function rowOf(stored: Stored | undefined): Row | undefined;
function rowOf(stored: Stored | undefined): Row | undefined {
  if (stored === undefined) return undefined;
  const [pk, sk, v, kind, due, list, at, ttl, data] = stored;
  const row: { -readonly [name in keyof Row]: Row[name] } = { pk, sk, v, kind, data: JSON.parse(data) as Json };
  if (due !== null) row.due = due;
  if (list !== null) row.list = list;
  if (at !== null) row.at = at;
  if (ttl !== null) row.ttl = ttl;
  return row;
}
