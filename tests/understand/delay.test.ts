import { describe, expect, test } from 'vitest';
import { delayIn } from '../../shared/understand/delay.ts';
import { etaIn } from '../../shared/understand/eta.ts';

describe('what whoever has a case says of how it goes', () => {
  test.each([
    'sorry traffic, 10 more min',
    'stuck on the bridge',
    'running 20 late',
    "I'm a little late, sorry",
    'still in line at the pantry',
    'need 10 more minutes',
    'give me half an hour please',
    'a few more minutes',
    'voy un poco tarde, perdon',
    'hay mucho trafico, diez minutos mas',
    'estoy atorada en el trafico',
    'otros 20 minutos, disculpe',
  ])('it takes longer: %s', text => expect(delayIn(text)).toBe('more-time'));

  test.each([
    'almost there, parking now',
    "i'm outside",
    'just parked',
    'leaving work now',
    'ya casi llego',
    'estoy afuera',
    'around the corner from them',
  ])('it is nearly there: %s', text => expect(delayIn(text)).toBe('on-way'));

  test.each([
    'stuck at work, i cant make it',
    'are you still waiting?',
    'how long do they wait in line',
    'done shopping',
    'ok',
    'need more volunteers',
    'the box has 2 more bags',
    'yes',
    'no',
    'what',
  ])('neither: %s', text => expect(delayIn(text)).toBeUndefined());

  test.each([
    ['10 more min', 10],
    ['running 20 late', 20],
    ['diez minutos mas', 10],
    ['fifteen minutes', 15],
    ['otros 20 minutitos', 20],
  ])('minutes in: %s', (text, minutes) => expect(etaIn(text)).toEqual({ minutes }));
});
