import { describe, expect, test } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import { fallbackFiles } from '../../shared/reply/fallback.ts';
import { sampleCommunity } from '../support/neighborhood.ts';
import { MARIA, Phones } from './support.ts';

/** What a caller hears while the line does not answer at all, played as Twilio plays it: files, and no line. */

const FOLDER = 'https://fallback.example';
const community = sampleCommunity();
const files = fallbackFiles({ book, community, folder: FOLDER });
const fallback = {
  url: `${FOLDER}/voice.xml`,
  files: Object.fromEntries(Object.entries(files).map(([name, twiml]): [string, string] => [`${FOLDER}/${name}`, twiml])),
};
const { ring } = community.fallback;
const outage = (): Phones => new Phones({ '/twilio/voice': { statusCode: 500 } }, { fallback });
const heardBy = (news: readonly string[], who: string): string => news.filter(one => one.startsWith(`${who} hears:`)).join('\n');

describe('while the line does not answer', () => {
  test('a caller hears the numbers for emergencies, and one person is rung with the line’s number', async () => {
    const phones = outage();
    await phones.call(MARIA);
    await phones.pass(10);
    const news = phones.news();
    expect(heardBy(news, 'Maria')).toContain('9, 1, 1');
    expect(heardBy(news, 'Maria')).not.toContain('application error');
    expect(news).toContain(`${ring} rings: the line`);
    expect(news.filter(one => one.startsWith('fault'))).toEqual([
      'fault: The line answered HTTP 500 (11200). The fallback of the number answers.',
    ]);
  });

  test('whoever is rung takes it with a key', async () => {
    const phones = outage();
    await phones.call(MARIA);
    await phones.pass(10);
    await phones.pickUp(ring);
    await phones.pass(3);
    phones.news();
    await phones.press(ring, '1');
    expect(phones.news()).toEqual([`Maria talks with ${ring}`, `${ring} talks with Maria`]);
  });

  test.each([
    'machine',
    'no-answer',
    'busy',
  ] as const)('nobody takes it (%s): a message is recorded, and the caller is told so', async habit => {
    const phones = outage();
    phones.calls.habits.set(ring, habit);
    const leg = await phones.call(MARIA);
    for (let nth = 0; nth < 60 && leg.doing.what !== 'recording'; nth++) await phones.pass(1);
    expect(leg.doing.what).toBe('recording');
    await phones.speak(MARIA, 'we have had no food since monday');
    await phones.pass(10);
    const news = phones.news();
    expect(news.at(-1)).toBe('Maria: completed');
    expect(heardBy(news, 'Maria').split('\n').length).toBeGreaterThan(3);
    expect(news.filter(one => one.startsWith('fault'))).toHaveLength(1);
  });
});
