import { expect, test } from 'vitest';
import { howSoon } from '../../shared/understand/how-soon.ts';
import { peopleNow } from '../../shared/understand/people-now.ts';

test.each([
  ['sorry we are 5 now', 5],
  ["we're six now", 6],
  ['ahora somos 6', 6],
  ['make it 6', 6],
  ['for 6 not 4', 6],
  ['somos 6 no 4', 6],
  ['for 6 not 5', undefined],
  ['make it 6pm', undefined],
  ['its 12 oak st', undefined],
  ['we are 30 min away', undefined],
  ['we are 21 in line', undefined],
  ['we are here', undefined],
] as const)('%s, of a request for 4, is for %s', (text, people) => expect(peopleNow(text, 4)).toBe(people));

test('"make it 6" is no number of people where it may be an hour, or none was told before', () => {
  expect(peopleNow('make it 6', 4, true)).toBeUndefined();
  expect(peopleNow('make it 6', undefined)).toBeUndefined();
  expect(peopleNow('we are 6 now', undefined, true)).toBe(6);
});

test.each([
  ['we ran out, need it now', 'hurry'],
  ['can it be sooner', 'hurry'],
  ['apurense por favor', 'hurry'],
  ['no rush', 'no-hurry'],
  ["don't hurry", 'no-hurry'],
  ['no hay prisa', 'no-hurry'],
  ['need diapers asap', undefined],
  ['how soon can you come', undefined],
  ['food for 4 today', undefined],
] as const)('%s says %s', (text, says) => expect(howSoon(text)).toBe(says));
