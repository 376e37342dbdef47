import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Case, openCase } from '../../shared/domain/case.ts';
import type { Community } from '../../shared/domain/community.ts';
import { type CaseCode, HOUR_MS, type Instant, language, later, MINUTE_MS, type PhoneNumber, personId } from '../../shared/domain/ids.ts';
import { scheduleOf } from '../../shared/domain/on-call.ts';
import { OFFERS_MAX } from '../../shared/domain/refs.ts';
import { candidates, type Unfit } from '../../shared/domain/routing.ts';
import { firstName, type Volunteer, withLive, withoutLive } from '../../shared/domain/volunteer.ts';
import { MORNING, sampleCommunity } from '../support/neighborhood.ts';

const community: Community = {
  ...sampleCommunity(),
  volunteers: { casesMax: 2, vettedFor: ['medicine'], skillsFor: { transport: ['car'] }, textsAnHour: 12 },
};
const SCHEDULE = scheduleOf(community, {});
const number = (n: number): PhoneNumber => `+1555010${String(n).padStart(4, '0')}` as PhoneNumber;

const volunteer = (n: number, more: Partial<Volunteer> = {}): Volunteer => ({
  number: number(n),
  name: `V${n}`,
  languages: [language('en')],
  pods: ['food', 'rides'],
  zones: [],
  skills: ['car'],
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
const need = (more: Partial<Case> = {}): Case => ({
  ...openCase({
    code: '412' as CaseCode,
    kind: 'need',
    number: number(1),
    person: personId('p'),
    language: language('en'),
    needs: ['food'],
    pod: 'food',
    at: MORNING,
    next: { what: 'dispatch', at: MORNING },
  }),
  zone: 'north',
  ...more,
});
const ref = { code: '777' as CaseCode, number: number(9), at: MORNING, kind: 'offer' as const };
const asked = (state: Case['asked'][number]['state'], round = 1): Case['asked'][number] => ({
  number: number(2),
  name: 'V2',
  at: MORNING,
  round,
  state,
});

const again = { round: 2, tried: [], times: 0 } as const;

describe('each reason why somebody is not asked', () => {
  const rows: readonly [Unfit | undefined, Partial<Volunteer>, Partial<Case>][] = [
    [undefined, {}, {}],
    [undefined, { zones: ['north'] }, {}],
    [undefined, { zones: ['south'] }, { zone: undefined as never }],
    [undefined, { duty: 'on', shifts: [] }, {}],
    [undefined, {}, { asked: [{ ...asked('expired'), at: later(MORNING, -2 * HOUR_MS) }], escalation: again }],
    [undefined, {}, { asked: [asked('expired')], escalation: { ...again, began: 2 } }],
    [undefined, { zones: ['south'] }, { escalation: again }],
    [undefined, { shifts: [], backup: true }, { escalation: again }],
    ['was asked lately', {}, { asked: [asked('expired')], escalation: again }],
    ['is not on call now', { shifts: [], backup: true }, {}],
    ['is off duty', { duty: 'off', backup: true }, { escalation: again }],
    ['is in another zone', { zones: ['south'] }, { escalation: { ...again, began: 2 } }],
    [undefined, { live: [ref] }, { urgency: 'now' }],
    [undefined, { live: [{ ...ref, kind: 'page' }] }, {}],
    ['is who it is for', { number: number(1) }, {}],
    ['has stopped texts', { stopped: true }, {}],
    ['is not in the pod', { pods: ['rides'] }, {}],
    ['is not in the pod', {}, { pod: undefined as never }],
    ['is off duty', { duty: 'off' }, {}],
    ['is not on call now', { shifts: [{ days: [1], start: 0, end: 60 }] }, {}],
    ['is in another zone', { zones: ['south'] }, {}],
    ['does not speak the language', {}, { language: language('es') }],
    ['is not vetted', { vetted: false }, { needs: ['medicine'] }],
    ['has not the skill', { skills: [] }, { needs: ['transport'] }],
    ['said done before and it had not arrived', {}, { excluded: [number(2)] }],
    ['is not wanted by them', { name: 'Ana Lopez' }, { unwanted: ['ana'] }],
    [undefined, { name: 'Mariana' }, { unwanted: ['ana'] }],
    ['passed', {}, { asked: [asked('passed')], escalation: { round: 5, tried: [], times: 0 } }],
    ['gave it back', {}, { asked: [asked('released')], escalation: { round: 5, tried: [], times: 0 } }],
    ['cannot be reached by text', {}, { asked: [asked('failed')] }],
    ['was asked already', {}, { asked: [asked('expired')] }],
    ['has another offer open', { live: [ref] }, {}],
    [undefined, { live: Array(OFFERS_MAX - 1).fill(ref) }, { urgency: 'now' }],
    ['has another offer open', { live: Array(OFFERS_MAX).fill(ref) }, { urgency: 'now' }],
    ['has as many cases as one may have', { held: [ref, { ...ref, code: '778' as CaseCode }] }, {}],
  ];
  test.each(rows)('%s', (unfit, v, c) => {
    expect(candidates(need(c), [volunteer(2, v)], community, SCHEDULE, MORNING)[0]?.unfit).toBe(unfit);
  });
});

test('the order does not depend on the order of the roster', () => {
  const roster = [volunteer(2), volunteer(3, { lastAskedAt: MORNING }), volunteer(4, { duty: 'off' }), volunteer(5)];
  const names = (list: readonly Volunteer[]): string[] => candidates(need(), list, community, SCHEDULE, MORNING).map(c => c.volunteer.name);
  expect(names(roster)).toEqual(['V2', 'V5', 'V3', 'V4']);
  expect(names([...roster].reverse())).toEqual(names(roster));
});

test('over many cases nobody is asked twice while an equal was asked less recently', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 9 }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 40 }),
      (people, waves) => {
        let roster = Array.from({ length: people }, (_, i) => volunteer(i + 2));
        let now: Instant = MORNING;
        for (const size of waves) {
          now = later(now, MINUTE_MS);
          const at = now;
          const chosen = candidates(need(), roster, community, SCHEDULE, now)
            .filter(c => !c.unfit)
            .slice(0, size)
            .map(c => c.volunteer);
          const left = roster.filter(v => !chosen.includes(v));
          for (const c of chosen) for (const l of left) expect((c.lastAskedAt ?? '') <= (l.lastAskedAt ?? '')).toBe(true);
          roster = roster.map(v => (chosen.includes(v) ? withoutLive(withLive(v, { ...ref, at }), ref.code) : v));
        }
        const counts = roster.map(v => v.lastAskedAt ?? '');
        if (waves.reduce((sum, n) => sum + n, 0) >= people * 3) expect(counts).not.toContain('');
      },
    ),
  );
});

test('an offer that ended is kept in mind for a late answer, the last few of them', () => {
  let v = volunteer(2);
  for (const code of ['101', '102', '103', '104', '105', '106'] as CaseCode[]) v = withoutLive(withLive(v, { ...ref, code }), code, true);
  expect(v.live).toEqual([]);
  expect(v.lapsed.map(r => r.code)).toEqual(['102', '103', '104', '105', '106']);
  expect(withLive(v, { ...ref, code: '103' as CaseCode }).lapsed.map(r => r.code)).toEqual(['102', '104', '105', '106']);
});

test.each([
  ['Ana', 'Ana'],
  ['Ana Lopez', 'Ana'],
  ['Lopez, Ana María', 'Ana'],
  ['  Bo  Lee', 'Bo'],
  ['Food Distribution Pod lead', 'Food Distribution Pod lead'],
])('of %j a resident hears %j', (name, heard) => {
  expect(firstName(name)).toBe(heard);
});
