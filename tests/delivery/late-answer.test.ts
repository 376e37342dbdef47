import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ListedText } from '../../shared/domain/account-list.ts';
import { DAY_MS, type Instant, later, messageSid } from '../../shared/domain/ids.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import { beginReconciling } from '../../shared/shell/reconciler.ts';
import { outgoingKey } from '../../shared/table/keys.ts';
import { nounOf, rowOf } from '../../shared/table/rows.ts';
import { Neighborhood } from '../support/neighborhood.ts';
import { tiedBy } from '../support/tied.ts';

const MAY = '+15550100001';
const ROSA = '+15550100100';
const THEO = '+15550100103';
const MINUTE = 60_000;
const STORY = 'my landlord Mr Smith beats my neighbor';

let hood: Neighborhood;
beforeEach(async () => {
  hood = new Neighborhood();
  await beginReconciling(hood.runtime);
});
afterEach(() => hood.store.close());

let nth = 0;
/** A text of theirs that never reached the line, until the account's list is read. */
const found = async (from: string, body: string, at: Instant): Promise<void> => {
  nth += 1;
  const sid = messageSid(`SM${`${nth}`.padStart(32, 'e')}`);
  const text: ListedText = { sid, way: 'in', from, to: hood.community.number, body, at, media: 0, segments: 1, status: 'received' };
  hood.listedTexts = [text];
  for (let n = 0; n < 10; n++) await hood.pass(MINUTE);
  hood.listedTexts = [];
};
/** A report that was told in full, with texts wished for. */
const reported = async (): Promise<string> => {
  for (const words of ['REPORT', STORY, '1', '1']) await hood.text(MAY, words);
  await hood.pass(MINUTE);
  return /(\d{3,5})/.exec((await hood.text(THEO, 'CASES')) ?? '')?.[1] ?? '';
};
/** The rows of what was sent to this number, as they stand now. */
const rowsTo = async (to: string): Promise<readonly Outgoing[]> => {
  const ids = hood.sent.filter(s => s.to === to).map(s => outgoingKey((s as unknown as { id: Outgoing['id'] }).id));
  const { got } = await hood.store.read({ get: ids });
  return got.flatMap(row => (row ? [nounOf<Outgoing>(row)] : []));
};

describe('an answer that went as a text', () => {
  test('and did not get through is named to a coordinator, and its words are read to nobody', async () => {
    const code = await reported();
    hood.plans.set(THEO, [{ ok: false, code: 30005, http: null, retry: false, unknown: false }]);
    await found(THEO, `SHOW ${code}`, later(hood.now, -2 * MINUTE));
    await hood.pass(DAY_MS / 24);
    expect(await hood.text(ROSA, 'OUTBOX')).toMatch(/^Not sent: 1 to Theo/);
    const shown = await hood.text(ROSA, 'OUTBOX 1');
    expect(shown).toMatch(/^1: to Theo.*, not sent \(error 30005\)\. It was an answer, for Theo.* alone\.$/);
    expect(shown).not.toContain('Smith');
  });

  test('is set aside for a month and no longer, and what is for any eyes for half a year', () => {
    const at = '2027-01-04T15:00:00.000Z' as Instant;
    const text = {
      id: 'a',
      to: MAY,
      body: 'x',
      priority: 'urgent',
      cause: 'c',
      at,
      state: 'failed',
      attempts: 1,
      errorCode: 21617,
    } as const;
    const days = (purpose: string): number =>
      ((rowOf({ kind: 'outgoing', value: { ...text, purpose } as unknown as Outgoing }).ttl ?? 0) - Date.parse(at) / 1000) / 86_400;
    expect([days('late-answer'), days('shift')]).toEqual([30, 180]);
  });

  test('leaves nothing of a report whose person stays unnamed: neither with them nor with who asked for it', async () => {
    await hood.text(MAY, 'REPORT');
    await hood.pass(MINUTE);
    await found(MAY, STORY, hood.now);
    await hood.text(MAY, '2');
    await hood.text(MAY, '1');
    const code = /(\d{3,5})/.exec((await hood.text(THEO, 'CASES')) ?? '')?.[1] ?? '';
    await found(THEO, `SHOW ${code}`, later(hood.now, -1000));
    const before = await rowsTo(THEO);
    expect(before.some(o => o.purpose === 'late-answer' && o.body.includes('Smith'))).toBe(true);
    await hood.text(MAY, '3');
    await hood.pass(5 * MINUTE);
    // Asked for by its code, from a text that was lost too.
    await found(MAY, code, later(hood.now, -1000));
    expect((await rowsTo(MAY)).at(-1)?.body).toContain(code);
    await hood.pass(2 * 60 * MINUTE);
    const rows = [...(await rowsTo(MAY)), ...(await rowsTo(THEO))];
    const answers = rows.filter(o => o.purpose === 'late-answer');
    expect(answers.length).toBeGreaterThanOrEqual(3);
    expect(answers.map(o => o.body)).toEqual(answers.map(() => ''));
    expect(rows.filter(o => tiedBy(o, MAY, code))).toEqual([]);
  });
});

