import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebResult } from '../../shared/shell/door.ts';
import { ACCOUNT, echoDoor, echoLine, freshDir, LINE, MARIA, NOTHING, type Running, removeDir, running, xml } from './support.ts';

/** Calls over HTTP: the REST API as the package sees it, the phones of the page and of scripts, and the signed webhooks in between. */

const ANA = '+15550100201';
const failing = (last: string): string => `+1555010${last}`;

let dir: string;
let machine: Running;
let line: ReturnType<typeof echoLine>;
const doors = { voice: echoDoor(), step: echoDoor(), out: echoDoor(), status: echoDoor() };
const twiml = (inside: string): WebResult => xml(`<?xml version="1.0" encoding="UTF-8"?><Response>${inside}</Response>`);
const ASK =
  '<Gather input="dtmf speech" numDigits="1" timeout="5" actionOnEmptyResult="true" action="/twilio/voice/step?n=2"><Say>Press 1.</Say></Gather>';

beforeEach(async () => {
  dir = freshDir();
  line = echoLine();
  for (const door of Object.values(doors)) {
    door.seen.splice(0);
    door.answer = () => NOTHING;
  }
  doors.voice.answer = () => twiml(ASK);
  doors.step.answer = () => twiml('<Say>Thank you.</Say><Hangup/>');
  doors.out.answer = () => twiml(ASK);
  const paths = {
    '/twilio/voice': doors.voice,
    '/twilio/voice/step': doors.step,
    '/twilio/voice/out': doors.out,
    '/twilio/voice/status': doors.status,
  };
  machine = await running({ ...line, line: { ...line.line, doors: { ...line.line.doors, ...paths } } }, dir);
});
afterEach(async () => {
  await machine.stop();
  removeDir(dir);
});

const address = (path: string): string => `http://localhost:${machine.listening.port}${path}`;
const client = () => {
  const made = twilio(ACCOUNT.accountSid, ACCOUNT.authToken, { timeout: 10_000, keepAlive: false });
  made.api.baseUrl = machine.restBase;
  return made;
};
const create = (to: string, more: object = {}) =>
  client().calls.create({
    to,
    from: LINE,
    url: address('/twilio/voice/out?m=7'),
    timeout: 18,
    statusCallback: address('/twilio/voice/status?m=7'),
    ...more,
  });

interface View {
  readonly call: { readonly sid: string; readonly status: string };
  readonly doing: { readonly what: string };
  readonly pieces: readonly { readonly kind: string; readonly text: string }[];
  readonly error?: string;
}
const begin = async (from: string, wish: object = {}): Promise<View> =>
  (await machine.post(`/simulator/phones/${from}/calls`, wish)).json() as Promise<View>;
const act = async ({ call }: View, wish: object): Promise<View> =>
  (await machine.post(`/simulator/calls/${call.sid}`, wish)).json() as Promise<View>;
const heard = ({ pieces }: View): readonly string[] => pieces.map(({ text }) => text);
const ringing = async (phone: string): Promise<View> => {
  const { calls } = (await (await machine.get('/simulator/phones')).json()) as { calls: (View & { call: { phone: string } })[] };
  const found = calls.findLast(one => one.call.phone === phone);
  if (!found) throw new Error(`${phone} has no call`);
  return found;
};

