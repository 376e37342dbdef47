import { afterEach, beforeEach, expect, test } from 'vitest';
import { Neighborhood } from '../support/neighborhood.ts';

const [ANA, BO, ROSA, MARIA] = ['+15550100201', '+15550100202', '+15550100100', '+15550100001'];
let hood: Neighborhood;
beforeEach(async () => {
  hood = new Neighborhood();
  await hood.volunteers(`Ana,${ANA},en,food,,,always,yes,no\nBo,${BO},en,food,,,always,yes,no`);
});
afterEach(() => hood.store.close());

/** The carrier says that texts never arrive at Ana's phone. */
const isTextless = async (): Promise<string> => {
  hood.plans.set(ANA, [{ ok: false, code: 30005, http: 400, retry: false, unknown: false }]);
  const code = /code is (\d{3})/.exec((await hood.text(MARIA, 'need food for 4, 11216, today')) ?? '')?.[1];
  hood.takeSent();
  if (!code) throw new Error('the request has a code');
  return code;
};

test('nothing is given to whom no text of ours reaches, and nobody is said to be told', async () => {
  const code = await isTextless();
  expect(await hood.text(ROSA, `ASSIGN ${code} Ana`)).toBe(
    `Ana gets none of our texts, so ${code} was not given. Please choose someone else.`,
  );
  expect(await hood.text(ROSA, 'ON Ana tomorrow 9-12')).toBe(
    'Ana gets none of our texts, so nothing was changed. Please choose someone else.',
  );
  expect(await hood.text(ROSA, 'OFF Ana tomorrow')).toBe(
    'Ana is off call Sun, all day. None of our texts reaches them before that. Please call them.',
  );
  expect(hood.takeSent().filter(s => s.to === ANA)).toEqual([]);
});
