import { expect, test } from 'vitest';
import { doneSeveralIn } from '../../shared/understand/done-several.ts';

test.each([
  ['done both', { all: 'both', hours: '' }],
  ['Both done!', { all: 'both', hours: '' }],
  ['both are done, 2 hours', { all: 'both', hours: '2 hours' }],
  ['both delivered 1.5h', { all: 'both', hours: '1.5h' }],
  ['los dos ya estan listos', { all: 'both', hours: '' }],
  ['hecho ambos', { all: 'both', hours: '' }],
  ['all done', { all: 'all', hours: '' }],
  ['Everything is delivered, thanks', { all: 'all', hours: '' }],
  ['todo entregado', { all: 'all', hours: '' }],
  ['done 412 418', { codes: ['412', '418'], hours: '' }],
  ['412 and 418 done two hours', { codes: ['412', '418'], hours: 'two hours' }],
  ['412, 418: I did', { codes: ['412', '418'], hours: '' }],
  ['hecho 412 y 418', { codes: ['412', '418'], hours: '' }],
] as const)('%s says what is done', (text, said) => expect(doneSeveralIn(text)).toEqual(said));

test.each([
  'done',
  'done 412',
  '412 done 412',
  'both',
  'all',
  'both on my way',
  'not done, both of them',
  "412 and 418 aren't done",
  'all done but 418 was not home',
  'is both done?',
  'we have two done deals',
  'RELEASE 412 418',
  '412 is done and 418 is with my brother',
])('%s says no such thing', text => expect(doneSeveralIn(text)).toBeUndefined());
