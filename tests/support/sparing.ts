import { isDeepStrictEqual } from 'node:util';
import type { Key, Query, Row, Store, Write } from '../../shared/table/store.ts';

type Place = Pick<Row, 'due' | 'list' | 'at' | 'v'>;

/** Of the questions whose answer is known, one in so many is asked all the same. */
const ASKED_ANYWAY = 16;

const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/** Where every row stands in the two indexes, as far as the commits say. */
class Places {
  readonly #places = new Map<string, Place>();

  follow(writes: readonly Write[]): void {
    for (const write of writes) {
      if (write.op === 'delete') this.#places.delete(nameOf(write.key));
      if (write.op === 'put') this.#put(write);
    }
  }
  #put({ row, expect }: Extract<Write, { op: 'put' }>): void {
    const { due, list, at } = row;
    const v = expect === 'absent' ? 1 : expect + 1;
    // A commit that is sent again was one already; the row may have moved on.
    if ((this.#places.get(nameOf(row))?.v ?? 0) > v) return;
    if (due === undefined && list === undefined) this.#places.delete(nameOf(row));
    else this.#places.set(nameOf(row), { v, ...(due && { due }), ...(list && { list }), ...(at && { at }) });
  }
  /** Whether an index may hold a row that this asks for. Rows whose time is over count as there. */
  mayHold(query: Query): boolean {
    if ('pk' in query) return true;
    for (const { due, list, at = '' } of this.#places.values()) {
      if ('dueUntil' in query ? due !== undefined && due <= query.dueUntil : list === query.list && isWithin(at, query)) return true;
    }
    return false;
  }
}

const isWithin = (at: string, { from = '', to }: { readonly from?: string; readonly to?: string }): boolean =>
  at >= from && (to === undefined || at <= to);

/** What the database has answered, for as long as nobody wrote there since. */
class Answers {
  #time = 0;
  /** When each row, and each partition, was written last. What is not here was never written. */
  readonly #written = new Map<string, number>();
  readonly #answers = new Map<string, { readonly answer: unknown; readonly at: number }>();

  get time(): number {
    return this.#time;
  }
  follow(writes: readonly Write[]): void {
    this.#time++;
    for (const write of writes) {
      if (write.op === 'check') continue;
      const key = write.op === 'put' ? write.row : write.key;
      for (const place of [nameOf(key), key.pk]) this.#written.set(place, this.#time);
    }
  }
  /** Keeps an answer that was asked for at this time; none with a row in it that time alone takes away. */
  keep(place: string, asked: string, at: number, answer: unknown, rows: readonly (Row | undefined)[]): void {
    if (at >= (this.#written.get(place) ?? 0) && rows.every(row => row?.ttl === undefined)) this.#answers.set(asked, { answer, at });
  }
  /** The answer to what was asked of this place, where it is known; `nothing` where nobody ever wrote there. */
  known<T>(place: string, asked: string, nothing: T): { readonly answer: T } | undefined {
    const written = this.#written.get(place);
    if (written === undefined) return { answer: nothing };
    const kept = this.#answers.get(asked);
    return kept !== undefined && kept.at >= written ? { answer: kept.answer as T } : undefined;
  }
}

/** One question, with its answer where it need not be asked. */
interface Question<T> {
  readonly ask: T;
  readonly known: { readonly answer: unknown } | undefined;
}

/**
 * The same store, all of whose writes go through here, which spares the database the questions to which it can only answer what is known:
 * nothing where nothing was written, and what it answered before where nobody wrote since. A round trip takes a thousand times as long.
 * Some of them are asked all the same: it throws where one of these is answered otherwise.
 */
export const sparing = (store: Store): Store => {
  const places = new Places();
  const answers = new Answers();
  let spared = 0;
  let isSure = true;
  let begun = 0;
  let underWay = 0;
  const sparedOf = <T>(ask: T, known: { readonly answer: unknown } | undefined): Question<T> & { readonly asks: boolean } => {
    const sure = isSure ? known : undefined;
    return { ask, known: sure, asks: sure === undefined || ++spared % ASKED_ANYWAY === 0 };
  };
  const ofKey = (key: Key) => sparedOf(key, answers.known<Row | undefined>(nameOf(key), nameOf(key), undefined));
  const ofQuery = (query: Query) => {
    if ('pk' in query) return sparedOf(query, answers.known<readonly Row[]>(query.pk, JSON.stringify(query), []));
    return sparedOf(query, places.mayHold(query) ? undefined : { answer: [] });
  };
  return {
    async read({ get = [], query = [] }) {
      const [at, before, calm] = [answers.time, begun, underWay === 0];
      const [keys, queries] = [get.map(ofKey), query.map(ofQuery)];
      const asked = { get: keys.filter(one => one.asks).map(one => one.ask), query: queries.filter(one => one.asks).map(one => one.ask) };
      const came = asked.get.length + asked.query.length === 0 ? { got: [], found: [] } : await store.read(asked);
      const [rows, lists] = [came.got.values(), came.found.values()];
      // What was written while it was asked may be in the answer or not.
      const isJudged = calm && begun === before;
      const checked = <T>(one: Question<unknown>, answer: T): T => (isJudged ? sameAs(one, answer) : answer);
      const got = keys.map(one => {
        if (!one.asks) return one.known?.answer as Row | undefined;
        const row = checked(one, rows.next().value);
        answers.keep(nameOf(one.ask), nameOf(one.ask), at, row, [row]);
        return row;
      });
      const found = queries.map(one => {
        if (!one.asks) return one.known?.answer as readonly Row[];
        const list = checked(one, lists.next().value ?? []);
        if ('pk' in one.ask) answers.keep(one.ask.pk, JSON.stringify(one.ask), at, list, list);
        return list;
      });
      return { got, found };
    },
    async commit(writes, token) {
      begun++;
      underWay++;
      try {
        const committed = await store.commit(writes, token);
        answers.follow(writes);
        if (committed.ok) places.follow(writes);
        return committed;
      } catch (error) {
        // Whether it went through is not known: from now on everything is asked.
        isSure = false;
        throw error;
      } finally {
        underWay--;
      }
    },
    close: () => store.close(),
  };
};

/** What came, which must be what was known, where anything was. */
const sameAs = <T>({ ask, known }: Question<unknown>, came: T): T => {
  if (known !== undefined && !isDeepStrictEqual(known.answer, came))
    throw new Error(`Nobody wrote this, or nobody wrote it here: ${JSON.stringify([ask, came])}`);
  return came;
};
