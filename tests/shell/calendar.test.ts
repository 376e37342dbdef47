import { expect, test } from 'vitest';
import { FEED_PATH, feedAddress, feedHash, newFeedSecret } from '../../shared/domain/feed.ts';
import { instant, phoneNumber } from '../../shared/domain/ids.ts';
import type { Wall } from '../../shared/domain/wall.ts';
import { calendarDoor } from '../../shared/shell/calendar-door.ts';
import type { WebResult } from '../../shared/shell/door.ts';
import { routes } from '../../shared/shell/routes.ts';
import { feedKey, rosterKey } from '../../shared/table/keys.ts';
import { removeVolunteer } from '../../shared/table/roster.ts';
import { changePlan } from '../../shared/table/schedule.ts';
import { StoreTrouble } from '../../shared/table/store.ts';
import { Neighborhood, PUBLIC_URL, TOKEN } from '../support/neighborhood.ts';

const ANA = '+15550100201';
const RESIDENT = '+15550100001';
/** A Saturday, nine in the morning in New York; its clocks go forward eight days later. */
const BEFORE_THE_CHANGE = instant(Date.UTC(2027, 2, 6, 14));

const opened = async (): Promise<Neighborhood> => {
  const hood = new Neighborhood({ now: BEFORE_THE_CHANGE });
  await hood.volunteers(
    [
      `Ana Ruiz,${ANA},en,food;rides,,,Sat 09:00-13:00;Sun 01:00-05:00,yes,no`,
      'Bo Lee,+15550100202,en,food,,,Mon 17:00-21:00,yes,no',
      'Dan,+15550100204,es,food,,,always,yes,no',
    ].join('\n'),
  );
  return hood;
};
const addressIn = (reply: string | null): string => /https:\S+\.ics/.exec(reply ?? '')?.[0] ?? '';
const asked = async (hood: Neighborhood, words = 'SHIFTS CALENDAR', from = ANA): Promise<string> => addressIn(await hood.text(from, words));
const get = (hood: Neighborhood, address: string, headers: Record<string, string> = {}): Promise<WebResult> =>
  hood.line.calendar({ headers, rawPath: address.replace(PUBLIC_URL, ''), requestContext: { http: { method: 'GET' } } });

/** The events of a calendar, read as RFC 5545 says: lines end with CRLF and go on in the next one behind a blank. */
const eventsIn = ({ body = '' }: WebResult): readonly Readonly<Record<string, string>>[] => {
  expect(body.endsWith('END:VCALENDAR\r\n')).toBe(true);
  const lines = body.replaceAll('\r\n ', '').split('\r\n');
  expect(lines.every(line => !line.includes('\n'))).toBe(true);
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:]+):(.*)$/.exec(line) ?? [];
    if (line === 'BEGIN:VEVENT') events.push({});
    else if (events.length > 0 && name !== 'END') Object.assign(events.at(-1) ?? {}, { [name]: value.replaceAll('\\,', ',') });
  }
  return events;
};
const timesIn = (result: WebResult): readonly string[] => eventsIn(result).map(e => `${e.DTSTART} ${e.DTEND}`);

