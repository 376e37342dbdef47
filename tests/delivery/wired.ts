import { expect } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import { lineClock } from '../../local/clock.ts';
import { startMachine } from '../../local/machine.ts';
import { listen } from '../../local/server.ts';
import { REST_PATH } from '../../local/simulator/http.ts';
import type { PhoneNumber } from '../../shared/domain/ids.ts';
import { readVolunteers } from '../../shared/parse/volunteers.ts';
import { createLine } from '../../shared/shell/line.ts';
import { createLog } from '../../shared/shell/log.ts';
import { beginReconciling } from '../../shared/shell/reconciler.ts';
import { routes } from '../../shared/shell/routes.ts';
import { createCarrier } from '../../shared/shell/twilio.ts';
import { openCases } from '../../shared/table/keys.ts';
import { saveVolunteers } from '../../shared/table/roster.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { freshDir, removeDir } from '../local/support.ts';
import { MORNING, sampleCommunity } from '../support/neighborhood.ts';

export const MARIA = '+15550100001' as PhoneNumber;
export const JOE = '+15550100002' as PhoneNumber;
export const ROSA = '+15550100100' as PhoneNumber;
export const ANA = '+15550100201' as PhoneNumber;

/** The real line beside the real simulator of Twilio, over HTTP, with a clock that stands still but for what is asked of it. */
export const wiredLine = async () => {
  const dir = freshDir();
  const clock = lineClock(dir, () => Date.parse(MORNING));
  const logged: string[] = [];
  const log = createLog(line => logged.push(line), clock.now);
  const listening = await listen(0, log);
  const base = `http://127.0.0.1:${listening.port}`;
  const community = sampleCommunity();
  const account = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'the-token' };
  const config = {
    publicUrl: `http://localhost:${listening.port}`,
    apiBaseUrl: base + REST_PATH,
    authTokens: [account.authToken],
    accountSid: account.accountSid,
  };
  const store = openSqlite(':memory:', () => Date.parse(clock.now()));
  const csv = `name,phone,languages,pods,zones,skills,shifts,vetted,voice\nAna,${ANA},en;es,food,,,always,yes,no\n`;
  await saveVolunteers(store, readVolunteers(csv, community).volunteers);
  const carrier = createCarrier({ config, from: community.number, log });
  const line = createLine({ community, book, store, carrier, config, log, now: clock.now });
  await beginReconciling({ store, now: clock.now });
  const doors = { smsPath: routes.sms, voicePath: routes.voice, voiceStatusPath: routes.voiceStatus };
  const simulator = { ...account, ...doors, publicUrl: config.publicUrl, apiBaseUrl: config.apiBaseUrl, dataDir: dir, seed: 'wired' };
  const machine = await startMachine({ listening, line, community, clock, log, simulator });
  const post = (path: string, body: unknown): Promise<Response> => fetch(base + path, { method: 'POST', body: JSON.stringify(body) });
  return {
    store,
    logged,
    machine,
    account: (mood: Readonly<Record<string, unknown>>): Promise<Response> => post('/simulator/account', mood),
    /** Lets time pass, with everything that falls due on the way. */
    pass: async (advance: string): Promise<void> => {
      const answer = await post('/simulator/clock', { advance });
      expect(answer.status, await answer.text()).toBe(200);
    },
    text: async (from: PhoneNumber, body: string) => machine.company?.send(from, { body, media: 0 }),
    textsTo: (to: string): readonly string[] =>
      [...(machine.company?.ledger.texts() ?? [])].filter(t => t.to === to && t.by !== 'phone').map(t => t.body),
    cases: async () => (await store.read({ query: [openCases(500)] })).found[0] ?? [],
    stop: async (): Promise<void> => {
      await machine.stop();
      await store.close();
      removeDir(dir);
    },
  };
};
export type Wired = Awaited<ReturnType<typeof wiredLine>>;
