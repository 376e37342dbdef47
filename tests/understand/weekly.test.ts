import { expect, test } from 'vitest';
import { neededAgain } from '../../shared/understand/weekly.ts';

const FRIDAY = 5;

test.each([
  ['dialysis every monday', 'dialysis on monday'],
  ['dialisis los martes y jueves a las 9am', 'dialisis on tuesday a las 9am'],
  ['food every friday', 'food on friday'],
  ['a ride Mondays and Saturdays 9am', 'a ride on saturday 9am'],
  ['need diapers every week', 'need diapers '],
])('%s: the next time is %s', (text, once) => {
  expect(neededAgain(text, () => ({ day: FRIDAY, minute: 9 * 60 }))).toBe(once);
});
test.each(
  'dialysis on monday|need food friday|los ninos tienen hambre|everyone is hungry|for the kids 3 days'.split('|'),
)('%s is needed once', text => {
  expect(neededAgain(text, () => ({ day: FRIDAY, minute: 9 * 60 }))).toBeUndefined();
});

test('in the afternoon of its own day, without an hour, it is for the week after', () => {
  const friday = (minute: number) => () => ({ day: FRIDAY, minute });
  expect(neededAgain('dialysis every friday', friday(16 * 60))).toBe('dialysis on next friday');
  expect(neededAgain('dialysis every friday', friday(9 * 60))).toBe('dialysis on friday');
  expect(neededAgain('dialysis every friday at 6pm', friday(16 * 60))).toBe('dialysis on friday at 6pm');
});