describe('a phone that calls', () => {
  test('is announced, signed so that Twilio’s own check passes, and answers with a key', async () => {
    const view = await begin(MARIA);
    const form = doors.voice.forms()[0] ?? {};
    expect(form).toMatchObject({ From: MARIA, To: LINE, CallSid: view.call.sid, Direction: 'inbound' });
    const signature = doors.voice.seen[0]?.headers['x-twilio-signature'] ?? '';
    expect(twilio.validateRequest(ACCOUNT.authToken, signature, address('/twilio/voice'), form)).toBe(true);
    expect([view.doing.what, heard(view)]).toEqual(['asked', ['Press 1.']]);
    const then = await act(view, { keys: '1' });
    expect(doors.step.seen[0]?.rawQueryString).toBe('n=2');
    expect([heard(then), then.call.status]).toEqual([['Press 1.', '1', 'Thank you.'], 'in-progress']);
    await machine.post('/simulator/clock', { advance: 'PT5S' });
    expect(doors.status.forms().map(one => one.CallStatus)).toEqual(['completed']);
    expect((await act(view, { keys: '1' })).error).toBe('This call is over.');
  });

  test('may say words, and is waited for while it speaks', async () => {
    const view = await begin(MARIA);
    await machine.post('/simulator/clock', { advance: 'PT4S' });
    await act(view, { speaking: true });
    await machine.post('/simulator/clock', { advance: 'PT4S' });
    expect(doors.step.seen).toEqual([]);
    await act(view, { words: 'we have no food', confidence: 0.4 });
    expect(doors.step.forms()[0]).toMatchObject({ SpeechResult: 'we have no food', Confidence: '0.40000000' });
  });

  test('is asked again when it says nothing, in the line’s own time', async () => {
    await begin(MARIA);
    await machine.post('/simulator/clock', { advance: 'PT10S' });
    expect(doors.step.forms()[0]).toMatchObject({ Digits: '' });
  });

  test('can withhold its number', async () => {
    await begin(MARIA, { shows: '+266696687' });
    expect(doors.voice.forms()[0]).toMatchObject({ From: '+266696687', Caller: '+266696687' });
  });

  test('hears what Twilio would say of a bad answer, and the page says why', async () => {
    doors.voice.answer = () => twiml('<Say>Hello.</Say><Speak>you</Speak>');
    const told: string[] = [];
    machine.machine.company?.ledger.listen(news => void (news.what === 'trouble' && told.push(news.sentence)));
    await begin(MARIA);
    await machine.post('/simulator/clock', { advance: 'PT5S' });
    expect(told).toEqual(['In an answer to a call: Twilio knows no <Speak> in an answer to a call (12200).']);
  });

  test.each([[{ keys: 'abc' }], [{ words: '' }], [{ words: 'x', confidence: 7 }], [{ answer: true }], [{}]])('cannot do %j', async wish => {
    const view = await begin(MARIA);
    const answer = await machine.post(`/simulator/calls/${view.call.sid}`, wish);
    expect([answer.status, typeof ((await answer.json()) as View).error]).toEqual([409, 'string']);
  });
});

