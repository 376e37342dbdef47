import { describe, expect, test } from 'vitest';
import { HOUR_MS, instant, later, MINUTE_MS, phoneNumber } from '../../shared/domain/ids.ts';
import type { Rotation } from '../../shared/domain/rotation.ts';
import { wallAt } from '../../shared/domain/wall.ts';
import { createLine } from '../../shared/shell/line.ts';
import { changePlan } from '../../shared/table/schedule.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const [ANA, BO, DAN, LEAD] = ['+15550100201', '+15550100202', '+15550100204', '+15550100101'];
const row = (name: string, number: string, shifts: string): string => `${name},${number},en,food,,,${shifts},yes,no`;
const ROWS = [row('Ana', ANA, 'Sun 10:00-13:00'), row('Bo', BO, 'Sun 13:00-17:00'), row('Dan', DAN, 'always')];

const open = async (rows: readonly string[]): Promise<Neighborhood> => {
  const hood = new Neighborhood();
  await hood.volunteers(rows.join('\n'));
  await hood.line.work();
  return hood;
};
const toldIn = (hood: Neighborhood): readonly string[] => hood.takeSent().map(s => `${s.to} ${s.body}`);

describe('the watch on a pod’s shifts', () => {
  test('tells the same things, each once, whether time passes in minutes or in hours', async () => {
    const days: (readonly string[])[] = [];
    for (const step of [7 * MINUTE_MS, 29 * MINUTE_MS, HOUR_MS / 2]) {
      const hood = await open(ROWS);
      for (let passed = 0; passed < 34 * HOUR_MS; passed += step) {
        await hood.pass(step);
        // Whatever looks at it in between, and a line that was started again, changes nothing.
        await hood.line.work();
      }
      const told = toldIn(hood);
      expect(new Set(told).size).toBe(told.length);
      days.push([...told].sort());
      await hood.store.close();
    }
    expect(days[0]?.filter(one => one.startsWith(ANA))).toHaveLength(3);
    expect(days[1]).toEqual(days[0]);
    expect(days[2]).toEqual(days[0]);
  });

  test('tells of a shift of three days, and of who looks for cover in the midst of it, each thing once', async () => {
    const hood = await open([row('Ana', ANA, 'Sun 13:00-13:30'), row('Bo', BO, 'Sun 13:00-13:30')]);
    const first = wallAt(instant(Date.UTC(2027, 0, 10, 14)), 'America/New_York');
    const rotation: Rotation = {
      name: 'main',
      people: [ANA, BO].flatMap(one => phoneNumber(one) ?? []),
      everyDays: 3,
      first,
      during: 'always',
    };
    await changePlan(hood.store, 'food', 'rota', plan => ({ ...plan, rotations: [rotation] }));
    await hood.pass(30 * HOUR_MS);
    expect(await hood.text(ANA, 'COVER')).toContain('Ana');
    await hood.line.work();
    hood.takeSent();
    // It began two days before.
    await hood.pass(22 * HOUR_MS);
    const told: string[] = [];
    for (let passed = 0; passed < 50 * HOUR_MS; passed += HOUR_MS / 2) {
      await hood.pass(HOUR_MS / 2);
      told.push(...toldIn(hood));
    }
    expect(new Set(told).size).toBe(told.length);
    expect(told.filter(one => one.startsWith(ANA) && one.includes('is over'))).toHaveLength(1);
    await hood.store.close();
  });

  test('does not tell what is hours too late: a line that was down over a shift is silent about it', async () => {
    const hood = await open([row('Ana', ANA, 'Sat 11:00-12:00'), row('Dan', DAN, 'always')]);
    hood.takeSent();
    const afterwards = later(hood.now, 5 * HOUR_MS);
    await createLine({ ...hood.runtime, now: () => afterwards }).work();
    expect(toldIn(hood).filter(one => one.startsWith(ANA))).toEqual([]);
    await hood.store.close();
  });

  test('tells whose next shift somebody else moved or took off the plan, and not the one who did it', async () => {
    const hood = await open(ROWS);
    hood.takeSent();
    await hood.volunteers([row('Ana', ANA, 'Sun 11:00-14:00'), row('Bo', BO, 'Mon 08:00-09:00')].join('\n'));
    await hood.line.work();
    const told = toldIn(hood);
    expect(told.filter(one => one.includes('was changed'))).toEqual([
      `${ANA} Ana, a shift of yours was changed: Food Distribution Pod, Sun 10am-1pm is off. Next: Food Distribution Pod, Sun 11am-2pm. SHIFTS shows all.`,
      `${BO} Bo, a shift of yours was changed: Food Distribution Pod, Sun 1pm-5pm is off. Next: Food Distribution Pod, Mon 8am-9am. SHIFTS shows all.`,
    ]);
    await changePlan(hood.store, 'food', 'once', plan => plan);
    await hood.line.work();
    expect(toldIn(hood)).toEqual([]);
    await hood.store.close();
  });

  test('tells the lead of a gap when it arises and on its eve, once each', async () => {
    const hood = await open([row('Ana', ANA, 'Mon-Sun 08:00-14:00'), row('Bo', BO, 'Mon-Sun 14:00-21:00')]);
    await hood.text(ANA, 'SHIFTS OFF');
    await hood.text(BO, 'SHIFTS OFF');
    expect(toldIn(hood).filter(one => one.startsWith(LEAD))).toEqual([]);
    await hood.volunteers(row('Bo', BO, 'Mon-Tue 14:00-21:00; Thu-Sun 14:00-21:00'));
    await hood.line.work();
    expect(toldIn(hood)).toEqual([`${LEAD} Nobody is on call for Food Distribution Pod: Wed 2pm-9pm, Wed 1/20 2pm-9pm.`]);
    for (let hour = 0; hour < 4 * 24; hour++) await hood.pass(HOUR_MS);
    // With a new week its own gaps come into sight.
    expect(toldIn(hood).filter(one => one.startsWith(LEAD))).toEqual([
      `${LEAD} Nobody is on call for Food Distribution Pod: Wed 1/27 2pm-9pm.`,
      `${LEAD} Still nobody on call for Food Distribution Pod: Wed 2pm-9pm.`,
    ]);
    await hood.store.close();
  });

  test('tells each of very many that a shift of theirs was changed, a few in one commit', async () => {
    const people = Array.from({ length: 35 }, (_, i) => [`V${i}`, `+1555010${3000 + i}`] as const);
    const rows = (shifts: string): string => people.map(([name, number]) => row(name, number, shifts)).join('\n');
    const hood = await open([rows('Wed 14:00-18:00')]);
    await hood.line.work();
    hood.takeSent();
    const sizes: number[] = [];
    const commit = hood.store.commit.bind(hood.store);
    Object.assign(hood.store, {
      commit: (writes: Parameters<typeof commit>[0], token: string) => {
        sizes.push(writes.length);
        return commit(writes, token);
      },
    });
    await hood.volunteers(rows('Wed 15:00-18:00'));
    for (let minute = 0; minute < 10; minute++) await hood.pass(60_000);
    const changed = hood.takeSent().filter(({ body }) => body.includes('was changed'));
    expect(new Set(changed.map(({ to }) => to)).size).toBe(people.length);
    expect(changed).toHaveLength(people.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
    await hood.store.close();
  });
});
