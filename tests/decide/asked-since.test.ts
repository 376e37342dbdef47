import { expect, test } from 'vitest';
import { Draft } from '../../shared/decide/draft/draft.ts';
import type { Thread, World } from '../../shared/decide/draft/world.ts';
import { isOvertaken } from '../../shared/decide/helper/asked-since.ts';
import { type Case, openCase } from '../../shared/domain/case.ts';
import { kept } from '../../shared/domain/follow.ts';
import type { CaseCode, PersonId, PhoneNumber } from '../../shared/domain/ids.ts';
import { type Instant, later, MINUTE_MS } from '../../shared/domain/ids.ts';
import type { Ref, Volunteer } from '../../shared/domain/volunteer.ts';
import type { Wall } from '../../shared/domain/wall.ts';
import type { Session } from '../../shared/script/script.ts';
import { MORNING, sampleCommunity } from '../support/neighborhood.ts';
import { emptyWorld } from '../support/world.ts';

const [ANA, MAY, CODE] = ['+15550100201' as PhoneNumber, '+15550100001' as PhoneNumber, '412' as CaseCode];
const NOW = later(MORNING, 60 * MINUTE_MS);
/** When the text was sent that is found now; and a minute before and after that. */
const SENT = later(MORNING, 30 * MINUTE_MS);
const [BEFORE, AFTER] = [later(SENT, -MINUTE_MS), later(SENT, MINUTE_MS)];

const ana = (more: Partial<Volunteer> = {}): Volunteer => ({
  number: ANA,
  name: 'Ana',
  languages: [],
  pods: ['food'],
  zones: [],
  skills: [],
  shifts: 'always',
  shiftsText: 'always',
  vetted: true,
  voice: false,
  live: [],
  lapsed: [],
  held: [],
  hours: 0,
  ...more,
});
const ref = (at: Instant, kind: Ref['kind'] = 'offer', asked?: Instant): Ref => ({
  code: CODE,
  number: MAY,
  at,
  kind,
  ...(asked ? { asked } : {}),
});
const need = (number: PhoneNumber, openedAt: Instant, more: Partial<Case> = {}): Case => ({
  ...openCase({
    code: CODE,
    kind: 'need',
    number,
    person: 'p' as PersonId,
    language: sampleCommunity().languages[0],
    needs: [],
    at: openedAt,
    next: { what: 'dispatch', at: NOW },
  }),
  ...more,
});

interface Known {
  readonly volunteer?: Volunteer;
  readonly c?: Case;
  readonly session?: Instant;
}
const judge = (from: PhoneNumber, body: string, { volunteer, c, session }: Known, sentAt: Instant | 'at once' = SENT): boolean => {
  const base = emptyWorld();
  const cases = c ? [kept(c, base.community, NOW)] : [];
  const asked = session ? { session: { script: 'need', node: 'what', at: session, known: {} } as unknown as Session } : {};
  const thread = (number: PhoneNumber): Thread => ({
    number,
    persons: [],
    cases: c?.number === number ? cases : [],
    ...(number === from ? asked : {}),
  });
  const world: World = {
    ...base,
    now: NOW,
    threads: new Map([ANA, MAY].map(number => [number, thread(number)])),
    roster: new Map(volunteer ? [[ANA, volunteer]] : []),
    codes: new Map([[CODE, MAY]]),
  };
  return isOvertaken(new Draft(world), { from, body, media: 0, ...(sentAt === 'at once' ? {} : { sentAt }) });
};

test.each<readonly [string, (at: Instant) => Known]>([
  ['an offer', at => ({ volunteer: ana({ live: [ref(at)] }) })],
  ['a page, since its case was opened', at => ({ volunteer: ana({ live: [ref(AFTER, 'page')] }), c: need(MAY, at) })],
  [
    'a case in hand, since it was given to them',
    at => ({
      volunteer: ana({ held: [ref(BEFORE)] }),
      c: need(MAY, BEFORE, { status: 'accepted', holder: { number: ANA, name: 'Ana', at } }),
    }),
  ],
  ['the question how a case stands', at => ({ volunteer: ana({ held: [ref(BEFORE, 'offer', at)] }) })],
  [
    'whether a shift is OK',
    at => ({ volunteer: ana({ shiftAsks: [{ pod: 'food', from: '' as Wall, to: '' as Wall, at, asked: '' as Wall }] }) }),
  ],
  ['a question of a script', at => ({ volunteer: ana(), session: at })],
  ['a request of their own', at => ({ volunteer: ana(), c: need(ANA, at) })],
])('a yes found late is overtaken by %s only where that came after it', (_what, known) => {
  expect(judge(ANA, 'yes', known(AFTER))).toBe(true);
  expect(judge(ANA, 'yes', known(BEFORE))).toBe(false);
  expect(judge(ANA, 'yes', known(SENT))).toBe(false);
  // One that came at once is never late.
  expect(judge(ANA, 'yes', known(AFTER), 'at once')).toBe(false);
});

test('a digit of a volunteer says nothing where it is found late; of a resident it answers what stood then', () => {
  expect(judge(ANA, '1', { volunteer: ana() })).toBe(true);
  expect(judge(MAY, '1', { session: BEFORE })).toBe(false);
  expect(judge(MAY, '1', { session: AFTER })).toBe(true);
});

test.each([
  'yes 412',
  'need food for 4',
  'my husband hit me',
  'STOP',
  'the door is blue and the bell is broken, so knock',
])('"%s" says by itself what it is about', body => expect(judge(MAY, body, { session: AFTER, c: need(MAY, AFTER) })).toBe(false));
