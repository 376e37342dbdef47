import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { book as ownBook } from '../../ivr-scripts/book.ts';
import { language } from '../../shared/domain/ids.ts';
import { phoneModeOf, soundsOf, spokenBook } from '../../shared/reply/audio.ts';
import { piecesAt, readingsOf, textHash } from '../../shared/reply/readings.ts';
import { wordingOf } from '../../shared/reply/wording.ts';
import type { Book, Recorded } from '../../shared/script/script.ts';

const ht = language('ht');
const en = language('en');

/** The line's own words with Haitian Creole beside them, as far as a menu and one sentence go. */
const spoken = ownBook.words.en;
if (!spoken) throw new Error('There are no English words.');
const creole = {
  ...spoken,
  name: 'Kreyòl',
  lines: { press: 'Pou {choice}, peze {key}.', 'call-written-down': 'Nou ekri li, {name}. Kòd ou se {code}.' },
  terms: { 'needs.food': 'manje' },
  scripts: {
    menu: {
      main: {
        ask: '{choices}',
        voice: 'Byenveni. {choices}',
        noMatch: ['Nou pa konprann. {choices}'],
        silence: ['Ou la toujou? {choices}'],
        choices: {
          help: { label: 'mande èd', words: [] },
          report: { label: 'rapòte yon pwoblèm', words: [] },
          person: { label: 'pale ak yon moun', words: [] },
          mine: { label: 'demann mwen yo', words: [] },
        },
      },
    },
  },
} satisfies Book['words'][string];
const book: Book = { ...ownBook, words: { ...ownBook.words, ht: creole } };

const readings = readingsOf(book, ht);
const all: Recorded = { ht: readings.map(({ path, text }) => ({ text, file: `ht/${path.replaceAll('/', '.')}.mp3` })) };
const without = (...paths: readonly string[]): Recorded => ({
  ht: readings.flatMap(({ path, text }) => (paths.includes(path) ? [] : [{ text, file: `ht/${path.replaceAll('/', '.')}.mp3` }])),
});
const heard = (text: string, recorded: Recorded, tag = ht): readonly string[] =>
  soundsOf({ text, language: tag }, recorded).map(sound => (sound.kind === 'play' ? sound.file : `${sound.voice.language}: ${sound.text}`));

