import { expect, test } from 'vitest';
import { partsOf } from '../../shared/understand/parts.ts';

test.each([
  [
    'need food today and a ride on friday, 11216, for 2',
    [
      ['food', 'today'],
      ['transport', 'this-week'],
    ],
  ],
  [
    'Need food 11216 today 2 people also need a ride to the doctor tomorrow at 9 a.m. please',
    [
      ['food', 'today'],
      ['transport', 'soon'],
    ],
  ],
  [
    'i need food now. my mom needs a ride to the clinic on thursday. 11216. 2 people',
    [
      ['food', 'today'],
      ['transport', 'this-week'],
    ],
  ],
  [
    'necesito comida hoy y transporte el viernes',
    [
      ['food', 'today'],
      ['transport', 'this-week'],
    ],
  ],
  ['mwen bezwen manje jodi a', [['food', 'today']]],
] as const)('%s', (text, told) => {
  const parts = partsOf(text).map(({ needs, facts }) => [needs, facts.when]);
  expect(parts.map(([needs, when]) => [needs?.[0], when])).toEqual(told);
});
