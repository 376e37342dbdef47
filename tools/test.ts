import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** `npm test`: types, lint and script lint beside every suite, and one closing line that counts them all. */
const root = join(import.meta.dirname, '..');
const report = join(root, '.cache', 'vitest.json');
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);

interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}
const CHECKS: readonly Check[] = [
  { name: 'types', command: bin('tsc'), args: [] },
  { name: 'lint', command: bin('biome'), args: ['check', '.'] },
  { name: 'script lint', command: process.execPath, args: ['cli/main.ts', 'scripts', 'lint'] },
];

/** Runs it to its end; what it said is shown in one piece, under its name, so that it may run beside others. */
const check = ({ name, command, args }: Check): Promise<boolean> =>
  new Promise(done => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += chunk));
    const end = (ok: boolean): void => {
      process.stdout.write(`\n${name}${ok ? '' : ': not passed'}\n${said}`);
      done(ok);
    };
    child.on('error', error => {
      said += `${error.message}\n`;
      end(false);
    });
    child.on('close', code => end(code === 0));
  });

/** The suites, shown as they go. */
const suitesEnd = (filters: readonly string[]): Promise<boolean> =>
  new Promise(done => {
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters];
    const child = spawn(bin('vitest'), args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
    child.on('error', () => done(false));
    child.on('close', code => done(code === 0));
  });

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The runner's own counts. A run that left no report, or a suite that could not be loaded, is a failure. */
const counts = (ended: boolean): Counts => {
  try {
    const told = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
    const failed = Math.max(told.numFailedTests ?? 0, told.numFailedTestSuites ? 1 : 0, ended ? 0 : 1);
    return { passed: told.numPassedTests ?? 0, failed, skipped: (told.numPendingTests ?? 0) + (told.numTodoTests ?? 0) };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
};

mkdirSync(join(root, '.cache'), { recursive: true });
rmSync(report, { force: true });
// The suites wait a lot, for a database, a browser, a process that starts: the checks take no longer than that.
const checks = (async () => {
  const passed: boolean[] = [];
  for (const one of CHECKS) passed.push(await check(one));
  return passed;
})();
const ended = await suitesEnd(process.argv.slice(2));
const results = await checks;
const suites = counts(ended);
const passed = suites.passed + results.filter(ok => ok).length;
const failed = suites.failed + results.filter(ok => !ok).length;
for (const [nth, { name }] of CHECKS.entries()) if (!results[nth]) process.stdout.write(`\n${name}: not passed, see above\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed${suites.skipped > 0 ? `, ${suites.skipped} skipped` : ''}\n`);
process.exitCode = failed > 0 ? 1 : 0;
