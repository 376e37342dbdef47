import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addressProblems, fallbackIn } from '../../cli/connect/addresses.ts';
import { reachProblems } from '../../cli/connect/reach.ts';
import { helpline, type Ran } from '../support/command.ts';
import { TwilioNumbers } from '../support/twilio-numbers.ts';

const LINE = '+15550100000';
const URL_OF_LINE = 'https://line.example.org';
const FALLBACK = 'https://fallback.example.net';

let twilio: TwilioNumbers;
beforeEach(async () => {
  twilio = await new TwilioNumbers().open();
});
afterEach(() => twilio.close());

const environment = (): Record<string, string> => ({
  TWILIO_API_BASE_URL: twilio.url,
  TWILIO_ACCOUNT_SID: twilio.account,
  TWILIO_AUTH_TOKEN: twilio.token,
});
const connectWith = (env: Record<string, string>, args: readonly string[]): Promise<Ran> =>
  helpline(['connect', ...args], { env: { ...environment(), ...env } });
const connect = (...args: readonly string[]): Promise<Ran> => connectWith({}, ['--url', URL_OF_LINE, '--fallback', FALLBACK, ...args]);
const updates = (): readonly string[] => twilio.heard.filter(one => one.startsWith('POST'));

const CONNECTED = {
  voice_url: `${URL_OF_LINE}/twilio/voice`,
  voice_method: 'POST',
  voice_fallback_url: `${FALLBACK}/voice.xml`,
  voice_fallback_method: 'GET',
  status_callback: `${URL_OF_LINE}/twilio/voice/status`,
  status_callback_method: 'POST',
  sms_url: `${URL_OF_LINE}/twilio/sms`,
  sms_method: 'POST',
  sms_fallback_url: `${FALLBACK}/message.xml`,
  sms_fallback_method: 'GET',
};

