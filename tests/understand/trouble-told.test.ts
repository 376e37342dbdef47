import { expect, test } from 'vitest';
import { troubleTold } from '../../shared/understand/trouble-told.ts';

test.each([
  ['but he looked really sick', 'ill'],
  ['la señora se ve muy enferma', 'ill'],
  ['she was not there, left it with the neighbor', 'otherwise'],
  ['2 fridge is broken needs help', 'otherwise'],
  ['wrong address, they moved', 'otherwise'],
  ['no había nadie, se lo dejé a la vecina', 'otherwise'],
  ['pero faltó la leche', 'otherwise'],
])('tells of trouble: %s', (words, what) => expect(troubleTold(words)).toBe(what));

test.each([
  'she was so happy',
  '2 hours, no problem',
  'left it at the door',
  'todo bien, muy amable',
  'with the drive',
  'such a kind man',
])('tells of none: %s', words => expect(troubleTold(words)).toBeUndefined());
