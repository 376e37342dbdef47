import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDynamo } from '../../shared/table/dynamo.ts';
import { createTable } from '../../shared/table/dynamo-create.ts';
import type { Stored } from '../../shared/table/sqlite-statements.ts';
import { type Json, type Store, WRITES_PER_COMMIT_MAX, type Write } from '../../shared/table/store.ts';
import { startDynamoDbLocal } from '../../tests/support/dynamodb-process.ts';
import { TURNS } from '../../tests/support/turns.ts';
import { columns } from '../measure.ts';
import { type All, measureTurns } from '../round-trips.ts';
import { rowsOf } from './fill.ts';
import { patternOf } from './pattern.ts';

/** Cases stored before the turns are played. */
const SIZES = [0, 200, 2_000];

const writeOf = ([pk, sk, , kind, due, list, at, ttl, data]: Stored): Write => ({
  op: 'put',
  expect: 'absent',
  row: {
    pk,
    sk,
    kind,
    ...(due === null ? {} : { due }),
    ...(list === null ? {} : { list }),
    ...(at === null ? {} : { at }),
    ...(ttl === null ? {} : { ttl }),
    data: JSON.parse(data) as Json,
  },
});

/** Counts the units of every kind of turn with ever more stored cases, as DynamoDB Local counts them. Cases that are over, for a list of open ones is as long as it is. */
export const flatUnits = async (): Promise<readonly string[]> => {
  const local = await startDynamoDbLocal();
  if ('missing' in local) return [`Units of a turn with ever more stored cases: not counted: ${local.missing}`];
  const dir = mkdtempSync(join(tmpdir(), 'porchlight-units-'));
  try {
    const { kept, passing } = await patternOf(join(dir, 'pattern.db'));
    const all: All[] = [];
    for (const cases of SIZES) {
      const address = { tableName: `stored-${cases}`, endpoint: local.endpoint };
      await createTable(address);
      const fill = async (store: Store): Promise<void> => {
        const writes = [...rowsOf({ kept, passing, open: kept }, cases)].map(writeOf);
        for (let i = 0; i < writes.length; i += WRITES_PER_COMMIT_MAX) {
          const { ok } = await store.commit(writes.slice(i, i + WRITES_PER_COMMIT_MAX), `fill-${i}`);
          if (!ok) throw new Error('The table was not empty.');
        }
      };
      all.push(await measureTurns((clock, observe) => openDynamo({ ...address, clock, observe, requestTimeoutMs: 15_000 }), fill));
    }
    const sums = all.map(took =>
      [...took.values()].reduce((sum, one) => ({ read: sum.read + one.readUnits, write: sum.write + one.writeUnits }), {
        read: 0,
        write: 0,
      }),
    );
    const differing = TURNS.filter(turn => new Set(all.map(took => `${took.get(turn)?.readUnits} ${took.get(turn)?.writeUnits}`)).size > 1);
    return [
      'Units of a turn with ever more stored cases, on DynamoDB Local: the same for every kind of turn?',
      ...columns([
        ['stored cases', 'read units', 'write units'],
        ...SIZES.map((cases, nth) => [cases.toLocaleString('en'), `${sums[nth]?.read}`, `${sums[nth]?.write}`]),
      ]),
      `  all ${TURNS.length} kinds of turn together; goal: constant: ${differing.length === 0 ? 'held' : `MISSED by ${differing.map(({ name }) => name).join(', ')}`}`,
    ];
  } finally {
    local.stop();
    rmSync(dir, { recursive: true, force: true });
  }
};