describe('what is read aloud', () => {
  test('is each fixed text once, with choices as whole sentences and digits one by one', () => {
    expect(readings.slice(0, 2)).toEqual([
      { path: 'scripts/menu/main/voice', text: 'Byenveni.' },
      { path: 'scripts/menu/main/no-match/1', text: 'Nou pa konprann.' },
    ]);
    expect(readings).toContainEqual({ path: 'lines/call-written-down/1', text: 'Nou ekri li' });
    expect(readings).toContainEqual({ path: 'lines/call-written-down/2', text: 'Kòd ou se' });
    expect(readings).toContainEqual({ path: 'scripts/menu/main/choices/help', text: 'Pou mande èd, peze 1.' });
    expect(readings.filter(({ path }) => path.startsWith('digits/'))).toHaveLength(10);
    expect(new Set(readings.map(({ path }) => path)).size).toBe(readings.length);
  });

  test('leaves out what is only ever a text', () => {
    const paths = readingsOf(ownBook, en).map(({ path }) => path);
    expect(paths.filter(path => path.startsWith('lines/')).every(path => /^lines\/(call|status)-|-aloud(\/\d+)?$/.test(path))).toBe(true);
    expect(paths).not.toContain('lines/offer');
    expect(paths.some(path => path.startsWith('lines/status-open/'))).toBe(false);
    expect(paths.some(path => path.startsWith('lines/status-safety-seen'))).toBe(true);
  });

  test('is cut where something is filled in', () => {
    expect(piecesAt('x', '{code} ({what}): {name}, a volunteer, has it.')).toEqual([{ path: 'x', text: 'a volunteer, has it.' }]);
    expect(piecesAt('x', '{items}')).toEqual([]);
    expect(piecesAt('x', 'One.\nTwo {n}')).toEqual([
      { path: 'x/1', text: 'One.' },
      { path: 'x/2', text: 'Two' },
    ]);
  });

  test('is known again by its hash, whatever its case and punctuation', () => {
    expect(textHash('Nou ekri li.')).toBe(textHash('nou  ekri li'));
    expect(textHash('Nou ekri li.')).not.toBe(textHash('Nou ekri yo.'));
    expect(textHash('x')).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe('how a sentence is heard', () => {
  test('in the voice of its language, where there is one', () => {
    expect(soundsOf({ text: 'Hello.', language: en }, all)).toEqual([
      { kind: 'say', text: 'Hello.', voice: { language: 'en-US', voice: 'Polly.Joanna' } },
    ]);
  });

  test('as recordings, with a name in a neighboring voice', () => {
    expect(heard('Nou ekri li, Marie Rose. Kòd ou se 4, 1, 2.', all)).toEqual([
      'ht/lines.call-written-down.1.mp3',
      'fr-FR: Marie Rose.',
      'ht/lines.call-written-down.2.mp3',
      'ht/digits.4.mp3',
      'ht/digits.1.mp3',
      'ht/digits.2.mp3',
    ]);
  });

  test('as the fewest recordings that make it up', () => {
    const twice: Recorded = { ht: [...(all.ht ?? []), { text: 'Kòd ou se 4 1', file: 'ht/long.mp3' }] };
    expect(heard('Kòd ou se 4, 1, 2.', twice)).toEqual(['ht/long.mp3', 'ht/digits.2.mp3']);
  });

  test('whatever the text, every word of it, in its order', () => {
    const words = fc.constantFrom('Nou', 'ekri', 'li', 'Kòd', 'ou', 'se', '4', 'Ana', '—', '«se»', '🙂', '\u0000', 'peze');
    const bare = (text: string): string => text.replace(/[\p{P}\p{S}\s]/gu, '').toLowerCase();
    const texts = new Map(all.ht?.map(({ file, text }) => [file, text]));
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), list => {
        const text = list.join(' ');
        const back = soundsOf({ text, language: ht }, all).map(sound =>
          sound.kind === 'say' ? sound.text : (texts.get(sound.file) ?? ''),
        );
        expect(bare(back.join(' '))).toBe(bare(text));
      }),
    );
  });
});

describe('a language without a voice', () => {
  test('is offered a voicemail until its menu can be heard whole', () => {
    expect(phoneModeOf(book, ht)).toBe('voicemail');
    expect(phoneModeOf({ ...book, recorded: without('scripts/menu/main/choices/mine') }, ht)).toBe('voicemail');
    expect(phoneModeOf({ ...book, recorded: without('lines/call-written-down/1') }, ht)).toBe('recorded');
    expect(phoneModeOf({ ...book, recorded: all }, ht)).toBe('recorded');
    expect(phoneModeOf(ownBook, language('es'))).toBe('spoken');
    expect(phoneModeOf(ownBook, language('so'))).toBe('voicemail');
  });

  test('says what is recorded, and leaves the rest to the next language', () => {
    const say = { kind: 'line', line: 'call-written-down', fill: { code: '412' } } as const;
    const english: Book = {
      ...book,
      words: {
        ...book.words,
        en: { ...spoken, lines: { ...spoken.lines, 'call-written-down': 'It is written down. {code}.' } },
        ht: creole,
      },
    };
    const worded = (recorded: Recorded) => wordingOf({ ...english, recorded }, [say], ht, 'voice');
    expect(worded(all)).toMatchObject({ language: 'ht', text: 'Nou ekri li. Kòd ou se 4, 1, 2.' });
    expect(worded(without('lines/call-written-down/2'))).toMatchObject({ language: 'en', text: 'It is written down. 4, 1, 2.' });
    // A text is read and not heard.
    expect(wordingOf(english, [say], ht, 'sms').language).toBe('ht');
    const menu = { kind: 'ask', script: 'menu', node: 'main' } as const;
    expect(wordingOf({ ...book, recorded: all }, [menu], ht, 'voice').language).toBe('ht');
    expect(wordingOf({ ...book, recorded: without('scripts/menu/main/silence/1') }, [menu], ht, 'voice').language).toBe('en');
  });

  test('changes nothing where every language has a voice', () => {
    expect(spokenBook(ownBook)).toBe(ownBook);
  });
});
