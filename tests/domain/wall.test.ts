import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { type Instant, instant } from '../../shared/domain/ids.ts';
import { readWall, type Wall, wallAt, wallOf } from '../../shared/domain/wall.ts';
import { instantOf } from '../../shared/domain/zone.ts';

const MINUTE = 60_000;

/** Each zone with an instant shortly before a change of its clocks. */
const CHANGES = [
  ['America/New_York', '2027-03-14T05:00Z'],
  ['America/New_York', '2027-11-07T04:00Z'],
  ['Europe/Dublin', '2027-03-27T23:00Z'],
  ['Europe/Dublin', '2027-10-30T23:00Z'],
  // Half an hour forward in October, half an hour back in April.
  ['Australia/Lord_Howe', '2027-10-02T14:00Z'],
  ['Australia/Lord_Howe', '2027-04-03T14:00Z'],
  // Its clocks change at midnight, so that a day begins at 01:00.
  ['Africa/Cairo', '2027-04-29T20:00Z'],
] as const;

const shown = (ms: number, zone: string): Wall =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime().toString().slice(0, 16) as Wall;

describe.each(CHANGES)('%s after %s', (zone, before) => {
  const start = Date.parse(before);
  const minutes = Array.from({ length: 9 * 60 }, (_, n) => start + n * MINUTE);

  test('the wall clock is the highest that it has shown, minute by minute', () => {
    let highest = shown(start, zone);
    for (const ms of minutes) {
      const now = shown(ms, zone);
      if (now > highest) highest = now;
      expect(wallAt(instant(ms), zone)).toBe(highest);
    }
  });

  test('a time has come at the first instant at which the clock has reached it', () => {
    const first = new Map<string, Instant>();
    let highest = '';
    for (const ms of minutes) {
      const now = wallAt(instant(ms), zone);
      for (
        let m = highest ? Date.parse(`${highest}Z`) / MINUTE + 1 : Date.parse(`${now}Z`) / MINUTE;
        m * MINUTE <= Date.parse(`${now}Z`);
        m++
      )
        first.set(wallOf(m), instant(ms));
      highest = now;
    }
    // The first was reached before we looked.
    for (const [wall, at] of [...first].slice(1)) expect(instantOf(wall as Wall, zone)).toBe(at);
  });
});

test.each([
  ['a time that does not exist has come with the jump', 'America/New_York', '2027-03-14T02:30', '2027-03-14T07:00:00.000Z'],
  ['the time at which the clocks jump has come with it too', 'America/New_York', '2027-03-14T02:00', '2027-03-14T07:00:00.000Z'],
  ['a time that comes twice has come at the first', 'America/New_York', '2027-11-07T01:30', '2027-11-07T05:30:00.000Z'],
  ['the end of the repeated hour comes after both', 'America/New_York', '2027-11-07T02:00', '2027-11-07T07:00:00.000Z'],
  ['half an hour that does not exist', 'Australia/Lord_Howe', '2027-10-03T02:15', '2027-10-02T15:30:00.000Z'],
  ['half an hour that comes twice', 'Australia/Lord_Howe', '2027-04-04T01:45', '2027-04-03T14:45:00.000Z'],
  ['an ordinary evening', 'Europe/Dublin', '2027-07-01T21:00', '2027-07-01T20:00:00.000Z'],
  ['the last minute of a month', 'Europe/Dublin', '2027-02-28T23:59', '2027-02-28T23:59:00.000Z'],
])('%s', (_what, zone, wall, at) => {
  expect(instantOf(wall as Wall, zone)).toBe(at);
  expect(wallAt(at as Instant, zone) >= wall).toBe(true);
});

test('there and back is the same at every minute of two years, outside of a repeated hour', () => {
  const zones = fc.constantFrom('America/New_York', 'Europe/Dublin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC');
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 2 * 365 * 24 * 60 }), (zone, n) => {
      const at = instant(Date.parse('2026-12-01T00:00:00Z') + n * MINUTE);
      const back = instantOf(wallAt(at, zone), zone);
      expect(back <= at).toBe(true);
      if (shown(Date.parse(at), zone) === wallAt(at, zone) && back !== at) expect(wallAt(back, zone)).toBe(wallAt(at, zone));
    }),
    { numRuns: 200 },
  );
});

test('a written time is read, and what no calendar or clock shows is refused', () => {
  expect(readWall('2027-01-09 17:00')).toBe('2027-01-09T17:00');
  expect(readWall('2027-01-09')).toBe('2027-01-09T00:00');
  expect(['2027-02-29', '2027-13-01', '2027-01-09 24:01', '9 Jan', '2027-01-09T17'].map(readWall)).toEqual(Array(5).fill(undefined));
});

test('a wall time is named as the calendar names it', () => {
  const minutes = fc.integer({ min: Date.UTC(1970, 0, 1) / MINUTE, max: Date.UTC(2200, 0, 1) / MINUTE });
  fc.assert(fc.property(minutes, one => wallOf(one) === new Date(one * MINUTE).toISOString().slice(0, 16)));
});
