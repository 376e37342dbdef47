import { expect, test } from 'vitest';
import { MORNING } from '../../local/in-memory-line.ts';
import { instant } from '../../shared/domain/ids.ts';
import { playTranscript } from '../support/transcript.ts';
import { live, livelyWorld, rosterOf, type Settings } from './neighborhood.ts';
import { allPromises } from './promises/index.ts';
import { replay } from './replay.ts';
import { storyOf } from './story.ts';
import { BrokenPromise } from './world.ts';

const SMALL: Settings = {
  seed: 'small',
  residents: 25,
  volunteers: 8,
  begins: MORNING,
  everyDays: 4,
  carrierTrouble: 0.08,
  faultEveryHours: 4,
};

/** Lives through it; answers the promise that was broken, with how to see it, or null. */
const brokenIn = async (settings: Settings, days: number): Promise<string | null> => {
  const world = await livelyWorld(settings, allPromises());
  try {
    await live(world, days);
    return null;
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error;
    const { seed, residents, volunteers, everyDays, carrierTrouble, faultEveryHours, begins } = settings;
    return `${error.message}\nnpm run world -- --seed ${seed} --days ${days} --residents ${residents} --volunteers ${volunteers} --every ${everyDays} --trouble ${carrierTrouble} --faults ${faultEveryHours} --begins ${begins}`;
  } finally {
    await world.store.close();
  }
};

test.each(['2', '3', '4', '5', '6'])('neighborhood %s keeps every promise for five days', { timeout: 120_000 }, async seed => {
  expect(await brokenIn({ ...SMALL, seed }, 5)).toBeNull();
});

test('a neighborhood keeps every promise over the night in which the clocks go forward', { timeout: 120_000 }, async () => {
  expect(await brokenIn({ ...SMALL, seed: 'spring', begins: instant(Date.UTC(2027, 2, 12, 14)) }, 4)).toBeNull();
});

test('a neighborhood keeps every promise over the night in which the clocks go back', { timeout: 120_000 }, async () => {
  expect(await brokenIn({ ...SMALL, seed: 'autumn', begins: instant(Date.UTC(2027, 10, 5, 14)) }, 4)).toBeNull();
});

test('the same seed makes the same world, and its events alone make it again', { timeout: 120_000 }, async () => {
  const made = async () => {
    const world = await livelyWorld({ ...SMALL, seed: 'twice' }, allPromises());
    await live(world, 3);
    await world.store.close();
    return world;
  };
  const [one, two] = [await made(), await made()];
  expect(two.fingerprint).toBe(one.fingerprint);
  expect(two.counts).toEqual(one.counts);
  expect(two.events).toEqual(one.events);
  const settings = { ...SMALL, seed: 'twice' };
  const again = await replay({ settings, roster: rosterOf(settings), events: one.events, until: one.at }, allPromises());
  expect([...again.mirror.cases.values()]).toEqual([...one.mirror.cases.values()]);
});

test('the story that it tells is a transcript that passes as it is', { timeout: 120_000 }, async () => {
  const settings = { ...SMALL, seed: 'story', residents: 6, volunteers: 4, everyDays: 1, carrierTrouble: 0, faultEveryHours: 0 };
  const world = await livelyWorld(settings, allPromises());
  await live(world, 1);
  await world.store.close();
  // A cover that is asked for has a number of its own, which no transcript can name: nobody says that they can't come. Nor can it lose a webhook.
  const events = world.events.filter(e => e.do === 'text' && !e.lost && !(e.phone.startsWith('+15550102') && /^\d$/.test(e.body)));
  const story = await storyOf({ settings, roster: rosterOf(settings), events, until: world.at }, allPromises());
  expect(story.split('\n').length).toBeGreaterThan(20);
  expect(await playTranscript(story)).toBeNull();
});
