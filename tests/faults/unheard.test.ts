import { expect, test } from 'vitest';
import { ANA, codeIn, ENGINES, openNeighborhood, RESIDENT, ROSA, THEO, to } from './support.ts';

const LEADS = ['+15550100101', '+15550100102'];
const [, open] = ENGINES[0] ?? [];
if (!open) throw new Error('no engine');

test('nobody of the team gets texts: it is an error in the log with the code alone, the resident hears so, and it ends with the first START', async ({
  skip,
}) => {
  const hood = await openNeighborhood(open, skip);
  for (const phone of [ROSA, THEO, ...LEADS]) await hood.text(phone, 'STOP');
  const code = /Your code is (\d+)/.exec((await hood.text(RESIDENT, 'person')) ?? '')?.[1];
  const errors = (): readonly Record<string, unknown>[] =>
    hood.logged.map(line => JSON.parse(line) as Record<string, unknown>).filter(line => line.level === 'error');
  expect(errors().map(({ at: _at, ...facts }) => facts)).toEqual([{ level: 'error', event: 'case.unheard', code }]);
  expect(to(hood.takeSent(), RESIDENT)).toEqual([
    `${code}: we could not reach anyone of our team yet. We keep trying. In an emergency call 911.`,
  ]);
  expect(await hood.text(RESIDENT, 'status')).toContain(`${code}: nobody of our team could be reached yet.`);

  // Told once, logged each time.
  await hood.pass(3 * 60 * 60_000);
  expect(to(hood.takeSent(), RESIDENT)).toEqual([]);
  expect(errors().length).toBeGreaterThan(1);

  await hood.text(ROSA, 'START');
  await hood.pass(24 * 60 * 60_000);
  expect(to(hood.takeSent(), ROSA)[0]).toContain(`${code}: someone asks for a person.`);
  expect(await hood.text(RESIDENT, 'status')).toBe(`${code}: we asked a person to text you here.`);
  await hood.store.close();
});

test('a need that nobody takes and nobody can be told of is not said to be with a coordinator', async ({ skip }) => {
  const hood = await openNeighborhood(open, skip);
  for (const phone of [ROSA, THEO, ...LEADS]) await hood.text(phone, 'STOP');
  await hood.text(ANA, 'OFF');
  const code = codeIn(await hood.text(RESIDENT, 'need a ride for 1, 11216, today'));
  expect(to(hood.takeSent(), RESIDENT)).toEqual([
    `Nobody has been free yet for ${code}, and we could not reach a coordinator. We keep asking. For places near you call 211.`,
  ]);
  expect(hood.logged.filter(line => line.includes('case.unheard')).length).toBeGreaterThan(0);
  await hood.store.close();
});
