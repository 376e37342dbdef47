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
