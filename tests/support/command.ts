import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { runCommand } from '../../cli/program.ts';
import { BARE_ENV } from './bare-env.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a command printed, and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Around {
  /** Of the environment nothing but this, and where programs are. */
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on its standard input. */
  readonly input?: string;
  /** The folder in which it is run; the project's own unless one is given. */
  readonly dir?: string;
}

/** `helpline` with these arguments as a process of its own, as it is run at a desk. */
export const helplineProcess = (args: readonly string[], { env = {}, input = '', dir = ROOT }: Around = {}): Promise<Ran> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, [`${ROOT}/cli/main.ts`, ...args], { cwd: dir, env: { ...BARE_ENV, ...env } });
    let [out, err] = ['', ''];
    child.stdout.on('data', chunk => {
      out += chunk;
    });
    child.stderr.on('data', chunk => {
      err += chunk;
    });
    child.on('error', failed);
    child.on('close', code => done({ code, out, err }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });

/**
 * The same program within this process, which starts in no time: with an environment, a folder, an input and an output of its own for as
 * long as it runs. One at a time.
 */
export const helpline = async (args: readonly string[], { env = {}, input = '', dir = ROOT }: Around = {}): Promise<Ran> => {
  const ran = { out: '', err: '' };
  const giveBack = instead(ran, env, input, dir);
  try {
    await runCommand(['node', 'helpline', ...args]);
    return { code: Number(process.exitCode ?? 0), ...ran };
  } finally {
    giveBack();
  }
};

/** Puts what the program asks of its process in place of the process's own; answers how to undo it. */
const instead = (ran: { out: string; err: string }, env: Readonly<Record<string, string>>, input: string, dir: string): (() => void) => {
  const { stdout, stderr } = process;
  const before = {
    env: process.env,
    cwd: process.cwd(),
    exitCode: process.exitCode,
    stdin: Object.getOwnPropertyDescriptor(process, 'stdin'),
    out: stdout.write,
    err: stderr.write,
    log: console.log,
    error: console.error,
  };
  const into =
    (name: 'out' | 'err') =>
    (chunk: unknown): true => {
      ran[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString();
      return true;
    };
  stdout.write = into('out');
  stderr.write = into('err');
  console.log = (...said: unknown[]) => void into('out')(`${format(...said)}\n`);
  console.error = (...said: unknown[]) => void into('err')(`${format(...said)}\n`);
  Object.defineProperty(process, 'stdin', { value: Readable.from([input]), configurable: true });
  process.env = { ...BARE_ENV, ...env };
  process.exitCode = undefined;
  process.chdir(dir);
  return () => {
    process.chdir(before.cwd);
    process.exitCode = before.exitCode;
    process.env = before.env;
    if (before.stdin) Object.defineProperty(process, 'stdin', before.stdin);
    console.log = before.log;
    console.error = before.error;
    stdout.write = before.out;
    stderr.write = before.err;
  };
};
