import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inQuietHours, isAwake, mayDisturb, quietEnds, upBy, wakesAt } from '../../shared/domain/awake.ts';
import { clearToSend, isCleared } from '../../shared/domain/consent.ts';
import { type QuietHours, readHours } from '../../shared/domain/hours.ts';
import { HOUR_MS, type Instant, instant, later, MINUTE_MS, msBetween, outgoingId, type PhoneNumber } from '../../shared/domain/ids.ts';
import type { HelperFacts } from '../../shared/domain/left-alone.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import { parseShifts, wallClock } from '../../shared/domain/shift.ts';
import { guestOf, type Volunteer } from '../../shared/domain/volunteer.ts';
import { sampleCommunity } from '../support/neighborhood.ts';

const NIGHT: QuietHours = { from: 21 * 60, to: 8 * 60 };
/** A community that has chosen quiet hours for all; without them only who chose their own has any. */
const open = sampleCommunity();
const community = { ...open, volunteers: { ...open.volunteers, quiet: NIGHT } };
const NEW_YORK = 'America/New_York';
const at = (utc: string): Instant => instant(Date.parse(utc));
/** 10 in the evening, half past 7 in the morning and noon in New York, in winter. */
const [TEN_PM, SEVEN_AM, NOON] = [at('2027-01-10T03:00:00Z'), at('2027-01-10T12:30:00Z'), at('2027-01-10T17:00:00Z')];

const rosa = guestOf(community, '+15550100100' as PhoneNumber);
const theo = guestOf(community, '+15550100103' as PhoneNumber);
const person = (more: Partial<Volunteer> = {}): Volunteer => {
  if (!rosa) throw new Error('Rosa is of the team');
  return { ...rosa, ...more };
};
const shifts = (text: string): Pick<Volunteer, 'shifts'> => {
  const read = parseShifts(text);
  if ('unreadable' in read) throw new Error(read.unreadable);
  return read;
};

test.each([
  ['10pm-7am', 22 * 60, 7 * 60],
  ['21:00-08:00', 21 * 60, 8 * 60],
  ['9:30 p.m. to 6:15 a.m.', 21 * 60 + 30, 6 * 60 + 15],
  ['22-7', 22 * 60, 7 * 60],
  ['2200 to 0730', 22 * 60, 7 * 60 + 30],
  ['de 9pm a 7am', 21 * 60, 7 * 60],
  ['12am-12pm', 0, 12 * 60],
  ['10pm \u2013 24:00', 22 * 60, 0],
])('reads the hours %j', (text, from, to) => {
  expect(readHours(text)).toEqual({ from, to });
});

test.each([
  '',
  'all night',
  '10pm',
  '9-9',
  '25-7',
  '13pm-7am',
  '0am-7am',
  '10:75pm-7am',
  '10pm-7am and sundays',
])('does not read the hours %j', text => {
  expect(readHours(text)).toBeUndefined();
});

describe('who is awake', () => {
  test('everybody outside of the quiet hours of the community, nobody in them', () => {
    expect([TEN_PM, SEVEN_AM, NOON].map(now => isAwake(person(), now, community))).toEqual([false, false, true]);
  });
  test('who takes a shift that is written for this hour, but not who takes every shift', () => {
    expect(isAwake(person(shifts('Sat 20:00-02:00')), TEN_PM, community)).toBe(true);
    expect(isAwake(person({ ...shifts('Sat 20:00-02:00'), duty: 'off' }), TEN_PM, community)).toBe(false);
    expect(isAwake(person(shifts('Sun 20:00-02:00')), TEN_PM, community)).toBe(false);
    expect(isAwake(person(shifts('always')), TEN_PM, community)).toBe(false);
  });
  test('by their own hours, which win over their shifts', () => {
    expect(isAwake(person({ quiet: { from: 23 * 60, to: 7 * 60 } }), TEN_PM, community)).toBe(true);
    expect(isAwake(person({ quiet: { from: 20 * 60, to: 7 * 60 }, ...shifts('Sat 20:00-02:00') }), TEN_PM, community)).toBe(false);
    expect(isAwake(person({ quiet: 'never' }), TEN_PM, community)).toBe(true);
  });
  test('who has just written to us, for an hour', () => {
    const up = upBy(person(), TEN_PM, community);
    expect([0, 59, 60].map(minutes => isAwake(up, later(TEN_PM, minutes * MINUTE_MS), community))).toEqual([true, true, false]);
    expect(upBy(up, NOON, community)).toBe(up);
  });
  test('urgent things wake the people for safety, and whoever said so', () => {
    expect([person(), person({ wakes: true })].map(v => mayDisturb(v, true, TEN_PM, community))).toEqual([false, true]);
    expect(theo && mayDisturb(theo, true, TEN_PM, community)).toBe(true);
    expect(theo && mayDisturb({ ...theo, wakes: false }, true, TEN_PM, community)).toBe(false);
    expect(mayDisturb(person({ wakes: true }), false, TEN_PM, community)).toBe(false);
  });
});

