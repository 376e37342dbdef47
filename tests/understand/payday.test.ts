import { expect, test } from 'vitest';
import { neededBy } from '../../shared/understand/needed-by.ts';
import { understand } from '../../shared/understand/understand.ts';

/** How long somebody has gone without, and when money comes, is no day on which food is needed. */
test.each([
  'havent ate in 2 days',
  'we havent eaten in a couple of days',
  'fridge is empty and payday is friday',
  'no hemos comido en dos dias',
])('"%s" names no time', text => {
  const understood = understand(text);
  expect(understood.needs).toEqual(['food']);
  expect(understood.facts.when).not.toBe('soon');
  expect(understood.facts.when).not.toBe('this-week');
  expect(neededBy(text)).toBeUndefined();
});

test.each([
  ['need food in 2 days', 'soon'],
  ['need food friday', 'this-week'],
] as const)('"%s" does', (text, when) => {
  expect(understand(text).facts.when).toBe(when);
});

test('nothing for dinner asks for food, in a long sentence too', () => {
  expect(understand('i live on hart street and me and my 2 kids dont have anything for dinner tonight').needs).toEqual(['food']);
});
