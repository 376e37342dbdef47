import { expect, test } from 'vitest';
import { besideWhy } from '../../shared/understand/why-call.ts';

test.each([
  ['pls i got no credit', ''],
  ['por favor no tengo saldo', ''],
  ['i cant read so good', ''],
  ["because i don't text", ''],
  ['my landlord hit my son', 'my landlord hit my son'],
])('beside "call me": %s', (rest, left) => expect(besideWhy(rest)).toBe(left));
