import { expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case.ts';
import { DAY_MS, HOUR_MS, type Instant, instant, MINUTE_MS, msBetween } from '../../shared/domain/ids.ts';
import { nextRoundAt } from '../../shared/domain/rounds.ts';
import { Neighborhood } from '../support/neighborhood.ts';

/** How many minutes passed between one of these hours and the next, as offers came to Ana for one need of today in the course of four days. */
const pausesOfAna = async (): Promise<readonly number[]> => {
  const hood = new Neighborhood();
  await hood.volunteers('Ana,+15550100201,en,food,,,always,yes,no');
  await hood.text('+15550100001', 'need food for 4, 11216, today');
  const minutes: number[] = [];
  for (let minute = 0; minute < 4 * 24 * 60; minute += 15) {
    await hood.pass(15 * MINUTE_MS);
    if (hood.takeSent().some(s => s.to === '+15550100201' && s.body.startsWith('Can you take'))) minutes.push(minute);
  }
  return minutes.slice(1).map((m, i) => m - (minutes[i] ?? 0));
};

test('the same person is asked for the same need of today every two hours at the most, again on that day, and more seldom later', async () => {
  const pauses = await pausesOfAna();
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(120);
  expect(pauses.slice(0, 3).every(pause => pause <= 180)).toBe(true);
  expect(pauses.length).toBeLessThan(20);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(24 * 60);
});

const TIMEZONE = 'America/New_York';
const at = (clock: string): Instant => instant(Date.parse(`2027-01-09T${clock}:00-05:00`));
const minutesTo = (urgency: Case['urgency'], clock: string, more: { openMs?: number; when?: NonNullable<Case['when']> } = {}): number => {
  const now = at(clock);
  const openedAt = instant(Date.parse(now) - (more.openMs ?? HOUR_MS));
  return msBetween(now, nextRoundAt({ urgency, openedAt, ...(more.when ? { when: more.when } : {}) }, now, TIMEZONE)) / MINUTE_MS;
};

test.each([
  ['needed at once', minutesTo('now', '12:00'), 20],
  ['needed at once, at night', minutesTo('now', '02:00'), 20],
  ['needed today', minutesTo('today', '12:00', { when: 'today' }), 45],
  ['needed today, for a day', minutesTo('today', '12:00', { when: 'today', openMs: DAY_MS }), 135],
  ['needed today, at night', minutesTo('today', '22:00', { when: 'today' }), 120],
  ['needed today, soon after which it is day', minutesTo('today', '06:30', { when: 'today' }), 90],
  ['nobody said when, at night: in the morning', minutesTo('today', '22:00'), 600],
  ['in a day or two', minutesTo('soon', '12:00', { when: 'soon' }), 180],
  ['this week', minutesTo('this-week', '09:00', { when: 'this-week' }), 480],
  ['this week, past the evening', minutesTo('this-week', '14:00', { when: 'this-week' }), 1080],
  ['this week, for four days: once a day', minutesTo('this-week', '09:00', { when: 'this-week', openMs: 4 * DAY_MS }), 1440],
  [
    'the same, asked for as the day ended: on the next day',
    minutesTo('this-week', '21:01', { when: 'this-week', openMs: 4 * DAY_MS }),
    1438,
  ],
  ['the same, asked for at dawn: on that day', minutesTo('this-week', '06:12', { when: 'this-week', openMs: 4 * DAY_MS }), 887],
])('%s', (_what, minutes, expected) => expect(minutes).toBe(expected));
