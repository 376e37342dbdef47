import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeForOffer } from '../../shared/domain/place.ts';
import { sampleCommunity } from '../support/neighborhood.ts';

const community = sampleCommunity();

test.each([
  ['11216', '11216'],
  ['12 Halsey St apt 3', 'Halsey'],
  ['corner of fulton and nostrand, blue door, ask for Maria', 'Fulton & Nostrand'],
  ['Elm & 3rd', 'Elm & 3rd'],
  ['Elm st and Oak ave.', 'Elm St & Oak Ave'],
  ['corner of Elm and Oak', 'Elm & Oak'],
  ['Elm and Oak Place', 'Elm & Oak Place'],
  ['calle Pine y Elm', 'Calle Pine & Elm'],
  ['esquina de Pine y Elm', 'Pine & Elm'],
])('of %j an offer shows %j', (place, shown) => {
  expect(placeForOffer(place, community)).toBe(shown);
});

test.each([
  '10451 Main St',
  '12 Elm and Oak',
  'apt 3 and 4',
  'twelve Elm and Oak',
  'behind the church, my name is Maria Lopez',
  'call me at 5550100001',
  'Maria and Jose',
  'Maria & Jose Lopez',
  'Maria y Jose',
  'Shelter & Hope',
  'my house and garden',
  '#4B',
])('of %j an offer shows nothing', place => {
  expect(placeForOffer(place, community)).toBeUndefined();
});

test('whatever the words, an offer shows no house number, no phone number and none of the words that are no street', () => {
  const word = fc.constantFrom(
    'Maria',
    'Lopez',
    'apt',
    '3b',
    'house',
    'secret',
    'cancer',
    '12',
    '5550100001',
    '#4',
    'red',
    'door',
    '90210',
    'Halsey',
    '11216',
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 3, maxLength: 9 }), words => {
      const shown = placeForOffer(words.join(' '), community) ?? '';
      expect(shown).toMatch(/^(?:11216|Halsey)?$/);
    }),
  );
});
