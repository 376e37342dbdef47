import { expect, test } from 'vitest';
import { saysDelivered } from '../../shared/understand/delivered.ts';

test.each([
  'dropped it off, took 45 minutes',
  'left it at the door',
  'I left the bags on the porch',
  'nobody answered so I left it with the neighbor',
  'gave it to her son',
  'just handed it over, she was so happy',
  'all delivered thanks',
  'dropped her off at the clinic',
  'se lo dejé en la puerta',
  'ya se lo entregué, media hora',
  'ya entregué',
])('is brought: %s', text => expect(saysDelivered(text)).toBe(true));

test.each([
  'I left it at home, going back',
  'left it in my car',
  'left work, on my way',
  'can I leave it at the door',
  'is it ok if I left it at the door?',
  'I will leave it at the door',
  'dropped off half of it',
  'I gave up',
  'got it',
  'they left the building open',
  'has it been long',
  'lo dejo en la puerta?',
  'I have the food, on my way',
])('is not brought: %s', text => expect(saysDelivered(text)).toBe(false));