const ANA = '+15550100201';
const ASKS = /^Your ".*" reached us late\. If it still holds, please send it once more\.$/;

describe('words that hang on a question, found late', () => {
  const toldTo = (who: string): readonly string[] =>
    hood
      .takeSent()
      .filter(s => s.to === who)
      .map(s => s.body);

  test.each(['YES', 'ok', 'ACCEPT', 'si', 'I can'])('"%s" to one offer takes no other', async words => {
    await hood.volunteers(`Ana,${ANA},en;es,food;rides,north;south,,always,yes,no`);
    await hood.text(MAY, 'need food today 11216 for 2');
    await hood.pass(4 * MINUTE);
    const said = hood.now;
    await hood.pass(1.2 * MINUTE);
    await hood.text('+15550100002', 'need a ride today 11216 for 2');
    hood.takeSent();
    await found(ANA, words, said);
    const told = toldTo(ANA);
    expect(told.filter(body => ASKS.test(body))).toHaveLength(1);
    expect(told.join()).not.toContain('is yours');
  });

  test.each(['YES', 'ACCEPT', 'si'])('"%s" takes the offer that it was sent for', async words => {
    await hood.volunteers(`Ana,${ANA},en;es,food,north;south,,always,yes,no`);
    await hood.text(MAY, 'need food today 11216 for 2');
    await hood.pass(MINUTE);
    hood.takeSent();
    await found(ANA, words, hood.now);
    expect(toldTo(ANA).join()).toMatch(/is yours|es tuyo|es tuya/);
  });

  test.each(["can't make it", 'no puedo ir', 'done'])('"%s" about one case gives back no other', async words => {
    await hood.volunteers(`Ana,${ANA},en;es,food;rides,north;south,,always,yes,no`);
    await hood.text(MAY, 'need food today 11216 for 2');
    await hood.text(ANA, 'ACCEPT');
    const said = hood.now;
    await hood.pass(10_000);
    await hood.text(ANA, 'RELEASE');
    await hood.text('+15550100002', 'need a ride today 11216 for 2');
    expect(await hood.text(ANA, 'ACCEPT')).toContain('is yours');
    hood.takeSent();
    await found(ANA, words, said);
    expect(toldTo(ANA).filter(body => ASKS.test(body))).toHaveLength(1);
    expect(await hood.text(ANA, 'MY CASES')).toContain('You have');
  });

  test.each(['yes', 'si', 'ok'])('"%s" to something else withdraws nothing', async words => {
    const code = /Your code is (\d+)/.exec((await hood.text(MAY, 'need food today 11216 for 2')) ?? '')?.[1] ?? '';
    await hood.pass(MINUTE);
    const said = hood.now;
    await hood.pass(MINUTE);
    await hood.text(MAY, 'withdraw');
    hood.takeSent();
    await found(MAY, words, said);
    expect(toldTo(MAY).filter(body => ASKS.test(body))).toHaveLength(1);
    expect(await hood.text(ROSA, `SHOW ${code}`)).not.toContain('withdrawn');
  });
});
