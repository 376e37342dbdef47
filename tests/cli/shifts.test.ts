import { afterAll, beforeAll, expect, test } from 'vitest';
import { Beside } from './support.ts';

const CSV = `name,phone,languages,pods,zones,skills,shifts,vetted,voice
Ana,+15550100201,en,food,,,Mon-Fri 17:00-21:00,yes,no
Bo,+15550100202,en,food,,,Sat 09:00-13:00,yes,no
Cy,+15550100203,en,food;rides,,,,yes,no`;

let beside: Beside;
beforeAll(async () => {
  beside = new Beside();
  // A Saturday, nine in the morning.
  await beside.helpline(['volunteers', 'import', '-'], CSV);
});
afterAll(() => beside.close());

const run = async (...args: readonly string[]): Promise<string> => {
  const { code, out, err } = await beside.helpline(['shifts', ...args]);
  expect(err).toBe('');
  expect(code).toBe(0);
  return out;
};
const refused = async (...args: readonly string[]): Promise<string> => {
  const { code, out, err } = await beside.helpline(['shifts', ...args]);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  return err.trim();
};

test('the shifts of the coming days, with the reason and the instants', async () => {
  const shifts = JSON.parse(await run('list', '--pod', 'food', '--days', '3', '--json'));
  expect(shifts).toEqual([
    {
      name: 'Bo',
      pod: 'food',
      why: 'weekly shift Sat 09:00-13:00',
      from: '2027-01-09T09:00',
      to: '2027-01-09T13:00',
      begins: '2027-01-09T14:00:00.000Z',
      ends: '2027-01-09T18:00:00.000Z',
    },
    expect.objectContaining({ name: 'Ana', from: '2027-01-11T17:00', to: '2027-01-11T21:00' }),
  ]);
});

test('a rotation and a cover say who is on call now, and the gaps end', async () => {
  expect(await run('gaps', '--pod', 'rides', '--days', '1')).toContain('rides  2027-01-09 09:00  2027-01-09 21:00');
  const set = ['--people', 'Cy', '--every', 'week', '--handoff', 'Sat 09:00', '--start', '2027-01-04'];
  expect(await run('rotation', 'set', 'rides', ...set)).toBe('rides, main: Cy; Cy begins Sat 2027-01-09 09:00.\n');
  expect(await run('gaps', '--pod', 'rides', '--days', '14')).toBe('Somebody is on call whenever somebody should be.\n');
  const cover = ['--who', 'Cy', '--what', 'covers', '--for', 'Bo', '--from', '2027-01-09 09:00', '--to', '2027-01-09 13:00'];
  const added = await run('override', 'add', 'food', ...cover);
  expect(added).toMatch(/^\S+: Cy covers for Bo, 2027-01-09 09:00 to 2027-01-09 13:00\n$/);
  const now = JSON.parse(await run('who', '--json')) as { readonly pod: string; readonly name: string; readonly why: string }[];
  expect(now.map(one => `${one.pod} ${one.name}: ${one.why}`)).toEqual([
    'food Cy: covers for Bo until 13:00',
    'food Ana: has no shift now',
    'food Bo: Cy covers for them until 13:00',
    'rides Cy: rotation main until 2027-01-16 09:00',
  ]);
  const { out } = await beside.helpline(['volunteers', 'list', '--json']);
  expect((JSON.parse(out) as { name: string; onCall: boolean }[]).filter(v => v.onCall).map(v => v.name)).toEqual(['Cy']);
  expect(await run('override', 'remove', 'food', added.split(':')[0] ?? '')).toContain('is removed');
  expect(JSON.parse(await run('override', 'list', '--json'))).toEqual([]);
});

test('the address of a calendar is made once, and anew when that is asked for', async () => {
  const address = await run('calendar', 'Ana');
  expect(address).toMatch(/^http\S+\/calendar\/[\w-]{22}\.ics\n$/);
  expect(await run('calendar', '+15550100201')).toBe(address);
  const get = async (url: string) => (await beside.hood.line.calendar({ headers: {}, rawPath: new URL(url).pathname })).statusCode;
  expect(await get(address)).toBe(200);
  const other = await run('calendar', 'Ana', '--new');
  expect(other).not.toBe(address);
  expect([await get(address), await get(other)]).toEqual([404, 200]);
  expect(await refused('calendar', 'Zoe')).toBe('Nobody on the roster is called "Zoe".');
});

test('what cannot be is refused with its reason, and nothing is kept', async () => {
  const rotation = ['--every', 'week', '--handoff', 'Mon 09:00', '--start', '2027-01-04'];
  expect(await refused('rotation', 'set', 'rides', '--people', 'Ana', ...rotation)).toBe('Ana is on the roster, but not in the pod rides.');
  const add = (...more: readonly string[]): Promise<string> => refused('override', 'add', 'food', '--who', 'Ana', ...more);
  const tomorrow = ['--from', '2027-01-10 09:00', '--to', '2027-01-10 12:00'];
  expect(await add('--what', 'covers', ...tomorrow)).toContain('Who covers needs --for');
  expect(await add('--what', 'on', '--from', '2027-02-30', '--to', '2027-03-01')).toContain('"2027-02-30" is not a time');
  expect(await add('--what', 'on', '--from', '2027-01-01', '--to', '2027-01-02')).toBe('It is over already.');
  expect((await beside.helpline(['shifts', 'rotation', 'set', 'food'])).code).toBe(2);
});

