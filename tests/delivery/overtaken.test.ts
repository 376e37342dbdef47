import { expect, test } from 'vitest';
import type { SendResult } from '../../shared/shell/runtime.ts';
import { eachWithAna, hood, to } from './with-ana.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const MARIA = '+15550100001';
const ANA = '+15550100201';
const BO = '+15550100202';
const refused = (code: number): SendResult => ({ ok: false, code, http: 400, retry: false, unknown: false });
const DOWN: SendResult = { ok: false, code: 0, http: 503, retry: true, unknown: false };

eachWithAna('en');
const asks = (): Promise<string | null> => hood.text(MARIA, 'need food for 3, 11216, today');

/** The carrier says of the last text with these words that the phone was away. */
const away = async (phone: string, words: string): Promise<void> => {
  const text = hood.sent.findLast(s => s.to === phone && s.body.includes(words));
  if (!text) throw new Error(`nothing was sent with ${words}`);
  const form = { MessageSid: text.sid, MessageStatus: 'undelivered', ErrorCode: '30003' };
  await hood.posts('/twilio/status', `m=${encodeURIComponent(text.id)}`, form);
};

test('whoever was given back is not said to be on it when their phone is on again', async () => {
  await asks();
  await hood.text(ANA, 'accept');
  await away(MARIA, 'is taking');
  await hood.text(ANA, 'release');
  hood.takeSent();
  await hood.pass(HOUR_MS);
  expect(to(MARIA).filter(body => body.includes('is taking'))).toEqual([]);
});

test('what is still so is told when their phone is on again', async () => {
  await asks();
  await hood.text(ANA, 'accept');
  await away(MARIA, 'is taking');
  hood.takeSent();
  await hood.pass(20 * MINUTE_MS);
  expect(to(MARIA)).toEqual([expect.stringContaining('is taking 134')]);
});

test('nobody is asked whether it is done after they said so', async () => {
  await asks();
  await hood.text(ANA, 'accept');
  await hood.pass(3 * HOUR_MS + 2 * MINUTE_MS);
  await away(ANA, 'done');
  await hood.text(ANA, 'done');
  hood.takeSent();
  await hood.pass(HOUR_MS);
  expect(to(ANA)).toEqual([]);
});

test('the time by which it goes to others is not told once it has gone to others', async () => {
  await asks();
  await hood.text(ANA, 'accept');
  hood.plans.set(ANA, [refused(30003)]);
  await hood.pass(5.1 * HOUR_MS);
  hood.plans.delete(ANA);
  hood.takeSent();
  await hood.pass(3 * HOUR_MS);
  expect(to(ANA).filter(body => body.includes('If we do not hear'))).toEqual([]);
});

test('nobody is offered what another has taken meanwhile', async () => {
  await hood.volunteers(`Bo,${BO},en,food,,,always,yes,no`);
  hood.plans.set(ANA, [DOWN, DOWN, DOWN, 'accept']);
  await asks();
  await hood.text(BO, 'accept');
  hood.takeSent();
  await hood.pass(5 * MINUTE_MS);
  expect(to(ANA).filter(body => body.startsWith('Can you take'))).toEqual([]);
});
