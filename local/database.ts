import { join } from 'node:path';
import { epochMs } from '../shared/domain/ids.ts';
import type { Settings } from '../shared/shell/config.ts';
import { openDynamo } from '../shared/table/dynamo.ts';
import { createTable } from '../shared/table/dynamo-create.ts';
import { openSqlite } from '../shared/table/sqlite.ts';
import type { Store } from '../shared/table/store.ts';
import type { LineClock } from './clock.ts';

/** The file of the embedded database in the data folder; the command line opens the same. */
export const DATABASE_FILE = 'porchlight.db';

/** The database that the settings name, on the line's own time. */
export const openDatabase = ({ database, dataDir }: Pick<Settings, 'database' | 'dataDir'>, clock: LineClock): Store => {
  const nowMs = (): number => epochMs(clock.now());
  if (database.engine === 'sqlite') return openSqlite(join(dataDir, DATABASE_FILE), nowMs);
  const { table, endpoint } = database;
  return openDynamo({ tableName: table, clock: nowMs, ...(endpoint === undefined ? {} : { endpoint }) });
};

/** Makes the table in a DynamoDB of one's own where it is not there yet; in AWS the infrastructure does that, and SQLite needs nothing. */
export const prepareDatabase = async ({ database }: Pick<Settings, 'database'>): Promise<void> => {
  const endpoint = database.engine === 'dynamodb' ? database.endpoint : undefined;
  if (database.engine !== 'dynamodb' || endpoint === undefined || new URL(endpoint).hostname.endsWith('.amazonaws.com')) return;
  await createTable({ tableName: database.table, endpoint });
};
