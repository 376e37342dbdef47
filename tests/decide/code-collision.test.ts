import { expect, test } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import { decideSms } from '../../shared/decide/sms.ts';
import type { World } from '../../shared/decide/world.ts';
import { candidateCode, instant, type PhoneNumber } from '../../shared/domain/ids.ts';
import { MORNING, sampleCommunity } from '../support/neighborhood.ts';

/** A cause for which the first and the second case of one text draw the same code. */
const collidingCause = (): string => {
  for (let n = 0; ; n++) if (candidateCode(`SM${n}`, 0, 0) === candidateCode(`SM${n}`, 1, 0)) return `SM${n}`;
};

test('two cases of one text never get the same code, so that neither is written over the other', () => {
  const world: World = {
    now: instant(Date.parse(MORNING)),
    cause: collidingCause(),
    attempt: 0,
    community: sampleCommunity(),
    book,
    threads: new Map(),
    roster: new Map(),
    rosterIsWhole: false,
    codes: new Map(),
    openCases: [],
  };
  const { puts } = decideSms(world, { from: '+15550100001' as PhoneNumber, body: 'need food and a ride', media: 0 });
  const cases = puts.flatMap(p => (p.kind === 'case' ? [p.value] : []));
  expect(cases.map(c => c.needs)).toEqual([['food'], ['transport']]);
  expect(new Set(cases.map(c => c.code)).size).toBe(2);
});
