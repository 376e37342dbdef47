import { DatabaseSync } from 'node:sqlite';
import type { CaseCode } from '../../shared/domain/ids.ts';
import { codeKey } from '../../shared/table/keys.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Stored } from '../../shared/table/sqlite-statements.ts';
import type { Names, Pattern, Piece } from './pattern.ts';

/** Cases of one number, for people come again. */
const CASES_A_NUMBER = 3;
/** One in so many is young enough that the texts about it are still kept: 30 days of 180. */
const STILL_PASSING = 6;
/** One in so many is open. */
const STILL_OPEN = 50;
/** What waits for something waits for longer than is measured: others' work is no part of it. */
const NOT_DUE_BEFORE = '2027-12-31T00:00:00.000Z';
/** Codes that are taken at most: there are 99,900, and a line that opened 220 cases a day has this many in use. */
const CODES_MAX = 40_000;
/** An id's place in the order of all ids, so that rows can be written in the order of their keys. */
const ID_DIGITS = 12;
/** Ids that one case has. */
const IDS_A_CASE = 64;

/** The rows of the nth of so many cases. */
const namesOf = (nth: number, cases: number): Names => ({
  number: `+1${String(3_000_000_000 + Math.floor(nth / CASES_A_NUMBER) * Math.floor(5_000_000_000 / (cases / CASES_A_NUMBER + 1))).slice(0, 10)}`,
  // Longer than a real one, for no line opens so many cases in 180 days; the real ones are taken besides.
  code: String(1_000_000 + nth),
  // Spread like real ones over everything that an id can be, so that what is written later falls among them.
  id: place =>
    Math.floor(((nth + place / IDS_A_CASE) / cases) * 16 ** ID_DIGITS)
      .toString(16)
      .padStart(ID_DIGITS, '0')
      .padEnd(32, 'a'),
});

/** Every row of these cases, in no order. A number's own row and its conversation stand there once. */
export function* rowsOf(pattern: Pattern, cases: number): Generator<Stored> {
  for (let nth = 0; nth < cases; nth++) {
    const names = namesOf(nth, cases);
    const pieces: readonly Piece[] =
      nth % STILL_OPEN === 0 ? pattern.open : nth % STILL_PASSING === 0 ? [...pattern.kept, ...pattern.passing] : pattern.kept;
    for (const piece of pieces) {
      const row = piece.fill(names);
      if (nth % CASES_A_NUMBER !== 0 && (row[1] === '#number' || row[1] === '#session')) continue;
      const [pk, sk, v, kind, due, ...rest] = row;
      yield [pk, sk, v, kind, due === null ? null : NOT_DUE_BEFORE, ...rest];
    }
  }
}

/** The codes that are taken, as the line itself would have drawn them: the short ones first. */
export const codesTaken = (cases: number): readonly CaseCode[] =>
  Array.from(
    { length: Math.min(cases, CODES_MAX) },
    (_, nth) => String(nth < 9_900 ? 100 + nth : 10_000 + Math.floor((nth - 9_900) * 2.9)) as CaseCode,
  );

/**
 * Fills a fresh database file with the rows of so many cases. Written kind by kind in the order of their keys, without waiting for the disk, and
 * indexed at the end: hundreds of thousands of rows a second.
 */
export const fillSqlite = async (file: string, pattern: Pattern, cases: number): Promise<number> => {
  await openSqlite(file, Date.now).close();
  const db = new DatabaseSync(file);
  db.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA cache_size = -262144; BEGIN');
  const indexes = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").all() as {
    name: string;
    sql: string;
  }[];
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  const insert = db.prepare('INSERT INTO rows (pk, sk, v, kind, due, list, at, ttl, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let rows = 0;
  const put = (row: Stored): void => {
    insert.run(...row);
    rows += 1;
  };
  for (const code of codesTaken(cases)) {
    const { pk, sk } = codeKey(code);
    put([pk, sk, 1, 'code', null, null, null, null, '{"number":"+13000000000","at":"2026-12-01T00:00:00.000Z","entries":[]}']);
  }
  for (const prefix of ['CODE', 'N', 'OUT', 'SEEN', 'SID']) {
    const only: Pattern = {
      kept: pattern.kept.filter(one => one.prefix === prefix),
      passing: pattern.passing.filter(one => one.prefix === prefix),
      open: pattern.open.filter(one => one.prefix === prefix),
    };
    for (const row of rowsOf(only, cases)) put(row);
  }
  for (const { sql } of indexes) db.exec(sql);
  db.exec('COMMIT; PRAGMA journal_mode = WAL');
  db.close();
  return rows;
};
