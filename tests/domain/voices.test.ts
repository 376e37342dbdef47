import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { language } from '../../shared/domain/ids.ts';
import { heardAs, voiceNear, voiceOf } from '../../shared/domain/voices.ts';
import { isLanguage } from '../../shared/parse/language-tag.ts';

/** What the twilio package takes, read from its own types. */
const takes = (type: string): ReadonlySet<string> => {
  const types = readFileSync(new URL('../../node_modules/twilio/lib/twiml/VoiceResponse.d.ts', import.meta.url), 'utf8');
  const union = new RegExp(`type ${type} = ([^;]+);`).exec(types)?.[1] ?? '';
  return new Set([...union.matchAll(/"([^"]+)"/g)].map(([, word = '']) => word));
};
const [says, voices, hears] = [takes('SayLanguage'), takes('SayVoice'), takes('GatherLanguage')];

/** Every two- and three-letter tag that is a language at all. */
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const pairs = LETTERS.flatMap(a => LETTERS.map(b => a + b));
const everyTag = [...pairs, ...pairs.flatMap(pair => LETTERS.map(c => pair + c))].filter(tag => isLanguage(tag));
const everyLanguage = [...everyTag, 'en-GB', 'es-MX', 'es-ES', 'fr-CA', 'pt-PT', 'zh-TW', 'es-DO'].map(language);

describe('the voices', () => {
  test('are ones that Twilio has, each with its own language', () => {
    const spoken = everyLanguage.flatMap(tag => {
      const voice = voiceOf(tag);
      return voice ? [{ tag, ...voice }] : [];
    });
    expect(spoken.length).toBeGreaterThan(45);
    for (const { tag, language: say, voice } of spoken) {
      expect([...says], tag).toContain(say);
      expect([...voices], tag).toContain(voice);
      const named = /^Google\.([a-z]+-[A-Z]+)-/.exec(voice)?.[1];
      if (named !== undefined) expect(named, tag).toBe(say);
    }
  });

  test('listen only for languages that the recognizer knows', () => {
    const heard = everyLanguage.map(tag => heardAs(tag)).filter(tag => tag !== undefined);
    expect(heard.length).toBeGreaterThan(55);
    for (const tag of heard) expect([...hears]).toContain(tag);
  });

  test.each([
    ['ht', undefined, undefined],
    ['so', undefined, undefined],
    ['ti', undefined, undefined],
    ['ne', undefined, 'ne-NP'],
    ['my', undefined, 'my-MM'],
    ['sw', undefined, 'sw-KE'],
    ['vi', 'vi-VN', 'vi-VN'],
    ['es', 'es-US', 'es-US'],
    ['es-DO', 'es-US', 'es-US'],
    ['constructor', undefined, undefined],
  ])('%s is spoken as %s and heard as %s', (tag, say, hear) => {
    expect(voiceOf(language(tag))?.language).toBe(say);
    expect(heardAs(language(tag))).toBe(hear);
  });

  test('a name in a language without one is read by a neighbor', () => {
    expect(voiceNear(language('ht')).language).toBe('fr-FR');
    expect(voiceNear(language('so')).language).toBe('en-US');
    expect(voiceNear(language('es')).language).toBe('es-US');
  });
});
