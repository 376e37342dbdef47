import { describe, expect, test } from 'vitest';
import { type Eta, etaAt } from '../../shared/domain/eta.ts';
import { instant } from '../../shared/domain/ids.ts';
import { bareMinutes, etaIn, willBe } from '../../shared/understand/eta.ts';

const NY = 'America/New_York';
/** A Saturday, nine in the morning in New York. */
const NINE = instant(Date.parse('2027-01-09T14:00:00Z'));
const inNewYork = (words: string, now = NINE): string | undefined => {
  const eta = etaIn(words);
  return eta && etaAt(eta, now, NY);
};

describe('the time that somebody names', () => {
  test.each<[string, Eta]>([
    ['20', { minutes: 20 }],
    ['in 20 min', { minutes: 20 }],
    ['about 45 minutes', { minutes: 45 }],
    ['2 hours', { minutes: 120 }],
    ['1.5h', { minutes: 90 }],
    ['half an hour', { minutes: 30 }],
    ['en media hora', { minutes: 30 }],
    ['en 20 minutos', { minutes: 20 }],
    ['1 h 15 min', { minutes: 75 }],
  ])('%s', (words, eta) => {
    expect(etaIn(words)).toEqual(eta);
  });

  test.each([
    ['after 5pm', '2027-01-09T22:00:00.000Z'],
    ['at 6', '2027-01-09T23:00:00.000Z'],
    ['6:30 p.m.', '2027-01-09T23:30:00.000Z'],
    ['at 10', '2027-01-09T15:00:00.000Z'],
    ['tomorrow at 10', '2027-01-10T15:00:00.000Z'],
    ['mañana a las 5', '2027-01-10T22:00:00.000Z'],
    ['on tuesday', '2027-01-12T23:00:00.000Z'],
    ['el viernes a las 3', '2027-01-15T20:00:00.000Z'],
    ['later today', '2027-01-09T23:00:00.000Z'],
  ])('%s', (words, at) => {
    expect(inNewYork(words)).toBe(at);
  });

  test('holds over the night in which the clocks change', () => {
    const eveningBefore = instant(Date.parse('2027-03-13T23:00:00Z'));
    expect(inNewYork('tomorrow at 10', eveningBefore)).toBe('2027-03-14T14:00:00.000Z');
    const autumn = instant(Date.parse('2027-11-06T22:00:00Z'));
    expect(inNewYork('tomorrow at 10', autumn)).toBe('2027-11-07T15:00:00.000Z');
  });

  test.each(['blue car, left door', 'ok', 'I have 3 bags', 'thank you', '412 Halsey st', ''])('is none in: %s', words => {
    expect(etaIn(words)).toBeUndefined();
  });

  test('is minutes where a number stands alone, and never a key or a year', () => {
    expect(bareMinutes('20')).toBe(20);
    expect(bareMinutes('4')).toBeUndefined();
    expect(bareMinutes('2027')).toBeUndefined();
    expect(bareMinutes('20 bags')).toBeUndefined();
  });
});

test.each([
  'by 5',
  'in 20 min',
  'in 20',
  'before 6pm',
  'soon',
  'para las 5',
  'en media hora',
  'mas tarde',
  'tomorrow',
])('says when it will be done: %s', words => expect(willBe(words)).toBe(true));
test.each(['2 hours', 'in the lobby', 'by the door', '20 minutes ago', 'at 5', ''])('says no such time: %s', words =>
  expect(willBe(words)).toBe(false));
