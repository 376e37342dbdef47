import type { LiveCall } from '../decide/call-world.ts';
import type { CallSid } from '../domain/call.ts';
import { type Case, isFree } from '../domain/case.ts';
import type { Instant, OutgoingId, PhoneNumber } from '../domain/ids.ts';
import { scheduleOf } from '../domain/on-call.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import { asIdle, concernedIn, type Queue, teamOf } from '../domain/queue.ts';
import { candidates } from '../domain/routing.ts';
import { Gathered, type Given, type Loaded } from './gathered.ts';
import { callKey, codeKey, openCases, outgoingKey, planKey, queueOf, rosterKey, threadOf, wholeRoster } from './keys.ts';
import { nounOf } from './rows.ts';
import { readWithStanding } from './standing.ts';
import type { Row, Store } from './store.ts';

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

/** How much of a queue one step looks at: little at first, which is enough where one in ten can be asked; more where the look goes on. */
const LOOKS_AT = 48;
const LOOKS_FURTHER_AT = 400;

/** Whether the next step of this case asks volunteers. */
const asksPod = (c: Case, now: Instant): boolean =>
  c.kind === 'need' && c.pod !== undefined && isFree(c) && (c.next?.what === 'dispatch' || c.next?.what === 'goes-out') && c.next.at <= now;

const queueFor = (c: Case, now: Instant): { readonly limit: number; readonly query: ReturnType<typeof queueOf> } | undefined => {
  if (c.pod === undefined || !asksPod(c, now)) return undefined;
  const after = c.escalation.look?.after;
  const limit = after ? LOOKS_FURTHER_AT : LOOKS_AT;
  return { limit, query: queueOf(c.pod, after, limit) };
};

/** Where everybody sleeps, the rows of so many say when the first wakes. */
const SLEEPERS = 8;
/** For so many places of a wave so many are read who could take them: some of them will have another offer open. */
const likelyFor = (wave: number): number => wave * 2 + 4;

/**
 * The people of this part of the queue who can be asked as far as it tells, as many as are of use. What stands behind the last of them is
 * left for another look, since nothing is known of who stands there but what the queue tells.
 */
const shortened = (c: Case, queue: Queue, rows: readonly Row[], gathered: Gathered, given: Given): readonly PhoneNumber[] => {
  const schedule = scheduleOf(given.community, gathered.plans);
  const most = likelyFor(given.community.policy[c.urgency].wave);
  const likely: PhoneNumber[] = [];
  const sleepers: PhoneNumber[] = [];
  for (const [i, member] of queue.members.entries()) {
    const unfit = candidates(c, [asIdle(member)], given.community, schedule, given.now)[0]?.unfit;
    if (unfit === 'is asleep' && sleepers.length < SLEEPERS) sleepers.push(member.number);
    if (unfit) continue;
    likely.push(member.number);
    if (likely.length < most || i + 1 >= queue.members.length) continue;
    gathered.queue = { members: queue.members.slice(0, i + 1), last: rows[i]?.sk ?? queue.last, goesOn: true };
    return [...likely, ...sleepers];
  }
  return [...likely, ...sleepers];
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
  const queue = queueFor(due, given.now);
  const { got, found } = await readWithStanding(store, given, {
    get: [...get, ...gathered.ahead.codes.map(codeKey)],
    query: [threadOf(due.number), ...(queue ? [queue.query] : [])],
  });
  gathered.lookedUp(got.slice(get.length));
  gathered.thread(due.number, found[0] ?? []);
  gathered.planRows(got.slice(0, plans.length));
  gathered.volunteers(got.slice(plans.length, get.length));
  const c = gathered.threads.get(due.number)?.cases.find(one => one.code === due.code);
  if (!c) return { world: gathered.world(given), versions: gathered.versions };
  await readPeople(store, given, c, gathered, known, queue && { rows: found[1] ?? [], limit: queue.limit });
  return { world: gathered.world(given), versions: gathered.versions };
};

/** The rows of whom else the case, as it stands now, has to do with, and of those at the head of the queue. */
const readPeople = async (
  store: Store,
  given: Given,
  c: Case,
  gathered: Gathered,
  known: readonly PhoneNumber[],
  queue: { readonly rows: readonly Row[]; readonly limit: number } | undefined,
): Promise<void> => {
  const wanted = queueFor(c, given.now);
  const isAnother = wanted && (!queue || wanted.limit !== queue.limit);
  // The index of what is due may lag behind the case.
  const rows = isAnother ? ((await store.read({ query: [wanted.query] })).found[0] ?? []) : (queue?.rows ?? []);
  if (wanted) gathered.queueRows(rows, wanted.limit);
  const likely = gathered.queue && wanted ? shortened(c, gathered.queue, rows, gathered, given) : [];
  const more = [...new Set([...likely, ...concernedIn(c)])].filter(number => !known.includes(number));
  if (more.length > 0) gathered.volunteers((await store.read({ get: more.map(rosterKey) })).got);
};
