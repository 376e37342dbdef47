import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDir, removeDir } from './support.ts';

/** What runs before every npm script, on a project of its own with an npm that only says that it was called. */

const TOOL = fileURLToPath(new URL('../../tools/install.mjs', import.meta.url));
interface Package {
  readonly version: string;
  readonly integrity: string;
  readonly optional?: boolean;
}
const LOCKED: Readonly<Record<string, Package>> = {
  'node_modules/one': { version: '1.0.0', integrity: 'sha512-one' },
  'node_modules/two': { version: '2.0.0', integrity: 'sha512-two' },
  'node_modules/for-another-machine': { version: '3.0.0', integrity: 'sha512-three', optional: true },
};
const { 'node_modules/for-another-machine': _other, ...HERE } = LOCKED;

let dir: string;
beforeEach(() => {
  dir = freshDir();
  for (const folder of ['tools', 'bin', 'node_modules/.bin']) mkdirSync(join(dir, folder), { recursive: true });
  copyFileSync(TOOL, join(dir, 'tools/install.mjs'));
  writeFileSync(join(dir, 'package-lock.json'), JSON.stringify({ packages: { '': { name: 'x' }, ...LOCKED } }));
  writeFileSync(join(dir, 'bin/npm'), '#!/bin/sh\necho "npm $*" >> "$(dirname "$0")/../called"\n');
  chmodSync(join(dir, 'bin/npm'), 0o755);
});
afterEach(() => removeDir(dir));

const installed = (packages: Readonly<Record<string, Package>>): void => {
  writeFileSync(join(dir, 'node_modules/.bin/node'), '');
  writeFileSync(join(dir, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
};
/** How often npm was called so far. */
const calls = (): number => (existsSync(join(dir, 'called')) ? readFileSync(join(dir, 'called'), 'utf8').trim().split('\n').length : 0);
const run = (...args: readonly string[]): number => {
  const env = { PATH: `${join(dir, 'bin')}${delimiter}${process.env.PATH ?? ''}` };
  expect(spawnSync(process.execPath, [join(dir, 'tools/install.mjs'), ...args], { env }).status).toBe(0);
  return calls();
};

test('what npm ci left by hand is good enough: nothing is installed a second time under a running line', () => {
  installed(HERE);
  expect(run()).toBe(0);
  expect(run('--if-missing')).toBe(0);
  expect(run()).toBe(0);
});

test.each<[string, Readonly<Record<string, Package>>]>([
  ['a package is missing', { 'node_modules/one': HERE['node_modules/one'] as Package }],
  ['another version', { ...HERE, 'node_modules/two': { version: '2.0.1', integrity: 'sha512-two' } }],
  ['other contents', { ...HERE, 'node_modules/two': { version: '2.0.0', integrity: 'sha512-other' } }],
  ['one too many', { ...HERE, 'node_modules/three': { version: '1.0.0', integrity: 'x' } }],
])('%s: installed once, and not again', (_why, packages) => {
  installed(packages);
  expect(run()).toBe(1);
  expect(run()).toBe(1);
});

test('what is there but not current stays for the scripts that may run beside a line', () => {
  installed({});
  expect(run('--if-missing')).toBe(0);
  expect(run()).toBe(1);
});

test('nothing is there: everything installs it', () => {
  expect(run('--if-missing')).toBe(1);
});
