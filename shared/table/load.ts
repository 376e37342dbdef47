import type { LiveCall } from '../decide/call-world.ts';
import { codesNamed, furtherFor } from '../decide/plan.ts';
import type { Thread, World } from '../decide/world.ts';
import { type CallSid, hasNumber } from '../domain/call.ts';
import type { Case } from '../domain/case.ts';
import type { Community } from '../domain/community.ts';
import type { Kept } from '../domain/follow.ts';
import type { CaseCode, Instant, MessageSid, OutgoingId, PhoneNumber } from '../domain/ids.ts';
import type { PodPlan } from '../domain/on-call.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import { UNSEEN } from '../domain/unnamed.ts';
import type { Volunteer } from '../domain/volunteer.ts';
import type { Book, Session } from '../script/script.ts';
import { callKey, codeKey, openCases, outgoingKey, planKey, rosterKey, seenKey, standingKey, threadOf, wholeRoster } from './keys.ts';
import { type DrawsAhead, drawsFor, takenAmong } from './room.ts';
import { type NumberRow, nounOf } from './rows.ts';
import { readWithStanding, standingIn } from './standing.ts';
import type { Key, Row, Store } from './store.ts';

/** Which version of each row the decision saw; what it commits must still find them so. */
export type Versions = ReadonlyMap<string, number>;
export const versionKey = (key: Key): string => `${key.pk}|${key.sk}`;

export interface Loaded {
  readonly world: World;
  readonly versions: Versions;
  /** The text that this is about, as it stands now. */
  readonly outgoing?: Outgoing;
  /** The call of somebody who waits, where this is about one. */
  readonly waits?: LiveCall;
}
/** A text that was answered before, with the answer it got. */
export interface Seen {
  readonly reply: string | null;
}

/** What does not change between two rounds of the same decision. */
export interface Given {
  readonly community: Community;
  readonly book: Book;
  readonly now: Instant;
  readonly cause: string;
  readonly attempt: number;
  /** How often an earlier round drew a code that was taken. */
  readonly clashes?: number;
}

/** No more open cases than this are shown to a coordinator's text. */
const LISTED_MAX = 100;

class Gathered {
  readonly #store: Store;
  readonly versions = new Map<string, number>();
  readonly threads = new Map<PhoneNumber, Thread>();
  readonly roster = new Map<PhoneNumber, Volunteer>();
  readonly codes = new Map<CaseCode, PhoneNumber>();
  readonly plans: Record<string, PodPlan> = {};
  openCases: readonly Case[] = [];
  /** Draws of new codes that must be looked up along with the read. */
  readonly ahead: DrawsAhead;
  #taken: ReadonlySet<CaseCode> = new Set();

  constructor(store: Store, given: Given) {
    this.#store = store;
    this.ahead = drawsFor(store, given);
  }

