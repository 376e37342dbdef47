import twilio from 'twilio';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { REASONS } from '../../local/simulator/failures.ts';
import { ACCOUNT, at, echoLine, freshDir, LINE, MARIA, type Running, removeDir, running } from './support.ts';

/** The simulator's REST API as the real Twilio package sees it, and the reports that come back. */

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

/** Long enough for a busy machine; only whoever waits for a number that hangs gives up sooner. */
const PATIENT_MS = 10_000;
const IMPATIENT_MS = 1_500;

const client = (token = ACCOUNT.authToken, timeout = PATIENT_MS) => {
  const made = twilio(ACCOUNT.accountSid, token, { timeout, keepAlive: false });
  made.api.baseUrl = machine.restBase;
  return made;
};
const send = (to: string, body = 'hello', more: { validityPeriod?: number } = {}, timeout = PATIENT_MS) =>
  client(ACCOUNT.authToken, timeout).messages.create({
    to,
    from: LINE,
    body,
    statusCallback: `http://localhost:${machine.listening.port}/twilio/status?id=7`,
    ...more,
  });
const failing = (last: string): string => `+1555010${last}`;
const reports = () => line.status.forms().map(form => [form.MessageStatus, form.ErrorCode ?? null]);
const idle = async () => machine.machine.company?.idle();

test('a text is accepted, lives its life, and each step is reported, signed, in order', async () => {
  const made = await send(MARIA);
  expect(made).toMatchObject({ status: 'queued', direction: 'outbound-api', to: MARIA, from: LINE, numSegments: '1', errorCode: null });
  expect(made.sid).toMatch(/^SM[0-9a-f]{32}$/);
  await idle();
  expect(reports()).toEqual([
    ['sending', null],
    ['sent', null],
    ['delivered', null],
  ]);
  for (const [nth, event] of line.status.seen.entries()) {
    const signature = event.headers['x-twilio-signature'] ?? '';
    const url = `http://localhost:${machine.listening.port}/twilio/status?id=7`;
    expect(twilio.validateRequest(ACCOUNT.authToken, signature, url, line.status.forms()[nth] ?? {})).toBe(true);
    expect(event.rawQueryString).toBe('id=7');
  }
  expect(await client().messages(made.sid).fetch()).toMatchObject({ status: 'delivered', price: '-0.00830', body: 'hello' });
});

test('wrong credentials get Twilio’s 401', async () => {
  await expect(client('wrong').messages.create({ to: MARIA, from: LINE, body: 'x' })).rejects.toMatchObject({ status: 401, code: 20003 });
});

test.each([
  ['no number', { to: '12345', from: LINE, body: 'x' }, 21211],
  ['another sender', { to: MARIA, from: MARIA, body: 'x' }, 21606],
  ['to itself', { to: LINE, from: LINE, body: 'x' }, 21266],
  ['nothing to say', { to: MARIA, from: LINE, body: '' }, 21619],
  ['too long', { to: MARIA, from: LINE, body: 'x'.repeat(1_601) }, 21617],
  ['an odd validity', { to: MARIA, from: LINE, body: 'x', validityPeriod: 0 }, 21640],
  ['a strange callback', { to: MARIA, from: LINE, body: 'x', statusCallback: 'https://elsewhere.example/' }, 21609],
])('%s is refused with its code', async (_, params, code) => {
  await expect(client().messages.create(params)).rejects.toMatchObject({
    status: 400,
    code,
    moreInfo: expect.stringContaining(String(code)),
  });
});

test('texts are listed newest first, by number and time, page after page', async () => {
  for (const body of ['one', 'two', 'three']) await send(MARIA, body);
  await machine.post('/simulator/clock', { advance: 'PT1H' });
  await send(MARIA, 'four');
  await send(failing('0002'), 'to someone else');
  const all = await client().messages.list({ to: MARIA });
  expect(all.map(one => one.body)).toEqual(['four', 'three', 'two', 'one']);
  const recent = await client().messages.list({ to: MARIA, dateSentAfter: new Date(at('2027-01-09T14:30:00.000Z')) });
  expect(recent.map(one => [one.body, one.status, one.dateSent?.toISOString()])).toEqual([
    ['four', 'delivered', '2027-01-09T15:00:00.000Z'],
  ]);
  expect((await client().messages.list({ dateSentBefore: new Date(at('2027-01-09T14:30:00.000Z')) })).map(one => one.body)).toHaveLength(3);
  expect((await client().messages.list({ to: MARIA, pageSize: 1 })).map(one => one.body)).toEqual(['four', 'three', 'two', 'one']);
  expect((await client().messages.list({ to: MARIA, limit: 2 })).map(one => one.body)).toEqual(['four', 'three']);
});

