import { expect, test } from 'vitest';
import { tellsHarm } from '../../shared/understand/harm-told.ts';

const HARM = [
  'the man here threatened me',
  'the client has a gun',
  'i was attacked at the door',
  'i feel unsafe here',
  'he threatened me',
  'they have guns in the house',
  'i want to report may',
  'the kids look hurt',
  'i think the kids are neglected',
  'he scared me',
  'el señor me amenazo',
  'no me siento segura aqui',
  'los niños tienen moretones',
];
test.each(HARM)('%s: tells of harm', words => expect(tellsHarm(words)).toBe(true));

const ORDINARY = [
  'she is not home',
  'he didnt open, which bell?',
  'im outside',
  'hit me up when you are home',
  'i hit traffic, 10 min',
  'is it safe to park there?',
  'i feel safe leaving it at the door',
  'the baby is so cute',
  'do you have a bag for the milk',
  'they have a cat, careful',
  'left it with the kids',
  'llego en 10 minutos',
  'estoy afuera',
];
test.each(ORDINARY)('%s: tells of none', words => expect(tellsHarm(words)).toBe(false));
