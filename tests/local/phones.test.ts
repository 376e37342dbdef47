import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import twilio from 'twilio';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { castOf } from '../../local/simulator/cast.ts';
import { LEDGER_FILE } from '../../local/simulator/company.ts';
import { FAILURES } from '../../local/simulator/failures.ts';
import { readTwiml } from '../../local/simulator/twiml.ts';
import { language } from '../../shared/domain/ids.ts';
import { ACCOUNT, COMMUNITY, echoLine, freshDir, LINE, MARIA, NOTHING, type Running, removeDir, running, said, xml } from './support.ts';

let dir: string;
let machine: Running;
let line: ReturnType<typeof echoLine>;
beforeEach(async () => {
  dir = freshDir();
  line = echoLine();
  machine = await running(line, dir);
});
afterEach(async () => {
  await machine.stop();
  removeDir(dir);
});

interface Sent {
  readonly sid: string;
  readonly replies: readonly { readonly by: string; readonly body: string }[];
  readonly trouble: string | null;
}
const text = async (from: string, body: string, more: object = {}): Promise<Sent> =>
  (await machine.post(`/simulator/phones/${from}/texts`, { body, ...more })).json() as Promise<Sent>;
const state = async () =>
  (await (await machine.get('/simulator/phones')).json()) as {
    phones: { number: string; name: string; optedOut: boolean }[];
    texts: { body: string; to: string; status: string; errorCode: number | null }[];
  };
const restSend = (to: string, body = 'from the line') => {
  const client = twilio(ACCOUNT.accountSid, ACCOUNT.authToken);
  client.api.baseUrl = machine.restBase;
  return client.messages.create({ to, from: LINE, body });
};

test('a text comes to the line as Twilio’s form, signed so that Twilio’s own check passes', async () => {
  const sent = await text(MARIA, ' NEED  FOOD & água 👍 ');
  const form = line.sms.forms()[0] ?? {};
  expect(form).toMatchObject({
    MessageSid: sent.sid,
    SmsSid: sent.sid,
    AccountSid: ACCOUNT.accountSid,
    From: MARIA,
    To: LINE,
    Body: ' NEED  FOOD & água 👍 ',
    NumMedia: '0',
    NumSegments: '1',
    FromCountry: 'US',
    ToCity: '',
    SmsStatus: 'received',
    ApiVersion: '2010-04-01',
  });
  const { headers } = line.sms.seen[0] ?? { headers: {} };
  const url = `http://localhost:${machine.listening.port}/twilio/sms`;
  expect(twilio.validateRequest(ACCOUNT.authToken, headers['x-twilio-signature'] ?? '', url, form)).toBe(true);
  expect(twilio.validateRequest(ACCOUNT.authToken, headers['x-twilio-signature'] ?? '', url, { ...form, Body: 'NEED FOOD' })).toBe(false);
  expect(headers['i-twilio-idempotency-token']).toBeTruthy();
  expect(sent.replies).toEqual([{ by: 'line-reply', body: 'You said  NEED  FOOD & água 👍'.trim() }]);
});

test('pictures make it an MMS with an empty body and an address for each', async () => {
  const sent = await text(MARIA, '', { media: 2 });
  expect(sent.sid).toMatch(/^MM/);
  expect(line.sms.forms()[0]).toMatchObject({ Body: '', NumMedia: '2', MediaContentType1: 'image/jpeg', MediaUrl0: expect.any(String) });
});

