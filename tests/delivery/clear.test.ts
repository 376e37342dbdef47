import { expect, test } from 'vitest';
import { clearToSend, isCleared } from '../../shared/domain/consent.ts';
import type { Instant, PhoneNumber } from '../../shared/domain/ids.ts';
import { type Outgoing, pending } from '../../shared/domain/outgoing.ts';
import type { NumberRecord } from '../../shared/domain/person.ts';
import { readVolunteers } from '../../shared/parse/volunteers.ts';
import { MORNING, Neighborhood, sampleCommunity } from '../support/neighborhood.ts';

const MARIA = '+15550100001' as PhoneNumber;
const ANA = '+15550100201' as PhoneNumber;
const community = sampleCommunity();
const csv = `name,phone,languages,pods,zones,skills,shifts,vetted,voice\nMaria,${MARIA},en,food,,,always,yes,no\n`;
const [volunteer] = readVolunteers(csv, community).volunteers;
const helper = volunteer && { volunteer, community, texted: [] };

const about = (number: PhoneNumber) => ({ code: '412', number }) as unknown as NonNullable<Outgoing['about']>;
const text = (of?: NonNullable<Outgoing['about']>): Outgoing =>
  pending({ to: MARIA, body: 'hello', purpose: 'some', priority: 'urgent', about: of }, 'cause', 0, MORNING);
const record = (more: Partial<NumberRecord>): NumberRecord =>
  ({ number: MARIA, firstContactAt: MORNING, current: 'p', ...more }) as unknown as NumberRecord;
const judge = (o: Outgoing, known: NumberRecord | undefined, helps: boolean, now: Instant = MORNING): unknown => {
  const cleared = clearToSend(o, known, now, helps ? helper : undefined);
  return isCleared(cleared) ? 'leaves' : 'refused' in cleared && cleared.refused;
};

test.each([
  ['somebody who has texted us', {}, false, 'leaves'],
  ['a number that has only called', { texts: 'unknown' }, false, 'no texts'],
  ['a phone of which they said that it gets none', { texts: 'no' }, false, 'no texts'],
  ['a number where texts never arrive', { unreachable: { at: MORNING, code: 30005 } }, false, 'gone'],
  ['a landline', { unreachable: { at: MORNING, code: 30006 } }, true, 'gone'],
  ['a phone that was away for a while', { unreachable: { at: MORNING, code: 30003 } }, false, 'leaves'],
  ['a volunteer who has only called', { texts: 'unknown' }, true, 'leaves'],
  ['a volunteer who said that theirs gets none', { texts: 'no' }, true, 'no texts'],
  ['somebody who sent STOP', { optedOut: { at: MORNING, by: 'person' } }, true, 'opted out'],
] as const)('what the line has to tell %s of their own: %s', (_who, known, helps, ends) => {
  expect(judge(text(about(MARIA)), record(known), helps)).toBe(ends);
  expect(judge(text(), record(known), helps)).toBe(ends);
});

test('about somebody else’s case whoever has it is texted, also where it is not known what phone they have', () => {
  expect(judge(text(about(ANA)), record({ texts: 'unknown' }), true)).toBe('leaves');
  expect(judge(text(about(ANA)), record({ texts: 'no' }), true)).toBe('leaves');
  expect(judge(text(about(ANA)), record({ optedOut: { at: MORNING, by: 'carrier' } }), true)).toBe('opted out');
});

test('the line writes to one volunteer of its own will so often in an hour, and the rest an hour later', async () => {
  const hood = new Neighborhood();
  await hood.volunteers(`Ana,${ANA},en,food,,,always,yes,no`);
  const most = hood.community.volunteers.textsAnHour;
  const started = Date.parse(hood.now);
  for (let n = 0; n < most + 3; n++) {
    const number = `+1555${2_000_000 + n}`;
    await hood.text(number, 'need food for 4, 11216, today');
    await hood.text(number, 'withdraw');
    await hood.text(number, '1');
    await hood.pass(60_000);
  }
  const toAna = (): number => hood.sent.filter(s => s.to === ANA).length;
  expect(Date.parse(hood.now) - started).toBeLessThan(3_600_000);
  expect(toAna()).toBe(most);
  await hood.store.close();
});
