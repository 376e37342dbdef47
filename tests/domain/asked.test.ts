import { expect, test } from 'vitest';
import { ASKED_MAX, type Asked, openCase, withOffers } from '../../shared/domain/case.ts';
import { caseCode, instant, language, type PhoneNumber, personId } from '../../shared/domain/ids.ts';

const AT = instant(Date.parse('2026-05-04T10:00:00Z'));
const code = caseCode('412');
if (!code) throw new Error('412 is a code');
const blank = openCase({
  code,
  kind: 'need',
  number: '+15550100001' as PhoneNumber,
  person: personId('p'),
  language: language('en'),
  needs: ['food'],
  at: AT,
  next: { what: 'dispatch', at: AT },
});
const asked = (n: number, round: number, state: Asked['state'] = 'expired'): Asked => ({
  number: `+1555${String(n).padStart(7, '0')}` as PhoneNumber,
  name: `V${n}`,
  at: AT,
  round,
  state,
});

test('a case that nobody takes remembers each volunteer once, however often it asked', () => {
  let c = blank;
  for (let round = 1; round <= 500; round++) c = withOffers(c, [asked(1, round), asked(2, round)]);
  expect(c.asked).toEqual([asked(1, 500), asked(2, 500)]);
});

test('of more than may be kept, those who said nothing are forgotten first', () => {
  const passed = [asked(1, 1, 'passed'), asked(2, 1, 'released')];
  let c = withOffers(blank, passed);
  for (let n = 3; n < ASKED_MAX + 50; n++) c = withOffers(c, [asked(n, 1)]);
  expect(c.asked).toHaveLength(ASKED_MAX);
  expect(c.asked).toEqual(expect.arrayContaining(passed));
  expect(c.asked.at(-1)).toEqual(asked(ASKED_MAX + 49, 1));
});
