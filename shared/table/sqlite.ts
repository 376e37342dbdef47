import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { checked, checkedLimit } from './checked.ts';
import { Lately } from './lately.ts';
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
  const lately = new Lately();
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
      return read(db, say, ask, Math.floor(clock() / 1000), lately);
    },
    async commit(writes, token) {
      refuseClosed();
      if (writes.length === 0) return OK;
      const commit = checked(writes, token);
      return new Promise<Committed>((resolve, failed) => {
        const done = (committed: Committed): void => {
          if (committed.ok) lately.keep(commit);
          resolve(committed);
        };
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

/** From this many rows on an answer is a list like the roster, which is nearly the same from one reading to the next. */
const LONG = 10;
const PARSED_MAX = 2_000;
const parsed = new Map<string, Json>();

/** The data of this text, from the last time it was read. It is frozen, so that no reader can change it for another. */
function parsedBefore(text: string): Json {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const data = frozen(JSON.parse(text) as Json);
  for (const [oldest] of parsed) {
    if (parsed.size < PARSED_MAX) break;
    parsed.delete(oldest);
  }
  parsed.set(text, data);
  return data;
}

function frozen(data: Json): Json {
  if (typeof data !== 'object' || data === null) return data;
  for (const inner of Object.values(data)) if (inner !== undefined) frozen(inner);
  return Object.freeze(data);
}

function read(db: DatabaseSync, say: Statements, ask: Ask, nowSeconds: number, lately: Lately): Answer {
  const parse = (text: string): Json => lately.read(text);
  try {
    // One snapshot for the whole ask: another process may be writing.
    say.begin.run();
    const got = (ask.get ?? []).map(key => rowOf(say.get.get(key.pk, key.sk, nowSeconds) as unknown as Stored | undefined, parse));
    const found = (ask.query ?? []).map(query => {
      const rows = find(say, query, nowSeconds);
      return rows.length < LONG ? rows.map(stored => rowOf(stored, parse)) : rows.map(stored => rowOf(stored, parsedBefore));
    });
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

function rowOf(stored: Stored, read: (text: string) => Json): Row;
function rowOf(stored: Stored | undefined, read: (text: string) => Json): Row | undefined;
function rowOf(stored: Stored | undefined, read: (text: string) => Json): Row | undefined {
  if (stored === undefined) return undefined;
  const [pk, sk, v, kind, due, list, at, ttl, text] = stored;
  const row: { -readonly [name in keyof Row]: Row[name] } = { pk, sk, v, kind, data: read(text) };
  if (due !== null) row.due = due;
  if (list !== null) row.list = list;
  if (at !== null) row.at = at;
  if (ttl !== null) row.ttl = ttl;
  return row;
}
