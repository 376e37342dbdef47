import type { DatabaseSync } from 'node:sqlite';

/** A row as SQLite gives it back. */
export interface Stored {
  readonly pk: string;
  readonly sk: string;
  readonly v: number;
  readonly kind: string;
  readonly due: string | null;
  readonly list: string | null;
  readonly at: string | null;
  readonly ttl: number | null;
  readonly data: string;
}

export type Statements = ReturnType<typeof statements>;

/** Every statement the store says, prepared once. Rows are read live only: those past their ttl are as good as gone. */
export function statements(db: DatabaseSync) {
  const rows = 'SELECT pk, sk, v, kind, due, list, at, ttl, data FROM rows';
  const live = '(ttl IS NULL OR ttl > ?)';
  const partition = `${rows} WHERE pk = ? AND sk >= ? AND sk <= ? AND ${live} ORDER BY sk`;
  const list = `${rows} WHERE list = ? AND at >= ? AND at <= ? AND ${live} ORDER BY at`;
  return {
    begin: db.prepare('BEGIN'),
    beginWriting: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    get: db.prepare(`${rows} WHERE pk = ? AND sk = ? AND ${live}`),
    partition: db.prepare(`${partition} LIMIT ?`),
    partitionNewest: db.prepare(`${partition} DESC LIMIT ?`),
    due: db.prepare(`${rows} WHERE due <= ? AND ${live} ORDER BY due LIMIT ?`),
    list: db.prepare(`${list} LIMIT ?`),
    listNewest: db.prepare(`${list} DESC LIMIT ?`),
    seen: db.prepare('SELECT v, ttl, data FROM rows WHERE pk = ? AND sk = ?'),
    put: db.prepare('INSERT OR REPLACE INTO rows (pk, sk, v, kind, due, list, at, ttl, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    add: db.prepare('UPDATE rows SET v = v + 1, data = ? WHERE pk = ? AND sk = ?'),
    delete: db.prepare('DELETE FROM rows WHERE pk = ? AND sk = ?'),
    purge: db.prepare('DELETE FROM rows WHERE (pk, sk) IN (SELECT pk, sk FROM rows WHERE ttl <= ? LIMIT ?)'),
    marksAfter: db.prepare('SELECT n, mark FROM commits WHERE n > ? ORDER BY n'),
    mark: db.prepare('INSERT INTO commits (n, mark) VALUES (?, ?)'),
    forgetMarks: db.prepare('DELETE FROM commits WHERE n <= ?'),
  };
}
