import { expect, test } from 'vitest';
import { MORNING } from '../../local/in-memory-line.ts';
import { besideSqlite } from '../support/beside-sqlite.ts';
import { freshDynamo } from '../support/stores.ts';
import { live, livelyWorld, type Settings } from './neighborhood.ts';
import { allPromises } from './promises/index.ts';

const SMALL: Settings = {
  seed: 'dynamodb',
  residents: 6,
  volunteers: 5,
  begins: MORNING,
  everyDays: 1,
  carrierTrouble: 0.08,
  faultEveryHours: 4,
};
const DAYS = 2;

test('a small neighborhood keeps every promise on DynamoDB', { timeout: 120_000 }, async context => {
  let now = (): number => 0;
  const store = await freshDynamo(() => now());
  if ('missing' in store) return context.skip(store.missing);
  const world = await livelyWorld(SMALL, allPromises(), {
    open: clock => {
      now = clock;
      return besideSqlite(store, clock);
    },
  });
  await live(world, DAYS);
  await world.store.close();
  expect(world.mirror.cases.size).toBeGreaterThan(5);
  expect(world.faults).toBeGreaterThan(0);
});
