import { expect, test } from 'vitest';
import { readHours } from '../../shared/domain/hours.ts';

test.each([
  ['9am to noon', { from: 540, to: 720 }],
  ['noon-5pm', { from: 720, to: 1020 }],
  ['8pm until midnight', { from: 1200, to: 0 }],
  ['de 9am a mediodia', { from: 540, to: 720 }],
  ['de mediodía a medianoche', { from: 720, to: 0 }],
  ['2-4pm', { from: 840, to: 960 }],
  ['11-1pm', { from: 660, to: 780 }],
  ['9-5pm', { from: 540, to: 1020 }],
  ['12-2pm', { from: 720, to: 840 }],
  ['8:30-10pm', { from: 1230, to: 1320 }],
  ['9am-1', { from: 540, to: 780 }],
  ['10pm-7', { from: 1320, to: 420 }],
  ['10-7am', { from: 1320, to: 420 }],
  ['8am-8', { from: 480, to: 1200 }],
  ['14:00-4pm', { from: 840, to: 960 }],
  ['5pm-17', undefined],
  ['noon', undefined],
  ['afternoon to midnight snack', undefined],
])('%s', (text, hours) => expect(readHours(text)).toEqual(hours));
