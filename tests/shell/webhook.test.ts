import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { renderSms } from '../../shared/reply/twiml.ts';
import type { WebEvent, WebResult } from '../../shared/shell/door.ts';
import type { Config } from '../../shared/shell/runtime.ts';
import { webhook } from '../../shared/shell/webhook.ts';
import { StoreTrouble } from '../../shared/table/store.ts';
import { SHAPES, signedEvent, unsignedEvent } from '../support/signed.ts';

const config: Config = {
  publicUrl: 'https://line.example',
  accountSid: 'AC1',
  authTokens: ['new-token', 'old-token'],
  apiBaseUrl: 'http://127.0.0.1:1',
};
const APOLOGY = 'Sorry, our line has trouble. If you are in danger call 911.';
const REQUEST = {
  publicUrl: config.publicUrl,
  path: '/twilio/sms',
  token: 'old-token',
  params: { Body: ' hi ', Empty: '', From: '+15550100001' },
};

interface Logged {
  readonly level: string;
  readonly event: string;
  readonly facts: Record<string, unknown> | undefined;
}

const setUp = (handle: (body: readonly (readonly [string, string])[]) => Promise<WebResult> = async () => renderSms('fine')) => {
  const logged: Logged[] = [];
  const note = (level: string) => (event: string, facts?: Record<string, unknown>) => void logged.push({ level, event, facts });
  const seen: (readonly (readonly [string, string])[])[] = [];
  const door = webhook(
    { config, log: { info: note('info'), warn: note('warn'), error: note('error') } },
    pairs => {
      seen.push(pairs);
      return handle(pairs);
    },
    { sorry: renderSms(APOLOGY) },
  );
  return { door, logged, seen };
};

describe('the webhook', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each(SHAPES)('hands on the raw parameters of a signed request in the shape %s', async shape => {
    const { door, seen, logged } = setUp();
    expect(await door(signedEvent({ ...REQUEST, shape, query: 'm=1' }))).toEqual(renderSms('fine'));
    expect(seen).toEqual([Object.entries(REQUEST.params)]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(logged).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each(SHAPES)('refuses what is not rightly signed in the shape %s, and does nothing', async shape => {
    const { door, seen, logged } = setUp();
    const signed = signedEvent({ ...REQUEST, shape });
    const other = signedEvent({ ...REQUEST, shape, params: { ...REQUEST.params, Body: 'hi' } });
    const attempts: WebEvent[] = [
      unsignedEvent({ ...REQUEST, shape }),
      unsignedEvent({ ...REQUEST, shape }, 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='),
      signedEvent({ ...REQUEST, shape, token: 'wrong' }),
      signedEvent({ ...REQUEST, shape, publicUrl: 'https://other.example' }),
      { ...signed, body: other.body },
      { ...signed, headers: {} },
    ];
    for (const attempt of attempts) {
      const { statusCode, body } = await door(attempt);
      expect([statusCode, body]).toEqual([403, '']);
    }
    expect(seen).toEqual([]);
    expect(logged.map(({ event }) => event)).toEqual(attempts.map(() => 'webhook.refused'));
  });

  test('takes POST only, and no more than a text can be', async () => {
    const { door, seen } = setUp();
    const signed = signedEvent({ ...REQUEST, shape: 'http-api' });
    expect(await door({ ...signed, requestContext: { http: { method: 'GET' } } })).toMatchObject({ statusCode: 405 });
    expect(await door({ ...signedEvent({ ...REQUEST, shape: 'rest-api' }), httpMethod: 'HEAD' })).toMatchObject({ statusCode: 405 });
    expect(await door({ headers: {} })).toMatchObject({ statusCode: 403 });
    for (const shape of SHAPES) {
      const huge = signedEvent({ ...REQUEST, shape, params: { Body: 'x'.repeat(1_000_000) } });
      expect(await door(huge)).toMatchObject({ statusCode: 413 });
    }
    const emoji = '\u{1F600}'.repeat(1600);
    expect(await door(signedEvent({ ...REQUEST, params: { Body: emoji } }))).toMatchObject({ statusCode: 200 });
    expect(seen).toHaveLength(1);
  });

  test.each([
    ['a mistake of ours', () => Promise.reject(new Error('boom'))],
    ['a database in trouble', () => Promise.reject(new StoreTrouble('full', new Error('disk')))],
    [
      'an exception before the first wait',
      () => {
        throw new TypeError('not a function');
      },
    ],
  ])('says sorry, with the emergency number, after %s', async (_what, handle) => {
    const { door, logged } = setUp(handle);
    const answer = await door(signedEvent(REQUEST));
    expect(answer).toEqual(renderSms(APOLOGY));
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/xml' } });
    expect(logged).toMatchObject([{ level: 'error', event: 'webhook.failed' }]);
  });

  test('answers well before Twilio gives up, and lets late work end', async () => {
    let end: (result: WebResult) => void = () => {};
    const { door, logged } = setUp(() => new Promise(resolve => (end = resolve)));
    const answer = door(signedEvent(REQUEST));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await answer).toEqual(renderSms(APOLOGY));
    expect(logged).toMatchObject([{ event: 'webhook.late' }]);
    end(renderSms('too late'));
    await vi.runAllTimersAsync();
    expect(logged).toHaveLength(1);
  });

  test('writes down what failed after the answer was given', async () => {
    let fail: (error: Error) => void = () => {};
    const { door, logged } = setUp(() => new Promise((_resolve, reject) => (fail = reject)));
    const answer = door(signedEvent(REQUEST));
    await vi.advanceTimersByTimeAsync(10_000);
    await answer;
    fail(new Error('late'));
    await vi.runAllTimersAsync();
    expect(logged.map(({ event }) => event)).toEqual(['webhook.late', 'webhook.failed']);
  });
});
