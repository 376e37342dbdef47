import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Cleared, clearToSend, isCleared } from '../../shared/domain/consent.ts';
import { type Instant, instant, type OutgoingId, outgoingId, type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import { createLog } from '../../shared/shell/log.ts';
import type { Carrier } from '../../shared/shell/runtime.ts';
import { createCarrier, TIMEOUT_MS } from '../../shared/shell/twilio.ts';

const ACCOUNT = `AC${'0'.repeat(32)}`;
const MESSAGES = `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`;
const SID = `SM${'2'.repeat(32)}`;

const number = (text: string): PhoneNumber => {
  const parsed = phoneNumber(text);
  if (!parsed) throw new Error(text);
  return parsed;
};
const LINE = number('+15550100000');
const TO = number('+15550100001');
const ID: OutgoingId = outgoingId('cause', 1);
const NOW: Instant = instant(Date.UTC(2027, 0, 9, 14));
const cleared = (more: Partial<Outgoing> = {}): Cleared => {
  const text: Outgoing = {
    id: ID,
    to: TO,
    body: 'Can you take 412? ¿Sí? & more',
    priority: 'offer',
    cause: 'cause',
    purpose: 'offer',
    at: NOW,
    state: 'pending',
    attempts: 0,
    ...more,
  };
  const clearance = clearToSend(text, undefined, instant(Date.UTC(2027, 0, 9, 13, 59)), undefined);
  if (!isCleared(clearance)) throw new Error('not cleared');
  return clearance;
};
const TEXT: Cleared = cleared();

interface Heard {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly form: Record<string, string>;
}

/** A phone company on the loopback that does what the test says. */
const company = { heard: [] as Heard[], answer: (_response: ServerResponse, _nth: number): void => {} };
let server: Server;
let base: string;
const lines: string[] = [];

const bytes = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    company.heard.push({
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      authorization: request.headers.authorization,
      form: Object.fromEntries(new URLSearchParams(await bytes(request))),
    });
    company.answer(response, company.heard.length);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  company.heard = [];
  lines.length = 0;
});

const json = (status: number, body: unknown) => (response: ServerResponse) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const accepted = json(201, { sid: SID, status: 'queued' });
const error = (status: number, code: number, message = `About +15550100001: ${code}`) =>
  json(status, { status, code, message, more_info: 'x' });

const carrier = (change: { apiBaseUrl?: string; apiKey?: string; timeoutMs?: number } = {}): Carrier =>
  createCarrier({
    config: {
      publicUrl: 'https://line.example',
      accountSid: ACCOUNT,
      authTokens: ['first', 'second'],
      apiBaseUrl: change.apiBaseUrl ?? base,
      ...(change.apiKey !== undefined && { apiKey: change.apiKey }),
    },
    from: LINE,
    log: createLog(
      line => lines.push(line),
      () => '',
    ),
    timeoutMs: change.timeoutMs ?? 3_000,
  });

