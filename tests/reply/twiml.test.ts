import fc from 'fast-check';
import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';
import { describe, expect, test } from 'vitest';
import { clip, renderSms, sanitise, TEXT_MAX } from '../../shared/reply/twiml.ts';
import { anyText } from '../support/any-text.ts';

const byPackage = (text: string): string => {
  const response = new MessagingResponse();
  response.message(text);
  return response.toString();
};

describe('the answer to a text', () => {
  test('is TwiML, typed as XML', () => {
    expect(renderSms('Food & <water>\r\nnow')).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'text/xml' },
      body: '<?xml version="1.0" encoding="UTF-8"?><Response><Message>Food &amp; &lt;water&gt;&#xD;\nnow</Message></Response>',
    });
  });

  test.each([null, '', ' \n', '\0', '\uD800'])('to say nothing (%j) is 204 without a body', text => {
    expect(renderSms(text)).toEqual({ statusCode: 204 });
  });

  test('is byte for byte what the twilio package writes, for every text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), anyText(2000)), text => {
        const said = clip(sanitise(text));
        const answer = renderSms(text);
        if (said.trim() === '') expect(answer.statusCode).toBe(204);
        else expect(answer.body).toBe(byPackage(said));
      }),
      { numRuns: 300 },
    );
    expect(renderSms(`]]> "quotes' &amp; \t`).body).toBe(byPackage(`]]> "quotes' &amp; \t`));
  });

  test('is the same bytes every time', () => {
    expect(renderSms('412 is yours')).toEqual(renderSms('412 is yours'));
  });
});

test('sanitising twice changes nothing more, and leaves well-formed XML characters only', () => {
  fc.assert(
    fc.property(anyText(), text => {
      const clean = sanitise(text);
      expect(sanitise(clean)).toBe(clean);
      expect(clean.isWellFormed()).toBe(true);
      expect(clean).not.toMatch(/[\0-\x08\x0B\f\x0E-\x1F\uFFFE\uFFFF]/);
    }),
  );
  expect(sanitise('a\tb\nc\r\u{1F600}\x1B')).toBe('a\tb\nc\r\u{1F600}');
});

test('a text is cut at 1,600, and an emoji there goes whole', () => {
  expect(clip('x'.repeat(2000))).toHaveLength(TEXT_MAX);
  expect(clip(`${'x'.repeat(1599)}\u{1F600}`)).toBe('x'.repeat(1599));
  expect(clip(`${'x'.repeat(1598)}\u{1F600}!`)).toBe(`${'x'.repeat(1598)}\u{1F600}`);
  expect(clip('short')).toBe('short');
});
