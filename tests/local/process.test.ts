import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import twilio from 'twilio';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dynamoForTests } from '../support/dynamodb-local.ts';
import { addressOf, kill, type Line, startLine } from '../support/process.ts';
import { freshDir, removeDir } from './support.ts';

/** `npm start` itself, as a process: started, stopped, killed and started again. */

// Starting a process takes long on a machine that runs many tests at once.
vi.setConfig({ testTimeout: 60_000 });

const TOKEN = 'a-token-for-tests';

let dir: string;
const lines: Line[] = [];
const servers: Server[] = [];
beforeEach(() => {
  dir = freshDir();
});
afterEach(async () => {
  for (const line of lines.splice(0)) await kill(line);
  for (const server of servers.splice(0)) server.closeAllConnections();
  removeDir(dir);
});

const start = (env: Record<string, string> = {}): Line => {
  const line = startLine({ DATA_DIR: dir, ...env });
  lines.push(line);
  return line;
};
const ready = async (line: Line): Promise<string> => {
  const base = await addressOf(line);
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
  return base;
};
const text = (base: string, from: string, body: string) =>
  fetch(`${base}/simulator/phones/${from}/texts`, { method: 'POST', body: JSON.stringify({ body }) });
const texts = async (base: string): Promise<{ to: string; body: string; status: string }[]> =>
  ((await (await fetch(`${base}/simulator/phones`)).json()) as { texts: { to: string; body: string; status: string }[] }).texts;

test('a newcomer’s first text is answered, the offer goes to three volunteers, and all of it outlives a kill', async () => {
  const first = start();
  const base = await ready(first);
  expect(first.out()).toContain('sample volunteers');
  for (const body of ['NEED FOOD', '11216', '1', '4']) await text(base, '+15550100001', body);
  const offers = (await texts(base)).filter(one => one.body.includes('ACCEPT'));
  expect(offers.map(one => one.status)).toEqual(['delivered', 'delivered', 'delivered']);
  first.child.kill('SIGKILL');
  await first.exit;
  const second = start();
  const again = await ready(second);
  expect(second.out()).not.toContain('sample volunteers');
  expect((await texts(again)).filter(one => one.body.includes('ACCEPT'))).toHaveLength(3);
  const accepted = (await (await text(again, offers[0]?.to ?? '', 'ACCEPT')).json()) as { replies: { body: string }[] };
  expect(accepted.replies[0]?.body).toContain('is yours');
  second.child.kill('SIGTERM');
  expect(await second.exit).toBe(0);
});

