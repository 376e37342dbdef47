import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineClock, type MovableClock } from '../../local/clock.ts';
import { type Machine, type MachineLine, startMachine } from '../../local/machine.ts';
import { type Listening, listen } from '../../local/server.ts';
import { REST_PATH } from '../../local/simulator/http.ts';
import type { Community, Policy } from '../../shared/domain/community.ts';
import { type Instant, instant, language, type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import type { WebEvent, WebResult } from '../../shared/shell/door.ts';
import type { Log } from '../../shared/shell/log.ts';

/** A whole machine with a line that only echoes, for looking at everything around the line. */

export const phone = (digits: string): PhoneNumber => {
  const number = phoneNumber(digits);
  if (number === undefined) throw new Error(`not a phone number: ${digits}`);
  return number;
};
export const at = (text: string): Instant => instant(Date.parse(text));

export const LINE = phone('+15550100000');
export const MARIA = phone('+15550100001');
export const ACCOUNT = { accountSid: `AC${'0'.repeat(31)}1`, authToken: 'a-token-for-tests' };
export const START = at('2027-01-09T14:00:00.000Z');

// Written as JSON because a literal with a property of this name looks like a promise to the linter.
const POLICY = JSON.parse('{"wave":3,"everyMs":60000,"then":[]}') as Policy;

const CHECK = { afterMs: 60_000, waitMs: 60_000 };

export const COMMUNITY: Community = {
  name: 'Test Street',
  number: LINE,
  timezone: 'America/New_York',
  languages: [language('en'), language('es')],
  emergency: { call: '911', crisis: '988', services: '211' },
  zones: [],
  pods: [{ id: 'food', name: 'Food Pod', needs: ['food'], lead: phone('+15550100101'), covered: 'always' }],
  holidays: [],
  team: [{ name: 'Rosa', phone: phone('+15550100100'), roles: ['coordinator'], languages: [language('en')] }],
  policy: { now: POLICY, today: POLICY, soon: POLICY, 'this-week': POLICY },
  answers: {},
  intake: { goesOutAfterMs: 60_000 },
  pause: { openMeanwhile: [] },
  residents: { anHour: 10, aDay: 30 },
  confirm: { closesAfterMs: 60_000 },
  checkIn: { now: CHECK, today: CHECK, soon: CHECK, 'this-week': CHECK, person: CHECK },
  digest: {},
  page: { everyMs: 60_000 },
  calls: { atOnce: 5, longestWaitMs: 60_000, aDay: 300, aNumberADay: 12 },
  sending: { segmentsASecond: 1, segmentsADay: 2_000 },
  budget: { month: 50 },
  fallback: { ring: phone('+15550100100') },
  volunteers: { casesMax: 2, vettedFor: [], skillsFor: {}, textsAnHour: 12 },
};

export interface Logged {
  readonly level: string;
  readonly event: string;
}
export const recordingLog = (): Log & { readonly lines: Logged[] } => {
  const lines: Logged[] = [];
  const note = (level: string) => (event: string) => void lines.push({ level, event });
  return { lines, info: note('info'), warn: note('warn'), error: note('error') };
};

export const freshDir = (): string => mkdtempSync(join(tmpdir(), 'porchlight-local-'));
export const removeDir = (dir: string): void => rmSync(dir, { recursive: true, force: true });

/** A door that remembers what came through it and answers what it is told to. */
export const echoDoor = () => {
  const seen: WebEvent[] = [];
  const forms = (): Record<string, string>[] => seen.map(event => Object.fromEntries(new URLSearchParams(event.body ?? '')));
  const door = Object.assign(
    async (event: WebEvent): Promise<WebResult> => {
      seen.push(event);
      const { Body = '', NumMedia = '' } = Object.fromEntries(new URLSearchParams(event.body ?? ''));
      return door.answer(Body, NumMedia);
    },
    { seen, forms, answer: (body: string, _media: string): WebResult => said(`You said ${body}`) },
  );
  return door;
};
export const xml = (body: string): WebResult => ({ statusCode: 200, headers: { 'content-type': 'text/xml' }, body });
export const said = (text: string): WebResult =>
  xml(
    `<?xml version="1.0" encoding="UTF-8"?><Response><Message>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</Message></Response>`,
  );
export const NOTHING: WebResult = { statusCode: 204 };

/** A line without a mind: echo doors, and a list of instants at which something is due. */
export const echoLine = () => {
  const sms = echoDoor();
  const status = echoDoor();
  status.answer = () => NOTHING;
  const due: { at: Instant; work: (now: Instant) => Promise<void> | void }[] = [];
  /** The machine's clock, once there is a machine. */
  const told = { now: (): Instant => START };
  const line: MachineLine = {
    doors: { '/twilio/sms': sms, '/twilio/status': status },
    roster: async () => [{ name: 'Ana', phone: phone('+15550100201'), pods: ['food'], languages: ['en', 'es'], onCall: true }],
    nextDue: async until => {
      const next = due.map(one => one.at).sort()[0];
      return next !== undefined && next <= until ? next : null;
    },
    work: async () => {
      const now = told.now();
      for (const one of due.filter(row => row.at <= now).sort((a, b) => (a.at < b.at ? -1 : 1))) {
        due.splice(due.indexOf(one), 1);
        await one.work(now);
      }
    },
  };
  return { line, sms, status, due, told };
};

export interface Running {
  readonly listening: Listening;
  readonly machine: Machine;
  readonly clock: MovableClock;
  readonly base: string;
  readonly restBase: string;
  readonly log: ReturnType<typeof recordingLog>;
  get(path: string): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
  stop(): Promise<void>;
}

/** Starts it on a free port with its clock at START, standing still but for what is asked of it. */
export const running = async (
  { line, told }: Pick<ReturnType<typeof echoLine>, 'line' | 'told'>,
  dataDir: string,
  port = 0,
): Promise<Running> => {
  const log = recordingLog();
  const clock = lineClock(dataDir, () => Date.parse(START));
  told.now = clock.now;
  const listening = await listen(port, log);
  const base = `http://127.0.0.1:${listening.port}`;
  const restBase = `${base}${REST_PATH}`;
  const simulator = {
    ...ACCOUNT,
    publicUrl: `http://localhost:${listening.port}`,
    apiBaseUrl: restBase,
    smsPath: '/twilio/sms',
    voicePath: '/twilio/voice',
    voiceStatusPath: '/twilio/voice/status',
    dataDir,
  };
  const machine = await startMachine({ listening, line, community: COMMUNITY, clock, log, simulator });
  const post = (path: string, body: unknown) => fetch(`${base}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { listening, machine, clock, base, restBase, log, get: path => fetch(`${base}${path}`), post, stop: machine.stop };
};
