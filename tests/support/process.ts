import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BARE_ENV } from './bare-env.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `npm start` as a process of its own, without npm around it. */
export interface Line {
  readonly child: ChildProcess;
  /** Everything it has said so far. */
  readonly out: () => string;
  readonly exit: Promise<number | null>;
}

/** Starts the line on these settings alone; `flags` are Node's own. */
export const startLine = (env: Readonly<Record<string, string>>, flags: readonly string[] = []): Line => {
  const child = spawn(process.execPath, [...flags, 'local/main.ts'], {
    cwd: ROOT,
    env: { ...BARE_ENV, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (text += chunk));
  return { child, out: () => text, exit: new Promise(resolve => child.once('exit', resolve)) };
};

/** The address of a line once it says that it is there. Rejects with what it said where it ends before that. */
export const addressOf = async (line: Line): Promise<string> => {
  const port = await new Promise<string>((resolve, reject) => {
    const look = (): void => {
      const said = /listens on 127\.0\.0\.1:(\d+) only/.exec(line.out())?.[1];
      if (said) resolve(said);
    };
    line.child.stdout?.on('data', look);
    void line.exit.then(() => reject(new Error(`the line ended: ${line.out()}`)));
    look();
  });
  return `http://127.0.0.1:${port}`;
};

/** Ends it at this very moment, as a power cut would. */
export const kill = async (line: Line): Promise<void> => {
  if (line.child.exitCode !== null || line.child.signalCode !== null) return;
  line.child.kill('SIGKILL');
  await line.exit;
};