describe('the REST API for calls', () => {
  const events = { statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'] };

  test('calls a phone, which answers, and each step is reported in order', async () => {
    const made = await create(ANA, events);
    expect(made).toMatchObject({ status: 'queued', direction: 'outbound-api', to: ANA, from: LINE });
    const view = await ringing(ANA);
    expect(view.call).toMatchObject({ sid: made.sid, status: 'ringing' });
    expect((await act(view, { keys: '1' })).error).toBe('Answer the call first.');
    await act(view, { answer: true });
    expect(doors.out.seen[0]?.rawQueryString).toBe('m=7');
    await act(view, { hangup: true });
    const told = doors.status.forms().map(({ CallStatus, SequenceNumber }) => [CallStatus, SequenceNumber]);
    expect(told).toEqual([
      ['initiated', '0'],
      ['ringing', '1'],
      ['in-progress', '2'],
      ['completed', '3'],
    ]);
    expect(await client().calls(made.sid).fetch()).toMatchObject({ status: 'completed', duration: '0' });
  });

  test.each([
    ['declined', async (view: View) => void (await act(view, { decline: true })), 'busy'],
    ['left ringing', async () => void (await machine.post('/simulator/clock', { advance: 'PT18S' })), 'no-answer'],
    ['canceled', async ({ call }: View) => void (await client().calls(call.sid).update({ status: 'canceled' })), 'canceled'],
  ])('tells of a call that is %s', async (_, end, status) => {
    const made = await create(ANA);
    await end(await ringing(ANA));
    expect((await client().calls(made.sid).fetch()).status).toBe(status);
    expect(doors.status.forms().map(one => one.CallStatus)).toEqual([status]);
  });

  test('ends a live call, or sends it elsewhere, and leaves one that is over alone', async () => {
    const view = await begin(MARIA);
    await client().calls(view.call.sid).update({ twiml: '<Response><Say>One moment.</Say><Pause length="60"/></Response>' });
    await machine.machine.company?.idle();
    expect(heard(await ringing(MARIA))).toContain('One moment.');
    await client().calls(view.call.sid).update({ status: 'completed' });
    await machine.machine.company?.idle();
    await expect(client().calls(view.call.sid).update({ status: 'completed' })).rejects.toMatchObject({ code: 21220 });
  });

  test.each([
    ['no number', { to: '' }, 21201],
    ['a strange number', { to: '12345' }, 21211],
    ['no sender', { from: '' }, 21213],
    ['no number as the sender', { from: 'Maple' }, 21212],
    ['another sender', { from: MARIA }, 21210],
    ['itself', { to: LINE }, 21266],
    ['an address elsewhere', { url: 'https://elsewhere.example/' }, 21205],
    ['no address', { url: '' }, 21205],
    ['TwiML that is none', { url: '', twiml: '<Say>' }, 12100],
    ['too much TwiML', { url: '', twiml: `<Response><Say>${'x'.repeat(4_000)}</Say></Response>` }, 32018],
    ['a strange callback', { statusCallback: 'https://elsewhere.example/' }, 21609],
    ['a strange event', { statusCallbackEvent: ['hung-up'] }, 21626],
    ['no time to ring', { timeout: 0 }, 21263],
  ])('refuses %s with its code', async (_, params, code) => {
    await expect(create(ANA, params)).rejects.toMatchObject({ status: 400, code });
    expect(doors.out.seen).toEqual([]);
  });

  test('lists calls newest first, by number, status and time, page after page', async () => {
    for (let nth = 0; nth < 3; nth++) {
      await create(ANA);
      await machine.post('/simulator/clock', { advance: 'PT1M' });
    }
    await begin(MARIA);
    const all = await client().calls.list();
    expect(all.map(({ direction, status }) => [direction, status])).toEqual([
      ['inbound', 'in-progress'],
      ['outbound-api', 'no-answer'],
      ['outbound-api', 'no-answer'],
      ['outbound-api', 'no-answer'],
    ]);
    expect(await client().calls.list({ to: ANA, pageSize: 1 })).toHaveLength(3);
    expect(await client().calls.list({ status: 'in-progress' })).toHaveLength(1);
    expect(await client().calls.list({ startTimeAfter: new Date('2027-01-09T14:02:00Z') })).toHaveLength(2);
  });

  test.each([
    ['9101', 'completed'],
    ['9102', 'no-answer'],
    ['9103', 'busy'],
    ['9104', 'failed'],
    ['9003', 'no-answer'],
  ])('the number that ends in %s ends %s', async (last, status) => {
    doors.out.answer = () => twiml('<Gather numDigits="1" timeout="5"><Say>A call for you. Press 1.</Say></Gather><Hangup/>');
    const made = await create(failing(last));
    await machine.post('/simulator/clock', { advance: 'PT1M' });
    expect((await client().calls(made.sid).fetch()).status).toBe(status);
  });

  test.each([
    ['9011', 400, 21211],
    ['9500', 500, 20500],
  ])('the number that ends in %s is refused with HTTP %i and code %i', async (last, status, code) => {
    await expect(create(failing(last))).rejects.toMatchObject({ status, code });
  });

  test('the busy number takes the third try of each call', async () => {
    for (const url of [address('/twilio/voice/out?m=7'), address('/twilio/voice/out?m=8')]) {
      for (let nth = 0; nth < 2; nth++) await expect(create(failing('9429'), { url })).rejects.toMatchObject({ status: 429, code: 20429 });
      expect((await create(failing('9429'), { url })).status).toBe('queued');
    }
  });

  test('a call that was live when the company was killed is over after the restart, and that is reported', async () => {
    const made = await create(ANA);
    await act(await ringing(ANA), { answer: true });
    const { port } = machine.listening;
    await machine.stop();
    const seen = echoDoor();
    seen.answer = () => NOTHING;
    machine = await running({ ...line, line: { ...line.line, doors: { ...line.line.doors, '/twilio/voice/status': seen } } }, dir, port);
    await machine.machine.keeper.settle();
    expect(seen.forms()).toMatchObject([{ CallSid: made.sid, CallStatus: 'completed' }]);
    expect((await client().calls(made.sid).fetch()).status).toBe('completed');
  });
});
