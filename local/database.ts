import { join } from 'node:path';
import { epochMs } from '../shared/domain/ids.ts';
import type { Settings } from '../shared/shell/config.ts';
import { openDynamo } from '../shared/table/dynamo.ts';
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
