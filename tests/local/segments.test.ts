import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { expect, test } from 'vitest';
import { countSegments } from '../../local/simulator/page/segments.js';
import { cut } from '../../local/simulator/segments.ts';

/** The page counts while one types, without the package that prices the sent texts; the two must agree. */

const PIECES = [
  'a',
  'NEED FOOD ',
  'ñ',
  'é',
  '[',
  '€',
  '~',
  '\n',
  'á',
  '’',
  '日',
  '👍',
  '👩‍👩‍👧',
  'e\u0301',
  '🇺🇸',
  'x'.repeat(66),
  'y'.repeat(152),
];

test('the page counts segments as the package does', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), pieces => {
      const text = pieces.join('');
      const counted = countSegments(text);
      const { segments, encoding } = cut(text);
      expect([counted.segments, counted.encoding]).toEqual([segments, encoding]);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['', 1, 'GSM-7', 160],
  ['x'.repeat(160), 1, 'GSM-7', 0],
  ['x'.repeat(161), 2, 'GSM-7', 145],
  ['€'.repeat(80), 1, 'GSM-7', 0],
  ['á', 1, 'UCS-2', 69],
  [`á${'x'.repeat(70)}`, 2, 'UCS-2', 63],
])('%j takes %i segment(s)', (text, segments, encoding, left) => {
  expect(countSegments(text)).toMatchObject({ segments, encoding, left });
  expect(cut(text)).toEqual({ segments, encoding });
  expect(new SegmentedMessage(text).encodingName).toBe(encoding);
});
