import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Beside } from './support.ts';

const [MAY, SOL, ANA, BO, THEO] = ['+15550100001', '+15550100002', '+15550100201', '+15550100202', '+15550100103'];

let beside: Beside;
let food = '';
let report = '';
beforeAll(async () => {
  beside = new Beside();
  const { hood } = beside;
  await hood.volunteers(
    `Ana Lopez,${ANA},en,food,,,always,yes,no\nBo,${BO},en,food,,,always,no,no\nBob,+15550100203,en,rides,,,always,no,no`,
  );
  await hood.text(MAY, 'need food for 4, 11216, today, the elevator is broken');
  await hood.text(SOL, 'REPORT the driver shouted at my kid');
  const codes = hood.takeSent().map(s => /(?<!\d)\d{3,5}(?!\d)/.exec(s.body)?.[0] ?? '');
  food = codes[0] ?? '';
  report = codes.find(c => c !== food) ?? '';
});
afterAll(() => beside.close());

const json = async (...args: readonly string[]): Promise<unknown> => {
  const { code, out } = await beside.helpline([...args, '--json']);
  expect(code).toBe(0);
  return JSON.parse(out);
};

describe('beside a running line', () => {
  test('cases list --json is one array with what the surface names', async () => {
    const cases = (await json('cases', 'list')) as Record<string, unknown>[];
    expect(cases.find(c => c.code === food)).toMatchObject({
      needs: ['food'],
      urgency: 'today',
      zone: 'north',
      language: 'en',
      status: 'offered',
      volunteer: null,
      openedAt: beside.hood.now,
      dueAt: expect.stringMatching(/^2027-01-09T14:05/),
    });
    expect(JSON.stringify(cases)).not.toMatch(/\+1555|elevator|driver/);
  });

  test('cases show tells for each volunteer how it stands, and the timeline', async () => {
    await beside.hood.text(BO, 'no but I can in 2 hours');
    const shown = (await json('cases', 'show', food)) as {
      candidates: Record<string, unknown>[];
      timeline: Record<string, unknown>[];
      notes: string[];
    };
    expect(Object.fromEntries(shown.candidates.map(c => [c.name, c.now]))).toEqual({
      'Ana Lopez': 'is asked now',
      Bo: 'passed',
      Bob: 'is not in the pod',
    });
    expect(shown.candidates.find(c => c.name === 'Bo')?.asked).toMatchObject([{ state: 'passed', words: 'no but I can in 2 hours' }]);
    for (const entry of shown.timeline) expect(Object.keys(entry)).toEqual(['at', 'what', 'by']);
    expect(shown.timeline.map(t => t.what)).toContain('asked Ana Lopez, Bo');
    expect(shown.notes.join()).toContain('elevator');
    expect(shown).toMatchObject({ texts: null });
  });

  test('a safety case is listed, and read by nobody here', async () => {
    await beside.hood.text(THEO, `NOTE ${report} talked to the driver`);
    for (const args of [
      ['cases', 'list'],
      ['cases', 'show', report],
      ['cases', 'show', report, '--json'],
    ]) {
      const { code, out } = await beside.helpline(args);
      expect(code).toBe(0);
      expect(out).toContain(report);
      expect(out).not.toMatch(/driver|shouted/);
    }
    const closed = await beside.helpline(['cases', 'close', report]);
    expect([closed.code, closed.out]).toEqual([1, '']);
    expect(closed.err).toContain('Only safety people');
    expect((await beside.helpline(['cases', 'assign', report, 'Ana'])).code).toBe(1);
  });

  test('assign, note and close do what a text does, and the line sends what follows', async () => {
    const { hood } = beside;
    const note = await beside.helpline(['cases', 'note', food, 'bring', 'small', 'bags']);
    expect(note).toMatchObject({ code: 0, out: `Noted on ${food}. We go on looking for somebody; ACCEPT ${food} takes it.\n`, err: '' });
    const ambiguous = await beside.helpline(['cases', 'assign', food, 'b']);
    expect([ambiguous.code, ambiguous.err]).toEqual([1, 'Several people are called b: Bo, Bob. Use more of the name.\n']);
    expect((await beside.helpline(['cases', 'assign', food, 'Zed'])).code).toBe(1);
    const assigned = await beside.helpline(['cases', 'assign', food, 'ana', 'lopez']);
    expect(assigned).toMatchObject({ code: 0, out: `${food} is with Ana Lopez now. We told them.\n` });
    await beside.follow();
    const sent = hood.takeSent();
    expect(sent.find(s => s.to === ANA)?.body).toMatch(/^A coordinator gave you \d+: .*small bags/);
    expect(sent.find(s => s.to === MAY)?.body).toContain('Ana, a volunteer, is taking');
    expect(await hood.text(ANA, 'my cases')).toContain(food);
    expect((await json('cases', 'list')) as unknown[]).toContainEqual(
      expect.objectContaining({ code: food, status: 'accepted', volunteer: 'Ana Lopez' }),
    );
    expect(await beside.helpline(['cases', 'close', food, 'unconfirmed'])).toMatchObject({
      code: 0,
      out: `${food} is closed (unconfirmed).\n`,
    });
    await beside.follow();
    expect(
      hood
        .takeSent()
        .map(s => s.to)
        .sort(),
    ).toEqual([MAY, ANA].sort());
    const list = await beside.helpline(['cases', 'list', '--open']);
    expect(list.out).toContain(`Closed unconfirmed since yesterday: 1 (${food})\n`);
    expect(await beside.helpline(['cases', 'close', food, 'met'])).toMatchObject({ code: 0, out: `${food} is closed (met).\n` });
    await beside.follow();
    expect(hood.takeSent()).toEqual([]);
    const again = await beside.helpline(['cases', 'close', food]);
    expect([again.code, again.err]).toEqual([1, `There is no open case ${food}.\n`]);
    expect((await json('cases', 'list', '--open')) as { code: string }[]).not.toContainEqual(expect.objectContaining({ code: food }));
  });
});

test('a line that is busy all the while and a command line lose nothing to each other', async () => {
  const { hood } = beside;
  const before = ((await json('cases', 'list', '--open')) as unknown[]).length;
  const busy = (async () => {
    for (let i = 0; i < 12; i++) await hood.text(`+155501003${String(i).padStart(2, '0')}`, 'need food, 11216');
  })();
  const csv = 'name,phone,languages,pods,zones,skills,shifts,vetted,voice\nEve,+15550100205,en,food,,,always,no,no\n';
  const [imported, listed] = await Promise.all([
    beside.helpline(['volunteers', 'import', '-'], csv),
    beside.asProcess(['cases', 'list', '--json']),
    busy,
  ]);
  expect([imported.code, listed.code]).toEqual([0, 0]);
  const cases = (await json('cases', 'list', '--open')) as unknown[];
  expect(cases).toHaveLength(before + 12);
});

describe('exit codes', () => {
  test.each([
    [1, ['cases', 'show', '99999']],
    [1, ['volunteers', 'import', '/no/such/file.csv']],
    [2, ['cases', 'show', '12']],
    [2, ['cases', 'show']],
    [2, ['cases', 'close', '412', 'lost']],
    [2, ['cases', 'frobnicate']],
    [2, ['cases']],
    [2, []],
    [2, ['volunteers', 'import']],
    [0, ['--help']],
    [0, ['cases', '--help']],
  ])('%i for %j', async (code, args) => {
    const ran = await beside.helpline(args);
    expect(ran.code).toBe(code);
    expect(code === 0 ? ran.out : ran.err).not.toBe('');
    expect(ran.err).not.toMatch(/\n\s+at /);
  });
});
