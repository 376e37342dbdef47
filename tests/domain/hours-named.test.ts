import { expect, test } from 'vitest';
import { readHours } from '../../shared/domain/hours.ts';

test.each([
  ['9am to noon', { from: 540, to: 720 }],
  ['noon-5pm', { from: 720, to: 1020 }],
  ['8pm until midnight', { from: 1200, to: 0 }],
  ['de 9am a mediodia', { from: 540, to: 720 }],
  ['de mediodía a medianoche', { from: 720, to: 0 }],
  ['noon', undefined],
  ['afternoon to midnight snack', undefined],
])('%s', (text, hours) => expect(readHours(text)).toEqual(hours));
