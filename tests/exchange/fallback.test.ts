import { beforeEach, describe, expect, test } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import { fallbackFiles } from '../../shared/reply/fallback.ts';
import { sampleCommunity } from '../support/neighborhood.ts';
import { ANA, LINE, MARIA, Phones } from './support.ts';

/** The static fallback, lived through: Maria calls while the line does not answer, and Ana is the one who is rung. */
const [english] = sampleCommunity().languages;
const community = { ...sampleCommunity(), languages: [english] as const, number: LINE, fallback: { ring: ANA } };
const FOLDER = 'https://fallback.example';
const documents = Object.entries(fallbackFiles({ book, community, folder: FOLDER }));
const files = Object.fromEntries(documents.map(([name, body]): [string, string] => [`${FOLDER}/${name}`, body]));

let phones: Phones;
beforeEach(async () => {
  phones = new Phones({ '/twilio/voice': { statusCode: 500 } }, { fallback: { url: `${FOLDER}/voice.xml`, files } });
  await phones.call(MARIA);
});

describe('a call while the line does not answer', () => {
  test('hears the numbers for emergencies, and is put through to a person who presses a key', async () => {
    const [fault, first, second, ...news] = phones.news();
    expect(fault).toBe('fault: The line answered HTTP 500 (11200). The fallback of the number answers.');
    expect(first).toMatch(/^Maria hears: Maple Street Mutual Aid\. We have trouble.*hang up and call 9, 1, 1/);
    expect(second).toMatch(/stay on the line/);
    expect(news).toEqual(['Ana rings: the line']);
    await phones.pickUp(ANA);
    expect(phones.news().join()).toMatch(/^Ana hears: A call from Maple Street Mutual Aid/);
    await phones.press(ANA, '1');
    expect(phones.news()).toEqual(['Maria talks with Ana', 'Ana talks with Maria']);
    await phones.hangUp(ANA);
    expect(phones.news().join()).toMatch(/If you still need us, leave a message after the tone/);
  });

  test('is never taken by an answering machine, and ends in a message', async () => {
    await phones.hangUp(MARIA);
    phones.calls.habits.set(ANA, 'machine');
    phones.news();
    await phones.call(MARIA);
    await phones.pass(60);
    const news = phones.news().join('\n');
    expect(news).toMatch(/Ana hears: an answering machine picks up/);
    expect(news).not.toMatch(/talks with/);
    expect(news).toMatch(/leave a message after the tone/);
  });

  test('thanks for the message, and ends', async () => {
    await phones.pass(21);
    expect(phones.news()).toContain('Ana: no-answer');
    await phones.speak(MARIA, 'we need water');
    await phones.press(MARIA, '#');
    expect(phones.news().join()).toMatch(/Maria hears: Thank you\. Your message is kept.*Maria: completed/);
  });

  test('that stays silent after the tone hears so, and ends', async () => {
    await phones.pass(40);
    const news = phones.news().join('\n');
    expect(news).toMatch(/We heard nothing\. Please call again in an hour\. Goodbye\.\nMaria: completed$/);
    expect(news).not.toMatch(/Your message is kept/);
  });
});
