import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BEGINNINGS, isAutoReply, MAY_BE } from '../../shared/understand/auto-reply.ts';

/** The generator knows no looking ahead, no edge of a word, and no letters by their kind; what is written once in small letters stands for both. */
const plain = (way: RegExp): RegExp => new RegExp(`^(?:${way.source.replace(/\(\?!(?:[^()]|\([^()]*\))*\)|\\b|\^/g, '')})$`);

test.each(BEGINNINGS)('whatever begins like %s is looked at', way => {
  fc.assert(
    fc.property(fc.stringMatching(plain(way)), fc.boolean(), (said, loud) => MAY_BE.test(loud ? said.toUpperCase() : said)),
    { numRuns: 500, seed: 1 },
  );
});

test('what people write is not looked at any further', () => {
  for (const text of ['NEED FOOD', '11216', 'we are 4, no food since yesterday', 'necesito comida para hoy'])
    expect([text, MAY_BE.test(text), isAutoReply(text)]).toEqual([text, false, false]);
});

test.each([
  'Message undeliverable',
  'Free Msg: Receiver 555 unable to receive message - Message Blocking is active.',
  'Error: Invalid number. Please re-send using a valid 10 digit mobile number',
  'The person you are trying to reach is not accepting messages at this time',
  'Unable to deliver your message',
  "[Auto] I'm driving with Do Not Disturb turned on. I'll get back to you later",
])('a carrier or a phone wrote: %s', text => expect([MAY_BE.test(text), isAutoReply(text)]).toEqual([true, true]));

test.each([
  'the person you sent is rude',
  'the number you gave me is wrong',
  'invalid, i use a wheelchair',
  'unable to deliver food to my mom myself',
  'free food today?',
  'your message made me cry, thanks',
])('a person wrote: %s', text => expect(isAutoReply(text)).toBe(false));
