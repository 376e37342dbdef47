import { expect, test } from 'vitest';
import { movesTime } from '../../shared/understand/moves-time.ts';

test.each(
  'can you come tomorrow instead|tomorrow is ok too|Mañana está bien|friday works better|could we do 6pm|pueden venir el viernes|mejor el lunes|can you make it at 5'.split(
    '|',
  ),
)('%s: another time', text => {
  expect(movesTime(text)).toBe(true);
});
test.each(
  'not tomorrow|i cant tomorrow|tomorrow|my check comes friday|need food tomorrow|mañana no|see you friday|4'.split('|'),
)('%s moves nothing', text => {
  expect(movesTime(text)).toBe(false);
});
