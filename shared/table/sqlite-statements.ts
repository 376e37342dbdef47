import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** A row as SQLite gives it back, by place: naming the columns anew for each row would cost more than finding it. */
export type Stored = readonly [
  pk: string,
  sk: string,
  v: number,
  kind: string,
  due: string | null,
  list: string | null,
  at: string | null,
  ttl: number | null,
  data: string,
];
/** What a commit must know of a row that is there: all but its data. */
export type Seen = readonly [v: number, ttl: number | null, kind: string, due: string | null, list: string | null, at: string | null];

export type Statements = ReturnType<typeof statements>;

/** Every statement the store says, prepared once. Reads leave out rows that are past their ttl. */
export function statements(db: DatabaseSync) {
  const rows = 'SELECT pk, sk, v, kind, due, list, at, ttl, data FROM rows';
  const live = '(ttl IS NULL OR ttl > ?)';
  // A bare parameter there would make SQLite plan the statement anew at every use, at four times the cost.
  const limit = 'LIMIT ? + 0';
  const partition = `${rows} WHERE pk = ? AND sk >= ? AND sk <= ? AND ${live} ORDER BY sk`;
  const list = `${rows} WHERE list = ? AND at >= ? AND at <= ? AND ${live} ORDER BY at`;
  return {
    begin: db.prepare('BEGIN'),
    beginWriting: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    get: byPlace(db, `${rows} WHERE pk = ? AND sk = ? AND ${live}`),
    partition: byPlace(db, `${partition} ${limit}`),
    partitionNewest: byPlace(db, `${partition} DESC ${limit}`),
    due: byPlace(db, `${rows} WHERE due <= ? AND ${live} ORDER BY due ${limit}`),
    list: byPlace(db, `${list} ${limit}`),
    listNewest: byPlace(db, `${list} DESC ${limit}`),
    seen: byPlace(db, 'SELECT v, ttl, kind, due, list, at FROM rows WHERE pk = ? AND sk = ?'),
    counter: byPlace(db, 'SELECT data, ttl FROM rows WHERE pk = ? AND sk = ?'),
    put: db.prepare('INSERT OR REPLACE INTO rows (pk, sk, v, kind, due, list, at, ttl, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    // What is not named in an UPDATE costs nothing, its indexes least of all.
    putData: db.prepare('UPDATE rows SET v = ?, data = ? WHERE pk = ? AND sk = ?'),
    // What is expected stands in the statement itself; where it does not hold, nothing changes and a closer look follows.
    putIfAbsent: db.prepare(
      'INSERT INTO rows (pk, sk, v, kind, due, list, at, ttl, data) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    putDataIf: db.prepare(
      'UPDATE rows SET v = ?, data = ? WHERE pk = ? AND sk = ? AND v = ? AND kind = ? AND due IS ? AND list IS ? AND at IS ? AND ttl IS ?',
    ),
    putIf: db.prepare('UPDATE rows SET v = ?, kind = ?, due = ?, list = ?, at = ?, ttl = ?, data = ? WHERE pk = ? AND sk = ? AND v = ?'),
    add: db.prepare('UPDATE rows SET v = v + 1, data = ? WHERE pk = ? AND sk = ?'),
    delete: db.prepare('DELETE FROM rows WHERE pk = ? AND sk = ?'),
    deleteIf: db.prepare('DELETE FROM rows WHERE pk = ? AND sk = ? AND v = ?'),
    // From one place in the order of keys to another, so that no index on ttl need be kept.
    stretchEnd: byPlace(db, 'SELECT pk, sk FROM rows WHERE (pk, sk) > (?, ?) ORDER BY pk, sk LIMIT 1 OFFSET ?'),
    purge: db.prepare('DELETE FROM rows WHERE (pk, sk) > (?, ?) AND (pk, sk) <= (?, ?) AND ttl <= ?'),
    purgeRest: db.prepare('DELETE FROM rows WHERE (pk, sk) > (?, ?) AND ttl <= ?'),
    marksAfter: byPlace(db, 'SELECT n, mark FROM commits WHERE n > ? ORDER BY n'),
    mark: db.prepare('INSERT INTO commits (n, mark) VALUES (?, ?)'),
    forgetMarks: db.prepare('DELETE FROM commits WHERE n <= ?'),
  };
}

function byPlace(db: DatabaseSync, sql: string): StatementSync {
  const statement = db.prepare(sql);
  statement.setReturnArrays(true);
  return statement;
}
