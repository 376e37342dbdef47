import { expect, test } from 'vitest';
import { deniedIn } from '../../shared/understand/denied.ts';

test.each([
  ['not done yet', 'done'],
  ["I'm not done", 'done'],
  ['aún no está hecho', 'done'],
  ['no entregado', 'done'],
  ['dont release 412', 'release'],
  ['please do not release it', 'release'],
  ['no la suelto', 'release'],
  ["I'm not off", 'off'],
  ['no estoy de descanso', 'off'],
  ['I never accepted that', 'accept'],
])('denies: %s', (text, what) => expect(deniedIn(text)).toBe(what));

test.each([
  'no, done',
  'she was not there, done',
  'not off work until 6',
  'done',
  'release',
  'off today',
  "can't wait",
  'not done? call me',
  'not sure when the shop has everything done for us',
])('denies nothing of it: %s', text => expect(deniedIn(text)).toBeUndefined());
