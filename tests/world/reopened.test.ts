import { expect, test } from 'vitest';
import { MORNING } from '../../local/in-memory-line.ts';
import { allPromises } from './promises/index.ts';
import { type Recorded, replay } from './replay.ts';
import { ALONE, ANA, accepted, said } from './scenes.ts';

const ROSA = '+15550100100';
const scene = (events: Recorded['events']): Recorded => ({
  settings: { seed: 'reopened', residents: 0, volunteers: 0, begins: MORNING, everyDays: 1, carrierTrouble: 0, faultEveryHours: 0 },
  roster: ALONE,
  events,
  until: Date.parse(MORNING) + 3_600_000,
});

test('what is opened again and given to somebody with the same words is told in that order', async () => {
  const first = await replay(scene(accepted), []);
  const [code = ''] = first.mirror.cases.keys();
  const events = [...accepted, said(60, ANA, `RELEASE ${code}`), said(90, ROSA, `CLOSE ${code}`), said(120, ROSA, `REOPEN ${code} Ana`)];
  const world = await replay(scene(events), allPromises());
  expect(world.broken).toBeUndefined();
  const told = (world.mirror.told.get(code) ?? []).map(({ what }) => what);
  expect(told.slice(told.indexOf('closed (met)'))).toEqual(['closed (met)', 'opened again', 'accepted by Ana']);
});
