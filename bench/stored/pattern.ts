import { DatabaseSync } from 'node:sqlite';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Stored } from '../../shared/table/sqlite-statements.ts';
import { eventsOf, freshLine, wholeCases } from '../turn/story.ts';

/** The rows that the line itself writes for a case from NEED to confirmed, as patterns into which other numbers, codes and ids are put. */
export interface Pattern {
  /** Kept for 180 days: the thread with its case, the code with its story. */
  readonly kept: readonly Piece[];
  /** Kept for 30 days: texts that were answered, texts that were sent. */
  readonly passing: readonly Piece[];
  /** The thread and the code of a case that is offered now. */
  readonly open: readonly Piece[];
}
export interface Names {
  readonly number: string;
  readonly code: string;
  /** 32 characters of an id, in the place of each id that the case has; `nth` tells them apart. */
  readonly id: (nth: number) => string;
}
/** A row with blanks. */
export interface Piece {
  readonly prefix: string;
  fill(names: Names): Stored;
}

const NUMBER = '+15550110000';

/** Plays one case through the real doors on a file of its own and takes its rows apart, once while it is offered and once at its end. */
export const patternOf = async (file: string): Promise<Pattern> => {
  const line = await freshLine(now => openSqlite(file, now));
  let offered: readonly Stored[] = [];
  for await (const stage of wholeCases(line)) {
    if (stage.kind === 'accept') offered = rowsIn(file);
    for (const event of eventsOf(line, stage)) await line.line.sms(event);
  }
  await line.line.work();
  await line.store.close();
  const rows = rowsIn(file);
  const code = rows.map(([pk, sk]) => (pk === `N#${NUMBER}` ? /^C#(\d+)$/.exec(sk)?.[1] : undefined)).find(found => found !== undefined);
  if (code === undefined) throw new Error('The pattern of a case holds no case.');
  const ids: string[] = [];
  const pieces = (some: readonly Stored[], isMine: (row: Stored) => boolean): Piece[] =>
    some.filter(isMine).map(row => pieceOf(row, code, ids));
  const isKept = ([pk]: Stored): boolean => pk === `N#${NUMBER}` || pk === `CODE#${code}`;
  const isPassing = (row: Stored): boolean =>
    /^(SEEN|OUT|SID)#/.test(row[0]) && row.some(cell => typeof cell === 'string' && (cell.includes(NUMBER) || cell.includes(code)));
  return { kept: pieces(rows, isKept), passing: pieces(rows, isPassing), open: pieces(offered, isKept) };
};

const rowsIn = (file: string): readonly Stored[] => {
  const db = new DatabaseSync(file);
  const all = db.prepare('SELECT pk, sk, v, kind, due, list, at, ttl, data FROM rows');
  all.setReturnArrays(true);
  const rows = all.all() as unknown as Stored[];
  db.close();
  return rows;
};

/** Cut at every place that names the person, the case or an id, so that filling it is joining. */
const pieceOf = (row: Stored, code: string, ids: string[]): Piece => {
  const cut = (text: string): ((names: Names) => string) => {
    const parts = text.split(new RegExp(`(\\${NUMBER}|\\b${code}\\b|(?<=[#"])(?:SM[0-9a-z]{32}|[\\w-]{20})(?=["/]|$))`));
    if (parts.length === 1) return () => text;
    const blanks = parts.map((part, nth) => {
      if (nth % 2 === 0) return () => part;
      if (part === NUMBER) return ({ number }: Names) => number;
      if (part === code) return (names: Names) => names.code;
      if (!ids.includes(part)) ids.push(part);
      const place = ids.indexOf(part);
      return ({ id }: Names) => (part.startsWith('SM') ? `SM${id(place)}` : id(place).slice(0, 20));
    });
    return names => blanks.map(blank => blank(names)).join('');
  };
  const [pk, sk, v, kind, due, list, at, ttl, data] = row;
  const [ofPk, ofSk, ofAt, ofData] = [cut(pk), cut(sk), at === null ? () => null : cut(at), cut(data)];
  return {
    prefix: pk.slice(0, pk.indexOf('#')),
    fill: names => [ofPk(names), ofSk(names), v, kind, due, list, ofAt(names), ttl, ofData(names)],
  };
};
