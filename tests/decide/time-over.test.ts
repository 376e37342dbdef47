import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/ids.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const MAY = '+15550100001';
const ANA = '+15550100201';
const ROSA = '+15550100100';
const LEADS = ['+15550100101', '+15550100102'];
const ROW = 'Ana,+15550100201,en;es,food;rides,north;south,,always,yes,no';

interface Got {
  readonly to: string;
  readonly body: string;
  readonly hour: number;
}

/** What came, hour of the day by hour, in so many hours from Saturday 9am on. */
const live = async (hood: Neighborhood, hours: number): Promise<readonly Got[]> => {
  const got: Got[] = [];
  for (let past = 0; past < hours * 4; past++) {
    await hood.pass(15 * MINUTE_MS);
    const hour = (new Date(hood.now).getUTCHours() + 19) % 24;
    got.push(...hood.takeSent().map(({ to, body }) => ({ to, body, hour })));
  }
  return got;
};

test('when the time of a need goes by and nobody has it, its person and the coordinator hear so once, and everybody reads that it was for then', async () => {
  const hood = new Neighborhood();
  await hood.volunteers(ROW);
  await hood.text(ANA, 'OFF');
  await hood.text(MAY, 'need a ride to dialysis sunday at noon, 11216, for 1');
  await live(hood, 26);
  const after = await live(hood, 30);
  const over = after.filter(({ body }) => body.includes('has passed'));
  expect(over.map(({ to }) => to).sort()).toEqual([MAY, ROSA].sort());
  expect(over.find(({ to }) => to === MAY)?.body).toContain('today noon has passed and nobody could take');
  expect(await hood.text(MAY, 'STATUS')).toContain('was for Sun noon');
  await hood.text(ANA, 'ON');
  const offers = await live(hood, 24);
  expect(
    offers.filter(({ to, body }) => to === ANA && body.startsWith('Can you')).every(({ body }) => body.includes('was for Sun noon')),
  ).toBe(true);
  // Its own urgency, not that of a time that is over: few rounds, and none at night.
  expect([...after, ...offers].filter(({ hour }) => hour >= 21 || hour < 8)).toEqual([]);
});

test('nobody is woken for what is needed at noon; for what is needed at eight in the morning they are', async () => {
  const nightly = async (words: string): Promise<readonly Got[]> => {
    const hood = new Neighborhood();
    await hood.volunteers(ROW);
    await hood.text(MAY, words);
    return (await live(hood, 23)).filter(({ hour, to }) => (hour >= 22 || hour < 7) && to !== MAY);
  };
  expect(await nightly('need a ride sunday at noon, 11216, for 1')).toEqual([]);
  const early = await nightly('need a ride sunday at 8am, 11216, for 1');
  expect(early.some(({ to }) => LEADS.includes(to) || to === ANA)).toBe(true);
});

test('"today" is said of its own day; on the next it is since when, and nobody is woken for it any more', async () => {
  const hood = new Neighborhood();
  await hood.volunteers(ROW);
  await hood.text(MAY, 'need food today for 2, 11216');
  const got = await live(hood, 26);
  const ofNextDay = got.slice(got.findIndex(({ hour }) => hour === 23) + 1).filter(({ body }) => body.includes('Food for 2'));
  expect(ofNextDay.length).toBeGreaterThan(0);
  expect(got.filter(({ hour }) => hour >= 0 && hour < 8)).toEqual([]);
  expect(got.filter(({ body, to }) => to === ANA && body.includes('since Sat')).length).toBeGreaterThan(0);
});

test('a time that is less than an hour away is looked at when it comes', async () => {
  const hood = new Neighborhood();
  await hood.volunteers(ROW);
  await hood.text(ANA, 'OFF');
  await hood.text(MAY, 'need a ride today at 9:40am, 11216, for 1');
  await hood.pass(HOUR_MS * 0.75);
  expect(hood.takeSent().some(({ to, body }) => to === MAY && body.includes('9:40am has passed'))).toBe(true);
});
