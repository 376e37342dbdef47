import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case.ts';
import { DAY_MS, instant, type PhoneNumber } from '../../shared/domain/ids.ts';
import { createLog } from '../../shared/shell/log.ts';
import { routes } from '../../shared/shell/routes.ts';
import type { Carrier } from '../../shared/shell/runtime.ts';
import { createCarrier } from '../../shared/shell/twilio.ts';
import { threadOf } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { Neighborhood, PUBLIC_URL, sampleCommunity } from '../support/neighborhood.ts';
import { LINE } from './outgoing.ts';
import { Caller } from './support.ts';

const NOW = instant(Date.UTC(2027, 0, 9, 14));
const ACCOUNT = `AC${'0'.repeat(32)}`;
const SID = `RE${'3'.repeat(32)}`;
const RECORDING = `https://api.twilio.com/2010-04-01/Accounts/${ACCOUNT}/Recordings/${SID}`;
const heard: { asked: string; authorization: string | undefined }[] = [];
/** What the account holds, by its path: a status and a body. */
let holds: Readonly<Record<string, { readonly status: number; readonly body?: string }>> = {};
let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    heard.push({ asked: `${request.method} ${path}`, authorization: request.headers.authorization });
    const { status, body } = holds[`${request.method} ${path}`] ?? { status: 404, body: '{"code":20404,"status":404}' };
    response.writeHead(status, { 'content-type': path.endsWith('.mp3') ? 'audio/mpeg' : 'application/json' }).end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const carrier = (apiBaseUrl = base): Carrier =>
  createCarrier({
    config: { publicUrl: 'https://line.example', accountSid: ACCOUNT, authTokens: ['token'], apiBaseUrl },
    from: LINE,
    log: createLog(
      () => undefined,
      () => NOW,
    ),
  });
const at = (rest: string): string => `/2010-04-01/Accounts/${ACCOUNT}${rest}`;

test('a recording is deleted with what a machine wrote down of it', async () => {
  heard.length = 0;
  const transcripts = JSON.stringify({ transcriptions: [{ sid: 'TR1' }], next_page_uri: null, page: 0, page_size: 50 });
  holds = {
    [`GET ${at(`/Recordings/${SID}/Transcriptions.json`)}`]: { status: 200, body: transcripts },
    [`DELETE ${at('/Transcriptions/TR1.json')}`]: { status: 204 },
    [`DELETE ${at(`/Recordings/${SID}.json`)}`]: { status: 204 },
  };
  expect(await carrier().deleteRecording(RECORDING)).toBe(true);
  expect(heard.map(h => h.asked)).toEqual(Object.keys(holds));
});

test('one that is not there is gone; one that cannot be deleted now is not', async () => {
  holds = {};
  expect(await carrier().deleteRecording(RECORDING)).toBe(true);
  holds = { [`DELETE ${at(`/Recordings/${SID}.json`)}`]: { status: 500, body: '{}' } };
  expect(await carrier().deleteRecording(RECORDING)).toBe(false);
  expect(await carrier('http://127.0.0.1:1').deleteRecording(RECORDING)).toBe(false);
  expect(await carrier().deleteRecording('https://elsewhere.example/a.mp3')).toBe(true);
});

test('a recording is fetched with the key of the account', async () => {
  holds = { [`GET ${at(`/Recordings/${SID}.mp3`)}`]: { status: 200, body: 'sound' } };
  const sound = await carrier().fetchRecording(RECORDING);
  expect(typeof sound === 'string' ? sound : Buffer.from(sound).toString()).toBe('sound');
  expect(heard.at(-1)?.authorization).toBe(`Basic ${Buffer.from(`${ACCOUNT}:token`).toString('base64')}`);
  holds = { [`GET ${at(`/Recordings/${SID}.mp3`)}`]: { status: 401 } };
  expect(await carrier().fetchRecording(RECORDING)).toBe('refused');
  holds = {};
  expect(await carrier().fetchRecording(RECORDING)).toBe('nothing');
  expect(await carrier('http://127.0.0.1:1').fetchRecording(RECORDING)).toBe('later');
});

