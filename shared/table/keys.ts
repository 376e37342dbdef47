import type { CallSid } from '../domain/call.ts';
import type { CaseCode, Instant, MessageSid, OutgoingId, PhoneNumber } from '../domain/ids.ts';
import { PRIORITIES, type Priority } from '../domain/outgoing.ts';
import type { Wall } from '../domain/wall.ts';
import type { DueQuery, Key, ListQuery, PartitionQuery, Row } from './store.ts';

/**
 * Every access pattern, one function each, named after the question it answers. Nothing else builds a key, and there is no scan.
 *
 *   N#<number>    #number, #session, C#<code>   a number's thread: who is there, what is being asked, their cases
 *   ROSTER        <number>                      the volunteers
 *   POD#<pod>     #plan                         who is on call in a pod, beside the shifts of its people
 *                 <asked>#<number>#<version>    the people of a pod, in the order in which they are asked
 *                 !<until>#<asked>#...          those of them who are off call until then
 *   CODE#<code>   #code, <instant>#<cause>      in whose thread a case lies, and what happened to it
 *   SEEN#<sid>    seen                          a text that was answered, with the answer
 *   OUT#<id>      out                           a text to be sent
 *   SID#<sid>     sid                           which outgoing text or call the carrier means
 *   RUNG#<number> rung, texted                  when a number was called, and texted by the line's own will; RUNG, how many calls the line made that day
 *   SOUND#<id>    sound                         a recording that must be deleted at the carrier in its time
 *   LINE          standing, pace, spent,         how the line as a whole stands, how fast texts leave, what was spent this month,
 *                 reconcile                     and how far the account's list was compared
 *   LINE          digest                        when the coordinators' list of everything open is due
 *   FEED#<hash>   feed                          whose calendar lies at a secret address: the hash of its secret finds the number
 *   CALL#<sid>    call                          a call that came in: where it stands, and its last answer
 */
const thread = (number: PhoneNumber): string => `N#${number}`;

export const numberKey = (number: PhoneNumber): Key => ({ pk: thread(number), sk: '#number' });
export const sessionKey = (number: PhoneNumber): Key => ({ pk: thread(number), sk: '#session' });
export const caseKey = (number: PhoneNumber, code: CaseCode): Key => ({ pk: thread(number), sk: `C#${code}` });
/** Everything about one number: who is reached through it, the conversation, the cases. */
export const threadOf = (number: PhoneNumber): PartitionQuery => ({ pk: thread(number) });

export const rosterKey = (number: PhoneNumber): Key => ({ pk: 'ROSTER', sk: number });
/** All volunteers. */
export const wholeRoster = (): PartitionQuery => ({ pk: 'ROSTER' });

/** What a pod has agreed on: rotations and overrides. */
export const planKey = (pod: string): Key => ({ pk: `POD#${pod}`, sk: '#plan' });

/**
 * One person's place among those of a pod: when they were asked last, their number, the version of their row; of whom rests, before it an
 * exclamation mark and until when.
 */
export const queueKey = (pod: string, place: string): Key => ({ pk: `POD#${pod}`, sk: place });
/** The people of a pod from behind this place on, those asked longest ago first. */
export const queueOf = (pod: string, after: string | undefined, limit: number): PartitionQuery => ({
  pk: `POD#${pod}`,
  // A place begins with a digit, or with a dash where somebody was never asked; the signs next to these lie outside of all of them.
  from: after ? `${after}!` : '-',
  to: ':',
  limit,
});
/** Those of a pod whose rest is over by now, from behind this place on: whose ended first, and of these whoever was asked longest ago. */
export const restedOf = (pod: string, now: Wall, after: string | undefined, limit: number): PartitionQuery => ({
  pk: `POD#${pod}`,
  from: after ? `${after}!` : '!',
  to: `!${now}~`,
  limit,
});

/** Whose calendar a secret opens, by the secret's hash. */
export const feedKey = (secretHash: string): Key => ({ pk: `FEED#${secretHash}`, sk: 'feed' });

export const codeKey = (code: CaseCode): Key => ({ pk: `CODE#${code}`, sk: '#code' });
/** What one turn did to a case. */
export const timelineKey = (code: CaseCode, at: Instant, cause: string): Key => ({ pk: `CODE#${code}`, sk: `${at}#${cause}` });
/** What happened to a case, oldest first: the row of its code tells how it began. */
export const timelineOf = (code: CaseCode): PartitionQuery => ({ pk: `CODE#${code}` });

