import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, test } from 'vitest';
import { type Pairs, readForm } from '../../shared/parse/form.ts';
import { bodyHash, signedUrl, verifySignature } from '../../shared/parse/signature.ts';
import type { WebEvent } from '../../shared/shell/door.ts';
import { anyText } from '../support/any-text.ts';
import { SHAPES, signedEvent } from '../support/signed.ts';

const TOKEN = '12345';
const URL_SIGNED = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const SIGNATURE = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';
const PAIRS: Pairs = [
  ['To', '+18005551212'],
  ['CallSid', 'CA1234567890ABCDE'],
  ['Caller', '+14158675309'],
  ['Digits', '1234'],
  ['From', '+14158675309'],
];

const verify = (change: Partial<Parameters<typeof verifySignature>[0]> = {}) =>
  verifySignature({ tokens: [TOKEN], url: URL_SIGNED, pairs: PAIRS, signature: SIGNATURE, ...change });

/** The rule as Twilio publishes it, written down a second time: URL, then each sorted name with its value. */
const signByHand = (token: string, url: string, pairs: Pairs): string => {
  const sorted = [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return createHmac('sha1', token)
    .update(url + sorted.map(([name, value]) => name + value).join(''))
    .digest('base64');
};

describe('a signature', () => {
  test('is right for the published example, whatever the order of the parameters', () => {
    expect(verify()).toBe(true);
    expect(verify({ pairs: PAIRS.toReversed() })).toBe(true);
  });

  test('is refused when missing, empty, cut or of another token', () => {
    for (const signature of [undefined, '', 'x', SIGNATURE.slice(0, -1), `${SIGNATURE} `, SIGNATURE.toLowerCase()]) {
      expect(verify({ signature })).toBe(false);
    }
    expect(verify({ tokens: ['54321'] })).toBe(false);
    expect(verify({ tokens: [] })).toBe(false);
  });

  test('is never right for an empty token, which anybody could sign with', () => {
    const signature = signByHand('', URL_SIGNED, PAIRS);
    expect(verify({ tokens: [''], signature })).toBe(false);
    expect(verify({ tokens: ['', TOKEN] })).toBe(true);
  });

  test('may be by any of several tokens', () => {
    expect(verify({ tokens: ['new', TOKEN] })).toBe(true);
    expect(verify({ tokens: ['new', 'newer'] })).toBe(false);
  });

  test('allows a port that is the standard one, or none, on either side', () => {
    expect(verify({ url: 'https://mycompany.com:443/myapp.php?foo=1&bar=2' })).toBe(true);
    const signature = signByHand(TOKEN, 'http://mycompany.com:80/a', []);
    expect(verify({ url: 'http://mycompany.com/a', pairs: [], signature })).toBe(true);
  });

  test('covers scheme, path, order of the query, every value and every blank', () => {
    for (const url of [
      'http://mycompany.com/myapp.php?foo=1&bar=2',
      'https://mycompany.com/myapp.php?bar=2&foo=1',
      'https://mycompany.com/myapp.php/?foo=1&bar=2',
      'https://mycompany.com/myapp.php',
    ]) {
      expect(verify({ url })).toBe(false);
    }
    const spaced: Pairs = [['Body', ' hi ']];
    const signature = signByHand(TOKEN, URL_SIGNED, spaced);
    expect(verify({ pairs: spaced, signature })).toBe(true);
    expect(verify({ pairs: [['Body', 'hi']], signature })).toBe(false);
    expect(verify({ pairs: [...PAIRS, ['Body', '']] })).toBe(false);
  });

  test('of a body that is no form covers the hash in the URL', () => {
    const raw = '{"a":1}';
    const url = `https://mycompany.com/x?bodySHA256=${bodyHash(raw)}`;
    const signature = signByHand(TOKEN, url, []);
    const pairs = readForm({ body: raw }).pairs;
    expect(verifySignature({ tokens: [TOKEN], url, pairs, signature, bodySha256: bodyHash(raw) })).toBe(true);
    expect(verifySignature({ tokens: [TOKEN], url, pairs, signature, bodySha256: bodyHash('{"a":2}') })).toBe(false);
    expect(verifySignature({ tokens: [TOKEN], url, pairs, signature })).toBe(false);
  });

  test('of nonsense is false, never an exception', () => {
    const anything = anyText();
    fc.assert(
      fc.property(anything, anything, fc.array(fc.tuple(anything, anything)), (url, signature, pairs) => {
        expect(verifySignature({ tokens: [TOKEN], url, pairs, signature })).toBe(false);
      }),
    );
    expect(
      verify({
        pairs: [
          ['__proto__', 'x'],
          ['constructor', 'y'],
        ],
      }),
    ).toBe(false);
  });

  test('is right for whatever the published rule signs, and wrong after any change', () => {
    const value = fc.string({ unit: 'grapheme', maxLength: 30 }).map(text => text.toWellFormed());
    const pairs = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[A-Za-z]{1,12}$/), value), { selector: ([name]) => name, minLength: 1 });
    fc.assert(
      fc.property(pairs, value, (sent, other) => {
        const signature = signByHand(TOKEN, URL_SIGNED, sent);
        expect(verify({ pairs: sent, signature })).toBe(true);
        expect(verify({ pairs: [...sent, ['Extra', `${other}!`]], signature })).toBe(false);
      }),
    );
  });
});

