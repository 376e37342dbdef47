import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** `npm test`: types, lint, script lint, then every suite, and one closing line that counts them all. */
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

const run = ({ command, args }: Pick<Check, 'command' | 'args'>): boolean =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;

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

const results = CHECKS.map(check => {
  process.stdout.write(`\n${check.name}\n`);
  return run(check);
});
mkdirSync(join(root, '.cache'), { recursive: true });
rmSync(report, { force: true });
const filters = process.argv.slice(2);
const ended = run({
  command: bin('vitest'),
  args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters],
});
const suites = counts(ended);
const passed = suites.passed + results.filter(ok => ok).length;
const failed = suites.failed + results.filter(ok => !ok).length;
process.stdout.write(`\n${passed} passed, ${failed} failed${suites.skipped > 0 ? `, ${suites.skipped} skipped` : ''}\n`);
process.exitCode = failed > 0 ? 1 : 0;