describe('connect', { timeout: 60_000 }, () => {
  test('shows what it would change, changes nothing, and says how', async () => {
    const number = twilio.buy(LINE, { voice_application_sid: 'AP1' });
    const before = { ...number };
    const { code, out, err } = await connect();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^A call comes in +POST https:\/\/demo\.twilio\.com\/welcome\/voice\/ +POST https:\/\/line\.example\.org\/twilio\/voice$/m,
    );
    expect(out).toMatch(/^Primary handler fails \(calls\) +nothing +GET https:\/\/fallback\.example\.net\/voice\.xml$/m);
    expect(out).toMatch(/^TwiML app \(calls\) +AP1 +nothing$/m);
    expect(out).toMatch(/^TwiML app \(messages\) +nothing +stays$/m);
    expect(out).toContain('Nothing was changed. The same with --yes changes it.');
    expect(updates()).toEqual([]);
    expect(number).toEqual(before);
  });

  test('with --yes changes it in one request, looks again, and the second time finds nothing to do', async () => {
    // The number that is wanted is contained in another one.
    twilio.buy(`${LINE}7`);
    const number = twilio.buy(LINE, { voice_application_sid: 'AP1' });
    const first = await connect('--yes');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('Done, and looked at again: the line is connected.');
    expect(number).toMatchObject({ ...CONNECTED, voice_application_sid: null });
    expect(updates()).toHaveLength(1);
    expect(twilio.heard.at(-1)).toMatch(/^GET .*PN0+2\.json$/);
    const second = await connect('--yes', '--json');
    expect(second.code).toBe(0);
    expect(JSON.parse(second.out)).toMatchObject({ number: LINE, sid: number.sid, connected: true, changed: false, troubles: [] });
    expect(updates()).toHaveLength(1);
  });

  test('--json is one document that says what is, what shall be, and that nothing was done', async () => {
    twilio.buy(LINE);
    const { code, out } = await connect('--json');
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect(Object.keys(answer).sort()).toEqual(['changed', 'connected', 'messagingService', 'number', 'settings', 'sid', 'troubles']);
    expect(answer).toMatchObject({ connected: false, changed: false, messagingService: null });
    expect(answer.settings).toContainEqual({ setting: 'A message comes in', before: 'nothing', after: `POST ${URL_OF_LINE}/twilio/sms` });
  });

  test('says so when a setting did not hold', async () => {
    twilio.buy(LINE);
    twilio.forgets = ['SmsUrl'];
    const { code, out } = await connect('--yes');
    expect(code).toBe(1);
    expect(out).toContain(
      'Not yet: "A message comes in" should be: POST https://line.example.org/twilio/sms. Twilio says that it is: nothing.',
    );
  });

  test('keeps a fallback that is there when none is named, and says when there is none', async () => {
    const kept = twilio.buy(LINE, { voice_fallback_url: 'https://handler.twilio.com/twiml/EH1', voice_fallback_method: 'GET' });
    const { code, out } = await connectWith({}, ['--url', URL_OF_LINE, '--yes']);
    expect(code).toBe(0);
    expect(kept).toMatchObject({ voice_fallback_url: 'https://handler.twilio.com/twiml/EH1', voice_fallback_method: 'GET' });
    expect(out).toContain('Note: When the line does not answer, nothing takes its texts. Name a --fallback.');
  });

  test.each([
    [true, 0],
    [false, 1],
  ])('in a Messaging Service that leaves texts to the number (%s) the exit code is %i', async (defers, exit) => {
    const { sid } = twilio.buy(LINE);
    const other = { sid: 'MG1', friendly_name: 'Another', use_inbound_webhook_on_number: false, holds: [] };
    twilio.services.push(other, { sid: 'MG2', friendly_name: 'Texts', use_inbound_webhook_on_number: defers, holds: [String(sid)] });
    const { code, out } = await connect('--yes');
    expect(code).toBe(exit);
    expect(out.includes('This number is in the Messaging Service "Texts" (MG2), whose own settings take the texts.')).toBe(!defers);
    // Calls are connected all the same.
    expect(updates()).toHaveLength(1);
  });

  test('leaves a number alone whose calls go to a SIP trunk', async () => {
    twilio.buy(LINE, { trunk_sid: 'TK1' });
    const { code, out } = await connect('--yes');
    expect(code).toBe(1);
    expect(out).toContain('SIP trunk TK1');
    expect(updates()).toEqual([]);
  });

  test.each([
    [401, 20003, 'Twilio does not know this account with this token.'],
    [404, 20404, 'Twilio does not find this account or number.'],
    [429, 20429, 'Twilio is being asked too often.'],
    [503, 20503, 'Twilio refused: Refused as 20503 (20503)'],
  ])('refuses in words when Twilio answers %i', async (status, code, words) => {
    twilio.buy(LINE);
    twilio.trouble = { status, code };
    const ran = await connect('--yes');
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain(words);
    expect(ran.err).not.toContain('    at ');
  });

  test('refuses a number that the account does not have, and a Twilio that is not there', async () => {
    expect((await connect()).err).toBe(
      `The account ${twilio.account} has no number ${LINE}. Buy it there, or name another with --number.\n`,
    );
    expect(await connectWith({ TWILIO_API_BASE_URL: 'http://127.0.0.1:9' }, ['--url', URL_OF_LINE])).toMatchObject({
      code: 1,
      err: expect.stringContaining('Twilio could not be reached (ECONNREFUSED)'),
    });
  });

  test('asks for what is missing, and takes a misspelt number for wrong usage', async () => {
    expect(await connectWith({ TWILIO_AUTH_TOKEN: '' }, ['--url', URL_OF_LINE])).toMatchObject({
      code: 1,
      err: 'Say whose number it is: TWILIO_AUTH_TOKEN must be set.\n',
    });
    expect(await connectWith({}, [])).toMatchObject({ code: 1, err: 'Say where the line is: --url https://... (or PUBLIC_URL).\n' });
    expect((await connect('--number', '555')).code).toBe(2);
    expect(twilio.heard).toEqual([]);
  });

  test('refuses an address before it asks Twilio anything', async () => {
    const { code, err } = await connectWith({ PUBLIC_URL: 'http://localhost:3000' }, ['--yes']);
    expect(code).toBe(1);
    expect(err).toContain('http://localhost:3000 cannot be given to Twilio: only this machine or its own network can reach it.');
    expect(twilio.heard).toEqual([]);
  });
});