test('quiet hours end on the wall clock also where it is set on the way', () => {
  // Spring forward on 14 March 2027 and back on 7 November 2027, at 2 in the morning.
  for (const [evening, morning] of [
    ['2027-03-14T03:00:00Z', '2027-03-14T12:00:00.000Z'],
    ['2027-11-07T02:00:00Z', '2027-11-07T13:00:00.000Z'],
    ['2027-01-10T03:00:17Z', '2027-01-10T13:00:00.000Z'],
  ] as const)
    expect(quietEnds(NIGHT, at(evening), NEW_YORK)).toBe(morning);
});

test('property: from any instant in quiet hours they end within a day, and at their end nobody is in them', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  fc.assert(
    fc.property(minute, minute, fc.integer({ min: 0, max: 365 * 24 * 60 }), (from, to, passed) => {
      fc.pre(from !== to);
      const now = later(at('2027-01-01T00:00:00Z'), passed * MINUTE_MS);
      const ends = quietEnds({ from, to }, now, NEW_YORK);
      expect(ends > now).toBe(true);
      expect(msBetween(now, ends)).toBeLessThanOrEqual(26 * HOUR_MS);
      // In the night in which an hour is left out that minute may not exist.
      const skipped = to >= 120 && to < 180;
      if (!skipped) expect(wallClock(ends, NEW_YORK).minute).toBe(to);
      if (!skipped) expect(inQuietHours({ from, to }, ends, NEW_YORK)).toBe(false);
    }),
  );
});

describe('the one way out', () => {
  const to = '+15550100100' as PhoneNumber;
  const text = (more: Partial<Outgoing> = {}): Outgoing => ({
    id: outgoingId('cause', 1),
    to,
    body: 'hello',
    priority: 'urgent',
    cause: 'cause',
    purpose: 'page-person',
    at: TEN_PM,
    state: 'pending',
    attempts: 0,
    ...more,
  });
  const helper = (more: Partial<HelperFacts> = {}): HelperFacts => ({ volunteer: person(), community, texted: [], ...more });
  const judge = (o: Outgoing, facts: HelperFacts | undefined, now: Instant): unknown => {
    const cleared = clearToSend(o, undefined, now, facts);
    return isCleared(cleared) ? 'leaves' : cleared;
  };
  const waits = { wait: 'left alone', until: '2027-01-10T13:00:00.000Z' };

  test('holds what is the line’s own will until its reader wakes', () => {
    expect(judge(text(), helper(), TEN_PM)).toEqual(waits);
    expect(judge(text({ priority: 'notice' }), helper({ volunteer: person({ wakes: true }) }), TEN_PM)).toEqual(waits);
    expect(judge(text(), helper({ volunteer: person({ wakes: true }) }), TEN_PM)).toBe('leaves');
    expect(judge(text(), helper(), NOON)).toBe('leaves');
  });
  test('lets danger, a person’s words, and what is about a request of their own go at any hour; and holds nobody who is no helper', () => {
    const own = { code: '412', number: to } as unknown as Outgoing['about'];
    expect(judge(text({ priority: 'safety' }), helper(), TEN_PM)).toBe('leaves');
    expect(judge(text({ purpose: 'relay' }), helper(), TEN_PM)).toBe('leaves');
    expect(judge(text(own ? { about: own } : {}), helper(), TEN_PM)).toBe('leaves');
    expect(judge(text(), undefined, TEN_PM)).toBe('leaves');
  });
  test('lets no more than so many an hour go to one person, danger apart', () => {
    const texted = Array.from({ length: community.volunteers.textsAnHour }, (_, i) => later(NOON, -(50 - i) * MINUTE_MS));
    expect(judge(text(), helper({ texted }), NOON)).toEqual({ wait: 'left alone', until: later(NOON, 10 * MINUTE_MS) });
    expect(judge(text(), helper({ texted: texted.slice(1) }), NOON)).toBe('leaves');
    expect(judge(text({ priority: 'safety' }), helper({ texted }), NOON)).toBe('leaves');
    expect(judge(text(), helper({ texted }), later(NOON, 10 * MINUTE_MS))).toBe('leaves');
  });
});

test('nobody is asleep before their hours begin: wakesAt is now', () => {
  expect(wakesAt(person(), NOON, community)).toBe(NOON);
  expect(wakesAt(person(), SEVEN_AM, community)).toBe('2027-01-10T13:00:00.000Z');
});
