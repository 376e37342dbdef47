import type { LiveCall } from '../decide/draft/call-world.ts';
import { codesNamed, furtherFor } from '../decide/shifts/plan.ts';
import { type CallSid, hasNumber } from '../domain/call.ts';
import type { Case } from '../domain/case.ts';
import type { CaseCode, MessageSid, PhoneNumber } from '../domain/ids.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import { teamOf } from '../domain/queue.ts';
import { unconfirmedFrom } from '../domain/unconfirmed.ts';
import { threadOfReport, UNSEEN } from '../domain/unnamed.ts';
import { Gathered, type Given, type Loaded, type Seen } from './gathered.ts';
import { callKey, codeKey, endedSince, openCases, planKey, rosterKey, seenKey, setAsideTexts, threadOf, wholeRoster } from './keys.ts';
import { type CodeRow, nounOf } from './rows.ts';
import { readWithStanding } from './standing.ts';
import type { Store } from './store.ts';

/** No more open cases than this are shown to a coordinator's text. */
const LISTED_MAX = 100;

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
    if (row) gathered.named(code, gathered.saw<CodeRow>(row));
  });
  const further = furtherFor(given, from, gathered.roster.get(from), gathered, body);
  if (!further) return { world: gathered.world(given), versions: gathered.versions };
  const { threads, roster } = further;
  const team = further.openCases && !roster ? teamOf(given.community).filter(number => number !== from) : [];
  const asks = sid !== undefined && !asksSeen;
  const more = await store.read({
    get: [...(asks ? [seenKey(sid)] : []), ...further.pods.map(planKey), ...team.map(rosterKey)],
    query: [
      ...threads.map(threadOf),
      ...(roster ? [wholeRoster()] : []),
      ...(further.setAside ? [setAsideTexts(LISTED_MAX)] : []),
      ...(further.ended ? [endedSince(unconfirmedFrom(given.now), LISTED_MAX)] : []),
      ...(further.openCases ? [openCases(LISTED_MAX)] : []),
    ],
  });
  // Whoever needs a second read anyway learns in it whether the text came before.
  if (asks && more.got[0]) return { seen: nounOf<Seen>(more.got[0]) };
  for (const [i, number] of threads.entries()) gathered.thread(number, more.found[i] ?? []);
  gathered.remind(from, named);
  const plans = more.got.slice(asks ? 1 : 0);
  gathered.planRows(plans.slice(0, further.pods.length));
  gathered.volunteers(plans.slice(further.pods.length));
  if (roster) gathered.volunteers(more.found[threads.length] ?? []);
  if (further.setAside) gathered.setAside = (more.found[threads.length + (roster ? 1 : 0)] ?? []).map(row => nounOf<Outgoing>(row));
  if (further.ended) gathered.ended = (more.found.at(-2) ?? []).map(row => nounOf<Case>(row));
  if (further.openCases) gathered.openCases = (more.found.at(-1) ?? []).map(row => nounOf<Case>(row));
  return { world: gathered.world(given), versions: gathered.versions };
};

/** A code that was keyed in or said on a call, and whether it answers the question for one. */
export interface CodeHeard {
  readonly code: CaseCode;
  readonly isAsked: boolean;
}

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
  { code, isAsked }: Partial<CodeHeard> = {},
): Promise<Loaded & { readonly call?: LiveCall }> => {
  const rosterKeys = [...new Set([from, ...others])].map(rosterKey);
  const codeKeys = code ? [codeKey(code)] : [];
  const unseen = code && !hasNumber(from);
  const report = code && isAsked ? threadOfReport(code) : undefined;
  const query = [threadOf(from), ...(report ? [threadOf(report)] : []), ...(unseen ? [threadOf(UNSEEN)] : [])];
  const gathered = new Gathered(store, given);
  const get = [callKey(sid), ...codeKeys, ...rosterKeys];
  const { got, found } = await readWithStanding(store, given, { get: [...get, ...gathered.ahead.codes.map(codeKey)], query });
  gathered.lookedUp(got.slice(get.length));
  gathered.thread(from, found[0] ?? []);
  if (report && found[1]?.length) gathered.thread(report, found[1]);
  if (unseen) gathered.thread(UNSEEN, found.at(-1) ?? []);
  gathered.volunteers(got.slice(1 + codeKeys.length, get.length).filter(row => row !== undefined));
  const call = got[0] && gathered.saw<LiveCall>(got[0]);
  const named = code ? got[1] : undefined;
  const owner = named && nounOf<{ number: PhoneNumber }>(named).number;
  const helping = call?.helper !== undefined && (call.helper.place !== 'pin' || call.helper.code !== undefined);
  const further = helping ? furtherFor(given, from, gathered.roster.get(from), gathered) : undefined;
  const wanted = [...new Set([...(owner ? [owner] : []), ...(further?.threads ?? [])])].filter(number => !gathered.threads.has(number));
  if (wanted.length > 0 || further) {
    // Somebody asks by code for what lies with another number, or helps with it: the only steps that take a second round trip.
    const more = await store.read({ get: (further?.pods ?? []).map(planKey), query: wanted.map(threadOf) });
    for (const [i, number] of wanted.entries()) gathered.thread(number, more.found[i] ?? []);
    gathered.planRows(more.got);
    gathered.remind(from, code ? [code] : []);
  }
  return { world: gathered.world(given), versions: gathered.versions, ...(call ? { call } : {}) };
};