/** A Twilio that takes a text, but never answers while it hangs; it can be asked what it has taken. */
const twilioThatHangs = async () => {
  const taken: { to: string; body: string }[] = [];
  const state = { hangs: true, begun: Promise.withResolvers<void>() };
  const server = createServer((request, response) => {
    let form = '';
    request.on('data', chunk => (form += chunk));
    request.on('end', () => {
      const { To = '', Body = '' } = Object.fromEntries(new URLSearchParams(form));
      const asJson = (one: { to: string; body: string }, nth: number) => ({
        sid: `SM${nth}`,
        status: 'sent',
        to: one.to,
        body: one.body,
        date_created: new Date().toUTCString(),
      });
      const answer = (status: number, json: unknown) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
      if (request.method === 'GET') {
        const to = new URL(request.url ?? '', 'http://x').searchParams.get('To');
        answer(200, { messages: taken.map(asJson).filter(one => one.to === to), page: 0, page_size: 50, uri: '', next_page_uri: null });
      } else {
        taken.push({ to: To, body: Body });
        state.begun.resolve();
        if (!state.hangs) answer(201, asJson({ to: To, body: Body }, taken.length));
      }
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const address = server.address();
  return { taken, state, base: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` };
};

test('a text that was just being sent when the line was killed is sent once, and at once after the restart', async () => {
  const api = await twilioThatHangs();
  const env = { TWILIO_API_BASE_URL: api.base, TWILIO_AUTH_TOKEN: TOKEN };
  const first = start(env);
  const base = await ready(first);
  // Words of danger page the team at once, so there is something to send.
  const form = {
    MessageSid: 'SM1',
    AccountSid: 'AC1',
    From: '+15550100001',
    To: '+15550100000',
    Body: 'my husband is beating me',
    NumMedia: '0',
  };
  const url = `http://localhost:${new URL(base).port}/twilio/sms`;
  const signature = twilio.getExpectedTwilioSignature(TOKEN, url, form);
  const answer = await fetch(`${base}/twilio/sms`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { 'X-Twilio-Signature': signature },
  });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('911')]);
  await api.state.begun.promise;
  first.child.kill('SIGKILL');
  await first.exit;
  const before = api.taken.map(one => one.to);
  api.state.hangs = false;
  const second = start(env);
  const again = await ready(second);
  // A move of the clock by nothing answers when everything that is due has been done.
  await fetch(`${again}/simulator/clock`, { method: 'POST', body: '{"advance":"PT0S"}' });
  const after = api.taken.map(one => one.to);
  expect(new Set(after).size).toBe(after.length);
  expect(before.every(to => after.includes(to))).toBe(true);
  expect(after).toContain('+15550100103');
  expect(after).toContain('+15550100100');
});

test('a mistake in the community file names file and line, and touches no database', async () => {
  const file = join(dir, 'community.yaml');
  writeFileSync(file, 'name: X\nnumber: "12"\nlanguages: []\n');
  const line = start({ COMMUNITY_FILE: file, DATA_DIR: join(dir, 'data') });
  expect(await line.exit).toBe(1);
  expect(line.out()).toMatch(/community\.yaml:2: /);
  expect(line.out()).toMatch(/community\.yaml:3: /);
  expect(line.out()).not.toContain('    at ');
  expect(existsSync(join(dir, 'data'))).toBe(false);
});

test('settings that cannot be used are all named', async () => {
  const line = start({ PORT: 'many', DATABASE: 'mysql' });
  expect(await line.exit).toBe(1);
  expect(line.out()).toMatch(/PORT must be[\s\S]*DATABASE must be/);
});

test('a second line on the same port says so and changes nothing', async () => {
  const first = start();
  const port = new URL(await ready(first)).port;
  const second = start({ PORT: port, DATA_DIR: join(dir, 'second') });
  expect(await second.exit).toBe(1);
  expect(second.out()).toMatch(/in use: is the line already running/);
  expect(existsSync(join(dir, 'second'))).toBe(false);
});

test('with Twilio’s own address nothing of the simulator exists', async () => {
  const line = start({
    TWILIO_API_BASE_URL: 'https://api.twilio.com',
    TWILIO_ACCOUNT_SID: 'AC1',
    TWILIO_AUTH_TOKEN: TOKEN,
    PUBLIC_URL: 'https://line.example.org',
  });
  const base = await ready(line);
  for (const path of [
    '/',
    '/simulator/phones',
    '/simulator/clock',
    '/simulator/events',
    '/simulator/twilio/2010-04-01/Accounts/AC1/Messages.json',
  ])
    expect((await fetch(`${base}${path}`)).status, path).toBe(404);
  const move = await fetch(`${base}/simulator/clock`, { method: 'POST', body: '{"advance":"PT1H"}' });
  expect(move.status).toBe(404);
  expect(existsSync(join(dir, 'simulator.jsonl'))).toBe(false);
});

test('on a DynamoDB of one’s own it makes its table and works the same', async context => {
  const local = await dynamoForTests();
  if ('missing' in local) return context.skip(local.missing);
  const line = start({ DATABASE: 'dynamodb', DYNAMODB_ENDPOINT: local.endpoint, TABLE_NAME: `line-${process.pid}-${Date.now()}` });
  const base = await ready(line);
  const answer = (await (await text(base, '+15550100001', 'need food for 4, 11216, today')).json()) as { replies: { body: string }[] };
  expect(answer.replies[0]?.body).toMatch(/code is \d+/);
  expect((await texts(base)).filter(one => one.body.includes('ACCEPT'))).toHaveLength(3);
});