export const seenKey = (sid: MessageSid): Key => ({ pk: `SEEN#${sid}`, sk: 'seen' });
export const callKey = (sid: CallSid): Key => ({ pk: `CALL#${sid}`, sk: 'call' });
export const soundKey = (id: string): Key => ({ pk: `SOUND#${id}`, sk: 'sound' });
export const outgoingKey = (id: OutgoingId): Key => ({ pk: `OUT#${id}`, sk: 'out' });
export const sentKey = (sid: MessageSid | CallSid): Key => ({ pk: `SID#${sid}`, sk: 'sid' });

/** How the line as a whole stands. */
/** When the coordinators' list of everything open is due next. */
export const digestKey = (): Key => ({ pk: 'LINE', sk: 'digest' });
export const standingKey = (): Key => ({ pk: 'LINE', sk: 'standing' });

/** When this number was called lately. */
export const rungKey = (number: PhoneNumber): Key => ({ pk: `RUNG#${number}`, sk: 'rung' });
/** When this number was texted lately by the line's own will. */
export const textedKey = (number: PhoneNumber): Key => ({ pk: `RUNG#${number}`, sk: 'texted' });
/** How many calls the line has made today. */
export const callsOfDayKey = (): Key => ({ pk: 'RUNG', sk: 'day' });

/** Rows that the tick must look at by now, earliest first. */
export const dueUntil = (now: Instant, limit: number): DueQuery => ({ dueUntil: now, limit });

/** Texts that wait to leave stand in lanes, apart from everything else that is due: ever so many of one lane stand in the way of no other. */
const LANE = 'texts-';
export const laneOf = (priority: Priority): string => `${LANE}${PRIORITIES.indexOf(priority)}`;
/** The place in its lane of a text that may leave from `due` on. */
export const placeInLane = (due: Instant, id: OutgoingId): string => `${due}#${id}`;
/** Texts of one lane that may leave by now, the longest waiting first. */
export const waitingTexts = (priority: Priority, until: Instant, limit: number): ListQuery => ({
  list: laneOf(priority),
  // The sign that comes right after the one behind the instant: every id is before it.
  to: `${until}$`,
  limit,
});
/** When this row must be looked at: a due time of its own, or its place in a lane. */
export const dueOf = ({ due, list, at }: Pick<Row, 'due' | 'list' | 'at'>): Instant | undefined =>
  (due ?? (list?.startsWith(LANE) ? at?.split('#')[0] : undefined)) as Instant | undefined;

/** The pace that all senders keep together, and what was spent this month. */
export const paceKey = (): Key => ({ pk: 'LINE', sk: 'pace' });
/** How far the account's own list was compared with what the line has seen. */
export const reconcileKey = (): Key => ({ pk: 'LINE', sk: 'reconcile' });
export const spentKey = (): Key => ({ pk: 'LINE', sk: 'spent' });

/** Texts that could not leave and that nobody else makes up for, oldest first. */
export const SET_ASIDE = 'set-aside';
export const setAsideTexts = (limit: number): ListQuery => ({ list: SET_ASIDE, limit });

export const OPEN = 'open';
export const ENDED = 'ended';
/** Cases that are still to be seen through, oldest first. */
export const openCases = (limit: number): ListQuery => ({ list: OPEN, limit });
/** The same from behind this place on, among which those that a pause has kept are looked for. */
export const keptAfter = (after: string | undefined, limit: number): ListQuery => ({
  list: OPEN,
  ...(after === undefined ? {} : { from: `${after}!` }),
  limit,
});
/** Calls that go on now, in both directions, the latest first. */
export const CALLING = 'calling';
export const liveCalls = (limit: number): ListQuery => ({ list: CALLING, limit, newestFirst: true });
/** Calls that wait for a free line, the longest waiting first. */
export const HELD_UP = 'calls-held-up';
export const heldUpCalls = (limit: number): ListQuery => ({ list: HELD_UP, limit });
/** The latest of those that ended since then. */
export const endedSince = (since: Instant, limit: number): ListQuery => ({ list: ENDED, from: since, limit, newestFirst: true });
/** Cases that ended, latest first. */
export const endedCases = (limit: number): ListQuery => ({ list: ENDED, limit, newestFirst: true });
