import { expect, test } from 'vitest';
import { HOUR_MS, type PhoneNumber } from '../../shared/domain/ids.ts';
import { HELD_MAX, PAGES_MAX } from '../../shared/domain/refs.ts';
import type { Volunteer } from '../../shared/domain/volunteer.ts';
import { withHeld, withLive } from '../../shared/domain/volunteer.ts';
import { rosterKey, threadOf } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import type { Json } from '../../shared/table/store.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const ROSA = '+15550100100' as PhoneNumber;
const LEAD = '+15550100101' as PhoneNumber;
const resident = (n: number): PhoneNumber => `+1555020${String(n).padStart(4, '0')}` as PhoneNumber;
const MANY = PAGES_MAX + 5;

const rowOf = async (hood: Neighborhood, number: PhoneNumber): Promise<Volunteer> => {
  const { got } = await hood.store.read({ get: [rosterKey(number)] });
  if (!got[0]) throw new Error('has no row');
  return nounOf<Volunteer>(got[0]);
};
const change = async (hood: Neighborhood, number: PhoneNumber, to: (v: Volunteer) => Volunteer): Promise<void> => {
  const { got } = await hood.store.read({ get: [rosterKey(number)] });
  const [row] = got;
  if (!row) throw new Error('has no row');
  const { v, ...kept } = row;
  await hood.store.commit([{ op: 'put', row: { ...kept, data: to(nounOf<Volunteer>(row)) as unknown as Json }, expect: v }], `to-${v}`);
};
const codesOf = async (hood: Neighborhood, number: PhoneNumber): Promise<readonly string[]> => {
  const { found } = await hood.store.read({ query: [threadOf(number)] });
  return (found[0] ?? []).filter(row => row.kind === 'case').map(row => nounOf<{ code: string }>(row).code);
};

test('told of more needs without a taker than their rows name, the lead and the coordinator still mean the first of them by its code', async () => {
  const hood = new Neighborhood();
  for (let n = 0; n < MANY; n++) await hood.text(resident(n), 'need food for 2, 11216, today');
  await hood.pass(HOUR_MS / 2);
  const [first = ''] = await codesOf(hood, resident(0));
  for (const who of [ROSA, LEAD]) {
    const { live } = await rowOf(hood, who);
    expect(live).toHaveLength(PAGES_MAX);
    expect(live.some(r => r.code === first)).toBe(false);
    // Seen, and not taken: the words of a page that waits.
    expect(await hood.text(who, `OK ${first}`)).toContain('is NOT yours and nobody has it yet');
  }
  expect(await hood.text(LEAD, `ACCEPT ${first}`)).toContain('is yours');
  await hood.store.close();
});

test('a coordinator who has as many cases as a row may hold takes none more, and is given none', async () => {
  const hood = new Neighborhood();
  await hood.text(resident(1), 'I want to talk to a person');
  await hood.text(resident(2), 'need food for 2, 11216, today');
  await hood.pass(HOUR_MS / 2);
  const [person = ''] = await codesOf(hood, resident(1));
  const [need = ''] = await codesOf(hood, resident(2));
  await change(hood, ROSA, before =>
    Array.from({ length: HELD_MAX }, (_, n) => n).reduce(
      (v, n) => withHeld(v, { code: `${20_000 + n}` as never, number: resident(3), at: hood.now, kind: 'offer' }),
      withLive(before, { code: person as never, number: resident(1), at: hood.now, kind: 'page' }),
    ),
  );
  expect(await hood.text(ROSA, `OK ${person}`)).toContain(`You have ${HELD_MAX} cases now`);
  expect(await hood.text(ROSA, `ACCEPT ${need}`)).toContain(`You have ${HELD_MAX} cases now`);
  expect(await hood.text(ROSA, `ASSIGN ${need} Rosa`)).toContain('was NOT given');
  expect((await rowOf(hood, ROSA)).held).toHaveLength(HELD_MAX);
  await hood.store.close();
});
