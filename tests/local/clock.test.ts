import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lineClock } from '../../local/clock.ts';
import { readMove } from '../../local/clock-move.ts';
import { AT_ONE_INSTANT_MAX, EndlessTrouble, timekeeper } from '../../local/timekeeper.ts';
import type { Instant } from '../../shared/domain/ids.ts';
import { at, echoLine, freshDir, type Running, recordingLog, removeDir, running, START } from './support.ts';

let dir: string;
beforeEach(() => {
  dir = freshDir();
});
let machine: Running | undefined;
afterEach(async () => {
  await machine?.stop();
  machine = undefined;
  removeDir(dir);
});

const QUIET = { activity: () => 0, idle: async () => {}, tick: () => {}, nextDue: () => null };

test('the clock is real time plus an offset that another process reads too', () => {
  const folder = join(dir, 'made', 'when', 'needed');
  let real = 1_000_000;
  const clock = lineClock(folder, () => real);
  expect(clock.now()).toBe(at('1970-01-01T00:16:40.000Z'));
  clock.hold(at('1970-01-01T01:00:00.000Z'));
  real += 5_000;
  expect(clock.now()).toBe(at('1970-01-01T01:00:00.000Z'));
  clock.letGo();
  real += 1_000;
  expect(clock.now()).toBe(at('1970-01-01T01:00:01.000Z'));
  expect(lineClock(folder, () => real).now()).toBe(clock.now());
});

test('a data folder that is a file, or lies in one, is named', () => {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'a-file'), '');
  for (const folder of [join(dir, 'a-file'), join(dir, 'a-file', 'in-it')])
    expect(() => lineClock(folder)).toThrow(`DATA_DIR is ${folder}, which is a file or lies in one. Name a folder.`);
});

test.each(['', '{', '{"offsetMs":"x"}', '[]', 'null'])('a clock file that holds %j is named, not guessed at', content => {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'clock.json'), content);
  expect(() => lineClock(dir)).toThrow(/clock\.json does not hold a time offset/);
});

test.each([
  [{ advance: 'PT15M' }, '2027-01-09T14:15:00.000Z'],
  [{ advance: 'P1D' }, '2027-01-10T14:00:00.000Z'],
  [{ advance: 'P1DT2H30.5S' }, '2027-01-10T16:00:30.500Z'],
  [{ advance: 'PT0S' }, '2027-01-09T14:00:00.000Z'],
  [{ set: '2027-01-09T14:00:00Z' }, '2027-01-09T14:00:00.000Z'],
  [{ set: '2027-01-09T10:30:00-05:00' }, '2027-01-09T15:30:00.000Z'],
])('%j moves the clock to %s', (wish, target) => {
  expect(readMove(wish, START)).toEqual({ ok: true, at: target });
});

test.each([
  [{ advance: '-PT15M' }, /cannot go back/],
  [{ set: '2027-01-09T13:59:59Z' }, /cannot go back/],
  [{ advance: '15 minutes' }, /not an ISO 8601 duration/],
  [{ advance: 15 }, /must be text/],
  [{ set: '2027-01-09 noon' }, /not an ISO 8601 instant/],
  [{ set: '2027-01-09T14:30:00' }, /needs a time zone/],
  [{ advance: 'P9Y' }, /too far/],
  [{ advance: 'P999999999999Y' }, /not an ISO 8601 duration that can be counted/],
  [{ advance: 'PT1H', set: '2027-01-09T15:00:00Z' }, /Send/],
  [{}, /Send/],
  [null, /Send/],
])('%j is refused with a reason', (wish, why) => {
  const target = readMove(wish, START);
  expect(target.ok ? '' : target.why).toMatch(why);
});

