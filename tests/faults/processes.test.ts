import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { Neighborhood } from '../support/neighborhood.ts';
import { write } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'porchlight-processes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const CHILD = new URL('worker-child.ts', import.meta.url).pathname;

test('two processes work on one file at the same moment: every case is asked for once and every text leaves once', async () => {
  const file = join(folder, 'line.db');
  const hood = new Neighborhood({ store: now => openSqlite(file, now) });
  const rows = Array.from({ length: 40 }, (_, n) => `V${n},+155502000${String(n).padStart(2, '0')},en,food,,,always,yes,no`);
  await hood.volunteers(rows.join('\n'));
  for (let n = 0; n < 8; n++) await write(hood, `+1555010030${n}`, 'need food for 4, 11216, today');
  const workers = [1, 2].map(() => {
    const child = spawn(process.execPath, [CHILD, file, hood.now], { stdio: ['pipe', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
    });
    return { child, said: () => said.split('\n').filter(line => line !== '' && line !== 'ready') };
  });
  await Promise.all(workers.map(({ child }) => once(child.stdout, 'data')));
  for (const { child } of workers) child.stdin.write('go\n');
  await Promise.all(workers.map(({ child }) => once(child, 'close')));
  const sent = workers.flatMap(({ said }) => said());
  expect(new Set(sent).size).toBe(sent.length);
  expect(sent).toHaveLength(24);
  expect(await hood.line.nextDue(hood.now)).toBeNull();
  await hood.store.close();
});
