import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Beside } from './support.ts';

const HEADER = 'name,phone,languages,pods,zones,skills,shifts,vetted,voice';
const ANA = '+15550100201';
let beside: Beside;
beforeAll(() => {
  beside = new Beside();
});
afterAll(() => beside.close());

const file = (...lines: readonly string[]): string => {
  const path = join(beside.dir, 'volunteers.csv');
  writeFileSync(path, `${[HEADER, ...lines].join('\r\n')}\r\n`);
  return path;
};

test('bad rows are named with line and reason, the others are imported, the exit code is 1', async () => {
  const path = file(
    `Ana Lopez,${ANA},en;es,food,north,,always,yes,no`,
    'Bo,12,en,food,,,always,no,no',
    'Cy,+15550100203,en,food,,,Mon 9-5,no,no',
    'Di,+15550100204,en,rides,,car,"Mon 09:00-17:00; Sat 22:00-02:00",no,yes',
  );
  const { code, out, err } = await beside.helpline(['volunteers', 'import', path]);
  expect(code).toBe(1);
  expect(out).toBe('2 added, 0 updated, 2 not read\n');
  expect(err.trim().split('\n')).toEqual([
    expect.stringMatching(/volunteers\.csv:3: phone "12"/),
    expect.stringMatching(/volunteers\.csv:4: the shift "mon 9-5"/),
  ]);
});

test('an import of what is known already keeps cases, offers and duty, and changes what the sheet says', async () => {
  const { hood } = beside;
  await hood.text('+15550100001', 'need food for 4, 11216, today');
  expect(await hood.text(ANA, 'accept')).toContain('is yours');
  await hood.text('+15550100002', 'need food for 2, 11216, today');
  await beside.helpline(['volunteers', 'import', file(`Ana,${ANA},en,food,,car,Mon 09:00-17:00,no,no`)]);
  await hood.text(ANA, 'on');
  const path = file(`Ana L.,${ANA},es,food;rides,,car,Mon 09:00-17:00,no,no`);
  expect(await beside.helpline(['volunteers', 'import', path])).toMatchObject({
    code: 0,
    out: '0 added, 1 updated, 0 not read\n',
    err: '',
  });
  const { out } = await beside.helpline(['volunteers', 'list', '--json']);
  const ana = (JSON.parse(out) as Record<string, unknown>[]).find(v => v.name === 'Ana L.');
  expect(ana).toMatchObject({ languages: ['es'], pods: ['food', 'rides'], duty: 'on', onCall: true, vetted: false });
  expect(ana?.cases).toHaveLength(1);
  expect(ana?.offers).toHaveLength(1);
});

test('what is exported is imported again as it was', async () => {
  const first = await beside.helpline(['volunteers', 'export']);
  expect(first.code).toBe(0);
  expect(first.out.split('\n')[0]).toBe(HEADER);
  expect(first.out).toContain('Di,+15550100204,en,rides,,car,Mon 09:00-17:00; Sat 22:00-02:00,no,yes');
  const path = join(beside.dir, 'export.csv');
  expect(await beside.helpline(['volunteers', 'export', path])).toMatchObject({ code: 0, out: '' });
  expect(readFileSync(path, 'utf8')).toBe(first.out);
  expect(await beside.helpline(['volunteers', 'import', path])).toMatchObject({ code: 0, out: '0 added, 2 updated, 0 not read\n' });
  expect((await beside.helpline(['volunteers', 'export'])).out).toBe(first.out);
});

test('a file without the columns changes nothing and says why', async () => {
  const path = join(beside.dir, 'wrong.csv');
  writeFileSync(path, 'who,where\nAna,here\n');
  const { code, out, err } = await beside.helpline(['volunteers', 'import', path]);
  expect([code, out]).toEqual([1, '0 added, 0 updated, 1 not read\n']);
  expect(err).toContain('wrong.csv:1: the first line must name the columns');
});

test('who has a case is not removed; who has none is off the roster and asked no more; wrong usage is 2', async () => {
  const busy = await beside.helpline(['volunteers', 'remove', ANA]);
  expect([busy.code, busy.out]).toEqual([1, '']);
  expect(busy.err).toContain('They have cases');
  expect(await beside.helpline(['volunteers', 'remove', '+1 555 010 0204'])).toMatchObject({
    code: 0,
    out: 'Di is off the roster.\n',
    err: '',
  });
  expect((await beside.helpline(['volunteers', 'list', '--json'])).out).not.toContain('"Di"');
  const again = await beside.helpline(['volunteers', 'remove', '+15550100204']);
  expect([again.code, again.err]).toEqual([1, 'Nobody with this number is on the roster.\n']);
  expect((await beside.helpline(['volunteers', 'remove'])).code).toBe(2);
});

test('an import says plainly who can no longer be paged', async () => {
  const { hood } = beside;
  const path = file(`Ana Lopez,${ANA},en;es,food,north,,always,yes,no`);
  expect((await beside.helpline(['volunteers', 'import', path])).err).toBe('');
  await hood.text('+15550100100', 'STOP');
  expect((await beside.helpline(['volunteers', 'import', path])).err).toMatch(/^No coordinator can be paged: each has sent STOP/);
  for (const phone of ['+15550100101', '+15550100102', '+15550100103']) await hood.text(phone, 'STOP');
  const { code, err } = await beside.helpline(['volunteers', 'import', path]);
  expect([code, err.split(':')[0]]).toEqual([0, 'NOBODY CAN BE PAGED']);
  await hood.text('+15550100009', 'person');
  const { out } = await beside.helpline(['cases', 'list', '--open']);
  expect(out).toContain('open, NOBODY TOLD');
});