const MAY = '+15550100001';
const caseOf = async (hood: Neighborhood, thread = MAY): Promise<Case | undefined> => {
  const { found } = await hood.store.read({ query: [threadOf(thread as PhoneNumber)] });
  return (found[0] ?? []).filter(row => row.kind === 'case').map(row => nounOf<Case>(row))[0];
};
const YEAR = { afterMs: 365 * DAY_MS, waitMs: 365 * DAY_MS };
/** Whoever has a case is left alone: what becomes of that in half a year is not what is looked at here. */
const community = { ...sampleCommunity(), checkIn: { now: YEAR, today: YEAR, soon: YEAR, 'this-week': YEAR, person: YEAR } };
/** The carrier as it is: it may fail to delete for a while. */
class Forgetful extends Neighborhood {
  fails = 0;
  constructor() {
    super({ community });
  }
  protected override deleteRecording(url: string): boolean {
    if (this.fails > 0) {
      this.fails--;
      return false;
    }
    return super.deleteRecording(url);
  }
}
const reported = async (hood: Neighborhood): Promise<void> => {
  const caller = new Caller(hood, MAY);
  await caller.ring();
  await caller.press('2');
  await caller.record(20);
  await caller.press('2');
  await caller.press('1');
  await caller.hangUp();
};

test('the words of a report are deleted when the time is over that was promised with the question, and tried until they are', async () => {
  const hood = new Forgetful();
  await reported(hood);
  const c = await caseOf(hood);
  expect(c?.recordings).toMatchObject([{ url: expect.any(String) }]);
  await hood.text('+15550100103', `ok ${c?.code}`);
  await hood.pass(179 * DAY_MS);
  expect(hood.deleted).toEqual([]);
  hood.fails = 2;
  await hood.pass(DAY_MS + 3_600_000);
  expect(hood.deleted).toEqual([]);
  await hood.pass(DAY_MS);
  expect(hood.deleted).toEqual([c?.recordings?.[0]?.url]);
  const [after] = (await caseOf(hood))?.recordings ?? [];
  expect(after).toMatchObject({ isDeleted: true });
  expect(after?.url).toBeUndefined();
  await hood.pass(30 * DAY_MS);
  expect(hood.deleted).toHaveLength(1);
  const log = hood.logged.join('\n');
  expect(log).toContain('recording.not-deleted');
  expect(log).not.toMatch(/Recordings\/|\+1555/);
});

test('a message is deleted with its case, half a year after that ended, and not while it is open', async () => {
  const hood = new Forgetful();
  await hood.text(MAY, 'need food for 4, 11216, today');
  const caller = new Caller(hood, MAY);
  await caller.ring();
  const { code = '' } = (await caseOf(hood)) ?? {};
  const told = `${PUBLIC_URL}${routes.voiceRecording}?call=${caller.sid}&n=1&code=${code}&slot=words`;
  await caller.post(told, { RecordingSid: SID, RecordingUrl: RECORDING, RecordingStatus: 'completed', RecordingDuration: '30' });
  await caller.hangUp();
  const c = await caseOf(hood);
  expect(c?.recordings).toHaveLength(1);
  await hood.volunteers('Ana,+15550100201,en,food,north;south,,always,yes,no');
  await hood.text('+15550100100', `assign ${code} Ana`);
  await hood.pass(200 * DAY_MS);
  expect(hood.deleted).toEqual([]);
  await hood.text('+15550100201', `done ${code}`);
  await hood.text(MAY, '1');
  expect(await caseOf(hood)).toMatchObject({ status: 'closed' });
  await hood.pass(179 * DAY_MS);
  expect(hood.deleted).toEqual([]);
  await hood.pass(3 * DAY_MS);
  expect(hood.deleted).toHaveLength(1);
});

test('a recording of an unnamed report is deleted as any other', async () => {
  const hood = new Forgetful();
  const caller = new Caller(hood, MAY);
  await caller.ring();
  await caller.press('2');
  await caller.record(20);
  await caller.press('2');
  const { code = '' } = (await caseOf(hood)) ?? {};
  await caller.press('1');
  await caller.press('3');
  await hood.text('+15550100103', `ok ${code}`);
  await hood.pass(181 * DAY_MS);
  expect(hood.deleted).toHaveLength(1);
  expect((await caseOf(hood, `report:${code}`))?.recordings).toMatchObject([{ isDeleted: true }]);
});
