import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, type PhoneNumber } from '../../shared/domain/ids.ts';
import type { Volunteer } from '../../shared/domain/volunteer.ts';
import type { SendResult } from '../../shared/shell/runtime.ts';
import { rosterKey } from '../../shared/table/keys.ts';
import { readRoster, saveVolunteers } from '../../shared/table/roster.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { Caller } from '../call/support.ts';
import { communityFrom, Neighborhood } from '../support/neighborhood.ts';
import { eachWithAna, hood, to } from './with-ana.ts';

const MARIA = '+15550100001';
const JOE = '+15550100002';
const ROSA = '+15550100100';
const ANA = '+15550100201' as PhoneNumber;
const BO = '+15550100202';
const refused = (code: number): SendResult => ({ ok: false, code, http: 400, retry: false, unknown: false });

eachWithAna();
const ana = async (): Promise<Volunteer> => {
  const { got } = await hood.store.read({ get: [rosterKey(ANA)] });
  if (!got[0]) throw new Error('Ana is on the roster');
  return nounOf<Volunteer>(got[0]);
};
const asks = (from: string): Promise<string | null> => hood.text(from, 'need food for 4, 11216, today');

describe.each([30005, 30006, 21211, 21614])('a volunteer at whose number texts never arrive (%i)', code => {
  beforeEach(async () => {
    hood.plans.set(ANA, [refused(code)]);
    await asks(MARIA);
  });

  test('is passed over from then on: the next is asked at once, and the coordinators hear it once', async () => {
    expect(to(ROSA)).toContainEqual(`Ana gets none of our texts (error ${code}). Please ask Ana for a phone that does.`);
    expect((await ana()).textless?.code).toBe(code);
    await hood.volunteers(`Bo,${BO},en,food,,,always,yes,no`);
    hood.plans.set(ANA, ['accept']);
    await asks(JOE);
    const sent = hood.takeSent();
    expect(sent.filter(s => s.to === ANA)).toEqual([]);
    expect(sent.filter(s => s.to === BO && s.body.startsWith('Can you take'))).toHaveLength(1);
    expect(sent.filter(s => s.body.includes('gets none of our texts'))).toEqual([]);
  });

  test('is asked again once a text comes from there', async () => {
    hood.plans.set(ANA, ['accept']);
    await hood.text(ANA, 'hello');
    expect((await ana()).textless).toBeUndefined();
    hood.takeSent();
    await asks(JOE);
    expect(to(ANA)).toContainEqual(expect.stringContaining('Can you take'));
  });
});

describe.each([
  [30005, false],
  [21211, false],
  [30006, true],
  [21614, true],
])('a call from a number with error %i', (code, stays) => {
  test(stays ? 'says nothing about texts: landlines call too' : 'says that the number is in use again', async () => {
    hood.plans.set(ANA, [refused(code)]);
    await asks(MARIA);
    hood.plans.set(ANA, ['accept']);
    const caller = new Caller(hood, ANA);
    await caller.ring();
    await caller.hangUp();
    expect((await ana()).textless !== undefined).toBe(stays);
  });
});

describe('a resident at whose number texts never arrive (30005)', () => {
  test('is told on a call; when they text, they get texts again', async () => {
    const answer = await asks(MARIA);
    hood.plans.set(MARIA, [refused(30005)]);
    await hood.text(ANA, 'accept');
    expect(to(ROSA)).toContainEqual(expect.stringContaining('our texts do not reach them (error 30005)'));
    expect(hood.called.map(c => c.to)).toEqual([MARIA]);
    const hers = /Your code is (\d+)/.exec(answer ?? '')?.[1] ?? '';
    expect(await hood.text(ROSA, `SHOW ${hers}`)).toContain('They get no texts');
    const code = /Your code is (\d+)/.exec((await asks(JOE)) ?? '')?.[1] ?? '';
    expect(await hood.text(ROSA, `SHOW ${code}`)).not.toContain('They get no texts');
    hood.plans.set(MARIA, ['accept']);
    hood.takeSent();
    expect(await hood.text(ANA, 'late 10 minutes')).toBe(
      `They get no texts, so we tell them when we call. To reach them sooner: CALL ${hers} rings you, then them.`,
    );
    expect(to(MARIA)).toEqual([]);
    await hood.text(MARIA, 'status');
    expect(await hood.text(ANA, 'late 20 minutes')).toBe(`OK, we told them about ${hers}.`);
    expect(to(MARIA)).toContainEqual(expect.stringContaining('20 minutes'));
  });
});

test('that nobody took our calls with the news of a case is told to a coordinator once, however many calls there were', async () => {
  await asks(MARIA);
  hood.plans.set(MARIA, [refused(30005)]);
  await hood.text(ANA, 'accept');
  await hood.pass(2 * MINUTE_MS);
  await hood.text(ANA, 'late 20 min');
  hood.takeSent();
  await hood.pass(12 * HOUR_MS);
  expect(to(ROSA).filter(body => body.includes('our call with the news was not taken'))).toHaveLength(1);
});

test('whoever is put on the roster with a number at which texts never arrive is known for it', async () => {
  hood.plans.set(MARIA, [refused(30005)]);
  await asks(MARIA);
  await hood.text(ANA, 'accept');
  await hood.volunteers(`Maria,${MARIA},en,food,,,always,yes,no`);
  const [maria] = (await readRoster(hood.store)).filter(v => v.number === MARIA);
  expect(maria?.textless?.code).toBe(30005);
  if (maria) await saveVolunteers(hood.store, [maria]);
  expect((await readRoster(hood.store)).find(v => v.number === MARIA)?.textless?.code).toBe(30005);
});

test('a coordinator at whose number texts never arrive is passed over where another gets them, and that one hears it', async () => {
  const yaml = readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8');
  const two = yaml.replace('team:', 'team:\n  - { name: Ines, phone: "+15550100110", roles: [coordinator], languages: [en] }');
  const both = new Neighborhood({ community: communityFrom(two) });
  both.plans.set(ROSA, [refused(30005)]);
  await both.text(MARIA, 'person');
  const toInes = both.sent.filter(s => s.to === '+15550100110').map(s => s.body);
  expect(toInes).toContainEqual('Rosa gets none of our texts (error 30005). Please ask Rosa for a phone that does.');
  expect((await readRoster(both.store)).find(v => v.number === ROSA)?.textless?.code).toBe(30005);
  await both.store.close();
});
