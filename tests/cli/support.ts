import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { lineClock } from '../../local/clock.ts';
import { DATABASE_FILE } from '../../local/database.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Store } from '../../shared/table/store.ts';
import { BARE_ENV } from '../support/bare-env.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A line with its database in a file, held open all the while, and the command line as a second process on the same file. */
export class Beside {
  readonly dir = mkdtempSync(join(tmpdir(), 'porchlight-cli-'));
  readonly hood: Neighborhood;

  constructor() {
    this.hood = new Neighborhood({ store: (now): Store => openSqlite(join(this.dir, DATABASE_FILE), now) });
    lineClock(this.dir).hold(this.hood.now);
  }

  helpline(args: readonly string[], input = '', more: Readonly<Record<string, string>> = {}): Promise<Ran> {
    return new Promise(done => {
      const env = { ...BARE_ENV, DATA_DIR: this.dir, ...more };
      const child = spawn(process.execPath, ['cli/main.ts', ...args], { cwd: ROOT, env });
      let [out, err] = ['', ''];
      child.stdout.on('data', chunk => {
        out += chunk;
      });
      child.stderr.on('data', chunk => {
        err += chunk;
      });
      child.on('close', code => done({ code, out, err }));
      child.stdin.end(input);
    });
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
