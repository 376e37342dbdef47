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
    ['forget it, my sister came', 'unwanted', []],
    ["we're all set now, thank you", 'unwanted', []],
    ['never mind the ride', 'unwanted', ['transport']],
    ["we don't need the food anymore, sorry to bother you", 'unwanted', ['food']],
    ['never mind, we got food already', 'had', ['food']],
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
    'never mind the bell, just call up',
    'nvm its 14 Fulton',
    "don't bother calling, text me",
    "don't bother ringing the bell, come around back",
    'all set for friday',
    "i'm fine now please still come",
    'cancel that, 5 people',
    "forget it's apartment 4",
    'we received it already but it was spoiled',
    'they already gave us an eviction',
    'ya tengo hambre',
    'ya tengo 3 dias sin comer',
    'ya nos dieron aviso de desalojo',
    'ya tengo dinero para gas pero no comida',
    'ya tenemos comida gracias pero falta agua',
    'i already have a baby',
    'ya tengo renta atrasada',
    "it's not needed today, tomorrow",
    'no need to call first',
    'we already have food stamps',
    '',
  ])('not in "%s"', text => {
    expect(noLonger(text)).toBeUndefined();
  });
});
