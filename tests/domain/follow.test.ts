import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acceptCase,
  type Case,
  closeCase,
  type Due,
  type DueWhat,
  endOffers,
  freeCase,
  isOpen,
  openCase,
  withNews,
  withOffers,
} from '../../shared/domain/case.ts';
import { kept, withCheck } from '../../shared/domain/follow.ts';
import {
  type CaseCode,
  DAY_MS,
  HOUR_MS,
  type Instant,
  instant,
  type Language,
  later,
  msBetween,
  type PersonId,
  type PhoneNumber,
} from '../../shared/domain/ids.ts';
import { MORNING, sampleCommunity } from '../support/neighborhood.ts';

const community = sampleCommunity();
const ANA = { number: '+15550100201' as PhoneNumber, name: 'Ana' };
const opened = (kind: Case['kind'], next: Due): Case =>
  openCase({
    code: '412' as CaseCode,
    kind,
    number: '+15550100001' as PhoneNumber,
    person: 'p' as PersonId,
    language: 'en' as Language,
    needs: ['food'],
    pod: 'food',
    at: MORNING,
    next,
  });

const WHATS: readonly DueWhat[] = [
  'goes-out',
  'dispatch',
  'withdrawn',
  'stopped',
  'to-coordinator',
  'page',
  'unconfirmed',
  'ask-arrived',
  'call-back',
  'check-in',
];

/** Everything that can be done to a case, and what decisions do to `next` besides: they take it away when it was done. */
const STEPS: Readonly<Record<string, (c: Case, now: Instant) => Case>> = {
  accept: (c, at) => acceptCase(c, { ...ANA, at }),
  'accept with a time': (c, at) => acceptCase(c, { ...ANA, at, check: { at: later(at, 20 * 60_000), times: 0 } }),
  done: (c, at) => ({ ...c, status: 'delivered', doneAt: at, next: { what: 'ask-arrived', at } }),
  free: (c, at) => freeCase(c, { what: 'dispatch', at }),
  'next is done': ({ next: _done, ...c }) => c,
  'next is put off': (c, at) => ({ ...c, ...(c.next ? { next: { ...c.next, at: later(at, HOUR_MS) } } : {}) }),
  offers: (c, at) => withOffers(c, [{ ...ANA, at, round: 1, state: 'live' }]),
  'offers end': c => endOffers(c, 'expired').case,
  news: (c, at) => withNews(c, 'released', ANA, at),
  'asked how it stands': (c, at) => withCheck(c, { at: later(at, HOUR_MS), times: 1 }),
  close: (c, at) => closeCase(c, 'met', at),
  withdraw: (c, at) => closeCase(c, 'withdrawn', at),
};

describe('a case as it is kept', () => {
  test('has somebody who looks at it, whatever happens to it in whatever order', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.integer({ min: 0, max: 5 * DAY_MS })), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom('need', 'person', 'safety'), fc.constantFrom(...WHATS), steps, (kind, what, taken) => {
        let now: Instant = MORNING;
        let c = kept(opened(kind as Case['kind'], { what, at: now }), community, now);
        for (const [name, ms] of taken) {
          now = later(now, ms);
          const step = STEPS[name];
          if (step === undefined || !isOpen(c)) continue;
          const before = c.next;
          c = kept(step(c, now), community, now);
          if (!isOpen(c)) continue;
          expect(c.next, `${name} left it to nobody`).toBeDefined();
          // What was made up here lies ahead, and no further than the longest look ahead that the settings know.
          if (c.next !== before && c.next?.what === 'check-in') expect(msBetween(now, c.next.at)).toBeLessThanOrEqual(3 * DAY_MS);
        }
      }),
    );
  });

  test('asks whoever has it by day only, and at night where it is urgent', () => {
    const night = instant(Date.parse('2027-01-10T03:30:00Z'));
    const taken = (urgency: Case['urgency']): Case =>
      acceptCase({ ...opened('need', { what: 'dispatch', at: night }), urgency }, { ...ANA, at: night });
    expect(kept(taken('today'), community, night).next).toEqual({ what: 'check-in', at: '2027-01-10T13:00:00.000Z' });
    expect(kept(taken('now'), community, night).next).toEqual({ what: 'check-in', at: '2027-01-10T04:15:00.000Z' });
  });

  test('leaves what else is due for it where it was', () => {
    const c = acceptCase(opened('need', { what: 'dispatch', at: MORNING }), { ...ANA, at: MORNING });
    const stopped: Case = { ...c, next: { what: 'stopped', at: MORNING } };
    expect(withCheck(stopped, { at: later(MORNING, HOUR_MS), times: 0 }).next).toEqual(stopped.next);
  });
});
