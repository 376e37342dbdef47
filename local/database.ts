import { join } from 'node:path';
import { epochMs } from '../shared/domain/ids.ts';
import type { Settings } from '../shared/shell/config.ts';
import { openDynamo } from '../shared/table/dynamo.ts';
import { createTable } from '../shared/table/dynamo-create.ts';
import { openSqlite } from '../shared/table/sqlite.ts';
import type { Store, StoreTrouble } from '../shared/table/store.ts';
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

/** Why there is no database, for the person who started the line: where it should be, what is the matter, what to do. */
export const troubleInWords = ({ reason }: StoreTrouble, { database, dataDir }: Pick<Settings, 'database' | 'dataDir'>): string => {
  const isFile = database.engine === 'sqlite';
  const where = isFile ? join(dataDir, DATABASE_FILE) : `the table ${database.table}${database.endpoint ? ` at ${database.endpoint}` : ''}`;
  const sentences: Readonly<Record<StoreTrouble['reason'], string>> = {
    full: `There is no room left for ${where}. Make room on its disk and start again; nothing in it is lost.`,
    locked: `Another program keeps ${where} locked. Close it and start again.`,
    'read-only': `Nobody may write to ${where}, or not you. Give yourself the right to, or name another folder: DATA_DIR.`,
    unreachable: `${where} cannot be reached. Look whether it is there, and start again.`,
    throttled: `${where} takes no more requests just now. Start again in a minute.`,
    unknown: isFile
      ? `${where} cannot be read as a database. Do not delete it: put it aside, and put your last copy of the folder in its place.`
      : `${where} cannot be used. Look whether it is there and whether you may use it.`,
  };
  return sentences[reason];
};
