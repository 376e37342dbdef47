import { describe, expect, test } from 'vitest';
import { MARIA, Phones } from './support.ts';

/** Speech that takes its time: 2.5 words a second. Transcripts let it take none. */

const TEN_WORDS = 'one two three four five six seven eight nine ten';
const ASK = (more = ''): string =>
  `<Gather input="dtmf speech" numDigits="1" timeout="5" actionOnEmptyResult="true" action="/step"${more}><Say>${TEN_WORDS}</Say></Gather>`;
const phonesWith = (first: string): Phones =>
  new Phones({ '/twilio/voice': first, '/step': '<Say>Thank you.</Say>' }, { speech: 'takes-time' });
const asked = (phones: Phones): boolean => phones.requests.some(({ to }) => to === '/step');

describe('speech that takes its time', () => {
  test('is over before a question begins to wait', async () => {
    const phones = phonesWith(ASK());
    await phones.call(MARIA);
    await phones.pass(8.9);
    expect(asked(phones)).toBe(false);
    await phones.pass(0.1);
    expect(asked(phones)).toBe(true);
  });

  test.each([
    ['a key', (phones: Phones) => phones.press(MARIA, '1'), { Digits: '1' }],
    ['words', (phones: Phones) => phones.say(MARIA, 'food'), { SpeechResult: 'food' }],
  ])('is cut short by %s', async (_, act, form) => {
    const phones = phonesWith(ASK());
    await phones.call(MARIA);
    await phones.pass(1);
    await act(phones);
    expect(phones.requests.find(({ to }) => to === '/step')?.form).toMatchObject(form);
  });

  test('is not cut short where the question says so', async () => {
    const phones = phonesWith(ASK(' bargeIn="false"'));
    await phones.call(MARIA);
    await phones.pass(1);
    await phones.press(MARIA, '1');
    expect(asked(phones)).toBe(false);
  });

  test('outside of a question listens to nobody, and one verb waits for the other', async () => {
    const phones = phonesWith(`<Say>${TEN_WORDS}</Say><Pause length="2"/><Say>Goodbye.</Say>`);
    await phones.call(MARIA);
    expect(() => phones.calls.press(MARIA, '1')).toThrow('nothing listens to keys');
    await phones.pass(5.9);
    expect(phones.news()).toEqual([`Maria hears: ${TEN_WORDS}`]);
    await phones.pass(0.5);
    expect(phones.news()).toEqual(['Maria hears: Goodbye.', 'Maria: completed']);
  });

  test('is counted for each call, whether it takes time or not', async () => {
    const phones = new Phones({ '/twilio/voice': `<Say>${TEN_WORDS}</Say>` });
    const leg = await phones.call(MARIA);
    expect(leg.seconds).toBe(4);
  });
});
