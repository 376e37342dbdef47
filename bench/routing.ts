import type { Case } from '../shared/domain/case.ts';
import { readVolunteers } from '../shared/parse/volunteers.ts';
import { smsDoor } from '../shared/shell/sms-door.ts';
import { workThrough } from '../shared/shell/worker.ts';
import { openDynamo } from '../shared/table/dynamo.ts';
import { createTable } from '../shared/table/dynamo-create.ts';
import { dueUntil } from '../shared/table/keys.ts';
import { saveVolunteers } from '../shared/table/roster.ts';
import { nounOf } from '../shared/table/rows.ts';
import { openSqlite } from '../shared/table/sqlite.ts';
import type { Store } from '../shared/table/store.ts';
import { startDynamoDbLocal } from '../tests/support/dynamodb-process.ts';
import { Neighborhood } from '../tests/support/neighborhood.ts';
import { columns, cpuMicros, median, verdict } from './measure.ts';

const SIZES = [10, 1_000, 10_000] as const;
/** Cases that are put to volunteers, after some that only warm up. */
const CASES = 60;
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

/** What it costs to put one case to one volunteer: the step of the case alone, neither the turn before it nor the sending after it. */
export const costWith = async (size: number, open: (now: () => number, observe: (read: number) => void) => Store): Promise<RoutingCost> => {
  const read: Read = { rows: 0, units: 0 };
  const hood = new Neighborhood({
    store: now =>
      counting(
        open(now, units => {
          read.units += units;
        }),
        read,
      ),
  });
  await fill(hood, size);
  // The door alone: what follows from the text is what is measured.
  const door = smsDoor(hood.runtime);
  const batches: number[] = [];
  const total = { offers: 0, rows: 0, units: 0 };
  for (let n = 0; n < WARM_UP + CASES; n += BATCH) {
    let [micros, offers] = [0, 0];
    for (let i = n; i < n + BATCH; i++) {
      const resident = `+1718${String(2_000_000 + i)}`;
      await door(hood.event(resident, 'need food for 2, 11216, today'));
      let [made, rows, units] = [0, 0, 0];
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
        made = got.reduce((sum, row) => sum + (row ? nounOf<Case>(row).asked.length : 0), 0);
      }
      await hood.line.work();
      offers += made;
      if (n >= WARM_UP) Object.assign(total, { offers: total.offers + made, rows: total.rows + rows, units: total.units + units });
      // Whoever was asked is free again for the next.
      await door(hood.event(resident, 'WITHDRAW'));
      await door(hood.event(resident, '1'));
      await hood.line.work();
    }
    if (n >= WARM_UP) batches.push(micros / offers);
  }
  await hood.store.close();
  return { volunteers: size, cpuMicros: median(batches), rows: total.rows / total.offers, units: total.units / total.offers };
};

const onSqlite = (size: number): Promise<RoutingCost> => costWith(size, now => openSqlite(':memory:', now));

const onDynamo = async (): Promise<readonly RoutingCost[] | string> => {
  const local = await startDynamoDbLocal();
  if ('missing' in local) return local.missing;
  try {
    const costs: RoutingCost[] = [];
    for (const size of SIZES) {
      const address = { tableName: `routing-${size}`, endpoint: local.endpoint };
      await createTable(address);
      const open = (clock: () => number, observe: (read: number) => void): Store =>
        openDynamo({ ...address, clock, observe: ({ read }) => observe(read), requestTimeoutMs: 15_000 });
      costs.push(await costWith(size, open));
    }
    return costs;
  } finally {
    local.stop();
  }
};

/** The cost of an offer with ever more volunteers: as a ratio to ten of them, beside the square root of how many more there are. */
export const routing = async (): Promise<readonly string[]> => {
  const costs: RoutingCost[] = [];
  for (const size of SIZES) costs.push(await onSqlite(size));
  const dynamo = await onDynamo();
  const [least] = costs;
  const grew = (cost: RoutingCost, by: 'cpuMicros' | 'rows' | 'units', base: RoutingCost | undefined): number =>
    cost[by] / (base?.[by] ?? Number.NaN);
  const root = (cost: RoutingCost): number => Math.sqrt(cost.volunteers / SIZES[0]);
  const shares = costs.slice(1).map(cost => grew(cost, 'cpuMicros', least) / root(cost));
  const units = typeof dynamo === 'string' ? [] : dynamo.slice(1).map(cost => grew(cost, 'units', dynamo[0]) / root(cost));
  return [
    'Routing: what one offer costs, with one in four on call',
    ...columns([
      ['volunteers', 'processor time', 'of ten’s', 'square root', 'rows read', 'read units (DynamoDB)'],
      ...costs.map((cost, i) => [
        String(cost.volunteers),
        `${cost.cpuMicros.toFixed(0)} us`,
        `${grew(cost, 'cpuMicros', least).toFixed(2)}x`,
        `${root(cost).toFixed(1)}x`,
        cost.rows.toFixed(1),
        typeof dynamo === 'string' ? '' : (dynamo[i]?.units.toFixed(1) ?? ''),
      ]),
    ]),
    ...(typeof dynamo === 'string' ? [`  No units: ${dynamo}.`] : []),
    `  growth as a share of the square root, the largest: ${Math.max(...shares, ...units).toFixed(2)}; ${verdict(Math.max(...shares, ...units), { most: 1 })}`,
  ];
};