test.each([
  ['9003', 30003],
  ['9006', 30006],
  ['9007', 30007],
])('the number that ends in %s ends undelivered with %i', async (last, code) => {
  const made = await send(failing(last));
  await idle();
  expect(reports().at(-1)).toEqual(['undelivered', String(code)]);
  expect(await client().messages(made.sid).fetch()).toMatchObject({ status: 'undelivered', errorCode: code });
  expect(REASONS[code]).toBeTruthy();
});

test.each([
  ['9010', 400, 21610],
  ['9011', 400, 21211],
  ['9500', 500, 20500],
])('the number that ends in %s is refused with HTTP %i and code %i', async (last, status, code) => {
  await expect(send(failing(last))).rejects.toMatchObject({ status, code });
  await idle();
  expect(reports()).toEqual([]);
});

test('the busy number takes the third try of each text', async () => {
  for (const body of ['a', 'b']) {
    await expect(send(failing('9429'), body)).rejects.toMatchObject({ status: 429, code: 20429 });
    await expect(send(failing('9429'), body)).rejects.toMatchObject({ status: 429 });
    expect((await send(failing('9429'), body)).status).toBe('queued');
  }
});

test('of two numbers that hang, one loses the text and one has taken it', async () => {
  await expect(send(failing('9408'), 'hello', {}, IMPATIENT_MS)).rejects.toThrow(/timeout/);
  await expect(send(failing('9409'), 'hello', {}, IMPATIENT_MS)).rejects.toThrow(/timeout/);
  expect(await client().messages.list({ to: failing('9408') })).toEqual([]);
  expect((await client().messages.list({ to: failing('9409') })).map(one => one.body)).toEqual(['hello']);
});

test('reports can come before the answer, out of order and repeated', async () => {
  const made = await send(failing('9012'));
  expect(reports().map(([status]) => status)).toEqual(['delivered', 'sent', 'delivered', 'sending']);
  expect(line.status.forms()[0]?.MessageSid).toBe(made.sid);
});

test('a slow report comes at its own time on the line’s clock', async () => {
  await send(failing('9020'));
  await idle();
  expect(reports().map(([status]) => status)).toEqual(['sending', 'sent']);
  await machine.post('/simulator/clock', { advance: 'PT9M59S' });
  expect(reports()).toHaveLength(2);
  await machine.post('/simulator/clock', { advance: 'PT1S' });
  expect(reports().at(-1)).toEqual(['delivered', null]);
});

test('a slow text that has lost its sense by then fails', async () => {
  await send(failing('9020'), 'hello', { validityPeriod: 60 });
  await machine.post('/simulator/clock', { advance: 'PT1M' });
  expect(reports().at(-1)).toEqual(['failed', '30036']);
});

test('a report that the line does not take is logged and not repeated', async () => {
  line.status.answer = () => ({ statusCode: 500 });
  await send(MARIA);
  await idle();
  expect(reports()).toHaveLength(3);
  expect(machine.log.lines).toEqual(Array(3).fill({ level: 'warn', event: 'status-report-not-taken' }));
});

test('a restart keeps what was accepted and goes on reporting where it was', async () => {
  const made = await send(MARIA, 'before the restart');
  const slow = await send(failing('9020'), 'slow');
  await idle();
  const { port } = machine.listening;
  await machine.stop();
  machine = await running(line, dir, port);
  expect((await client().messages.list()).map(one => one.sid)).toEqual([slow.sid, made.sid]);
  await machine.post('/simulator/clock', { advance: 'PT10M' });
  expect(line.status.forms().at(-1)).toMatchObject({ MessageSid: slow.sid, MessageStatus: 'delivered' });
  expect((await send(MARIA, 'a new one')).sid).not.toBe(made.sid);
});
