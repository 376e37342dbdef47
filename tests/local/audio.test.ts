import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveAudio } from '../../local/audio.ts';

let dir: string;
let server: Server;
let base: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'audio-'));
  mkdirSync(join(dir, 'audio/ht/deep.mp3'), { recursive: true });
  writeFileSync(join(dir, 'audio/ht/lines.help.1.mp3'), 'sound');
  writeFileSync(join(dir, 'audio/ht/notes.txt'), 'x');
  writeFileSync(join(dir, 'audio/manifest.yaml'), 'x');
  writeFileSync(join(dir, 'secret.mp3'), 'x');
  server = createServer((request, response) => {
    if (!serveAudio(request, response, (request.url ?? '').split('?')[0] ?? '', join(dir, 'audio'))) response.writeHead(404).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('recordings on one machine', () => {
  test('are given as what they are, with whatever query', async () => {
    const response = await fetch(`${base}/audio/ht/lines.help.1.mp3?x=1`);
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, 'audio/mpeg', 'sound']);
    const head = await fetch(`${base}/audio/ht/lines.help.1.mp3`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '5', '']);
  });

  test.each([
    '/audio/ht/none.mp3',
    '/audio/ht/notes.txt',
    '/audio/ht/deep.mp3',
    '/audio/manifest.yaml',
    '/audio/ht/../../secret.mp3',
    '/audio/%2e%2e/secret.mp3',
    '/audio/ht/..%2f..%2fsecret.mp3',
    '/audio//secret.mp3',
    '/audio/ht/lines.help.1.mp3/',
    '/audio/',
    '/other/ht/lines.help.1.mp3',
  ])('%s is nothing', async path => {
    expect((await fetch(`${base}${path}`)).status).toBe(404);
  });

  test('are only read', async () => {
    expect((await fetch(`${base}/audio/ht/lines.help.1.mp3`, { method: 'POST' })).status).toBe(404);
  });
});
