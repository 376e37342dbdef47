import { expect, test } from 'vitest';
import { MORNING } from '../../local/in-memory-line.ts';
import { type Instant, instant } from '../../shared/domain/ids.ts';
import { playTranscript } from '../support/transcript.ts';
import { BREAKAGES } from './breakages/index.ts';
import type { Event } from './events.ts';
import { live, livelyWorld, rosterOf, type Settings } from './neighborhood.ts';
import { allPromises } from './promises/index.ts';
import { type Recorded, replay } from './replay.ts';
import { MAY, said } from './scenes.ts';
import { shortest } from './shrink.ts';
import { heldStory } from './story.ts';
import { BrokenPromise, type Sabotage } from './world.ts';

const settingsOf = (begins: Instant): Settings => ({
  seed: 'broken',
  residents: 3,
  volunteers: 3,
  begins,
  everyDays: 1,
  carrierTrouble: 0.1,
  faultEveryHours: 4,
});

const alone = (promise: string) => allPromises().filter(p => p.promise === promise);
const wayOf = (promise: string, says: string): Sabotage => BREAKAGES[promise]?.find(way => way.says === says)?.by ?? {};

/** The transcript that is printed where a product that is wrong broke this promise. */
const printed = async (
  whole: Recorded,
  promise: string,
  sabotage: Sabotage,
): Promise<{ readonly short: Recorded; readonly story: string }> => {
  const { broken } = await replay(whole, alone(promise), { sabotage });
  if (!broken) throw new Error('nothing was broken');
  const breaks = async (recorded: Recorded) => (await replay(recorded, alone(promise), { sabotage })).broken !== undefined;
  const short = await shortest(whole, broken, breaks);
  return { short, story: await heldStory(short, alone(promise), { sabotage }) };
};

test('the story of a broken promise is cut down to what it takes, fails as a transcript where it is broken, and passes where it is not', {
  timeout: 120_000,
}, async () => {
  const promise = 'nobody but the holder sees what only the holder may see';
  const sabotage = wayOf(promise, 'reads what only the holder may know of');
  const idle = ['hello', 'STATUS', 'asdf', 'need a ride, 11233, tomorrow, for 2', 'thanks'];
  const noise = idle.flatMap((body, nth) => [said(nth, '+15550103001', body), said(40 + nth, '+15550103002', body)]);
  const events: readonly Event[] = [...noise, said(20, MAY, 'we have no food, 11216, for 2, today, buzz k3000v')].sort(
    (a, b) => a.at - b.at,
  );
  const settings = { ...settingsOf(MORNING), volunteers: 12 };
  const whole: Recorded = { settings, roster: rosterOf(settings), events, until: Date.parse(MORNING) + 3_600_000 };
  const { short, story } = await printed(whole, promise, sabotage);
  expect(short.events).toHaveLength(1);
  expect(short.roster).toHaveLength(1);
  expect(story).toMatch(/^# nobody but the holder/);
  expect(await playTranscript(story, { sabotage })).toContain(promise);
  expect(await playTranscript(story)).toBeNull();
});

test('so is the story of what only a carrier in trouble brings about, days after the beginning', { timeout: 120_000 }, async () => {
  const promise = 'every message has a cause and is sent once';
  const sabotage = wayOf(promise, 'failed, and the case does not say so');
  const settings = { ...settingsOf(instant(Date.UTC(2027, 2, 12, 14))), carrierTrouble: 0.6, faultEveryHours: 0 };
  const world = await livelyWorld(settings, alone(promise), { sabotage });
  await expect(live(world, 6)).rejects.toThrow(BrokenPromise);
  await world.store.close();
  const whole: Recorded = { settings, roster: rosterOf(settings), events: world.events, until: world.at };
  const { short, story } = await printed(whole, promise, sabotage);
  expect(short.events.length).toBeLessThan(6);
  expect(story).toContain('"do":"fate"');
  expect(await playTranscript(story, { sabotage })).toContain(promise);
  expect(await playTranscript(story)).toBeNull();
});
