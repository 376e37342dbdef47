import { isDeepStrictEqual } from 'node:util';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Answer, Ask, Committed, Key, Row, Store, Write } from '../../shared/table/store.ts';

/** Of the questions that SQLite answers, the database itself is asked one in so many. */
const ASKED_ANYWAY = 16;

const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/**
 * The database with SQLite in memory beside it. Every commit goes to both, which must answer alike. What is asked is answered by SQLite, a
 * thousand times as quick; one question in some is put to the database too, and at the end every row that was ever written: it throws where
 * the two differ. All writes must go through here.
 */
export const besideSqlite = (store: Store, clock: () => number): Store => {
  const beside = openSqlite(':memory:', clock);
  const written = new Map<string, Key>();
  let asked = 0;
  let committed = 0;
  let isSure = true;
  let last: Promise<unknown> = Promise.resolve();

  const inBoth = async (writes: readonly Write[], token: string): Promise<Committed> => {
    if (!isSure) return store.commit(writes, token);
    committed++;
    const came = await store.commit(writes, token).catch(error => {
      // Whether it went through is not known: from now on the database is asked everything.
      isSure = false;
      throw error;
    });
    same(writes, inOrder(came), inOrder(await beside.commit(writes, token)));
    for (const key of writes.map(keyOf)) written.set(nameOf(key), key);
    committed++;
    return came;
  };

  return {
    async read(ask) {
      if (!isSure) return store.read(ask);
      const before = committed;
      const known = await beside.read(ask);
      if (++asked % ASKED_ANYWAY !== 0 || before % 2 !== 0) return known;
      const came = await store.read(ask);
      // What is written while it is asked may be in the answer or not.
      if (committed === before) same(ask, settled(ask, came), settled(ask, known));
      return known;
    },
    /** One after the other: where two want the same row, the same one must win it in both. */
    commit(writes, token) {
      const mine = last.then(() => inBoth(writes, token));
      last = mine.catch(() => undefined);
      return mine;
    },
    async close() {
      await last;
      if (isSure) await agree(store, beside, [...written.values()]);
      await Promise.all([store.close(), beside.close()]);
    },
  };
};

const keyOf = (write: Write): Key => (write.op === 'put' ? write.row : write.key);

/** Which conflict is named first is nobody's concern. */
const inOrder = (came: Committed): Committed =>
  came.ok ? came : { ...came, conflicts: [...came.conflicts].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)) };

const agree = async (store: Store, beside: Store, keys: readonly Key[]): Promise<void> => {
  const whole: Ask = { get: keys.map(({ pk, sk }) => ({ pk, sk })), query: [{ dueUntil: '9999', limit: 100 }] };
  const [came, known] = await Promise.all([store.read(whole), beside.read(whole)]);
  same(whole, settled(whole, came), settled(whole, known));
};

/** What is due, or stands in a list, at the same instant comes in any order, and where a limit cuts it any of it. */
const settled = ({ query = [] }: Ask, { got, found }: Answer): Answer => ({
  got,
  found: found.map((rows, nth) => {
    const asked = query[nth];
    if (asked === undefined || 'pk' in asked) return rows;
    const instantOf = (row: Row | undefined) => ('list' in asked ? row?.at : row?.due);
    const cut = rows.length === asked.limit ? instantOf(rows.at(-1)) : undefined;
    return rows.filter(row => cut === undefined || instantOf(row) !== cut).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  }),
});

const same = (about: unknown, came: unknown, known: unknown): void => {
  if (!isDeepStrictEqual(came, known))
    throw new Error(`The database and SQLite differ over ${JSON.stringify(about)}:\n${JSON.stringify(came)}\n${JSON.stringify(known)}`);
};
