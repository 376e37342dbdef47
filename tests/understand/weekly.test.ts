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
  expect(neededAgain(text, () => FRIDAY)).toBe(once);
});
test.each(
  'dialysis on monday|need food friday|los ninos tienen hambre|everyone is hungry|for the kids 3 days'.split('|'),
)('%s is needed once', text => {
  expect(neededAgain(text, () => FRIDAY)).toBeUndefined();
});
