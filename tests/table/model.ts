import fc from 'fast-check';
import { expect } from 'vitest';
import { added, inKeyOrder } from '../../shared/table/checked.ts';
import type { Committed, Expect, Key, Query, Row, Store, Write } from '../../shared/table/store.ts';
import { type HandClock, key, type Say } from './words.ts';

/** The store as anyone would write it who had neither a disk nor neighbors: what the engines are compared with. */
class Model {
  readonly rows = new Map<string, Row>();
  readonly done = new Set<string>();

  at({ pk, sk }: Key, now: number): Row | undefined {
    const row = this.rows.get(`${pk}/${sk}`);
    return row?.ttl !== undefined && row.ttl <= now / 1000 ? undefined : row;
  }

  commit(writes: readonly Write[], token: string, now: number): Committed {
    const said = JSON.stringify([token, writes]);
    if (this.done.has(said)) return { ok: true };
    const keys = writes.map(write => (write.op === 'put' ? write.row : write.key));
    const conflicts = keys.filter((_, i) => !this.holds(writes[i], now)).map(({ pk, sk }) => ({ pk, sk }));
    if (conflicts.length > 0) return { ok: false, conflicts };
    for (const write of writes) this.write(write);
    this.done.add(said);
    return { ok: true };
  }

  query(query: Query, now: number): Row[] {
    const all = [...this.rows.values()].filter(row => this.at(row, now));
    const by = 'dueUntil' in query ? 'due' : 'list' in query ? 'at' : 'sk';
    const {
      from = '',
      to,
      newestFirst,
    }: { from?: string; to?: string; newestFirst?: boolean } = 'dueUntil' in query ? { to: query.dueUntil } : query;
    const inside = (row: Row): boolean => {
      const place = row[by];
      if (place === undefined || ('pk' in query && row.pk !== query.pk) || ('list' in query && row.list !== query.list)) return false;
      return inKeyOrder(place, from) >= 0 && (to === undefined || inKeyOrder(place, to) <= 0);
    };
    const sorted = all.filter(inside).sort((a, b) => inKeyOrder(a[by] ?? '', b[by] ?? ''));
    return (newestFirst ? sorted.reverse() : sorted).slice(0, query.limit);
  }

  private holds(write: Write | undefined, now: number): boolean {
    if (write === undefined || write.op === 'add' || write.expect === 'any') return true;
    const there = this.at(write.op === 'put' ? write.row : write.key, now);
    return write.expect === 'absent' ? there === undefined : there?.v === write.expect;
  }

  private write(write: Write): void {
    if (write.op === 'check') return;
    const { pk, sk } = write.op === 'put' ? write.row : write.key;
    const name = `${pk}/${sk}`;
    const there = this.rows.get(name);
    if (write.op === 'delete') this.rows.delete(name);
    else if (write.op === 'put') this.rows.set(name, { ...write.row, v: write.expect === 'absent' ? 1 : write.expect + 1 });
    else
      this.rows.set(
        name,
        there ? { ...there, v: there.v + 1, data: added(there.data, write.by) } : { pk, sk, v: 1, kind: 'counter', data: write.by },
      );
  }
}

/** A write before it is known what stands in its place: `fit` makes its condition hold, otherwise it says what `expects` says. */
interface Sketch {
  readonly op: Write['op'];
  readonly key: Key;
  readonly fit: boolean;
  readonly expects: Expect;
  readonly extra: Pick<Row, 'due' | 'list' | 'at' | 'ttl' | 'data'>;
  readonly by: Record<string, number>;
}

/** A row that is past its ttl may be cleared away or not yet, so no sketch names its version or adds to a row that will be forgotten. */
function drawn({ op, key, fit, expects, extra, by }: Sketch, model: Model, now: number): Write {
  const there = model.at(key, now);
  const left = model.rows.get(`${key.pk}/${key.sk}`);
  const wanted: Expect = fit || (left !== undefined && there === undefined) ? (there?.v ?? 'absent') : expects;
  if (op === 'add' && left?.ttl === undefined) return { op, key, by };
  if (op === 'check') return { op, key, expect: wanted };
  if (op === 'delete') return { op, key, expect: wanted === 'absent' ? 'any' : wanted };
  return { op: 'put', row: { ...key, kind: 'thing', ...extra }, expect: wanted };
}

