import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { BARE_ENV } from '../support/bare-env.ts';

const ROOT = resolve(import.meta.dirname, '../..');

test('whoever reads has read enough (| head): the command ends without a word', async () => {
  const child = spawn(process.execPath, ['cli/main.ts', '--help'], { cwd: ROOT, env: { ...BARE_ENV } });
  let err = '';
  child.stderr.on('data', chunk => {
    err += chunk;
  });
  // They are gone before the first line.
  child.stdout.destroy();
  expect(await new Promise(done => child.on('close', done))).toBe(0);
  expect(err).toBe('');
});