test('a shift keeps its hours when the clocks go forward, and one in that night is an hour shorter', async () => {
  const hood = await opened();
  const result = await get(hood, await asked(hood));
  expect(result.statusCode).toBe(200);
  expect(result.headers).toMatchObject({ 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, max-age=900' });
  const food = eventsIn(result).filter(e => e.SUMMARY === 'On call: Food Distribution Pod, Maple Street Mutual Aid');
  const times = food.map(e => `${e.DTSTART} ${e.DTEND}`);
  expect(times.slice(0, 6)).toEqual([
    '20270306T140000Z 20270306T180000Z',
    '20270307T060000Z 20270307T100000Z',
    '20270313T140000Z 20270313T180000Z',
    '20270314T060000Z 20270314T090000Z',
    '20270320T130000Z 20270320T170000Z',
    '20270321T050000Z 20270321T090000Z',
  ]);
  // Eight weeks, two shifts in each, and as many for the other pod.
  expect([times.length, eventsIn(result).length]).toEqual([16, 32]);
  expect(result.body).toContain('X-WR-CALNAME:Maple Street Mutual Aid: shifts of Ana\r\n');
});

test('each shift tells its pod and why, and nothing of anybody who needs something', async () => {
  const hood = await opened();
  const ana = phoneNumber(ANA);
  const bo = phoneNumber('+15550100202');
  if (!ana || !bo) throw new Error('no numbers');
  await changePlan(hood.store, 'rides', 'test', plan => ({
    ...plan,
    rotations: [{ name: 'main', people: [ana, bo], everyDays: 7, first: '2027-03-08T09:00' as Wall, during: 'always' }],
  }));
  const cover = { id: 'c', what: 'instead', who: ana, name: 'Ana Ruiz', of: bo, ofName: 'Bo Lee', by: 'Rosa' } as const;
  await changePlan(hood.store, 'food', 'test', plan => ({
    ...plan,
    overrides: [{ ...cover, from: '2027-03-08T17:00' as Wall, to: '2027-03-08T21:00' as Wall }],
  }));
  await hood.text(RESIDENT, 'NEED FOOD');
  await hood.text(RESIDENT, 'Maria Lopez, 12 Oak St, we are four');
  const result = await get(hood, await asked(hood));
  const events = eventsIn(result);
  expect(new Set(events.map(e => e.DESCRIPTION))).toEqual(
    new Set(['Your weekly shift.', 'Your turn in the rotation main.', 'You cover for Bo.']),
  );
  expect(events.find(e => e.DESCRIPTION === 'You cover for Bo.')).toMatchObject({
    DTSTART: '20270308T220000Z',
    DTEND: '20270309T020000Z',
    SUMMARY: 'On call: Food Distribution Pod, Maple Street Mutual Aid',
  });
  // A whole week, with the hour that the change of the clocks takes from it.
  const turn = events.find(e => e.DESCRIPTION?.includes('rotation'));
  expect(turn).toMatchObject({ DTSTART: '20270308T140000Z', DTEND: '20270315T130000Z' });
  expect(result.body).not.toMatch(/Maria|Lopez|Oak|\+1555|555010|Lee|Ruiz/);
});

test('a shift has the same UID tomorrow, the same day the same ETag, and ON and OFF change nothing', async () => {
  const hood = await opened();
  const address = await asked(hood);
  const first = await get(hood, address);
  const etag = first.headers?.etag ?? '';
  expect(etag).toMatch(/^"[\w-]+"$/);
  await hood.text(ANA, 'OFF');
  await hood.pass(3_600_000);
  expect(await get(hood, address, { 'if-none-match': `"other", W/${etag}` })).toEqual({
    statusCode: 304,
    headers: { etag, 'cache-control': 'private, max-age=900' },
  });
  await hood.pass(86_400_000);
  const next = await get(hood, address, { 'if-none-match': etag });
  expect(next.statusCode).toBe(200);
  const uids = (result: WebResult): Map<string, string> => new Map(eventsIn(result).map(e => [`${e.DTSTART}${e.SUMMARY}`, e.UID ?? '']));
  const before = uids(first);
  expect(new Set(before.values()).size).toBe(32);
  const kept = [...uids(next)].filter(([shift]) => before.has(shift));
  expect(kept.length).toBeGreaterThan(28);
  for (const [shift, uid] of kept) expect(uid, shift).toBe(before.get(shift));
});

test('a new address ends the one before, and a repeat of its text makes no other', async () => {
  const hood = await opened();
  const address = await asked(hood);
  expect(await asked(hood)).toBe(address);
  const sid = `SM${'7'.repeat(32)}`;
  const other = addressIn(await hood.text(ANA, 'SHIFTS CALENDAR NEW', {}, sid));
  expect(addressIn(await hood.text(ANA, 'SHIFTS CALENDAR NEW', {}, sid))).toBe(other);
  expect(other).not.toBe(address);
  expect([(await get(hood, address)).statusCode, (await get(hood, other)).statusCode]).toEqual([404, 200]);
  const keys = [address, other].map(one => feedKey(feedHash(one.slice(-26, -4))));
  const { got } = await hood.store.read({ get: keys });
  expect(got).toEqual([undefined, { ...keys[1], v: 1, kind: 'feed', data: { number: ANA } }]);
  // Whoever knows the id of the text, and not the token, cannot make the address.
  const home = { publicUrl: PUBLIC_URL, authTokens: [TOKEN] };
  expect(feedAddress(home, newFeedSecret(home, sid) ?? '')).toBe(other);
  expect(feedAddress(home, newFeedSecret({ ...home, authTokens: ['another'] }, sid) ?? '')).not.toBe(other);
  expect(newFeedSecret({ ...home, authTokens: [] }, sid)).toBeUndefined();
});

test('everything else is 404: another secret, a part of it, somebody who left, a row that is no longer theirs', async () => {
  const hood = await opened();
  const address = await asked(hood);
  const secret = address.slice(-26, -4);
  const wrong = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
  for (const path of [
    `${wrong}.ics`,
    `${secret.slice(1)}.ics`,
    secret,
    `${secret}.ics/`,
    `../calendar/${secret}.ics`,
    '.ics',
    '',
    `${'%41'.repeat(22)}.ics`,
  ]) {
    const { statusCode, headers, body } = await get(hood, `${FEED_PATH}/${path}`);
    expect([statusCode, headers?.['cache-control'], body], path).toEqual([404, 'no-store', 'There is nothing at this address.\n']);
  }
  // A row that a secret leads to, without being the secret of whom it names.
  const stray = { ...feedKey(feedHash(wrong)), kind: 'feed', data: { number: ANA } };
  await hood.store.commit([{ op: 'put', row: stray, expect: 'absent' }], 'stray');
  expect((await get(hood, `${FEED_PATH}/${wrong}.ics`)).statusCode).toBe(404);
  const number = phoneNumber(ANA);
  if (!number) throw new Error('no number');
  expect(await removeVolunteer(hood.store, number)).toMatchObject({ name: 'Ana Ruiz' });
  expect((await get(hood, address)).statusCode).toBe(404);
  const { got } = await hood.store.read({ get: [feedKey(feedHash(secret)), rosterKey(number)] });
  expect(got).toEqual([undefined, undefined]);
});

test('a database out of reach is said as such, and the log holds nothing of the address; only GET is answered', async () => {
  const hood = await opened();
  const address = await asked(hood);
  const away = { ...hood.store, read: () => Promise.reject(new StoreTrouble('unreachable', new Error('no way'))) };
  const result = await calendarDoor({ ...hood.runtime, store: away })({ headers: {}, rawPath: address.replace(PUBLIC_URL, '') });
  expect([result.statusCode, result.headers?.['cache-control']]).toEqual([503, 'no-store']);
  expect(hood.logged.join('\n')).toContain('calendar.failed');
  expect(hood.logged.join('\n')).not.toContain(address.slice(-26, -4));
  const post = await hood.line.calendar({ headers: {}, rawPath: address, requestContext: { http: { method: 'POST' } } });
  expect([post.statusCode, post.headers?.allow]).toEqual([405, 'GET']);
});

test('who is on call at all times has a calendar without shifts, in their language', async () => {
  const hood = await opened();
  const result = await get(hood, await asked(hood, 'TURNOS CALENDARIO', '+15550100204'));
  expect(timesIn(result)).toEqual([]);
  expect(result.body).toContain('Maple Street Mutual Aid: turnos de Dan');
});

test('the path is the one at which the line answers', () => {
  expect(routes.calendar).toBe(FEED_PATH);
});