describe('sending a text', () => {
  test('asks for it once, from the line, with a report to our own id', async () => {
    company.answer = accepted;
    expect(await carrier().send(TEXT)).toEqual({ ok: true, sid: SID, status: 'queued' });
    expect(company.heard).toEqual([
      {
        method: 'POST',
        path: MESSAGES,
        query: new URLSearchParams(),
        authorization: `Basic ${Buffer.from(`${ACCOUNT}:first`).toString('base64')}`,
        form: {
          To: TO,
          From: LINE,
          Body: TEXT.body,
          StatusCallback: `https://line.example/twilio/status?m=${ID}`,
          SmartEncoded: 'false',
        },
      },
    ]);
    expect(lines).toEqual([]);
  });

  test('may be asked for with an API key, for the account all the same', async () => {
    company.answer = accepted;
    await carrier({ apiKey: 'SK1' }).send(TEXT);
    expect(company.heard[0]).toMatchObject({ path: MESSAGES, authorization: `Basic ${Buffer.from('SK1:first').toString('base64')}` });
  });

  test('goes below a path that the base address has', async () => {
    company.answer = accepted;
    await carrier({ apiBaseUrl: `${base}/simulated/` }).send(TEXT);
    expect(company.heard[0]?.path).toBe(`/simulated${MESSAGES}`);
  });

  test.each([
    [300, '300'],
    [0, '1'],
    [1e9, '36000'],
  ])('says for how many seconds it makes sense: %d', async (validForSeconds, sent) => {
    company.answer = accepted;
    await carrier().send(cleared({ validForSeconds }));
    expect(company.heard[0]?.form.ValidityPeriod).toBe(sent);
  });

  test.each([
    ['opted out', 400, 21610, false],
    ['no such number', 400, 21211, false],
    ['a landline', 400, 21614, false],
    ['too long', 400, 21617, false],
    ['an error of the text, though the status is grave', 500, 21212, false],
    ['too many requests', 429, 20429, true],
    ['our queue is full', 400, 21611, true],
    ['queue overflow', 400, 30001, true],
    ['an outage', 500, 20500, true],
    ['unavailable', 503, 20503, true],
    ['a token that is just being changed', 401, 20003, true],
  ])('%s: HTTP %d, code %d, worth another try: %s', async (_what, http, code, retry) => {
    company.answer = error(http, code);
    expect(await carrier().send(TEXT)).toEqual({ ok: false, code, http, retry, unknown: false });
    expect(company.heard).toHaveLength(1);
  });

  test.each([
    ['too many requests and no code', (response: ServerResponse) => void response.writeHead(429).end('Too Many Requests'), 429, false],
    ['no words', (response: ServerResponse) => void response.writeHead(500).end(), 500, false],
    ['a page', (response: ServerResponse) => void response.writeHead(503).end('<html>busy</html>'), 503, false],
    ['a gateway’s page', (response: ServerResponse) => void response.writeHead(502).end('Bad Gateway'), 502, true],
    ['a gateway’s time-out', (response: ServerResponse) => void response.writeHead(504).end(), 504, true],
  ])('an outage with %s is one to try again', async (_what, answer, http, unknown) => {
    company.answer = answer;
    expect(await carrier().send(TEXT)).toEqual({ ok: false, code: null, http, retry: true, unknown });
  });

  test.each([
    ['no JSON', (response: ServerResponse) => void response.writeHead(201, { 'content-type': 'application/json' }).end('{"sid": "SM1')],
    ['no id', json(201, { status: 'queued' })],
    ['nothing', (response: ServerResponse) => void response.writeHead(201).end()],
    ['a connection that is cut', (response: ServerResponse) => void response.destroy()],
    [
      'half an answer',
      (response: ServerResponse) => response.writeHead(201, { 'content-length': '99' }).write('{', () => response.destroy()),
    ],
  ])('a success with %s may have gone through all the same', async (_what, answer) => {
    company.answer = answer as (response: ServerResponse) => void;
    expect(await carrier().send(TEXT)).toMatchObject({ ok: false, code: null, retry: true, unknown: true });
    expect(company.heard).toHaveLength(1);
  });

  test('is given less than five seconds where nobody says how long', () => {
    expect(TIMEOUT_MS).toBeLessThan(5_000);
  });

  test('to a server that never answers ends in time, unknown', async () => {
    company.answer = () => {};
    expect(await carrier({ timeoutMs: 80 }).send(TEXT)).toEqual({ ok: false, code: null, http: null, retry: true, unknown: true });
  });

  test('to a server that sends a byte now and then ends in time too', async () => {
    company.answer = response => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    };
    expect(await carrier({ timeoutMs: 150 }).send(TEXT)).toMatchObject({ ok: false, retry: true, unknown: true });
  });

  test('to nobody at all was surely not sent', async () => {
    const closed = createServer();
    await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', resolve));
    const address = closed.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await new Promise(resolve => closed.close(resolve));
    const result = await carrier({ apiBaseUrl: `http://127.0.0.1:${port}` }).send(TEXT);
    expect(result).toEqual({ ok: false, code: null, http: null, retry: true, unknown: false });
  });

  test('whose callback address Twilio refuses goes out without one', async () => {
    company.answer = (response, nth) => (nth === 1 ? error(400, 21609) : accepted)(response);
    expect(await carrier().send(TEXT)).toMatchObject({ ok: true, sid: SID });
    expect(company.heard.map(({ form }) => 'StatusCallback' in form)).toEqual([true, false]);
    expect(lines.map(line => JSON.parse(line).event)).toEqual(['carrier.callback-refused']);
    company.heard = [];
    company.answer = error(400, 21609);
    expect(await carrier().send(TEXT)).toMatchObject({ ok: false, code: 21609, retry: false });
    expect(company.heard).toHaveLength(2);
  });

  test('prints nothing, whatever the environment asks of the package', async () => {
    const printed = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')];
    vi.stubEnv('TWILIO_LOG_LEVEL', 'debug');
    vi.stubEnv('TWILIO_REGION', 'au1');
    company.answer = accepted;
    expect(await carrier().send(TEXT)).toMatchObject({ ok: true });
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  test('never throws, not even with an account that is none', async () => {
    const broken = createCarrier({
      config: { publicUrl: 'x', accountSid: '', authTokens: [], apiBaseUrl: 'nowhere' },
      from: LINE,
      log: createLog(
        () => {},
        () => '',
      ),
    });
    expect(await broken.send(TEXT)).toMatchObject({ ok: false });
  });
});

describe('what the carrier has accepted', () => {
  const SINCE: Instant = instant(Date.UTC(2027, 0, 9, 14, 0, 10, 500));
  const text = (body: string, dateCreated: string | null) => ({
    sid: SID,
    body,
    status: 'sent',
    date_created: dateCreated,
    date_sent: null,
  });

  test('is asked for in one request, newest first, what is older left out', async () => {
    company.answer = json(200, {
      messages: [
        text('queued now', 'Sat, 09 Jan 2027 14:01:00 +0000'),
        text('clocks differ a little', 'Sat, 09 Jan 2027 14:00:06 +0000'),
        text('older', 'Sat, 09 Jan 2027 13:59:00 +0000'),
      ],
      next_page_uri: `${MESSAGES}?Page=1`,
    });
    expect(await carrier().acceptedSince(TO, SINCE)).toEqual([
      { sid: SID, body: 'queued now', status: 'sent' },
      { sid: SID, body: 'clocks differ a little', status: 'sent' },
    ]);
    expect(company.heard[0]).toMatchObject({ method: 'GET', path: MESSAGES });
    expect(Object.fromEntries(company.heard[0]?.query ?? [])).toEqual({ To: TO, From: LINE, PageSize: '1000' });
  });

  test('is found among the hundreds that may have gone to a coordinator since, when everything happens at once', async () => {
    const since = Array.from({ length: 400 }, (_, nth) => text(`newer ${nth}`, 'Sat, 09 Jan 2027 14:01:00 +0000'));
    const all = [...since, text('the lost one', 'Sat, 09 Jan 2027 14:00:30 +0000')];
    company.answer = response => json(200, { messages: all.slice(0, Number(company.heard.at(-1)?.query.get('PageSize'))) })(response);
    expect((await carrier().acceptedSince(TO, SINCE)).map(({ body }) => body)).toContain('the lost one');
  });

  test('is nothing when there is nothing', async () => {
    company.answer = json(200, { messages: [] });
    expect(await carrier().acceptedSince(TO, SINCE)).toEqual([]);
  });

  test('is not nothing when it cannot be asked: that is an error', async () => {
    company.answer = error(500, 20500);
    await expect(carrier().acceptedSince(TO, SINCE)).rejects.toThrow();
  });
});
