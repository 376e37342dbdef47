import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Loaded, Order } from './load.ts';

export const TOKEN = 'a-token-for-measuring';
export const LINE_NUMBER = '+15550100000';
const READY_MS_MAX = 30_000;
const LOAD_MS_MAX = 120_000;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

export interface Contender {
  readonly port: number;
  readonly process: ChildProcess;
}

/** Starts one contender as a process of its own and waits until it answers. */
const start = async (file: string, env: Readonly<Record<string, string>>): Promise<Contender> => {
  const port = await freePort();
  const settings = { PATH: process.env.PATH ?? '', PORT: String(port), TWILIO_AUTH_TOKEN: TOKEN, NODE_ENV: 'production', ...env };
  const child = spawn(process.execPath, [file], { env: settings, cwd: here('../..'), stdio: ['ignore', 'ignore', 'inherit'] });
  for (const until = performance.now() + READY_MS_MAX; performance.now() < until; await wait(50)) {
    if (child.exitCode !== null) break;
    const ready = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      answer => answer.ok,
      () => false,
    );
    if (ready) return { port, process: child };
  }
  child.kill();
  throw new Error(`${file} was not ready in time.`);
};

export const stop = async ({ process: child }: Contender): Promise<void> => {
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([ended, wait(10_000)]);
  child.kill('SIGKILL');
};

/** The line itself on a fresh data folder, with this carrier. */
export const startLine = (dataDir: string, carrierUrl: string): Promise<Contender> =>
  start(here('../../local/main.ts'), {
    DATA_DIR: dataDir,
    TWILIO_API_BASE_URL: carrierUrl,
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    COMMUNITY_FILE: here('../../community.yaml'),
  });

/** What people write today, on a fresh database file. */
export const startExpress = (dir: string, name: string): Promise<Contender> =>
  start(here('./express.ts'), { DATA_FILE: join(dir, `${name}.db`) });

/** Loads a contender from a process of its own. `host` is what the contender takes for its own address. */
export const load = async (
  { port }: Contender,
  host: string,
  order: Pick<Order, 'connections' | 'texts' | 'warmUp' | 'run' | 'surge'>,
): Promise<Loaded> => {
  const whole: Order = { ...order, port, publicUrl: `http://${host}:${port}`, token: TOKEN, to: LINE_NUMBER };
  const options = { maxBuffer: 64 * 1024 * 1024, timeout: LOAD_MS_MAX };
  const { stdout } = await promisify(execFile)(process.execPath, [here('./load.ts'), JSON.stringify(whole)], options);
  return JSON.parse(stdout);
};