test('everything that falls due on the way is done in order, each at its own time', async () => {
  const line = echoLine();
  const { due } = line;
  machine = await running(line, dir);
  const { clock } = machine;
  const done: [string, Instant][] = [];
  const note = (what: string) => () => void done.push([what, clock.now()]);
  due.push({ at: at('2027-01-09T14:10:00.000Z'), work: note('second') });
  due.push({
    at: at('2027-01-09T14:05:00.000Z'),
    work: () => {
      note('first')();
      due.push({ at: at('2027-01-09T14:07:00.000Z'), work: note('caused by the first') });
    },
  });
  due.push({ at: at('2027-01-09T13:00:00.000Z'), work: note('overdue') });
  due.push({ at: at('2027-01-09T14:15:00.001Z'), work: note('later') });
  const answer = await machine.post('/simulator/clock', { advance: 'PT15M' });
  expect([answer.status, await answer.json()]).toEqual([200, { now: '2027-01-09T14:15:00.000Z' }]);
  expect(done).toEqual([
    ['overdue', START],
    ['first', '2027-01-09T14:05:00.000Z'],
    ['caused by the first', '2027-01-09T14:07:00.000Z'],
    ['second', '2027-01-09T14:10:00.000Z'],
  ]);
  expect(await (await machine.get('/simulator/clock')).json()).toEqual({ now: '2027-01-09T14:15:00.000Z' });
});

test('moves of the clock wait for each other', async () => {
  const line = echoLine();
  const { due } = line;
  machine = await running(line, dir);
  const { clock, post } = machine;
  const order: string[] = [];
  due.push({
    at: at('2027-01-09T14:01:00.000Z'),
    work: async () => {
      order.push(`begins ${clock.now()}`);
      await new Promise(setImmediate);
      order.push(`ends ${clock.now()}`);
    },
  });
  const answers = await Promise.all(['PT1M', 'PT1M', 'PT1M'].map(advance => post('/simulator/clock', { advance })));
  const nows = await Promise.all(answers.map(async answer => ((await answer.json()) as { now: string }).now));
  expect(nows.toSorted()).toEqual(['2027-01-09T14:01:00.000Z', '2027-01-09T14:02:00.000Z', '2027-01-09T14:03:00.000Z']);
  expect(order).toEqual(['begins 2027-01-09T14:01:00.000Z', 'ends 2027-01-09T14:01:00.000Z']);
});

test('nonsense and the past are refused over HTTP, and the clock stays', async () => {
  machine = await running(echoLine(), dir);
  for (const wish of [{ advance: '-PT1S' }, { set: 'tomorrow' }, [], 7]) {
    const answer = await machine.post('/simulator/clock', wish);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { error: string }).error).not.toBe('');
  }
  const broken = await fetch(`${machine.base}/simulator/clock`, { method: 'POST', body: '{"advance":' });
  expect(broken.status).toBe(400);
  expect(machine.clock.now()).toBe(START);
});

test('a moved clock is moved still after a restart', async () => {
  machine = await running(echoLine(), dir);
  await machine.post('/simulator/clock', { advance: 'P1D' });
  await machine.stop();
  machine = await running(echoLine(), dir);
  expect(machine.clock.now()).toBe(at('2027-01-10T14:00:00.000Z'));
  expect(JSON.parse(readFileSync(join(dir, 'clock.json'), 'utf8'))).toEqual({ offsetMs: 86_400_000 });
});

test('what never ends is stopped at a named limit, and the clock is not lost', async () => {
  const line = echoLine();
  const { due } = line;
  machine = await running(line, dir);
  let times = 0;
  const again = (now: Instant): void => {
    times += 1;
    due.push({ at: now, work: again });
  };
  due.push({ at: at('2027-01-09T14:05:00.000Z'), work: again });
  const answer = await machine.post('/simulator/clock', { advance: 'PT15M' });
  expect([answer.status, await answer.json()]).toEqual([
    500,
    { error: expect.stringMatching(/more than 20 times/), now: '2027-01-09T14:05:00.000Z' },
  ]);
  expect(times).toBeGreaterThan(AT_ONE_INSTANT_MAX);
});

test('work and deliveries that cause each other for ever are stopped too', async () => {
  let activity = 0;
  const keeper = timekeeper({
    clock: lineClock(dir, () => 0),
    line: { work: async () => void activity++, nextDue: async () => null },
    carrier: { ...QUIET, activity: () => activity },
    log: recordingLog(),
  });
  await expect(keeper.settle()).rejects.toThrow(EndlessTrouble);
});
