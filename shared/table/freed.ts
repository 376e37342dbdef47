import { decideFreed, waitsFor } from '../decide/follow/freed.ts';
import type { Case } from '../domain/case.ts';
import type { PhoneNumber } from '../domain/ids.ts';
import { scheduleOf } from '../domain/on-call.ts';
import type { Volunteer } from '../domain/volunteer.ts';
import { Gathered, type Given, type Loaded } from './gathered.ts';
import { openCases, planKey, rosterKey, threadOf } from './keys.ts';
import { nounOf } from './rows.ts';
import { type Desk, type Settled, settle } from './settle.ts';
import type { Store } from './store.ts';

/** So many open cases are looked through, those that are open longest. */
const LOOKED_THROUGH = 200;
/** And for so many numbers at once those that wait go out. */
const NUMBERS_AT_ONCE = 10;

/** Their row, their pods' plans and the open cases in one round trip; in a second one, where some of these wait for them, their threads. */
const load = async (store: Store, given: Given, number: PhoneNumber): Promise<Loaded> => {
  const { community, now } = given;
  const gathered = new Gathered(store, given);
  const get = [rosterKey(number), ...community.pods.map(p => planKey(p.id))];
  const { got, found } = await store.read({ get, query: [openCases(LOOKED_THROUGH)] });
  gathered.volunteers(got.slice(0, 1));
  gathered.planRows(got.slice(1));
  const v = gathered.roster.get(number);
  const schedule = scheduleOf(community, gathered.plans);
  const waiting = (found[0] ?? []).map(row => nounOf<Case>(row)).filter(c => v && waitsFor(c, v, community, schedule, now));
  const numbers = [...new Set(waiting.map(c => c.number))].slice(0, NUMBERS_AT_ONCE);
  if (numbers.length === 0) return { world: gathered.world(given), versions: gathered.versions };
  const threads = await store.read({ query: numbers.map(threadOf) });
  for (const [i, one] of numbers.entries()) gathered.thread(one, threads.found[i] ?? []);
  return { world: gathered.world(given), versions: gathered.versions };
};

/** Somebody came on call, or has nothing more in hand that stood in the way of a case that waits: settled. */
export const settleFreed = (desk: Desk, { number, freed }: Volunteer, version: number): Promise<Settled> =>
  settle(desk, {
    cause: `freed-${number}-${freed ?? ''}-${version}`,
    load: given => load(desk.store, given, number),
    decide: world => decideFreed(world, number),
  });