  saw<T>(row: Row): T {
    this.versions.set(versionKey(row), row.v);
    return nounOf<T>(row);
  }
  thread(number: PhoneNumber, rows: readonly Row[]): void {
    const cases: Kept[] = [];
    const thread: { -readonly [name in keyof Thread]: Thread[name] } = { number, persons: [], cases };
    for (const row of rows) {
      if (row.kind === 'number') {
        const { persons = [], ...record } = this.saw<NumberRow>(row);
        thread.record = record;
        thread.persons = persons;
      } else if (row.kind === 'session') thread.session = this.saw<Session>(row);
      else if (row.kind === 'case') cases.push(this.saw<Kept>(row));
    }
    this.threads.set(number, thread);
  }
  /** The rows of the draws that were looked up. */
  lookedUp(rows: readonly (Row | undefined)[]): void {
    if (rows.length > 0) this.#taken = takenAmong(this.#store, this.ahead.codes, rows);
  }
  volunteers(rows: readonly Row[]): void {
    for (const row of rows) {
      const volunteer = this.saw<Volunteer>(row);
      this.roster.set(volunteer.number, volunteer);
    }
  }
  planRows(rows: readonly (Row | undefined)[]): void {
    for (const row of rows) {
      if (!row) continue;
      const plan = this.saw<PodPlan>(row);
      this.plans[plan.pod] = plan;
    }
  }
  world(given: Given, rosterIsWhole: boolean): World {
    const { plans, threads, roster, codes, openCases: open } = this;
    const { standing, version } = standingIn(this.#store);
    if (version !== undefined) this.versions.set(versionKey(standingKey()), version);
    const draws = { from: this.ahead.from, taken: this.#taken };
    return { ...given, draws, standing, plans, threads, roster, rosterIsWhole, codes, openCases: open };
  }
}

/**
 * Everything a text's decision needs. A resident's text takes one round trip; a volunteer's or coordinator's a second one for the cases
 * they hold, were offered or named. A text whose answer could not be
 * written because it has one is not decided again: it gives back that answer.
 */
export const loadForText = async (
  store: Store,
  given: Given,
  from: PhoneNumber,
  body: string,
  sid: MessageSid | undefined,
): Promise<Loaded | { readonly seen: Seen }> => {
  const named = codesNamed(body);
  // Hardly any text comes twice, and its answer cannot be written twice: whether it came before is asked when that was refused.
  const asksSeen = sid !== undefined && given.attempt > 0;
  const get = [rosterKey(from), ...named.map(codeKey), ...(asksSeen ? [seenKey(sid)] : [])];
  const gathered = new Gathered(store, given);
  const drawn = gathered.ahead.codes.map(codeKey);
  const { got, found } = await readWithStanding(store, given, { get: [...get, ...drawn], query: [threadOf(from)] });
  const seen = asksSeen ? got[get.length - 1] : undefined;
  if (seen) return { seen: nounOf<Seen>(seen) };
  gathered.lookedUp(got.slice(get.length));
  gathered.thread(from, found[0] ?? []);
  gathered.volunteers(got[0] ? [got[0]] : []);
  named.forEach((code, i) => {
    const row = got[i + 1];
    if (row) gathered.codes.set(code, gathered.saw<{ number: PhoneNumber }>(row).number);
  });
  const further = furtherFor(given.community, from, gathered.roster.get(from), gathered.codes);
  if (!further) return { world: gathered.world(given, false), versions: gathered.versions };
  const { threads, roster } = further;
  const asks = sid !== undefined && !asksSeen;
  const more = await store.read({
    get: [...(asks ? [seenKey(sid)] : []), ...further.pods.map(planKey)],
    query: [...threads.map(threadOf), ...(roster ? [wholeRoster()] : []), ...(further.openCases ? [openCases(LISTED_MAX)] : [])],
  });
  // Whoever needs a second read anyway learns in it whether the text came before.
  if (asks && more.got[0]) return { seen: nounOf<Seen>(more.got[0]) };
  for (const [i, number] of threads.entries()) gathered.thread(number, more.found[i] ?? []);
  gathered.planRows(more.got.slice(asks ? 1 : 0));
  if (roster) gathered.volunteers(more.found[threads.length] ?? []);
  if (further.openCases) gathered.openCases = (more.found.at(-1) ?? []).map(row => nounOf<Case>(row));
  return { world: gathered.world(given, roster), versions: gathered.versions };
};

/**
 * Everything that a step of a call needs, in one round trip: the call, the thread and the caller's own row of the roster; the rows of
 * `others` where somebody may be rung for the caller.
 */
export const loadForCall = async (
  store: Store,
  given: Given,
  sid: CallSid,
  from: PhoneNumber,
  others: readonly PhoneNumber[] = [],
  code?: CaseCode,
): Promise<Loaded & { readonly call?: LiveCall }> => {
  const rosterKeys = [...new Set([from, ...others])].map(rosterKey);
  const codeKeys = code ? [codeKey(code)] : [];
  const unseen = code && !hasNumber(from);
  const query = [threadOf(from), ...(unseen ? [threadOf(UNSEEN)] : [])];
  const gathered = new Gathered(store, given);
  const get = [callKey(sid), ...codeKeys, ...rosterKeys];
  const { got, found } = await readWithStanding(store, given, { get: [...get, ...gathered.ahead.codes.map(codeKey)], query });
  gathered.lookedUp(got.slice(get.length));
  gathered.thread(from, found[0] ?? []);
  if (unseen) gathered.thread(UNSEEN, found[1] ?? []);
  gathered.volunteers(got.slice(1 + codeKeys.length, get.length).filter(row => row !== undefined));
  const call = got[0] && gathered.saw<LiveCall>(got[0]);
  const named = code ? got[1] : undefined;
  const owner = named && nounOf<{ number: PhoneNumber }>(named).number;
  const helping = call?.helper !== undefined && (call.helper.place !== 'pin' || call.helper.code !== undefined);
  const further = helping ? furtherFor(given.community, from, gathered.roster.get(from), gathered.codes) : undefined;
  const wanted = [...new Set([...(owner ? [owner] : []), ...(further?.threads ?? [])])].filter(number => number !== from);
  if (wanted.length > 0 || further) {
    // Somebody asks by code for what lies with another number, or helps with it: the only steps that take a second round trip.
    const more = await store.read({ get: (further?.pods ?? []).map(planKey), query: wanted.map(threadOf) });
    for (const [i, number] of wanted.entries()) gathered.thread(number, more.found[i] ?? []);
    gathered.planRows(more.got);
  }
  return { world: gathered.world(given, false), versions: gathered.versions, ...(call ? { call } : {}) };
};

/** Whose rows a decision needs beside the roster, and the text that it is about. */
interface Concerned {
  readonly numbers: readonly PhoneNumber[];
  readonly outgoing?: OutgoingId;
  readonly waits?: CallSid | undefined;
  /** The open cases too. */
  readonly openCases?: boolean;
}

/** Everything the decision on a due row or on a failed text needs, in one round trip: these numbers' threads and the whole roster. */
export const loadThreads = async (
  store: Store,
  given: Given,
  { numbers, outgoing, waits, openCases: open = false }: Concerned,
): Promise<Loaded> => {
  const wanted = [...new Set(numbers)];
  const plans = given.community.pods.map(p => planKey(p.id));
  const gathered = new Gathered(store, given);
  const get = [...(outgoing ? [outgoingKey(outgoing)] : []), ...(waits ? [callKey(waits)] : []), ...plans];
  const { got, found } = await readWithStanding(store, given, {
    get: [...get, ...gathered.ahead.codes.map(codeKey)],
    query: [...wanted.map(threadOf), wholeRoster(), ...(open ? [openCases(LISTED_MAX)] : [])],
  });
  if (open) gathered.openCases = (found.at(-1) ?? []).map(row => nounOf<Case>(row));
  gathered.lookedUp(got.slice(get.length));
  for (const [i, number] of wanted.entries()) gathered.thread(number, found[i] ?? []);
  gathered.volunteers(found[wanted.length] ?? []);
  const text = outgoing && got[0] && gathered.saw<Outgoing>(got[0]);
  const last = waits && got[outgoing ? 1 : 0];
  gathered.planRows(got.slice(get.length - plans.length, get.length));
  const call = last && gathered.saw<LiveCall>(last);
  const also = { ...(text ? { outgoing: text } : {}), ...(call ? { waits: call } : {}) };
  return { world: gathered.world(given, true), versions: gathered.versions, ...also };
};
