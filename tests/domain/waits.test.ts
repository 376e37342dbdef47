import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS } from '../../shared/domain/ids.ts';
import { mostTook, NO_WAITS, openLately, type Waits, withTook } from '../../shared/domain/waits.ts';

const NOW = instant(Date.parse('2027-01-09T14:00:00Z'));
/** Requests that were through just now, after so many minutes each. */
const through = (...minutes: readonly number[]): Waits =>
  minutes.reduce((waits, m) => withTook(waits, 'arrived', later(NOW, -m * MINUTE_MS), NOW), NO_WAITS);

describe('what most took', () => {
  test.each([
    ['two in three took no longer', [90, 10, 30, 20, 80, 40, 70, 50, 60], 60],
    ['of five it is the fourth', [500, 10, 40, 20, 30], 40],
    ['of six the fourth too', [10, 20, 30, 40, 500, 600], 40],
    ['one that took very long says little', [15, 15, 15, 15, 9_000], 15],
  ])('%s', (_what, minutes, most) => {
    const took = mostTook(through(...minutes), 'arrived', NOW);
    expect(took).toBe(most);
    // Held to its own words: at least two in three, and no fewer minutes would do.
    const within = (limit: number): number => minutes.filter(m => m <= limit).length / minutes.length;
    expect(within(took ?? 0)).toBeGreaterThanOrEqual(2 / 3);
    expect(within((took ?? 0) - 1)).toBeLessThan(2 / 3);
  });

  test('is not said of fewer than five, nor of the other end of the way', () => {
    expect(mostTook(through(10, 20, 30, 40), 'arrived', NOW)).toBeUndefined();
    expect(mostTook(through(10, 20, 30, 40, 50), 'taken', NOW)).toBeUndefined();
  });

  test('rests on the last week alone, and on the last twenty', () => {
    const week = through(10, 10, 10, 10, 10);
    expect(mostTook(week, 'arrived', later(NOW, 7 * DAY_MS - 1))).toBe(10);
    expect(mostTook(week, 'arrived', later(NOW, 7 * DAY_MS))).toBeUndefined();
    expect(mostTook(through(...Array<number>(20).fill(100), ...Array<number>(20).fill(10)), 'arrived', NOW)).toBe(10);
  });
});

test('how many are open is said for a day after they were counted', () => {
  const waits: Waits = { ...NO_WAITS, open: { at: NOW, n: 7 } };
  expect(openLately(waits, later(NOW, 24 * HOUR_MS))).toBe(7);
  expect(openLately(waits, later(NOW, 24 * HOUR_MS + 1))).toBeUndefined();
  expect(openLately(NO_WAITS, NOW)).toBeUndefined();
});
