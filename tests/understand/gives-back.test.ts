import { expect, test } from 'vitest';
import { givesBack } from '../../shared/understand/gives-back.ts';

const CASES = {
  yes: [
    "I can't",
    "yes I can't",
    'cant make it so someone else can take it',
    "sorry I can't do it",
    'cant make it',
    'i cant make it',
    "can't",
    "sorry i can't do it anymore",
    'cant do this one sorry',
    'something came up',
    "Something's come up at work",
    'sorry, something came up and I cant make it',
    'no puedo',
    'ya no puedo',
    'ya no puedo ir, disculpe',
    'Lo siento no voy a poder llevarlo',
    'i have to cancel',
    'please find someone else',
    'someone else please',
    'give it to someone else',
    'I cannot go today',
    "won't be able to make it",
    'I wont make it',
    'im not able to deliver it',
    "I can't, my car broke down",
    'cant bc my kid is sick',
    'no puedo porque estoy trabajando',
    'se me presento algo',
    'me salió un imprevisto',
    'tengo que cancelar',
    'not going to make it',
    'I am not gonna be able to do it tonight',
    'sorry cant today',
    'no podré',
    'busquen a otra persona por favor',
    'hi so sorry but i cant make it',
    'I can no longer do this one',
    'unable to come',
    'need to give it back',

    "can't make it tonight. so sorry!",
    "I really can't",
  ],
  likely: [
    'cannot now, 10 minutes',
    "won't be there at noon, 12:30",
    'need to cancel the ride back only',
    'we have to cancel the eggs, no eggs left',
    "can't make it, my aunt needs me",
    "can't help it, traffic",
    "i can't my hands are full",
  ],
  perhaps: [
    'im out',
    "i'm out",
    'the car broke down, walking over',
    "i can't get there before 6",
    'i cant make it until 6',
    "can't come now but can at 5",
    "can't make it, can i go tomorrow?",
    'my car broke down',
    "i can't today, tomorrow ok?",
    'no puedo hasta las 6',
    'im sick',
    'mi hijo esta enfermo',
  ],
  way: [
    "can't go my gps is wrong, what is the address",
    "i can't get there, the gate is locked",
    "couldn't deliver, nobody home",
    'send somebody else to the door please',
    'get someone else to open the door',
    'can you ask someone else to open the door',
    'no puedo llegar, cual es la direccion',
    'no puedo entregar, no abre nadie',
    "can't, she is not answering the door",
  ],
  none: [
    "I can't find the door",
    "can't park here",
    'cant see the number',
    'I cant get in',
    'no puedo encontrar la puerta',
    'no puedo estacionarme',
    "I can't wait to meet you",
    'cannot reach them',
    'I can',
    'ok',
    'thanks',
    'yes i can',
    'no problem',
    'on my way',
    "i won't be long",
    "they can't come down",
    'can you come down',
    "can't hear the bell",
    "won't take long",
    'someone else was at the door',
    'no puedo abrir',
    'cant find parking, 5 min',
    'nobody answers',
    'I have to go to the back door',
    "I'm out front",
    'give back the bowls when done',
    "i'm out of milk is soy ok",
  ],
};

test.each(CASES.yes)('"%s" gives a case back', text => {
  expect(givesBack(text)).toBe('yes');
});

test.each(CASES.likely)('"%s" begins like it and says more', text => {
  expect(givesBack(text)).toBe('likely');
});

test.each(CASES.way)('"%s" is about the way, for whoever waits', text => {
  expect(givesBack(text)).toBe('way');
});

test.each(CASES.perhaps)('"%s" may give it back, or only put it off', text => {
  expect(givesBack(text)).toBe('perhaps');
});

test.each(CASES.none)('"%s" is for whoever waits, or an answer to something else', text => {
  expect(givesBack(text)).toBeUndefined();
});

test('a long text is for a person to judge', () => {
  expect(givesBack(`I can't make it. ${'It is a long story. '.repeat(20)}`)).toBeUndefined();
});