test('STOP is the carrier’s business: it answers, later texts fail with 21610, and START opens the way again', async () => {
  line.sms.answer = () => NOTHING;
  const stopped = await text(MARIA, ' stop ');
  expect(stopped.replies).toEqual([{ by: 'carrier', body: expect.stringContaining('unsubscribed') }]);
  expect(line.sms.forms()[0]?.OptOutType).toBeUndefined();
  await expect(restSend(MARIA)).rejects.toMatchObject({ status: 400, code: 21610 });
  line.sms.answer = () => said('an answer to someone who said STOP');
  await text(MARIA, 'hello');
  const { texts } = await state();
  expect(texts.find(one => one.body.startsWith('an answer'))).toMatchObject({ status: 'failed', errorCode: 21610 });
  line.sms.answer = () => NOTHING;
  expect((await text(MARIA, 'Unstop')).replies[0]?.body).toContain('re-subscribed');
  expect((await restSend(MARIA)).status).toBe('queued');
});

test.each(['stop please', 'HELP', 'yes', 'START', 'info'])('%j is nothing to the carrier of a phone that never stopped', async body => {
  expect((await text(MARIA, body)).replies.map(one => one.by)).toEqual(['line-reply']);
  expect((await restSend(MARIA)).status).toBe('queued');
});

test('Advanced Opt-Out names what it took a text for and answers by itself', async () => {
  line.sms.answer = () => NOTHING;
  expect((await text(MARIA, 'BAJA', { optOutType: 'STOP' })).replies.map(one => one.by)).toEqual(['carrier']);
  expect(line.sms.forms()[0]?.OptOutType).toBe('STOP');
  await expect(restSend(MARIA)).rejects.toMatchObject({ code: 21610 });
  expect((await text(MARIA, 'AYUDA', { optOutType: 'HELP' })).replies[0]?.by).toBe('carrier');
});

test('the number that opted out long ago comes back with START', async () => {
  await expect(restSend('+15550109010')).rejects.toMatchObject({ code: 21610 });
  await text('+15550109010', 'START');
  expect((await restSend('+15550109010')).status).toBe('queued');
});

test('the number that says it twice sends one text as two webhooks and hears one answer', async () => {
  const sent = await text('+15550109002', 'hi');
  expect(line.sms.forms().map(form => form.MessageSid)).toEqual([sent.sid, sent.sid]);
  expect([sent.replies.length, sent.trouble]).toEqual([1, null]);
  let count = 0;
  line.sms.answer = () => said(`answer ${++count}`);
  expect((await text('+15550109002', 'hi')).trouble).toMatch(/two different ways/);
});

test.each([
  ['an outage', () => ({ statusCode: 500 }), /HTTP 500.*11200/],
  ['a refusal', () => ({ statusCode: 403 }), /HTTP 403/],
  ['no type', () => ({ statusCode: 200, body: '<Response/>' }), /12300/],
  ['broken XML', () => xml('<Response><Message>a & b</Message></Response>'), /12100/],
  ['a blank line first', () => xml('\n<?xml version="1.0"?><Response/>'), /12100/],
])('%s at the line is told in words and nobody hears anything', async (_, answer, sentence) => {
  line.sms.answer = answer;
  const sent = await text(MARIA, 'hello');
  expect(sent.replies).toEqual([]);
  expect(sent.trouble).toMatch(sentence);
});

test.each([
  ['/simulator/phones/+15550100001/texts', { body: 'x'.repeat(1_601) }],
  ['/simulator/phones/+15550100001/texts', { body: 7 }],
  ['/simulator/phones/+15550100001/texts', { media: 11 }],
  ['/simulator/phones/+15550100001/texts', { optOutType: 'MAYBE' }],
  ['/simulator/phones/+0/texts', { body: 'x' }],
  ['/simulator/phones', { number: '555' }],
])('%s refuses %j with a reason', async (path, body) => {
  const answer = await machine.post(path, body);
  expect([answer.status, await answer.json()]).toEqual([400, { error: expect.any(String) }]);
  expect(line.sms.seen).toEqual([]);
});