type Step = { readonly sketches: readonly Sketch[]; readonly again: boolean; readonly passes: number };

const time = fc.integer({ min: 0, max: 9 }).map(n => `2027-01-0${n}`);
const extra = fc
  .record({
    data: fc.oneof(fc.record({ n: fc.integer(), text: fc.string({ unit: 'binary' }) }), fc.jsonValue({ maxDepth: 2 })),
    due: fc.option(time, { nil: undefined }),
    place: fc.option(fc.record({ list: fc.constantFrom('open', 'shut'), at: time }), { nil: undefined }),
    ttl: fc.option(fc.integer({ min: -5, max: 400 }), { nil: undefined, freq: 3 }),
  })
  .map(({ data, due, place, ttl }) => ({
    data: JSON.parse(JSON.stringify(data)),
    ...(due !== undefined && { due }),
    ...place,
    ...(ttl !== undefined && { ttl: Date.UTC(2027, 0, 9, 12) / 1000 + ttl }),
  }));
const sketch: fc.Arbitrary<Sketch> = fc.record({
  op: fc.constantFrom('put', 'put', 'delete', 'check', 'add'),
  key: fc.record({ pk: fc.constantFrom('p', 'q'), sk: fc.constantFrom('a', 'b', 'é', '\uffff', '😀') }),
  fit: fc.boolean(),
  expects: fc.constantFrom<Expect[]>('absent', 1, 2, 3),
  extra,
  by: fc.dictionary(fc.constantFrom('n', 'm'), fc.integer({ min: -9, max: 9 })),
});
const step: fc.Arbitrary<Step> = fc.record({
  sketches: fc.uniqueArray(sketch, { minLength: 1, maxLength: 4, selector: ({ key }) => `${key.pk}/${key.sk}` }),
  again: fc.boolean(),
  passes: fc.constantFrom(0, 0, 1_000, 90_000),
});

const QUERIES: readonly Query[] = [
  ...[{ pk: 'p' }, { pk: 'q', newestFirst: true, limit: 2 }, { pk: 'p', from: 'b', to: '\uffff' }],
  ...[{ list: 'open' }, { list: 'shut', from: '2027-01-03', to: '2027-01-06' }],
  { dueUntil: '2027-01-05', limit: 100 },
];
const ALL = ['p', 'q'].flatMap(pk => ['a', 'b', 'é', '\uffff', '😀'].map(sk => key(sk, pk)));

/** Rows with the same due or at may come in any order: what counts is the order of the places and which rows they are. */
const settled = (query: Query, rows: readonly Row[]): unknown => {
  if ('pk' in query) return rows;
  const places = rows.map(row => ('dueUntil' in query ? row.due : row.at));
  return { places, rows: rows.toSorted((a, b) => inKeyOrder(a.pk + a.sk, b.pk + b.sk)) };
};

async function compare(store: Store, clock: HandClock, steps: readonly Step[], history: string): Promise<void> {
  const model = new Model();
  for (const [i, { sketches, again, passes }] of steps.entries()) {
    clock.advance(passes);
    const writes = sketches.map(one => drawn(one, model, clock()));
    const token = `${history}-${i}`;
    const wanted = model.commit(writes, token, clock());
    expect(await store.commit(writes, token)).toEqual(wanted);
    if (again && wanted.ok) expect(await store.commit(writes, token)).toEqual({ ok: true });
    const { got, found } = await store.read({ get: ALL, query: QUERIES });
    expect(got).toEqual(ALL.map(one => model.at(one, clock())));
    for (const [q, query] of QUERIES.entries()) expect(settled(query, found[q] ?? [])).toEqual(settled(query, model.query(query, clock())));
  }
}

/** Random histories, each in partitions of its own store, told alike by the engine and by the model. */
export function modelContract(say: Say, runs: number): void {
  say('agrees with the simplest thing that could be right', async (store, clock) => {
    let history = 0;
    const clear = (): Promise<unknown> =>
      store.commit(
        ALL.map(one => ({ op: 'delete', key: one, expect: 'any' })),
        `clear-${++history}`,
      );
    const start = clock();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async steps => {
        clock.advance(start - clock());
        await clear();
        await compare(store, clock, steps, `history-${++history}`);
      }),
      { numRuns: runs, seed: 20270109 },
    );
  });
}
