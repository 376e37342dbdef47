import type { LiveCall } from '../decide/draft/call-world.ts';
import type { CallSid } from '../domain/call.ts';
import type { Case } from '../domain/case.ts';
import type { OutgoingId, PhoneNumber } from '../domain/ids.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import { concernedIn, teamOf } from '../domain/queue.ts';
import { Gathered, type Given, type Loaded } from './gathered.ts';
import { callKey, codeKey, openCases, outgoingKey, planKey, rosterKey, threadOf, wholeRoster } from './keys.ts';
import { lookFor, readPeople } from './look.ts';
import { nounOf } from './rows.ts';
import { readWithStanding } from './standing.ts';
import type { Store } from './store.ts';

/** No more open cases than this are looked at. */
const LISTED_MAX = 100;

/** Whose threads and rows a decision needs beside those of the team, and the text or call that it is about. */
interface Concerned {
  readonly numbers: readonly PhoneNumber[];
  readonly outgoing?: OutgoingId;
  readonly waits?: CallSid | undefined;
  /** A coordinator may give a case to anybody. */
  readonly everybody?: boolean;
  /** The open cases too. */
  readonly openCases?: boolean;
}

/** Everything the decision on a text or a call of ours needs, in one round trip: these numbers' threads, their rows and the team's. */
export const loadThreads = async (store: Store, given: Given, concerned: Concerned): Promise<Loaded> => {
  const { numbers, outgoing, waits, everybody = false, openCases: open = false } = concerned;
  const wanted = [...new Set(numbers)];
  const people = everybody ? [] : [...new Set([...wanted, ...teamOf(given.community)])];
  const gathered = new Gathered(store, given);
  const own = [...(outgoing ? [outgoingKey(outgoing)] : []), ...(waits ? [callKey(waits)] : [])];
  const plans = given.community.pods.map(p => planKey(p.id));
  const get = [...own, ...plans, ...people.map(rosterKey)];
  const { got, found } = await readWithStanding(store, given, {
    get: [...get, ...gathered.ahead.codes.map(codeKey)],
    query: [...wanted.map(threadOf), ...(everybody ? [wholeRoster()] : []), ...(open ? [openCases(LISTED_MAX)] : [])],
  });
  if (open) gathered.openCases = (found.at(-1) ?? []).map(row => nounOf<Case>(row));
  gathered.lookedUp(got.slice(get.length));
  for (const [i, number] of wanted.entries()) gathered.thread(number, found[i] ?? []);
  gathered.planRows(got.slice(own.length, own.length + plans.length));
  gathered.volunteers(everybody ? (found[wanted.length] ?? []) : got.slice(own.length + plans.length, get.length));
  const text = outgoing && got[0] && gathered.saw<Outgoing>(got[0]);
  const last = waits && got[outgoing ? 1 : 0];
  const call = last && gathered.saw<LiveCall>(last);
  const also = { ...(text ? { outgoing: text } : {}), ...(call ? { waits: call } : {}) };
  return { world: gathered.world(given), versions: gathered.versions, ...also };
};

/**
 * Everything the decision on a due case needs: its number's thread and the rows of the team and of all who have to do with it, in one round
 * trip; in a second one, where volunteers are to be asked, those at the head of the pod's queue. How many volunteers there are does not matter.
 */
export const loadForDue = async (store: Store, given: Given, due: Case): Promise<Loaded> => {
  const known = [...new Set([due.number, ...teamOf(given.community), ...concernedIn(due)])];
  const gathered = new Gathered(store, given);
  const plans = given.community.pods.map(p => planKey(p.id));
  const get = [...plans, ...known.map(rosterKey)];
  const begun = lookFor(due, given);
  const { got, found } = await readWithStanding(store, given, {
    get: [...get, ...gathered.ahead.codes.map(codeKey)],
    query: [threadOf(due.number), ...(begun?.query ?? [])],
  });
  gathered.lookedUp(got.slice(get.length));
  gathered.thread(due.number, found[0] ?? []);
  gathered.planRows(got.slice(0, plans.length));
  gathered.volunteers(got.slice(plans.length, get.length));
  const c = gathered.threads.get(due.number)?.cases.find(one => one.code === due.code);
  if (!c) return { world: gathered.world(given), versions: gathered.versions };
  await readPeople(store, given, c, gathered, known, begun && { look: begun, found: found.slice(1) });
  return { world: gathered.world(given), versions: gathered.versions };
};
