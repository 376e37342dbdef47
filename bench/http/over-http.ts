import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { columns, median, percentile, verdict } from '../measure.ts';
import { startCarrier } from './carrier.ts';
import type { Loaded } from './load.ts';

const GOAL = { least: 0.5 } as const;
const CONNECTIONS = 32;
const ROUNDS = 5;
const TEXTS = 1_000;
const WARM_UP = 400;
const READY_MS_MAX = 30_000;
const LOAD_MS_MAX = 60_000;
const TOKEN = 'a-token-for-measuring';
const COMMUNITY_NUMBER = '+15550100000';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

interface Contender {
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

const stop = async ({ process: child }: Contender): Promise<void> => {
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([ended, wait(10_000)]);
  child.kill('SIGKILL');
};

const load = async ({ port }: Contender, publicUrl: string, run: number): Promise<Loaded> => {
  const order = { port, publicUrl, token: TOKEN, to: COMMUNITY_NUMBER, connections: CONNECTIONS, texts: TEXTS, warmUp: WARM_UP, run };
  const options = { maxBuffer: 64 * 1024 * 1024, timeout: LOAD_MS_MAX };
  const { stdout } = await promisify(execFile)(process.execPath, [here('./load.ts'), JSON.stringify(order)], options);
  return JSON.parse(stdout);
};

interface Round {
  readonly line: Loaded;
  readonly express: Loaded;
}

/** One round of each on fresh files, one process at a time, so that neither waits for the other. */
const round = async (nth: number, dir: string, carrierUrl: string): Promise<Round> => {
  const ours = async (): Promise<Loaded> => {
    const env = { DATA_DIR: join(dir, `line-${nth}`), TWILIO_API_BASE_URL: carrierUrl, TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}` };
    const line = await start(here('../../local/main.ts'), { ...env, COMMUNITY_FILE: here('../../community.yaml') });
    return load(line, `http://localhost:${line.port}`, nth).finally(() => stop(line));
  };
  const theirs = async (): Promise<Loaded> => {
    const other = await start(here('./express.ts'), { DATA_FILE: join(dir, `express-${nth}.db`) });
    // twilio.webhook() builds the address it checks from the Host header.
    return load(other, `http://127.0.0.1:${other.port}`, nth).finally(() => stop(other));
  };
  if (nth % 2 === 0) return { line: await ours(), express: await theirs() };
  const express = await theirs();
  return { line: await ours(), express };
};

/** Measures `npm start` on its durable database against what people write today, over HTTP. */
export const turnOverHttp = async (): Promise<readonly string[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'porchlight-bench-'));
  const carrier = await startCarrier();
  try {
    const rounds: Round[] = [];
    for (let nth = 0; nth < ROUNDS; nth++) rounds.push(await round(nth, dir, carrier.url));
    const row = (name: string, of: (r: Round) => Loaded): string[] => [
      name,
      `${median(rounds.map(r => of(r).perSecond)).toFixed(0)} texts/s`,
      `p50 ${median(rounds.map(r => percentile(of(r).ms, 0.5))).toFixed(1)} ms`,
      `p99 ${median(rounds.map(r => percentile(of(r).ms, 0.99))).toFixed(1)} ms`,
    ];
    const ratio = median(rounds.map(r => r.line.perSecond / r.express.perSecond));
    return [
      `Turn, over HTTP on the durable database: NEED FOOD from ever new numbers, ${CONNECTIONS} connections, ${TEXTS} texts a round, ${ROUNDS} rounds in turn`,
      ...columns([row('Express, twilio.webhook(), one durable insert', r => r.express), row('npm start', r => r.line)]),
      `  ${ratio.toFixed(2)}x of its texts per second, ${verdict(ratio, GOAL)}`,
      '  Each text opens a case (5 rows, one durable transaction). Express has the process to itself and is done with the answer. The questions',
      '  wait to be answered, so nothing falls due while it is measured; what the line sends then is not part of these figures.',
    ];
  } finally {
    carrier.stop();
    rmSync(dir, { recursive: true, force: true });
  }
};
