import { describe, expect, test } from 'vitest';
import { codeSaid } from '../../shared/domain/said-digits.ts';
import { findDanger } from '../../shared/understand/danger.ts';
import { saidOnCall } from '../../shared/understand/said-on-call.ts';

describe('what a caller says to the line', () => {
  test.each([
    ['I want to speak to somebody', 'person'],
    ['Representative.', 'person'],
    ['can I speak with a representative please', 'person'],
    ['let me talk to a real person', 'person'],
    ['quiero hablar con alguien', 'person'],
    ['repeat that please', 'repeat'],
    ["sorry, I didn't hear that", 'repeat'],
    ['otra vez, por favor', 'repeat'],
    ['Goodbye.', 'goodbye'],
    ['adios', 'goodbye'],
    ['wrong number', 'misdialled'],
    ['sorry, I have the wrong number', 'misdialled'],
    ['numero equivocado', 'misdialled'],
    ['oops i dialed the wrong number', 'misdialled'],
    ['get me somebody live on the line', 'person'],
    ['could you say all that one more time', 'repeat'],
    ['quiero hablar con alguien de verdad', 'person'],
    ['hablar con una persona real por favor', 'person'],
  ])('%s', (text, said) => expect(saidOnCall(text)).toBe(said));

  test.each([
    'I need to talk to someone about my rent',
    'you have the wrong number, stop texting me',
    'my agent',
    'again my food is gone',
    'food',
    'somebody took my food',
  ])('is nothing of it: %s', text => expect(saidOnCall(text)).toBeUndefined());

  test.each([
    ['my code is 300', '300'],
    ['my code is 3 0 0', '300'],
    ['the case number is four one two', '412'],
    ['mi codigo es 412', '412'],
    ['my number of people is 4', undefined],
    ['my case worker is gone', undefined],
  ])('the code in: %s', (text, code) => expect(codeSaid(text)).toBe(code));

  test.each([
    ['no one is in danger, everything is fine, I just need a ride', null],
    ['nobody is in danger we just need food', null],
    ['nadie esta en peligro solo necesito comida', null],
    ['nobody is in danger but he has a gun', 'violence'],
    ['my son is in danger', 'violence'],
    ['my landlord is kicking us out tomorrow', null],
    ['he kicked me in the stomach', 'violence'],
    ['he kicked me out and he has a knife', 'violence'],
  ])('danger in: %s', (text, danger) => expect(findDanger(text)).toBe(danger));
});
