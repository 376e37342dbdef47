import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import { lineClock, type MovableClock } from '../../local/clock.ts';
import { type Machine, startMachine } from '../../local/machine.ts';
import { type Listening, listen } from '../../local/server.ts';
import { REST_PATH } from '../../local/simulator/http.ts';
import type { PhoneNumber } from '../../shared/domain/ids.ts';
import { readVolunteers } from '../../shared/parse/volunteers.ts';
import { createLine } from '../../shared/shell/line.ts';
import { createLog } from '../../shared/shell/log.ts';
import { beginReconciling } from '../../shared/shell/reconciler.ts';
import { routes } from '../../shared/shell/routes.ts';
import { createCarrier } from '../../shared/shell/twilio.ts';
import { openCases, spentKey } from '../../shared/table/keys.ts';
import { saveVolunteers } from '../../shared/table/roster.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Store } from '../../shared/table/store.ts';
import { freshDir, removeDir } from '../local/support.ts';
import { MORNING, sampleCommunity } from '../support/neighborhood.ts';

const MARIA = '+15550100001' as PhoneNumber;
const JOE = '+15550100002' as PhoneNumber;
const ROSA = '+15550100100' as PhoneNumber;
const ANA = '+15550100201';

/** The real line beside the real simulator of Twilio, over HTTP, with a clock that stands still. */
let world: { dir: string; listening: Listening; machine: Machine; store: Store; clock: MovableClock; logged: string[]; base: string };
beforeEach(async () => {
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
  const simulator = {
    ...account,
    publicUrl: config.publicUrl,
    apiBaseUrl: config.apiBaseUrl,
    smsPath: routes.sms,
    voicePath: routes.voice,
    voiceStatusPath: routes.voiceStatus,
    dataDir: dir,
    seed: 'reconcile',
  };
  const machine = await startMachine({ listening, line, community, clock, log, simulator });
  world = { dir, listening, machine, store, clock, logged, base };
});
afterEach(async () => {
  await world.machine.stop();
  await world.store.close();
  removeDir(world.dir);
});

const account = (mood: Record<string, unknown>): Promise<Response> =>
  fetch(`${world.base}/simulator/account`, { method: 'POST', body: JSON.stringify(mood) });
const pass = async (advance: string): Promise<void> => {
  const answer = await fetch(`${world.base}/simulator/clock`, { method: 'POST', body: JSON.stringify({ advance }) });
  expect(answer.status, await answer.text()).toBe(200);
};
const text = async (from: PhoneNumber, body: string) => world.machine.company?.send(from, { body, media: 0 });
const textsTo = (to: string): readonly string[] =>
  [...(world.machine.company?.ledger.texts() ?? [])].filter(t => t.to === to && t.by !== 'phone').map(t => t.body);
const cases = async () => (await world.store.read({ query: [openCases(500)] })).found[0] ?? [];

describe('a text whose webhook was lost', () => {
  test('is found in the account’s list and settled once, under its own id; the answer goes out as a text', async () => {
    expect((await account({ loses: true })).status).toBe(200);
    expect((await text(MARIA, 'need food for 4, 11216, today'))?.trouble).toContain('lost');
    expect(await cases()).toHaveLength(0);
    await account({ loses: false });
    await pass('PT5M');
    expect(await cases()).toHaveLength(1);
    const [answer] = textsTo(MARIA);
    expect(answer).toMatch(
      /^Sorry, this reached us late\. Maple Street Mutual Aid: got it, food for 4, today, 11216\. Your code is \d{3}\./,
    );
    expect(textsTo(ANA).some(body => body.startsWith('Can you take'))).toBe(true);
    await pass('PT1H');
    expect(await cases()).toHaveLength(1);
    expect(textsTo(MARIA).filter(body => body.includes('Your code is'))).toHaveLength(1);
    expect(world.logged.filter(l => l.includes('reconcile.text-replayed'))).toHaveLength(1);
    // A number or a word of theirs stands in no line of the log.
    expect(world.logged.join('\n')).not.toMatch(/555010|food for/);
  });

  test('is one of many, on many pages, of which the line has seen the others', { timeout: 60_000 }, async () => {
    for (let n = 0; n < 60; n++) await text(JOE, `note ${n}`);
    await account({ loses: true });
    for (let n = 0; n < 120; n++) await text(`+1555${2_000_000 + n}` as PhoneNumber, 'need food, 11216');
    await account({ loses: false });
    await pass('PT10M');
    const opened = (await cases()).map(row => nounOf<{ number: string; kind: string }>(row)).filter(c => c.kind === 'need');
    expect(new Set(opened.map(c => c.number)).size).toBe(120);
    expect(opened).toHaveLength(120);
  });

  test('STOP is kept although nobody is answered', async () => {
    await text(MARIA, 'NEED FOOD');
    await account({ loses: true });
    await text(MARIA, 'STOP');
    await account({ loses: false });
    const before = textsTo(MARIA).length;
    await pass('PT5M');
    expect(textsTo(MARIA)).toHaveLength(before);
    expect(textsTo(ROSA).some(body => body.includes('STOP'))).toBe(true);
  });
});

test('a call that the line never answered becomes a wish to be called back, once', async () => {
  await account({ loses: true });
  world.machine.company?.call(MARIA);
  await world.machine.company?.idle();
  await account({ loses: false });
  await pass('PT5M');
  const [c] = (await cases()).map(row => nounOf<{ kind: string; number: string; callBack?: object }>(row));
  expect(c).toMatchObject({ kind: 'person', number: MARIA, callBack: { attempts: 0 } });
  expect(textsTo(MARIA)).toEqual([
    expect.stringMatching(/^Maple Street Mutual Aid: sorry, we missed your call\. A person calls you back\. Your code is \d{3}\.$/),
  ]);
  await pass('PT30M');
  expect(await cases()).toHaveLength(1);
});

test('what texts cost is read off the account’s list, answers to webhooks included', async () => {
  await text(MARIA, 'HELP');
  await pass('PT5M');
  const { got } = await world.store.read({ get: [spentKey()] });
  // One segment came in, and the answer's went out, each with what the carriers add.
  const sent = [...(world.machine.company?.ledger.texts() ?? [])].reduce((sum, t) => sum + t.segments, 0);
  expect(got[0] && nounOf(got[0])).toEqual({ month: '2027-01', micros: sent * 11_300, told: 0 });
  await pass('PT1H');
  expect((await world.store.read({ get: [spentKey()] })).got[0]?.data).toEqual(got[0]?.data);
});
