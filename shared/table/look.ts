import { type Case, isFree } from '../domain/case.ts';
import type { PhoneNumber } from '../domain/ids.ts';
import { scheduleOf } from '../domain/on-call.ts';
import { asIdle, concernedIn, lookOf, type Member } from '../domain/queue.ts';
import { namedBy, restsUntil } from '../domain/rest.ts';
import { candidates } from '../domain/routing.ts';
import { type Wall, wallAt } from '../domain/wall.ts';
import type { Gathered, Given } from './gathered.ts';
import { queueOf, restedOf, rosterKey } from './keys.ts';
import { nounOf } from './rows.ts';
import type { PartitionQuery, Row, Store } from './store.ts';

/** How much of a queue one step looks at: little at first, which is enough where one in ten can be asked; more where the look goes on. */
const LOOKS_AT = { turn: 48, rested: 24 };
const LOOKS_FURTHER_AT = { turn: 400, rested: 400 };
/** Where everybody sleeps, the rows of so many say when the first wakes. */
const SLEEPERS = 8;
/** No more places are put right by one step. */
const MOVES = 20;

/** For so many places of a wave so many are read who could take them: some of them will have another offer open. */
const likelyFor = (wave: number): number => wave * 2 + 4;

/** Whether the next step of this case asks volunteers. */
const asksPod = (c: Case, { now }: Given): boolean =>
  c.kind === 'need' && isFree(c) && (c.next?.what === 'dispatch' || c.next?.what === 'goes-out') && c.next.at <= now;

/** What the next step of a case reads of its pod's queue: those in turn, and those whose rest is over. */
export interface LookFor {
  readonly limit: typeof LOOKS_AT;
  readonly goesOn: ReturnType<typeof lookOf>;
  readonly query: readonly [PartitionQuery, PartitionQuery];
}

export const lookFor = (c: Case, given: Given): LookFor | undefined => {
  if (c.pod === undefined || !asksPod(c, given)) return undefined;
  const goesOn = lookOf(c);
  const limit = goesOn ? LOOKS_FURTHER_AT : LOOKS_AT;
  const now = wallAt(given.now, given.community.timezone);
  return { limit, goesOn, query: [queueOf(c.pod, goesOn?.after, limit.turn), restedOf(c.pod, now, goesOn?.rested, limit.rested)] };
};

/** Says of somebody in a queue, as far as it tells, why they cannot be asked. */
type Judge = (member: Member) => string | undefined;

/** One of the two orders, as far as it is of use, and those of it whose rows must be read. */
interface Part {
  readonly members: readonly Member[];
  readonly last: string;
  readonly goesOn: boolean;
  readonly likely: readonly PhoneNumber[];
}

/**
 * The people of this part of the queue who can be asked as far as it tells, as many as are of use. What stands behind the last of them is
 * left for another look, since nothing is known of who stands there but what the queue tells.
 */
const partOf = (rows: readonly Row[], limit: number, after: string, most: number, judge: Judge): Part => {
  const members = rows.map(row => nounOf<Member>(row));
  const likely: PhoneNumber[] = [];
  const sleepers: PhoneNumber[] = [];
  for (const [i, member] of members.entries()) {
    const unfit = judge(member);
    if (unfit === 'is asleep' && sleepers.length < SLEEPERS) sleepers.push(member.number);
    if (unfit) continue;
    likely.push(member.number);
    if (likely.length < most || i + 1 >= members.length) continue;
    return { members: members.slice(0, i + 1), last: rows[i]?.sk ?? after, goesOn: true, likely: [...likely, ...sleepers] };
  }
  return { members, last: rows.at(-1)?.sk ?? after, goesOn: rows.length === limit, likely: [...likely, ...sleepers] };
};

/** Whose places are to be put right: who is off call rests, and whoever is back from a rest stands in turn again. */
const movesIn = (turn: readonly Member[], rested: readonly Member[], given: Given, now: Wall): readonly PhoneNumber[] => {
  const moves = rested.slice(0, MOVES / 2).map(member => member.number);
  for (const member of turn) {
    if (moves.length === MOVES) break;
    if (restsUntil(member, given.community, now)) moves.push(member.number);
  }
  return moves;
};

/**
 * The rows of whom else the case, as it stands now, has to do with, and of those at the head of the queue. Where one look takes in all of
 * a pod, nobody stands in anybody's way, and all keep their places.
 */
export const readPeople = async (
  store: Store,
  given: Given,
  c: Case,
  gathered: Gathered,
  known: readonly PhoneNumber[],
  read: { readonly look: LookFor; readonly found: readonly (readonly Row[])[] } | undefined,
): Promise<void> => {
  const look = lookFor(c, given);
  // The index of what is due may lag behind the case.
  const isRead = read && look && JSON.stringify(read.look) === JSON.stringify(look);
  const found = look && !isRead ? (await store.read({ query: look.query })).found : (read?.found ?? []);
  const wanted = look ? takeIn(c, look, found, gathered, given) : [];
  const more = [...new Set([...wanted, ...concernedIn(c)])].filter(number => !known.includes(number));
  if (more.length > 0) gathered.volunteers((await store.read({ get: more.map(rosterKey) })).got);
};

/** Makes the queue of what was read of it; answers whose rows are wanted. */
const takeIn = (
  c: Case,
  { limit, goesOn }: LookFor,
  [inTurn = [], back = []]: readonly (readonly Row[])[],
  gathered: Gathered,
  given: Given,
): readonly PhoneNumber[] => {
  const { community } = given;
  const now = wallAt(given.now, community.timezone);
  const schedule = scheduleOf(community, gathered.plans);
  const judge: Judge = member => candidates(c, [asIdle(member)], community, schedule, given.now)[0]?.unfit;
  const most = likelyFor(community.policy[c.urgency].wave);
  const turn = partOf(inTurn, limit.turn, goesOn?.after ?? '', most, judge);
  const rested = partOf(back, limit.rested, goesOn?.rested ?? '', most, judge);
  const isLong = goesOn !== undefined || inTurn.length === limit.turn || back.length > 0;
  const moves = isLong ? movesIn(turn.members, rested.members, given, now) : [];
  // Later steps of the same look have them behind them.
  const named = goesOn || c.pod === undefined ? [] : namedBy(gathered.plans[c.pod], now);
  gathered.queue = {
    members: [...rested.members, ...turn.members],
    named,
    last: { after: turn.last, rested: rested.last },
    goesOn: turn.goesOn || rested.goesOn,
    moves,
  };
  return [...rested.likely, ...turn.likely, ...named, ...moves];
};
