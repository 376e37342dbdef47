import { expect, test } from 'vitest';
import { decideSms } from '../../shared/decide/sms.ts';
import { candidateCode, type PhoneNumber } from '../../shared/domain/ids.ts';
import { emptyWorld } from '../support/world.ts';

/** A cause for which the first and the second case of one text draw the same code. */
const collidingCause = (): string => {
  for (let n = 0; ; n++) if (candidateCode(`SM${n}`, 0, 0) === candidateCode(`SM${n}`, 1, 0)) return `SM${n}`;
};

test('two cases of one text never get the same code, so that neither is written over the other', () => {
  const world = emptyWorld(collidingCause());
  const { puts } = decideSms(world, { from: '+15550100001' as PhoneNumber, body: 'need food and a ride', media: 0 });
  const cases = puts.flatMap(p => (p.kind === 'case' ? [p.value] : []));
  expect(cases.map(c => c.needs)).toEqual([['food'], ['transport']]);
  expect(new Set(cases.map(c => c.code)).size).toBe(2);
});
