import type { Case } from '../shared/domain/case.ts';
import { readVolunteers } from '../shared/parse/volunteers.ts';
import { smsDoor } from '../shared/shell/sms-door.ts';
import { workThrough } from '../shared/shell/worker.ts';
import { openDynamo } from '../shared/table/dynamo.ts';
import { createTable } from '../shared/table/dynamo-create.ts';
import { dueUntil, wholeRoster } from '../shared/table/keys.ts';
import { saveVolunteers } from '../shared/table/roster.ts';
import { nounOf } from '../shared/table/rows.ts';
import { openSqlite } from '../shared/table/sqlite.ts';
import type { Row, Store, Write } from '../shared/table/store.ts';
import { startDynamoDbLocal } from '../tests/support/dynamodb-process.ts';
import { Neighborhood } from '../tests/support/neighborhood.ts';
import { columns, cpuMicros, median, verdict } from './measure.ts';

const SIZES = [10, 1_000, 10_000] as const;
/** Cases that are put to volunteers and measured, and fewer where only rows and units are counted. */
const CASES = 60;
const COUNTED = 12;
/** The long run before them: until everybody on call was asked once, but so many cases at least, to warm up. */
const WARM_UP = 20;
/** Cases at a time between two looks at the clock of the processor, which counts in ticks of milliseconds. */
const BATCH = 10;

/** One in four is on call, whatever their number; of ten, three. */
const rowOf = (n: number): string => {
  const number = `+1646${String(2_000_000 + n)}`;
  const shifts = n % 4 === 0 ? 'always' : 'Mon 03:00-04:00';
  return `V${n},${number},en;es,food,,,${shifts},yes,no`;
};

interface Read {
  rows: number;
  units: number;
}
export interface RoutingCost {
  readonly volunteers: number;
  readonly cpuMicros: number;
  readonly rows: number;
  readonly units: number;
}

const counting = (store: Store, read: Read): Store => ({
  read: async ask => {
    const answer = await store.read(ask);
    read.rows += answer.got.filter(row => row !== undefined).length + answer.found.reduce((sum, rows) => sum + rows.length, 0);
    return answer;
  },
  commit: (writes, token) => store.commit(writes, token),
  close: () => store.close(),
});

/** Writes the roster, many at a time. */
const fill = async (hood: Neighborhood, size: number): Promise<void> => {
  const header = 'name,phone,languages,pods,zones,skills,shifts,vetted,voice';
  const { volunteers } = readVolunteers([header, ...Array.from({ length: size }, (_, n) => rowOf(n))].join('\n'), hood.community);
  const AT_ONCE = 20;
  const every = Array.from({ length: AT_ONCE }, (_, i) => volunteers.filter((_v, n) => n % AT_ONCE === i));
  await Promise.all(every.map(some => saveVolunteers(hood.store, some)));
};

/** A line whose reads are counted. */
interface Measured {
  readonly hood: Neighborhood;
  readonly read: Read;
}
const measured = (open: (now: () => number, observe: (units: number) => void) => Store): Measured => {
  const read: Read = { rows: 0, units: 0 };
  const observe = (units: number): void => {
    read.units += units;
  };
  return { read, hood: new Neighborhood({ store: now => counting(open(now, observe), read) }) };
};

interface Asked extends Read {
  readonly micros: number;
  readonly offers: number;
}
/** One need that is put to volunteers, and is then taken back, so that they are free for the next. Only the steps that ask are measured. */
const askOnce = async ({ hood, read }: Measured, nth: number): Promise<Asked> => {
  // The door alone: what follows from the text is what is measured.
  const door = smsDoor(hood.runtime);
  const resident = `+1718${String(2_000_000 + nth)}`;
  await door(hood.event(resident, 'need food for 2, 11216, today'));
  let [micros, offers, rows, units] = [0, 0, 0, 0];
  // A look through a long queue goes on in further steps, which are part of what the offers cost.
  for (;;) {
    const { found } = await hood.store.read({ query: [dueUntil(hood.now, 50)] });
    const due = (found[0] ?? []).filter(row => row.kind === 'case');
    if (due.length === 0) break;
    Object.assign(read, { rows: 0, units: 0 });
    micros += await cpuMicros(() => workThrough(hood.runtime, due));
    rows += read.rows;
    units += read.units;
    const { got } = await hood.store.read({ get: due });
    offers = got.reduce((sum, row) => sum + (row ? nounOf<Case>(row).asked.length : 0), 0);
  }
  await hood.line.work();
  await door(hood.event(resident, 'WITHDRAW'));
  await door(hood.event(resident, '1'));
  await hood.line.work();
  return { micros, offers, rows, units };
};

