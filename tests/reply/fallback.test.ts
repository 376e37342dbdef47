import { describe, expect, test } from 'vitest';
import { book as ownBook } from '../../ivr-scripts/book.ts';
import { readTwiml } from '../../local/simulator/twiml.ts';
import { allText, readVoice } from '../../local/simulator/voice/check.ts';
import type { Community } from '../../shared/domain/community.ts';
import { language } from '../../shared/domain/ids.ts';
import { type FallbackFiles, fallbackFiles } from '../../shared/reply/fallback.ts';
import { readingsOf } from '../../shared/reply/readings.ts';
import { segmentsOf } from '../../shared/script/lint/segments.ts';
import type { Book } from '../../shared/script/script.ts';
import { sampleCommunity } from '../support/neighborhood.ts';

const FOLDER = 'https://fallback.example.net';
const filesFor = (change: Partial<Community> = {}, book: Book = ownBook): FallbackFiles =>
  fallbackFiles({ book, community: { ...sampleCommunity(), ...change }, folder: FOLDER });
const files = filesFor();

const verbsOf = (xml: string, place: 'call' | 'screening' = 'call') => {
  const read = readVoice(xml, place);
  if (!read.ok) throw new Error(read.fault.what);
  expect(read.faults).toEqual([]);
  return read.verbs;
};
const heard = (xml: string): string => xml.replace(/<[^>]+>/g, ' ');

describe('the fallback for calls', () => {
  test('is TwiML in which Twilio finds no fault', () => {
    expect(verbsOf(files['voice.xml']).map(({ name }) => name)).toEqual([
      ...['Say', 'Pause', 'Say', 'Say', 'Pause', 'Say', 'Dial', 'Say', 'Pause', 'Say', 'Record', 'Say', 'Pause', 'Say', 'Hangup'],
    ]);
    verbsOf(files['voice-whisper.xml'], 'screening');
    verbsOf(files['voice-left.xml']);
    expect(verbsOf(files['voice-sorry.xml']).map(({ name }) => name)).toEqual(['Say', 'Pause', 'Say', 'Hangup']);
    expect(verbsOf(files['voice-taken.xml'])).toEqual([]);
  });

  test('says who this is, and the numbers for emergencies, in every language, before anything else', () => {
    const [first, , second] = verbsOf(files['voice.xml']);
    expect(first?.attributes).toEqual({ language: 'en-US', voice: 'Polly.Joanna' });
    expect(allText(first ?? fail())).toMatch(/^Maple Street Mutual Aid\..*danger, hang up and call 9, 1, 1\..*9, 8, 8.*2, 1, 1\.$/);
    expect(second?.attributes.language).toBe('es-US');
    expect(allText(second ?? fail())).toMatch(/cuelgue y llame al 9, 1, 1/);
  });

  test('rings one person from the number of the line, and nobody can take the call without a key', () => {
    const dial = verbsOf(files['voice.xml']).find(({ name }) => name === 'Dial');
    expect(dial?.attributes).toEqual({ callerId: '+15550100000', timeout: '20' });
    expect(allText(dial ?? fail())).toBe('+15550100100');
    expect(filesFor({ fallback: { ring: '+12125550199' as Community['number'] } })['voice.xml']).toContain('>+12125550199</Number>');
    const [gather, last] = verbsOf(files['voice-whisper.xml'], 'screening');
    expect(gather?.attributes).toMatchObject({ numDigits: '1', action: `${FOLDER}/voice-taken.xml` });
    expect(last?.name).toBe('Hangup');
    expect(heard(files['voice-whisper.xml'])).not.toMatch(/\d{3}/);
  });

  test('takes a message of two minutes, thanks for it, and never goes round', () => {
    const record = verbsOf(files['voice.xml']).find(({ name }) => name === 'Record');
    expect(record?.attributes).toMatchObject({ action: `${FOLDER}/voice-left.xml`, maxLength: '120' });
    for (const name of ['voice-left.xml', 'voice-taken.xml', 'voice-whisper.xml'] as const) expect(files[name]).not.toContain('voice.xml');
    expect(verbsOf(files['voice-left.xml']).at(-1)?.name).toBe('Hangup');
  });

  test('speaks to whoever is rung in their own language', () => {
    const { team } = sampleCommunity();
    const spanish = team.map(person => ({ ...person, languages: [language('es'), language('en')] }));
    expect(filesFor({ team: spanish })['voice-whisper.xml']).toMatch(/language="es-US".*Para tomarla, oprima 1/);
  });

  test('plays what was recorded in a language without a voice, and leaves out one of which nothing is', () => {
    const ht = language('ht');
    const en = ownBook.words.en;
    if (!en) throw new Error('There are no English words.');
    const book = { ...ownBook, words: { ...ownBook.words, ht: { ...en, name: 'Kreyòl' } } };
    const recorded = { ht: readingsOf(book, ht).map(({ path, text }) => ({ text, file: `ht/${path.replaceAll('/', '.')}.mp3` })) };
    const languages = [...sampleCommunity().languages, ht] as unknown as Community['languages'];
    const played = filesFor({ languages }, { ...book, recorded })['voice.xml'];
    verbsOf(played);
    expect(played).toContain(`<Play>${FOLDER}/audio/ht/lines.call-down-ring.mp3</Play>`);
    expect(filesFor({ languages }, book)['voice.xml']).toBe(files['voice.xml']);
  });
});

describe('the fallback for texts', () => {
  test('is one short message in each language', () => {
    const answer = readTwiml(files['message.xml']);
    if (!answer.ok) throw new Error(answer.why);
    expect(answer.messages).toHaveLength(2);
    for (const { body } of answer.messages) {
      expect(segmentsOf(body)).toMatchObject({ count: 1, encoding: 'GSM-7' });
      expect(body).toMatch(/^Maple Street Mutual Aid: .*911.*211/);
      expect(body).not.toMatch(/[{}]/);
    }
  });

  test('says nothing twice where a language has no words for it', () => {
    const languages = ['en', 'so', 'es'].map(language) as unknown as Community['languages'];
    const answer = readTwiml(filesFor({ languages })['message.xml']);
    expect(answer.ok && answer.messages).toHaveLength(2);
  });
});

describe('every file', () => {
  const names = Object.keys(files) as (keyof FallbackFiles)[];
  test('needs nothing but its neighbors, which are fetched with GET, as a bucket answers nothing else', () => {
    for (const name of names) {
      for (const [, url = ''] of files[name].matchAll(/(https?:[^"<]+)/g)) expect(names.map(one => `${FOLDER}/${one}`)).toContain(url);
      const asked = files[name].match(/ (action|url)="/g) ?? [];
      expect(files[name].match(/ method="GET"/g) ?? []).toHaveLength(asked.length);
      expect(files[name]).not.toMatch(/method="POST"|[Cc]allback=/);
    }
  });

  test('is small, and holds what a name may hold', () => {
    const odd = filesFor({ name: 'Ana & <Bo> "friends" \u0007' });
    for (const name of names) {
      expect(Buffer.byteLength(files[name])).toBeLessThan(4_096);
      expect(odd[name]).not.toContain('\u0007');
      if (name !== 'message.xml') verbsOf(odd[name], name === 'voice-whisper.xml' ? 'screening' : 'call');
    }
    expect(odd['message.xml']).toContain('Ana &amp; &lt;Bo&gt;');
  });
});

const fail = (): never => {
  throw new Error('There is nothing there.');
};
