import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClearedCall, clearToCall } from '../../shared/domain/clear-call.ts';
import { instant, MINUTE_MS, outgoingId } from '../../shared/domain/ids.ts';
import { pending } from '../../shared/domain/outgoing.ts';
import { createLog } from '../../shared/shell/log.ts';
import type { Carrier } from '../../shared/shell/runtime.ts';
import { createCarrier } from '../../shared/shell/twilio.ts';
import { ANA, LINE } from './outgoing.ts';

const NOW = instant(Date.UTC(2027, 0, 9, 14));
const ACCOUNT = `AC${'0'.repeat(32)}`;
const SID = `CA${'3'.repeat(32)}`;
const heard: { method: string; path: string; form: URLSearchParams }[] = [];
const answers: { status: number; json: unknown }[] = [];
let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += String(chunk);
    });
    request.on('end', () => {
      heard.push({ method: request.method ?? '', path: request.url ?? '', form: new URLSearchParams(body) });
      const { status, json } = answers.shift() ?? { status: 500, json: {} };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const carrier = (more: { readonly fallbackUrl?: string } = {}): Carrier =>
  createCarrier({
    config: { publicUrl: 'https://line.example', accountSid: ACCOUNT, authTokens: ['token'], apiBaseUrl: base, ...more },
    from: LINE,
    log: createLog(
      () => undefined,
      () => NOW,
    ),
  });
const cleared = (): ClearedCall => {
  const wanted = { to: ANA, body: '', call: { what: 'page', timeoutS: 18 }, purpose: 'page', priority: 'urgent' } as const;
  const facts = { record: undefined, kind: 'home', toNumber: { at: [] }, ofLine: 0, live: 0, helper: undefined } as const;
  const limits = { atOnce: 5, longestWaitMs: MINUTE_MS, aDay: 9, aNumberADay: 9 };
  const judged = clearToCall(pending(wanted, 'cause', 0, NOW), facts, limits, NOW);
  if ('refused' in judged || 'wait' in judged) throw new Error('not cleared');
  return judged;
};
const ask = async (status: number, json: unknown) => {
  answers.push({ status, json });
  const result = await carrier().call(cleared());
  return { result, form: heard.at(-1)?.form };
};

test('a call names our doors by its id, rings as long as it may, and asks for every report', async () => {
  const { result, form } = await ask(201, { sid: SID, status: 'queued' });
  expect(result).toEqual({ ok: true, sid: SID, status: 'queued' });
  const id = outgoingId('cause', '0');
  expect(heard.at(-1)?.path).toBe(`/2010-04-01/Accounts/${ACCOUNT}/Calls.json`);
  expect([...(form ?? [])].sort()).toEqual([
    ['From', LINE],
    ['StatusCallback', `https://line.example/twilio/voice/status?m=${id}`],
    ['StatusCallbackEvent', 'answered'],
    ['StatusCallbackEvent', 'completed'],
    ['StatusCallbackEvent', 'initiated'],
    ['StatusCallbackEvent', 'ringing'],
    ['Timeout', '18'],
    ['To', ANA],
    ['Url', `https://line.example/twilio/voice/out?m=${id}`],
  ]);
});

test.each([
  [400, { code: 21217, message: 'no' }, { ok: false, code: 21217, http: 400, retry: false, unknown: false }],
  [403, { code: 21215, message: 'no' }, { ok: false, code: 21215, http: 403, retry: false, unknown: false }],
  [429, { code: 20429, message: 'later' }, { ok: false, code: 20429, http: 429, retry: true, unknown: false }],
  [503, {}, { ok: false, code: null, http: 503, retry: true, unknown: false }],
  [201, {}, { ok: false, code: null, http: null, retry: true, unknown: true }],
])('an answer of %s is understood as it is for texts', async (status, json, expected) => {
  expect((await ask(status, json)).result).toEqual(expected);
});

test('a call whose doors do not answer is told so by the fallback, where there is one', async () => {
  answers.push({ status: 201, json: { sid: SID, status: 'queued' } });
  await carrier({ fallbackUrl: 'https://fallback.example' }).call(cleared());
  expect([heard.at(-1)?.form.get('FallbackUrl'), heard.at(-1)?.form.get('FallbackMethod')]).toEqual([
    'https://fallback.example/voice-sorry.xml',
    'GET',
  ]);
});

test('an address of ours that is not liked costs the reports and not the call', async () => {
  answers.push({ status: 400, json: { code: 21609, message: 'bad callback' } });
  const { result, form } = await ask(201, { sid: SID, status: 'queued' });
  // The first answer met the first request; the second one the same call without its reports.
  expect(result).toMatchObject({ ok: true });
  expect(form?.has('StatusCallback')).toBe(false);
});

test('the calls that the account made to a number since then are listed with how they stand', async () => {
  const call = (sid: string, minutes: number, status: string) => ({
    sid,
    status,
    to: ANA,
    date_created: new Date(Date.UTC(2027, 0, 9, 14, minutes)).toUTCString(),
  });
  answers.push({
    status: 200,
    json: { calls: [call(SID, 1, 'no-answer'), call('CAold', -30, 'completed')], page: 0, next_page_uri: null },
  });
  expect(await carrier().acceptedCallsSince(ANA, NOW)).toEqual([{ sid: SID, status: 'no-answer' }]);
  expect(heard.at(-1)?.path).toContain(`From=${encodeURIComponent(LINE)}`);
});
