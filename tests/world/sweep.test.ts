import { expect, test } from 'vitest';
import { MORNING } from '../../local/in-memory-line.ts';
import { epochMs } from '../../shared/domain/ids.ts';
import type { Event, Meant } from './events.ts';
import type { Fault, Harm } from './machine.ts';
import type { Settings } from './neighborhood.ts';
import { allPromises } from './promises/index.ts';
import { type Recorded, replay } from './replay.ts';

const SETTINGS: Settings = {
  seed: 'sweep',
  residents: 1,
  volunteers: 1,
  begins: MORNING,
  everyDays: 1,
  carrierTrouble: 0,
  faultEveryHours: 0,
};
const RESIDENT = '+15550103000';
const ANA = '+15550102000';
const said = (seconds: number, phone: string, body: string, meant: Meant): Event => ({
  at: epochMs(MORNING) + seconds * 1_000,
  do: 'text',
  phone,
  body,
  sid: `SM${phone.slice(1)}${String(seconds).padStart(6, '0')}`,
  meant,
});

/** Somebody needs food, somebody brings it, and both say so. */
const STORY: readonly Event[] = [
  said(1, RESIDENT, 'need food for 4, 11216, today', { is: 'need', needs: ['food'] }),
  said(60, ANA, 'ACCEPT', { is: 'other' }),
  said(3_600, ANA, 'DONE', { is: 'other' }),
  said(7_200, RESIDENT, '1', { is: 'answer' }),
];
/** Long enough that whatever was lost is found again, and its text let go. */
const whole = (fault?: Event): Recorded => ({
  settings: SETTINGS,
  roster: ['Ana,+15550102000,en,food,,,always,yes,no'],
  events: fault ? [fault, ...STORY] : STORY,
  until: epochMs(MORNING) + 4 * 3_600_000,
});

/** What may happen at a commit or a question to the carrier. At a read it makes no difference when the process dies: nothing is done there. */
const HARMS: readonly Harm[] = ['dies-after', 'fails', 'answer-lost'];

test('whatever the process waits for, it may die there, before and after it is done: every promise is kept, and the food still comes', {
  timeout: 120_000,
}, async () => {
  const plain = await replay(whole(), allPromises());
  expect(plain.broken).toBeUndefined();
  const { points, asked } = plain.machine;
  expect(asked).toBeGreaterThan(30);
  expect(points).toBeGreaterThan(asked * 2);
  const broken: string[] = [];
  let struck = 0;
  const strike = async (fault: Fault): Promise<void> => {
    const world = await replay(whole({ at: epochMs(MORNING), do: 'fault', fault }), allPromises());
    struck += world.faults;
    const where = `${fault.harm} at ${fault.at} ${fault.after}`;
    if (world.broken) broken.push(`${where}: ${world.broken.promise}: ${world.broken.what}`);
    const cases = [...world.mirror.cases.values()];
    if (cases.length !== 1 || !cases[0]?.asked.some(a => a.number === ANA)) broken.push(`${where}: ${cases.length} cases`);
  };
  for (let after = 0; after < points; after++) await strike({ harm: 'dies-before', at: 'any', after });
  for (const harm of HARMS) for (let after = 0; after < asked; after++) await strike({ harm, at: 'either', after });
  expect(broken).toEqual([]);
  expect(struck).toBe(points + asked * HARMS.length);
});