/** What an offer costs, over this many cases. */
const costOf = async (line: Measured, size: number, from: number, cases: number): Promise<RoutingCost> => {
  const batches: number[] = [];
  const total = { offers: 0, rows: 0, units: 0 };
  for (let n = from; n < from + cases; n += BATCH) {
    let [micros, offers] = [0, 0];
    for (let i = n; i < Math.min(n + BATCH, from + cases); i++) {
      const one = await askOnce(line, i);
      micros += one.micros;
      offers += one.offers;
      Object.assign(total, { offers: total.offers + one.offers, rows: total.rows + one.rows, units: total.units + one.units });
    }
    batches.push(micros / offers);
  }
  return { volunteers: size, cpuMicros: median(batches), rows: total.rows / total.offers, units: total.units / total.offers };
};

/** How a pod stands after the long run, to be laid into another store. */
type Stand = readonly Row[];
const standOf = async (store: Store): Promise<Stand> => {
  const { found } = await store.read({ query: [wholeRoster(), { pk: 'POD#food' }] });
  return found.flat();
};

/** The long run, and then what an offer costs; on SQLite, where the processor is what counts. */
const onSqlite = async (size: number): Promise<{ readonly cost: RoutingCost; readonly stand: Stand }> => {
  const line = measured(now => openSqlite(':memory:', now));
  await fill(line.hood, size);
  let offers = 0;
  let nth = 0;
  for (; nth < WARM_UP || offers < size / 4; nth++) offers += (await askOnce(line, nth)).offers;
  const cost = await costOf(line, size, nth, CASES);
  const stand = await standOf(line.hood.store);
  await line.hood.store.close();
  return { cost, stand };
};

/** So many rows go into one commit. */
const LAID_AT_ONCE = 100;

const onDynamo = async (stands: ReadonlyMap<number, Stand>): Promise<readonly RoutingCost[] | string> => {
  const local = await startDynamoDbLocal();
  if ('missing' in local) return local.missing;
  try {
    const costs: RoutingCost[] = [];
    for (const [size, rows] of stands) {
      const address = { tableName: `routing-${size}`, endpoint: local.endpoint };
      await createTable(address);
      const line = measured((clock, observe) =>
        openDynamo({ ...address, clock, observe: ({ read }) => observe(read), requestTimeoutMs: 15_000 }),
      );
      for (let n = 0; n < rows.length; n += LAID_AT_ONCE) {
        const some = rows.slice(n, n + LAID_AT_ONCE).map(({ v: _v, ...row }): Write => ({ op: 'put', row, expect: 'absent' }));
        await line.hood.store.commit(some, `lay-${n}`);
      }
      costs.push(await costOf(line, size, 0, COUNTED));
      await line.hood.store.close();
    }
    return costs;
  } finally {
    local.stop();
  }
};

/** The cost of an offer with ever more volunteers: as a ratio to ten of them, beside the square root of how many more there are. */
export const routing = async (): Promise<readonly string[]> => {
  const costs: RoutingCost[] = [];
  const stands = new Map<number, Stand>();
  for (const size of SIZES) {
    const { cost, stand } = await onSqlite(size);
    costs.push(cost);
    stands.set(size, stand);
  }
  const dynamo = await onDynamo(stands);
  const root = (cost: RoutingCost): number => Math.sqrt(cost.volunteers / SIZES[0]);
  const grew = (all: readonly RoutingCost[], by: 'cpuMicros' | 'rows' | 'units'): readonly number[] =>
    all.map(cost => cost[by] / (all[0]?.[by] ?? Number.NaN));
  const counted = typeof dynamo === 'string' ? [] : dynamo;
  const growths = [grew(costs, 'cpuMicros'), grew(costs, 'rows'), grew(counted, 'rows'), grew(counted, 'units')];
  const shares = growths.flatMap(growth => growth.slice(1).map((ratio, i) => ratio / root(costs[i + 1] as RoutingCost)));
  return [
    'Routing: what one offer costs, with one in four on call, after all of these were asked once',
    ...columns([
      ['volunteers', 'processor time', 'of ten’s', 'square root', 'rows read', 'rows read (DynamoDB)', 'read units (DynamoDB)'],
      ...costs.map((cost, i) => [
        String(cost.volunteers),
        `${cost.cpuMicros.toFixed(0)} us`,
        `${growths[0]?.[i]?.toFixed(2)}x`,
        `${root(cost).toFixed(1)}x`,
        cost.rows.toFixed(1),
        counted[i]?.rows.toFixed(1) ?? '',
        counted[i]?.units.toFixed(1) ?? '',
      ]),
    ]),
    ...(typeof dynamo === 'string' ? [`  No units: ${dynamo}.`] : []),
    `  growth as a share of the square root, the largest: ${Math.max(...shares).toFixed(2)}; ${verdict(Math.max(...shares), { most: 1 })}`,
  ];
};
