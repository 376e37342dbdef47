import { describe, expect, test } from 'vitest';
import { book as ownBook } from '../../ivr-scripts/book.ts';
import type { Case } from '../../shared/domain/case.ts';
import { language } from '../../shared/domain/ids.ts';
import { readingsOf } from '../../shared/reply/readings.ts';
import type { Book } from '../../shared/script/script.ts';
import { openCases } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { Neighborhood, sampleCommunity } from '../support/neighborhood.ts';
import { Caller } from './support.ts';

const RESIDENT = '+15550100001';
const ht = language('ht');
const spanish = ownBook.words.es;
if (!spanish) throw new Error('There are no Spanish words.');

/** Haitian Creole beside English: any words do, as long as no machine speaks them. */
const book: Book = { ...ownBook, words: { ...ownBook.words, ht: { ...spanish, name: 'Kreyòl', names: ['kreyol'] } } };
const readings = readingsOf(book, ht);
const recorded = (wanted: (path: string) => boolean): Book => ({
  ...book,
  recorded: {
    ht: readings.flatMap(({ path, text }) => (wanted(path) ? [{ text, file: `ht/${path.replaceAll('/', '.')}.mp3` }] : [])),
  },
});
/** A caller whose language the line knows from a text. */
const creoleCaller = async (words: Book): Promise<{ readonly hood: Neighborhood; readonly caller: Caller }> => {
  const { languages } = sampleCommunity();
  const hood = new Neighborhood({ book: words, community: { ...sampleCommunity(), languages: [languages[0], language('es'), ht] } });
  await hood.text(RESIDENT, 'kreyol');
  hood.takeSent();
  return { hood, caller: new Caller(hood, RESIDENT) };
};
const openOf = async (hood: Neighborhood): Promise<readonly Case[]> => {
  const { found } = await hood.store.read({ query: [openCases(10)] });
  return (found[0] ?? []).map(row => nounOf<Case>(row));
};

describe('a caller whose language no machine speaks', () => {
  test('is offered a voicemail in it, and no menu; it is written down before the tone', async () => {
    const { hood, caller } = await creoleCaller(book);
    const heard = await caller.ring();
    expect(heard).toMatch(/^Maple Street Mutual Aid\. If someone's in danger, hang up and call 9, 1, 1\./);
    expect(heard).toMatch(/We do not speak Haitian Creole by phone yet\. Please say after the tone, in Haitian Creole, what you need/);
    expect(heard).not.toMatch(/press 1/);
    expect(caller.twiml).toMatch(/<Record /);
    expect(caller.twiml).not.toMatch(/<Gather/);
    expect(await openOf(hood)).toMatchObject([{ kind: 'person', language: 'ht' }]);
  });

  test('is told the code and that somebody calls back, and the call ends', async () => {
    const { hood, caller } = await creoleCaller(book);
    await caller.ring();
    const heard = await caller.record(20);
    expect(heard).toMatch(/A person will call you back\. Your code is (\d, \d, \d)/);
    expect(caller.twiml).toMatch(/<Hangup\/>/);
    expect(await openOf(hood)).toMatchObject([{ kind: 'person', callBack: { attempts: 0 } }]);
  });

  test('gets another language by key 9 in the middle of it', async () => {
    const { caller } = await creoleCaller(book);
    await caller.ring();
    expect(await caller.record(1, { Digits: '9' })).toMatch(/For English, press 1/);
    expect(await caller.press('1')).toMatch(/^If someone's in danger, hang up and call 9, 1, 1\./);
  });

  test('hears the menu as recordings once it is recorded, and what is not recorded in another language', async () => {
    const { caller } = await creoleCaller(recorded(path => path.startsWith('scripts/menu/') || path.startsWith('digits/')));
    await caller.ring();
    expect(caller.twiml).toMatch(
      /<Gather[^>]*input="dtmf"[^>]*>.*<Play>https:[^<]*\/audio\/ht\/scripts\.menu\.main\.choices\.help\.mp3<\/Play>/,
    );
    expect(caller.heard).toMatch(/If someone's in danger, hang up and call 9, 1, 1\./);
    expect(caller.heard).not.toContain('Para pedir ayuda');
    expect(await caller.press('1')).toMatch(/What do you need/);
  });

  test('hears everything as recordings once everything is', async () => {
    const { caller } = await creoleCaller(recorded(() => true));
    await caller.ring();
    const spoken = [...caller.twiml.matchAll(/<Say[^>]*>([^<]*)<\/Say>/g)].map(([, words]) => words);
    // Names are nobody's to record; the other languages are offered in themselves.
    expect(spoken).toEqual(['Maple Street Mutual Aid.', 'For English, press 9.', 'Para español, oprima 9.']);
  });
});
