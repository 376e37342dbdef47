import { smsDoor } from '../shared/shell/sms-door.ts';
import { openDynamo } from '../shared/table/dynamo.ts';
import { createTable } from '../shared/table/dynamo-create.ts';
import { openSqlite } from '../shared/table/sqlite.ts';
import type { Store } from '../shared/table/store.ts';
import { startDynamoDbLocal } from '../tests/support/dynamodb-process.ts';
import { Neighborhood, replyIn } from '../tests/support/neighborhood.ts';
import { counted } from '../tests/support/stores.ts';
import { playTurns, TURNS, type Turn } from '../tests/support/turns.ts';
import { columns } from './measure.ts';

/** The goals: 1 read and 1 transaction for a resident's text, at most 2 and 1 for any. */
const READS_MOST: Readonly<Record<Turn['who'], number>> = { resident: 1, volunteer: 2, coordinator: 2 };
const COMMITS_MOST = 1;
const VOLUNTEERS = [
  'Ana,+15550100201,en;es,food;rides,north;south,car,always,yes,no',
  'Bo,+15550100202,en;es,food,north;south,,always,yes,no',
];

export interface Took {
  reads: number;
  commits: number;
  readUnits: number;
  writeUnits: number;
}
export type All = ReadonlyMap<Turn, Took>;

type OpenObserved = (now: () => number, observe: (units: { read: number; write: number }) => void) => Store;

/** What each kind of turn asks of a store, after `before` was done to it. */
export const measureTurns = async (open: OpenObserved, before?: (store: Store) => Promise<void>): Promise<All> => {
  const units = { read: 0, write: 0 };
  const observe = ({ read, write }: { read: number; write: number }): void => {
    units.read += read;
    units.write += write;
  };
  const stores: ReturnType<typeof counted>[] = [];
  const store = (now: () => number): Store => {
    const one = counted(open(now, observe));
    stores.push(one);
    return one;
  };
  const hood = new Neighborhood({ store });
  await before?.(hood.store);
  await hood.volunteers(VOLUNTEERS.join('\n'));
  const took = new Map<Turn, Took>();
  // The door alone: what follows from a text is other turns' work.
  const sms = smsDoor(hood.runtime);
  const door = async (from: string, words: string): Promise<string | null> => replyIn(await sms(hood.event(from, words)));
  await playTurns(hood, door, async (turn, play) => {
    for (const one of stores) one.reset();
    Object.assign(units, { read: 0, write: 0 });
    await play();
    const { reads = 0, commits = 0 } = stores[0]?.counts ?? {};
    took.set(turn, { reads, commits, readUnits: units.read, writeUnits: units.write });
  });
  await hood.store.close();
  return took;
};

const onDynamo = async (): Promise<All | string> => {
  const local = await startDynamoDbLocal();
  if ('missing' in local) return local.missing;
  const address = { tableName: 'bench', endpoint: local.endpoint };
  try {
    await createTable(address);
    return await measureTurns((clock, observe) => openDynamo({ ...address, clock, observe, requestTimeoutMs: 15_000 }));
  } finally {
    local.stop();
  }
};

/** Counts what each kind of turn asks of the store, and what DynamoDB would bill for it. */
export const roundTrips = async (): Promise<readonly string[]> => {
  const dynamo = await onDynamo();
  const took = typeof dynamo === 'string' ? await measureTurns(now => openSqlite(':memory:', now)) : dynamo;
  const over = TURNS.filter(turn => (took.get(turn)?.reads ?? 0) > READS_MOST[turn.who] || (took.get(turn)?.commits ?? 0) > COMMITS_MOST);
  const row = (turn: Turn): string[] => {
    const { reads = 0, commits = 0, readUnits = 0, writeUnits = 0 } = took.get(turn) ?? {};
    const units = typeof dynamo === 'string' ? ['', ''] : [readUnits.toFixed(1), writeUnits.toFixed(1)];
    return [`${turn.who}: ${turn.name}`, String(reads), String(commits), ...units];
  };
  return [
    'Round trips and units of each kind of turn',
    ...columns([['', 'reads', 'transactions', 'read units', 'write units'], ...TURNS.map(row)]),
    ...(typeof dynamo === 'string'
      ? [`  No units: ${dynamo}.`]
      : ['  Units as DynamoDB Local counts them: consistent reads, transactional writes (two a kilobyte), indexes included.']),
    `  goal: a resident 1 and 1, anyone at most 2 and 1: ${over.length === 0 ? 'held' : `MISSED by ${over.map(({ name }) => name).join(', ')}`}`,
  ];
};
