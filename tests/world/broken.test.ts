import { expect, test } from 'vitest';
import { MORNING } from '../../local/in-memory-line.ts';
import { epochMs } from '../../shared/domain/ids.ts';
import type { Event } from './events.ts';
import { live, livelyWorld, rosterOf, type Settings } from './neighborhood.ts';
import { allPromises } from './promises/index.ts';
import { type Recorded, replay } from './replay.ts';
import { SABOTAGES } from './sabotage.ts';
import { shortest } from './shrink.ts';
import { storyOf } from './story.ts';
import { BrokenPromise, type Sabotage, type World } from './world.ts';

const SETTINGS: Settings = {
  seed: 'broken',
  residents: 20,
  volunteers: 12,
  begins: MORNING,
  everyDays: 2,
  carrierTrouble: 0,
  faultEveryHours: 0,
};

/** Only this promise, so that it is this one which is seen to be broken. */
const alone = (promise: string) => allPromises().filter(p => p.promise === promise);

/** Lives with a product that is wrong until this promise is broken. */
const brokenBy = async (promise: string, sabotage: Sabotage, settings: Settings, days: number): Promise<World> => {
  const world = await livelyWorld(settings, alone(promise), { sabotage });
  try {
    await live(world, days);
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error;
  } finally {
    await world.store.close();
  }
  return world;
};

const said = (seconds: number, phone: string, body: string, nth: number): Extract<Event, { do: 'text' }> => ({
  at: epochMs(MORNING) + seconds * 1_000,
  do: 'text',
  phone,
  body,
  sid: `SM${phone.slice(1)}${nth}`,
  meant: { is: 'answer' },
});

const at = (seconds: number) => ({ at: epochMs(MORNING) + seconds * 1_000, phone: '+15550103000' });
const call = (seconds: number): Event => ({ ...at(seconds), do: 'calls' });

/** A report, with the answer to whether its person may be contacted: 1 by text, 2 by a call, 3 not at all. */
const report = (contact: string): readonly Event[] =>
  ['REPORT', 'a man yelled at my kid at the table', '2', '1', contact].map((body, nth) => said(20 * nth + 1, '+15550103000', body, nth));

/** What is too rare to wait for: a report whose person wishes not to be contacted, and two who accept in the same instant. */
const SCENES: Readonly<Record<string, readonly Event[]>> = {
  'nothing is sent against a safe-contact choice': report('3'),
  'whoever wants a call gets no text about it': report('2'),
  'every need that was spoken is a case': [call(1), { ...at(20), do: 'says', words: 'we have no food', needs: ['food'] }],
  'every call reaches a person in six steps': [
    call(1),
    ...Array.from({ length: 12 }, (_, nth): Event => ({ ...at(20 * nth + 20), do: 'keys', words: '7' })),
  ],
  'danger is told to people at once': [{ ...said(1, '+15550103000', 'he is hitting me', 0), meant: { is: 'danger', danger: 'violence' } }],
  'a case never has two owners': [
    said(1, '+15550103000', 'need food for 4, 11216, today', 0),
    said(30, '+15550102000', 'accept', 0),
    said(30, '+15550102001', 'accept', 0),
  ],
};
const BOTH = ['Ana,+15550102000,en,food,,,always,yes,no', 'Bo,+15550102001,en,food,,,always,yes,no'];

test('there is a way to break each promise', () => {
  expect(Object.keys(SABOTAGES).sort()).toEqual(
    allPromises()
      .map(p => p.promise)
      .sort(),
  );
});

test.each(Object.entries(SABOTAGES))('it is seen when it is not so that %s', { timeout: 120_000 }, async (promise, sabotage) => {
  const events = SCENES[promise];
  const scene = { settings: SETTINGS, roster: BOTH, events: events ?? [], until: epochMs(MORNING) + 3_600_000 };
  const world = events ? await replay(scene, alone(promise), { sabotage }) : await brokenBy(promise, sabotage, SETTINGS, 12);
  expect(world.broken?.promise).toBe(promise);
});

test('the story of a broken promise is cut down to what it takes', { timeout: 120_000 }, async () => {
  const promise = 'nobody but the holder sees what only the holder may see';
  const sabotage = SABOTAGES[promise] ?? {};
  const idle = ['hello', 'STATUS', 'asdf', 'need a ride, 11233, tomorrow, for 2', 'thanks'];
  const noise = idle.flatMap((body, nth) => [said(nth, '+15550103001', body, nth), said(40 + nth, '+15550103002', body, nth)]);
  const events = [...noise, said(20, '+15550103000', 'we have no food, 11216, for 2, today, buzz k3000v', 0)].sort((a, b) => a.at - b.at);
  const whole: Recorded = { settings: SETTINGS, roster: rosterOf(SETTINGS), events, until: epochMs(MORNING) + 3_600_000 };
  const { broken } = await replay(whole, alone(promise), { sabotage });
  if (!broken) throw new Error('nothing was broken');
  const breaks = async (recorded: Recorded) => (await replay(recorded, alone(promise), { sabotage })).broken !== undefined;
  const short = await shortest(whole, broken, breaks);
  expect(short.events).toHaveLength(1);
  expect(short.roster).toHaveLength(1);
  expect(await storyOf(short, alone(promise), { sabotage })).toMatch(/^# nobody but the holder/);
});
