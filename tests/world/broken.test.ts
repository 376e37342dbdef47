import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MORNING } from '../../local/in-memory-line.ts';
import { type CaseCode, caseCode, epochMs } from '../../shared/domain/ids.ts';
import { BREAKAGES, type Breakage } from './breakages/index.ts';
import { live, livelyWorld, type Settings } from './neighborhood.ts';
import { allPromises } from './promises/index.ts';
import { type Recorded, replay } from './replay.ts';
import { BOTH, need } from './scenes.ts';
import { BrokenPromise, type World } from './world.ts';

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
const brokenBy = async (promise: string, { by, trouble = 0 }: Breakage, days: number): Promise<World> => {
  const world = await livelyWorld({ ...SETTINGS, carrierTrouble: trouble }, alone(promise), { sabotage: by });
  try {
    await live(world, days);
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error;
  } finally {
    await world.store.close();
  }
  return world;
};

const recorded = (events: Recorded['events'], roster: Recorded['roster'] = BOTH, hours = 1): Recorded => ({
  settings: SETTINGS,
  roster,
  events,
  until: epochMs(MORNING) + hours * 3_600_000,
});
/** The code that the first case of a scene gets. */
const firstCode = async (): Promise<CaseCode> => {
  const { mirror } = await replay({ ...recorded([need()]), until: epochMs(MORNING) + 10_000 }, []);
  return caseCode([...mirror.cases.keys()][0] ?? '') as CaseCode;
};

test('there is a way to break each promise', () => {
  expect(Object.keys(BREAKAGES).sort()).toEqual(
    allPromises()
      .map(p => p.promise)
      .sort(),
  );
});

/** What a file of promises may say of what is wrong: each sentence that it makes, without what it fills in. */
const sentencesIn = (source: string): readonly string[] =>
  [...source.matchAll(/`((?:[^`\\]|\\.)*)`/g)]
    .map(([, words = '']) => words.replace(/\$\{[^}]*\}/g, '…'))
    .filter(words => words.replaceAll('…', ' ').trim().split(/\s+/).length >= 3);

test('there is a way to break each promise in each way in which it may say so', () => {
  const folder = new URL('promises/', import.meta.url);
  const unbroken = readdirSync(folder).flatMap(file => {
    const source = readFileSync(new URL(file, folder), 'utf8');
    const all = Object.entries(BREAKAGES).flatMap(([promise, ways]) => (source.includes(`'${promise}'`) ? ways : []));
    return sentencesIn(source).filter(words => !all.some(({ says }) => words.includes(says)));
  });
  expect(unbroken).toEqual([]);
});

const WAYS = Object.entries(BREAKAGES).flatMap(([promise, ways]) => ways.map(way => [promise, way.says, way] as const));

test.each(WAYS)('it is seen when it is not so that %s: %s', { timeout: 120_000 }, async (promise, says, way) => {
  const { scene, roster, hours, by } = way;
  const events = typeof scene === 'function' ? scene(await firstCode()) : scene;
  if (events) {
    const right = await replay(recorded(events, roster, hours), alone(promise));
    expect(right.broken).toBeUndefined();
  }
  const world = events ? await replay(recorded(events, roster, hours), alone(promise), { sabotage: by }) : await brokenBy(promise, way, 12);
  expect(world.broken?.promise).toBe(promise);
  expect(world.broken?.what).toContain(says);
});