describe('the signed URL', () => {
  const params = { Body: ' untrimmed ', Empty: '', Media: ['b', 'a', 'b'], From: '+15550100001' };

  test.each(SHAPES)('is built again in the shape %s, with stage and without, whatever the host header says', shape => {
    for (const [publicUrl, stage] of [
      ['https://line.example', undefined],
      ['https://abc.execute-api.us-east-1.amazonaws.com/prod', shape === 'function-url' ? undefined : 'prod'],
      ['http://localhost:3000', undefined],
      ['https://line.example:443', undefined],
    ] as const) {
      for (const query of ['', 'm=abc-_1', 'm=a%20b&b=2&a=1']) {
        const path = '/twilio/status';
        const event = signedEvent({ publicUrl, path, token: TOKEN, params, query, shape, ...(stage && { stage }) });
        const url = signedUrl(event, `${publicUrl}/`);
        const { pairs } = readForm(event);
        const signature = event.headers['x-twilio-signature'] ?? event.headers['X-Twilio-Signature'];
        expect(url).toBe(`${publicUrl}${path}${query && `?${query}`}`);
        expect(verifySignature({ tokens: [TOKEN], url, pairs, signature })).toBe(true);
      }
    }
  });

  test('carries a stage that only the path has, since that is what was called', () => {
    const rest: WebEvent = { headers: {}, path: '/twilio/sms', requestContext: { path: '/prod/twilio/sms', stage: 'prod' } };
    expect(signedUrl(rest, 'https://x.example')).toBe('https://x.example/prod/twilio/sms');
    expect(signedUrl(rest, 'https://x.example/prod')).toBe('https://x.example/prod/twilio/sms');
    const bare: WebEvent = { headers: {}, path: '/twilio/sms' };
    expect(signedUrl(bare, 'https://x.example/prod/')).toBe('https://x.example/prod/twilio/sms');
    const { path: _path, ...v2 } = { ...bare, rawPath: '/prod/twilio/sms', rawQueryString: '' };
    expect(signedUrl(v2, 'https://x.example/prod')).toBe('https://x.example/prod/twilio/sms');
  });

  test('drops the fragment by which retries are configured', () => {
    const event: WebEvent = { headers: {}, rawPath: '/twilio/sms', rawQueryString: '' };
    expect(signedUrl(event, 'https://x.example/#rc=3&rp=all')).toBe('https://x.example/twilio/sms');
  });

  test('never takes part of another name for the stage', () => {
    expect(signedUrl({ headers: {}, rawPath: '/production', rawQueryString: '' }, 'https://x.example/prod')).toBe(
      'https://x.example/prod/production',
    );
  });
});

test('repeated names are signed as the package signs them: each value once, in order', () => {
  const signature = webhooks.getExpectedTwilioSignature(TOKEN, URL_SIGNED, { M: ['b', 'a', 'b'] });
  const pairs: Pairs = [
    ['M', 'b'],
    ['M', 'a'],
    ['M', 'b'],
  ];
  expect(verify({ pairs, signature })).toBe(true);
  expect(signature).toBe(signByHand(TOKEN, URL_SIGNED, [['M', 'aMb']]));
});
