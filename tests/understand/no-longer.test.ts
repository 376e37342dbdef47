import { describe, expect, it } from 'vitest';
import { noLonger } from '../../shared/understand/no-longer.ts';

describe('what is needed no more', () => {
  it.each([
    ['we got food already', 'had', ['food']],
    ['We already have food, thank you', 'had', ['food']],
    ['already got it', 'had', []],
    ['thanks, we have it now', 'had', []],
    ['no longer need it', 'unwanted', []],
    ["I don't need it anymore", 'unwanted', []],
    ['dont need it no more', 'unwanted', []],
    ['i no longer need the diapers', 'unwanted', ['baby']],
    ["it's no longer needed", 'unwanted', []],
    ['never mind', 'unwanted', []],
    ['ya no lo necesito', 'unwanted', []],
    ['ya no necesitamos comida gracias', 'unwanted', ['food']],
    ['ya lo conseguimos', 'had', []],
    ['ya tenemos comida gracias', 'had', ['food']],
    ['ya nos trajeron comida', 'had', ['food']],
    ['olvidelo', 'unwanted', []],
  ] as const)('%s', (text, why, needs) => {
    expect(noLonger(text)).toEqual({ why, needs });
  });
  it.each([
    'we have no food already',
    'we already have 3 kids',
    'ya tengo 3 hijos',
    'ya no tengo comida',
    'do you already have it?',
    'my neighbor already got food',
    'i already told you',
    'i dont want to wait any longer',
    'i dont want to live anymore',
    'we dont need it anymore, but we need water',
    'i already have a case 134',
    '',
  ])('not in "%s"', text => {
    expect(noLonger(text)).toBeUndefined();
  });
});
