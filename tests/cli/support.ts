import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineClock } from '../../local/clock.ts';
import { DATABASE_FILE } from '../../local/database.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Store } from '../../shared/table/store.ts';
import { helpline, helplineProcess, type Ran } from '../support/command.ts';
import { Neighborhood } from '../support/neighborhood.ts';

/** A line with its database in a file, held open all the while, and the command line beside it on the same file. */
export class Beside {
  readonly dir = mkdtempSync(join(tmpdir(), 'porchlight-cli-'));
  readonly hood: Neighborhood;

  constructor() {
    this.hood = new Neighborhood({ store: (now): Store => openSqlite(join(this.dir, DATABASE_FILE), now) });
    lineClock(this.dir).hold(this.hood.now);
  }

  /** One command on this line's database. What reads standard input is a process of its own. */
  helpline(args: readonly string[], input = '', more: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const env = { DATA_DIR: this.dir, ...more };
    return input === '' ? helpline(args, { env }) : helplineProcess(args, { env, input });
  }
  /** The same as a process of its own, whatever it reads. */
  asProcess(args: readonly string[]): Promise<Ran> {
    return helplineProcess(args, { env: { DATA_DIR: this.dir } });
  }

  /** The command line's clock runs on while the line's own stands: a minute later all that it wrote is due. */
  follow(): Promise<void> {
    return this.hood.pass(60_000);
  }

  async close(): Promise<void> {
    await this.hood.store.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