describe('after the change', () => {
  const xml = { status: 200, type: 'text/xml; charset=utf-8', body: '<?xml version="1.0"?><Response/>' };
  const web = { '/healthz': { status: 200, type: 'text/plain', body: 'ok' }, '/voice.xml': xml, '/message.xml': xml };
  let server: Server;
  let answers: Readonly<Record<string, { readonly status: number; readonly type: string; readonly body: string }>>;
  const reach = async () => {
    const line = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return (await reachProblems({ line, ...fallbackIn(line) })).map(problem => problem.replaceAll(line, ''));
  };
  beforeEach(async () => {
    answers = web;
    server = createServer(({ url = '' }, response) => {
      const { status, type, body } = answers[url] ?? { status: 404, type: 'text/plain', body: '' };
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    await new Promise<void>(opened => server.listen(0, '127.0.0.1', opened));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  test('the line and both documents must answer', async () => {
    expect(await reach()).toEqual([]);
    answers = {};
    expect(await reach()).toEqual(['/healthz', '/voice.xml', '/message.xml'].map(path => `${path} answers 404 where 200 is wanted.`));
  });

  test('with something that Twilio can read', async () => {
    answers = { ...web, '/voice.xml': { ...xml, type: 'application/octet-stream' }, '/message.xml': { ...xml, body: '<html></html>' } };
    expect(await reach()).toEqual([
      '/voice.xml answers something that Twilio cannot read (application/octet-stream).',
      '/message.xml answers something that Twilio cannot read (text/xml; charset=utf-8).',
    ]);
  });

  test('at all', async () => {
    const [problem] = await reachProblems({ line: 'http://127.0.0.1:9' });
    expect(problem).toMatch(/^http:\/\/127\.0\.0\.1:9\/healthz does not answer \(\w+\)\.$/);
  });
});

describe('an address', () => {
  const reason = (line: string): string => addressProblems({ line }).join(' ');
  test.each([
    'https://line.example.org',
    'https://x1.execute-api.us-east-1.amazonaws.com',
    'https://8.8.8.8:8443/line',
    'https://[2606:4700::1]',
  ])('%s is good', line => expect(reason(line)).toBe(''));
  test.each([
    ['http://line.example.org', 'must begin with https://'],
    ['ftp://line.example.org', 'must begin with https://'],
    ['http://localhost:3000', 'only this machine'],
    ['https://localhost', 'only this machine'],
    ['https://line', 'only this machine'],
    ['https://line.localhost.', 'only this machine'],
    ['https://printer.local', 'only this machine'],
    ['https://127.0.0.1', 'only this machine'],
    ['https://127.1', 'only this machine'],
    ['https://0x7f000001', 'only this machine'],
    ['https://[::1]', 'only this machine'],
    ['https://[::ffff:10.0.0.1]', 'only this machine'],
    ['https://10.2.3.4', 'only this machine'],
    ['https://172.31.0.1', 'only this machine'],
    ['https://192.168.1.2', 'only this machine'],
    ['https://169.254.169.254', 'only this machine'],
    ['https://rosa:secret@line.example.org', 'name or password'],
    ['https://line.example.org?x=1', '? or #'],
    ['https://my_line.example.org', 'no host names with _'],
    ['line.example.org', 'no whole address'],
    ['', 'no whole address'],
  ])('%s is refused with its reason', (line, why) => expect(reason(line)).toContain(why));

  test('of the fallback is not where the line is', () => {
    const same = addressProblems({ line: URL_OF_LINE, ...fallbackIn(`${URL_OF_LINE}/fallback/`) });
    expect(same).toHaveLength(2);
    expect(same[0]).toContain('https://line.example.org/fallback/voice.xml is where the line itself is.');
    expect(addressProblems({ line: URL_OF_LINE, ...fallbackIn(FALLBACK) })).toEqual([]);
    expect(addressProblems({ line: URL_OF_LINE, ...fallbackIn('http://fallback.example.net') })).toHaveLength(2);
  });
});
