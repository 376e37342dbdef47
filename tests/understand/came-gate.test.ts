import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WAYS as ABOUT_US, aboutUs } from '../../shared/understand/about-us.ts';
import { MAY_SAY, WAYS } from '../../shared/understand/came.ts';
import { fold } from '../../shared/understand/words.ts';

const here = new URL('../conversations/', import.meta.url);
/** Every text that anybody sends in a transcript. */
const SENT = readdirSync(here)
  .filter(name => name.endsWith('.txt'))
  .flatMap(name => readFileSync(new URL(name, here), 'utf8').split('\n'))
  .flatMap(line => /^\S+ > (.*)/.exec(line)?.[1] ?? []);

/** What a pattern needs whatever surrounds it: the generator knows no looking ahead, and no edge of a word. */
const plain = (way: string): RegExp => new RegExp(`^(?:${way.replace(/\(\?!(?:[^()]|\([^()]*\))*\)|\\b|\^/g, '')})$`);
const saysSo = (said: string): boolean => WAYS.some(([, way]) => new RegExp(`(?:${way})`).test(said));

describe('whether it came is looked for only where a word of it stands', () => {
  const missed = ABOUT_US.filter(([what]) => what === 'missed').map(([, way]) => way);
  test.each([...WAYS.map(([, way]) => way), ...missed])('%s', way => {
    fc.assert(
      fc.property(fc.stringMatching(plain(way)), said => MAY_SAY.test(said)),
      { numRuns: 150, seed: 1 },
    );
  });

  test('so in every text of the transcripts, and in mixes of them', () => {
    expect(SENT.length).toBeGreaterThan(500);
    const agrees = (text: string): boolean => MAY_SAY.test(fold(text)) || !(saysSo(fold(text)) || aboutUs(text) === 'missed');
    expect(SENT.filter(text => !agrees(text))).toEqual([]);
    const mixed = fc.array(fc.constantFrom(...SENT.flatMap(text => text.split(' '))), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(mixed, words => agrees(words.join(' '))),
      { numRuns: 300, seed: 1 },
    );
  });

  test('and an ordinary request has none', () => {
    for (const text of ['need food for 4', '11216, today', 'necesito comida para 3', 'ok thanks', '5 god bless you all'])
      expect([text, MAY_SAY.test(text)]).toEqual([text, false]);
  });
});