test('a table of one-time changes: rows that cannot be are named, the others kept, and read twice it changes nothing', async () => {
  const table = `pod,person,what,from,to,for
food,Cy,covers,2027-01-16 09:00,2027-01-16 13:00,Bo
food,Dora,on,2027-01-16 09:00,2027-01-16 13:00,
food,Ana,gone,2027-01-16 09:00,2027-01-16 13:00,
soup,Ana,off,2027-01-16 09:00,2027-01-16 13:00,
food,Ana,off,2027-01-16 13:00,2027-01-16 09:00,
food,Ana,off,2027-01-11 17:00,2027-01-11 21:00,`;
  const told = [
    '-:3: Nobody in the pod food is called "Dora".',
    '-:4: "gone" must be on, off, covers or rotation.',
    '-:5: There is no pod "soup"; it can be food, rides.',
    '-:6: It must end after it begins.',
    '',
  ];
  for (const _time of [1, 2]) {
    const { code, out, err } = await beside.helpline(['shifts', 'import', '-'], table);
    expect({ code, out, err }).toEqual({ code: 1, out: '2 kept, 4 not read\n', err: told.join('\n') });
  }
  expect(await run('list', '--pod', 'food', '--from', '2027-01-10', '--days', '7')).not.toContain('2027-01-11 17:00');
  expect(JSON.parse(await run('override', 'list', '--json'))).toHaveLength(2);
});

test('a rotation from a table is kept with its people, its first hand-off and its pace', async () => {
  const table = `pod,person,what,from,to,for
food,Ana; Bo,rotation,2027-01-18 09:00,2 weeks,early
food,Ana; Bo,rotation,2027-01-18 09:00,sometimes,late`;
  const { code, out, err } = await beside.helpline(['shifts', 'import', '-'], table);
  expect({ code, out }).toEqual({ code: 1, out: '1 kept, 1 not read\n' });
  expect(err).toContain('-:3: "sometimes" must be day, week, or a number of them');
  const [early] = (JSON.parse(await run('rotation', 'list', '--json')) as { name: string }[]).filter(r => r.name === 'early');
  expect(early).toMatchObject({ pod: 'food', people: ['Ana', 'Bo'], everyDays: 14, first: '2027-01-18T09:00' });
  await run('rotation', 'remove', 'food', '--name', 'early');
});

test('a rotation from a table holds in its hours alone, and what is written out reads back the same', async () => {
  const table = `pod,person,what,from,to,for,during
food,Ana; Bo,rotation,2027-01-18 09:00,2 weeks,evenings,Mon-Fri 17:00-21:00; Sun 10:00-12:00
food,Bo,rotation,2027-01-18 09:00,3 days,daily,17:00-19:00
food,Bo,rotation,2027-01-18 09:00,week,wrong,evenings`;
  const first = await beside.helpline(['shifts', 'import', '-'], table);
  expect(first.out).toBe('2 kept, 1 not read\n');
  expect(first.err).toContain('-:4: "evenings" is not a time of the week');
  const rotations = async () => JSON.parse(await run('rotation', 'list', '--json')) as { name: string; during: string }[];
  const before = await rotations();
  expect(before.find(r => r.name === 'evenings')?.during).toBe('Mon-Fri 17:00-21:00; Sun 10:00-12:00');
  expect(before.find(r => r.name === 'daily')?.during).toBe('Mon-Sun 17:00-19:00');
  expect(await run('list', '--pod', 'food', '--from', '2027-01-19', '--days', '1')).toContain('2027-01-19 17:00');
  const written = await run('export');
  const changes = await run('override', 'list', '--json');
  for (const name of ['evenings', 'daily']) await run('rotation', 'remove', 'food', '--name', name);
  const { out, err } = await beside.helpline(['shifts', 'import', '-'], written);
  expect({ out: out.replace(/^\d+ kept/, 'all kept'), err }).toEqual({ out: 'all kept, 0 not read\n', err: '' });
  expect(await rotations()).toEqual(expect.arrayContaining(before));
  expect(await run('override', 'list', '--json')).toBe(changes);
  expect(await run('export')).toBe(written);
  for (const name of ['evenings', 'daily']) await run('rotation', 'remove', 'food', '--name', name);
});

test('hours a month are kept with the person', async () => {
  expect(await run('hours', 'food', 'Ana', '6')).toBe('Ana gives 6 hours a month.\n');
});

test('weekly shifts are changed in place of those before, and told at another time than now', async () => {
  expect(await run('weekly', 'Bo', 'Sun 10:00-12:00; sat 09:00-13:00')).toBe('Bo: Sun 10:00-12:00; Sat 09:00-13:00\n');
  const then = JSON.parse(await run('who', '--pod', 'food', '--at', '2027-01-10 11:00', '--json')) as readonly {
    readonly name: string;
    readonly onCall: boolean;
  }[];
  expect(then.filter(one => one.onCall).map(one => one.name)).toEqual(['Bo']);
  expect(await run('weekly', 'Bo', 'Sat 09:00-13:00')).toBe('Bo: Sat 09:00-13:00\n');
  expect(await run('weekly', 'Ana', 'none')).toBe('Ana has no shift every week.\n');
  expect(await run('weekly', 'Ana', 'Mon-Fri 17:00-21:00')).toBe('Ana: Mon-Fri 17:00-21:00\n');
  expect(await refused('weekly', 'Bo', 'Sat 9-12')).toContain('"sat 9-12" is not a shift.');
  expect(await refused('who', '--at', 'noon')).toContain('"noon" is not a time.');
});