test('a phone is added by hand, by texting from it, or by a text that comes to it', async () => {
  expect((await machine.post('/simulator/phones', { number: '+15550100009', name: 'June' })).status).toBe(201);
  expect((await machine.post('/simulator/phones', { number: '+15550100009' })).status).toBe(409);
  await text('+15550100010', 'hello');
  await restSend('+15550109003');
  await restSend('+15550100011');
  const names = new Map((await state()).phones.map(one => [one.number, one.name]));
  expect(['+15550100009', '+15550100010', '+15550109003', '+15550100011'].map(number => names.get(number))).toEqual([
    'June',
    'Another phone',
    'Switched off',
    'Another phone',
  ]);
});

test('the first start lays out neighbors, volunteers, leads and the team', async () => {
  const names = (await state()).phones.map(one => one.name);
  expect(names).toEqual(['Maria', 'Luis', 'Ana', 'Food lead', 'Rosa']);
  const oneTongue = castOf({ ...COMMUNITY, languages: [language('en')], team: [] }, []);
  expect(oneTongue.map(one => [one.name, one.language])).toContainEqual(['Luis', 'en']);
});

test('threads and opt-outs outlive a restart, even one in the middle of a write', async () => {
  await text(MARIA, 'remember me');
  await text(MARIA, 'STOP');
  await machine.stop();
  appendFileSync(join(dir, LEDGER_FILE), '{"text":{"sid":"SMhalf');
  machine = await running(line, dir);
  const { phones, texts } = await state();
  expect(texts.map(one => one.body)).toContain('remember me');
  expect(phones.find(one => one.number === MARIA)?.optedOut).toBe(true);
});

test('what happens is told to the page as it happens', async () => {
  const stream = await machine.get('/simulator/events');
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  await text(MARIA, 'hello');
  let heard = '';
  while (reader && !heard.includes('You said hello')) heard += (await reader.read()).value ?? '';
  expect(heard).toContain('"what":"text"');
  await reader?.cancel();
});

test('another site in the same browser can neither read nor act', async () => {
  const from = (headers: Record<string, string>, path = '/simulator/clock') =>
    fetch(`${machine.base}${path}`, { method: 'POST', headers, body: '{"advance":"P1D"}' });
  const before = machine.clock.now();
  expect((await from({ origin: 'https://evil.example' })).status).toBe(403);
  expect((await from({ origin: 'null' })).status).toBe(403);
  expect(machine.clock.now()).toBe(before);
  expect((await from({ origin: machine.base })).status).toBe(200);
});

test.each([
  ['<Response/>', []],
  ['<?xml version="1.0" encoding="UTF-8"?><Response><Message>a &amp; b &#241; &#x1F44D;</Message></Response>', ['a & b ñ 👍']],
  [
    '<Response><Message to="+15550100002"><Body>one</Body><Media>https://x</Media></Message><!-- x --><Message>two</Message></Response>',
    ['one', 'two'],
  ],
  ['<Response><Message><![CDATA[1 < 2]]></Message></Response>', ['1 < 2']],
])('TwiML %s says %j', (twiml, bodies) => {
  const read = readTwiml(twiml);
  expect(read.ok && read.messages.map(one => one.body)).toEqual(bodies);
});

test.each([
  '',
  'hello',
  '<Response>',
  '<Response></Message></Response>',
  '<Message>x</Message>',
  '<Response/><Response/>',
  '<Response><Say>x</Say></Response>',
  '<Response><Message>&nbsp;</Message></Response>',
  '<Response><Message>&#x110000;</Message></Response>',
  '<Response><Message>a<b</Message></Response>',
])('TwiML %j is not understood', twiml => {
  expect(readTwiml(twiml)).toMatchObject({ ok: false, why: expect.any(String) });
});

test('every number that fails on purpose is written down with what it does', () => {
  const page = readFileSync(new URL('../../docs/simulator-differences.md', import.meta.url), 'utf8');
  const written = [...page.matchAll(/^\| (\+\d+) \|/gm)].map(([, number]) => number);
  expect(written.toSorted()).toEqual(FAILURES.map(failure => failure.number).toSorted());
});
