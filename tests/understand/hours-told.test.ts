import { expect, test } from 'vitest';
import { hoursTold } from '../../shared/understand/hours-told.ts';

test.each([
  ['1', 1],
  ['1.5', 1.5],
  ['1,5', 1.5],
  ['2h after all', 2],
  ['2h30', 2.5],
  ['2 hours 30 min', 2.5],
  ['2 hours and 15 minutes', 2.25],
  ['it took me 1 hour and a half', 1.5],
  ['took an hour and a half', 1.5],
  ['1 and a half hours', 1.5],
  ['an hour', 1],
  ['a hour', 1],
  ['half an hour', 0.5],
  ['half hour', 0.5],
  ['45 min', 0.75],
  ['20 minutes', 0.33],
  ['una hora y media', 1.5],
  ['1 hora y media', 1.5],
  ['media hora', 0.5],
  ['2 horas y cuarto', 2.25],
  ['tarde 90 minutos', 1.5],
  ['5 bags', 0],
  ['at 6', 0],
  ['an hour ago', 0],
  ['10 min late', 0],
  ['hace una hora', 0],
  ['ring again in 1 hour', 0],
  ['30 hours', 0],
  ['thank you', 0],
])('"%s" tells %d hours', (words, hours) => {
  expect(hoursTold(words)).toBe(hours);
});
