import { describe, expect, test } from 'vitest';
import { routes } from '../../shared/shell/routes.ts';
import { PUBLIC_URL, TOKEN } from '../support/neighborhood.ts';
import { signedEvent, unsignedEvent } from '../support/signed.ts';
import { ENGINES, everything, openNeighborhood, RESIDENT, report, SAYS_IT_ALL, to } from './support.ts';

const params = { MessageSid: `SM${'7'.repeat(32)}`, From: RESIDENT, To: '+15550100000', Body: 'NEED FOOD', NumMedia: '0' };
const signed = { publicUrl: PUBLIC_URL, path: routes.sms, token: TOKEN, params };

describe.each(ENGINES)('a webhook on %s', (_name, open) => {
  test('without a right signature is refused and changes nothing, at every door', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const before = await everything(hood.store, hood.now);
    const { headers } = signedEvent(signed);
    const signature = headers['x-twilio-signature'];
    const answers = await Promise.all([
      hood.line.sms(unsignedEvent(signed)),
      hood.line.sms(unsignedEvent(signed, 'c2lnbmF0dXJl')),
      hood.line.sms(signedEvent({ ...signed, token: 'another token' })),
      // A signature that was right for another text, another door or another address.
      hood.line.sms(unsignedEvent({ ...signed, params: { ...params, Body: 'STOP' } }, signature)),
      hood.line.sms(unsignedEvent({ ...signed, params: { ...params, From: '+15550100002' } }, signature)),
      hood.line.status(unsignedEvent({ ...signed, path: routes.status }, signature)),
      hood.line.sms(unsignedEvent({ ...signed, query: 'm=x' }, signature)),
      hood.line.voice(unsignedEvent({ ...signed, path: routes.voice })),
    ]);
    expect(answers.map(a => a.statusCode)).toEqual(answers.map(() => 403));
    expect(answers.map(a => a.body)).toEqual(answers.map(() => ''));
    await hood.line.work();
    expect(await everything(hood.store, hood.now)).toEqual(before);
    expect(hood.sent).toEqual([]);
    await hood.store.close();
  });

  test('that is replayed gets the same bytes and changes nothing', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const event = signedEvent({ ...signed, params: { ...params, Body: SAYS_IT_ALL } });
    const first = await hood.line.sms(event);
    await hood.line.work();
    const [sent, before] = [hood.sent.length, await everything(hood.store, hood.now)];
    expect(sent).toBe(3);
    await hood.pass(60_000);
    expect(await hood.line.sms(event)).toEqual(first);
    await hood.line.work();
    expect(hood.sent).toHaveLength(sent);
    expect(await everything(hood.store, hood.now)).toEqual(before);
    await hood.store.close();
  });

  test('with the same text three times at the same moment makes one case and one set of messages', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const sid = `SM${'8'.repeat(32)}`;
    const answers = await Promise.all([1, 2, 3].map(() => hood.door(RESIDENT, SAYS_IT_ALL, {}, sid)));
    await hood.line.work();
    expect(answers[0]?.statusCode).toBe(200);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    const [, ...tables] = await everything(hood.store, hood.now);
    expect(tables.at(-2)).toHaveLength(1);
    expect(hood.sent.map(s => s.to).sort()).toEqual(['+15550100201', '+15550100202', '+15550100203']);
    expect(to(hood.sent, RESIDENT)).toEqual([]);
    await hood.store.close();
  });
});

test('a report or a text that cannot be read is answered and changes nothing', async ({ skip }) => {
  const [, open] = ENGINES[0] ?? [];
  if (!open) throw new Error('no engine');
  const hood = await openNeighborhood(open, skip);
  const before = await everything(hood.store, hood.now);
  expect((await hood.line.sms(signedEvent({ ...signed, params: { Body: 'hi' } }))).statusCode).toBe(204);
  expect((await hood.door('SHORTCODE', 'hello')).statusCode).toBe(204);
  expect((await hood.door('+15550100000', 'our own number')).statusCode).toBe(204);
  expect((await report(hood, { sid: 'not-one', status: 'sent' })).statusCode).toBe(204);
  expect((await report(hood, { sid: `SM${'9'.repeat(32)}`, status: '<b>' })).statusCode).toBe(204);
  await hood.line.work();
  expect(await everything(hood.store, hood.now)).toEqual(before);
});
