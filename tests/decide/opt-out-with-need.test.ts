import { expect, test } from 'vitest';
import { Draft } from '../../shared/decide/draft/draft.ts';
import { meet } from '../../shared/decide/draft/meet.ts';
import { optOut } from '../../shared/decide/first/opt-out.ts';
import type { PhoneNumber } from '../../shared/domain/ids.ts';
import type { Understanding } from '../../shared/understand/understanding.ts';
import { emptyWorld } from '../support/world.ts';

const WORDS = 'stop texting me, but we have no food';
const UNDERSTOOD: Understanding = {
  needs: ['food'],
  request: true,
  danger: null,
  language: 'en',
  clarity: 'word',
  optOut: true,
  facts: {},
};

const stopped = (words: string) => {
  const d = new Draft(emptyWorld());
  const number = '+15550100001' as PhoneNumber;
  optOut(d, meet(d, number, UNDERSTOOD), words, UNDERSTOOD);
  return { optedOut: d.record(number)?.optedOut, cases: d.cases(number), reply: d.decision().reply };
};

test('a wish for no more texts that also tells a need is kept, unanswered, and the need comes to a coordinator', () => {
  const { optedOut, cases, reply } = stopped(WORDS);
  expect(optedOut?.by).toBe('person');
  expect(reply).toBeNull();
  expect(cases.map(c => [c.needs, c.notes, c.next?.what])).toEqual([[['food'], [WORDS], 'stopped']]);
});

test('the bare word opens nothing', () => {
  expect(stopped('STOP').cases).toEqual([]);
});
