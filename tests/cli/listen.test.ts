import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../shared/shell/routes.ts';
import { Caller } from '../call/support.ts';
import type { Ran } from '../support/command.ts';
import { PUBLIC_URL } from '../support/neighborhood.ts';
import { Beside } from './support.ts';

const MAY = '+15550100001';
const SID = `RE${'3'.repeat(32)}`;
const ACCOUNT = 'AC00000000000000000000000000000000';

let beside: Beside;
let server: Server;
let base: string;
let holds = true;
const asked: (string | undefined)[] = [];
beforeAll(async () => {
  beside = new Beside();
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.writeHead(holds ? 200 : 404).end('sound');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(async () => {
  server.close();
  await beside.close();
});
const listen = (...args: readonly string[]): Promise<Ran> =>
  beside.helpline(['cases', 'listen', ...args], '', { TWILIO_API_BASE_URL: base, TWILIO_AUTH_TOKEN: 'token' });
const told = async (caller: Caller, code: string): Promise<void> => {
  const url = `${PUBLIC_URL}${routes.voiceRecording}?call=${caller.sid}&n=1&code=${code}&slot=words`;
  const RecordingUrl = `https://api.twilio.com/2010-04-01/Accounts/${ACCOUNT}/Recordings/${SID}`;
  await caller.post(url, { RecordingSid: SID, RecordingUrl, RecordingStatus: 'completed', RecordingDuration: '30' });
};
const codeIn = (said: string | null): string =>
  /code is (\d+)|as (\d+)/
    .exec(said ?? '')
    ?.slice(1)
    .find(Boolean) ?? '';

test('what was recorded for a request is fetched with the account key; nothing is said to be nothing', { timeout: 60_000 }, async () => {
  const code = codeIn(await beside.hood.text(MAY, 'need food for 4, 11216, today'));
  expect((await listen(code)).err).toContain(`There is nothing to hear for ${code}.`);
  const caller = new Caller(beside.hood, MAY);
  await caller.ring();
  await told(caller, code);
  const out = join(beside.dir, 'words.mp3');
  expect(await listen(code, '--out', out)).toMatchObject({ code: 0, out: `${out}: 30 s\n` });
  expect(readFileSync(out, 'utf8')).toBe('sound');
  const key = Buffer.from(`${ACCOUNT}:token`).toString('base64');
  expect(asked).toEqual([`GET /2010-04-01/Accounts/${ACCOUNT}/Recordings/${SID}.mp3 Basic ${key}`]);
  holds = false;
  expect(await listen(code, '--out', out)).toMatchObject({ code: 1, err: 'It is not at Twilio (any more).\n' });
});

test('the words of a report are for others than whoever has the command line, and it says for whom', { timeout: 60_000 }, async () => {
  const before = asked.length;
  const said = await beside.hood.text('+15550100002', 'REPORT the driver shouted at my kid');
  const ran = await listen(codeIn(said));
  expect(ran.code).toBe(1);
  expect(ran.err).toMatch(/is a safety case: its words are for the people with role safety/);
  expect(asked).toHaveLength(before);
});
