import { describe, expect, test } from 'vitest';
import { type CaseCode, DAY_MS, later, type PhoneNumber } from '../../shared/domain/ids.ts';
import { guestOf, heardFrom, passesLately, turnOf, type Volunteer, withPass, withUnresponsive } from '../../shared/domain/volunteer.ts';
import { MORNING, sampleCommunity } from '../support/neighborhood.ts';

const community = sampleCommunity();
const someone = (): Volunteer => {
  const guest = guestOf(community, '+15550100100' as PhoneNumber);
  if (!guest) throw new Error('Rosa is of the team');
  return { ...guest, pods: ['food'], lastAskedAt: MORNING };
};
const CASE = { code: '412' as CaseCode, number: '+15550100001' as PhoneNumber, kind: 'need' as const };
const passed = (times: number): Volunteer => Array.from({ length: times }).reduce<Volunteer>(v => withPass(v, MORNING), someone());

describe('who is asked less', () => {
  test('one pass changes nothing; each further one counts half a day, and never more than two days', () => {
    expect(turnOf(passed(1))).toBe(MORNING);
    expect(turnOf(passed(2))).toBe(later(MORNING, DAY_MS / 2));
    expect(turnOf(passed(5))).toBe(later(MORNING, 2 * DAY_MS));
    expect(turnOf(passed(50))).toBe(later(MORNING, 2 * DAY_MS));
  });

  test('passes are forgotten after two weeks', () => {
    const later2 = later(MORNING, 14 * DAY_MS);
    expect(passesLately(passed(5), later2)).toEqual([]);
    expect(turnOf({ ...withPass(passed(5), later2), lastAskedAt: later2 })).toBe(later2);
  });

  test('whoever let a case go counts as asked a week later, until they are heard from', () => {
    const silent = withUnresponsive(someone(), CASE, MORNING);
    expect(turnOf(silent)).toBe(later(MORNING, 7 * DAY_MS));
    expect(silent.unresponsive).toEqual({ since: MORNING, code: '412' });
    const back = heardFrom(silent);
    expect(turnOf(back)).toBe(MORNING);
    expect(back.unresponsive).toBeUndefined();
  });
});
