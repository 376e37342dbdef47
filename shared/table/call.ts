import { decideCall, newCall } from '../decide/call.ts';
import { decideHangUp } from '../decide/call-end.ts';
import type { CallDecision, LiveCall } from '../decide/draft/call-world.ts';
import { ASKS_CODE, type CallSid, type CallStep, HERE } from '../domain/call.ts';
import { caseCode, type PhoneNumber } from '../domain/ids.ts';
import { elsewhere } from '../domain/out-address.ts';
import { codeSaid, saidDigits } from '../domain/said-digits.ts';
import type { Address, Verb } from '../reply/verbs.ts';
import { writesOf } from './commit.ts';
import { type Given, type Loaded, versionKey } from './gathered.ts';
import { CALLING, callKey } from './keys.ts';
import { type CodeHeard, loadForCall } from './load.ts';
import { metTaken } from './room.ts';
import { ttlAfter } from './rows.ts';
import { type Desk, hasMore, ROUNDS_MAX } from './settle.ts';
import { type Json, StoreTrouble, type Write } from './store.ts';

/** What a step is answered with, and whether something must be done at once besides. */
export interface Answered {
  /** TwiML. */
  readonly answer: string;
  /** False when the step had been answered before and nothing was changed. */
  readonly changed: boolean;
  readonly more: boolean;
}
/** Makes TwiML; handed in, since only the shell knows where our doors stand. */
export type Render = (verbs: readonly Verb[]) => string;

/** A call is kept as long as a text that was answered: Twilio asks again within minutes if at all. */
const CALL_KEPT_S = 2 * 86_400;

const stands = (call: LiveCall, step: CallStep): Address => ({
  route: 'voiceStep',
  query: { n: call.step - 1, l: call.language, ...elsewhere(step) },
});

/** What is answered without deciding anything: a step that was answered, one out of order, one after the end. */
const known = (call: LiveCall | undefined, step: CallStep, n: number, render: Render): string | undefined => {
  if (!call || n === call.step) return call?.stage === 'ended' ? render([{ verb: 'hangup' }]) : undefined;
  if (n === call.step - 1) return call.answer;
  return call.stage === 'ended' ? render([{ verb: 'hangup' }]) : render([{ verb: 'redirect', to: stands(call, step) }]);
};

/** The row of a call. As long as it goes on it stands in the list of those that take a line of the account. */
export const callWrite = (call: LiveCall, { versions }: Pick<Loaded, 'versions'>): Write => {
  const live = call.stage === 'ended' ? {} : { list: CALLING, at: `${call.startedAt}#${call.sid}` };
  return {
    op: 'put',
    row: { ...callKey(call.sid), kind: 'call', ttl: ttlAfter(call.startedAt, CALL_KEPT_S), ...live, data: call as unknown as Json },
    expect: versions.get(versionKey(callKey(call.sid))) ?? 'absent',
  };
};

/** The keys by which most ask for a person. */
const ASKS_PERSON = /^[03]$/;
/** While somebody waits, or is about to, or the queue let them go, the rows of everyone who may be rung for them are needed too. */
const rungFor = ({ community }: Desk, { query, heard, n }: CallStep): readonly PhoneNumber[] => {
  const asks = heard.kind === 'digits' && ASKS_PERSON.test(heard.digits);
  return query?.w || asks || n === HERE ? community.team.map(m => m.phone) : [];
};

/** The queue lets the caller go once; whatever comes of it a second time is answered as it was. */
const outOfPlace = (call: LiveCall | undefined, render: Render): string | undefined => {
  if (!call || call.stage === 'waiting' || call.stage === 'bridged') return undefined;
  return call.answer === '' ? render([{ verb: 'hangup' }]) : call.answer;
};

/** The code that may have been keyed in or said, now or before it was asked whether that was meant, so that its case can be read along; and whether one was asked for. */
const codeIn = ({ heard, query }: CallStep): CodeHeard | undefined => {
  const said =
    heard.kind === 'digits'
      ? heard.digits
      : heard.kind === 'speech'
        ? (codeSaid(heard.text) ?? saidDigits(heard.text) ?? heard.text.replace(/\D/g, ''))
        : '';
  const code = caseCode(said) ?? caseCode(query?.[ASKS_CODE] ?? '');
  const isNamed = heard.kind === 'speech' && codeSaid(heard.text) !== undefined;
  return code && { code, isAsked: isNamed || query?.[ASKS_CODE] !== undefined };
};

/**
 * One step of a call, settled: one read and one transaction. A step that was answered before gets the same TwiML and changes nothing; one
 * out of order is sent to where the call stands. Throws StoreTrouble where the database cannot; then nothing was half-written.
 */
export const settleStep = async (desk: Desk, step: CallStep, render: Render): Promise<Answered> => {
  const now = desk.now();
  let clashes = 0;
  for (let attempt = 0; attempt < ROUNDS_MAX; attempt++) {
    const given: Given = { community: desk.community, book: desk.book, now, cause: `${step.sid}-${step.n}`, attempt, clashes };
    const loaded = await loadForCall(desk.store, given, step.sid, step.from, rungFor(desk, step), codeIn(step));
    const n = step.n === HERE ? (loaded.call?.step ?? 0) : step.n;
    const answered = step.n === HERE ? outOfPlace(loaded.call, render) : known(loaded.call, step, n, render);
    if (answered !== undefined) return { answer: answered, changed: false, more: false };
    // A call whose beginning never got here begins now, whatever its first step is called.
    const call = loaded.call ?? newCall(step, now, desk.community.languages[0]);
    const cause = `${step.sid}-${n}`;
    const heard: CallStep['heard'] = loaded.call ? step.heard : { kind: 'ring' };
    const decision = decideCall({ ...loaded.world, cause }, call, { ...step, n, heard });
    const answer = render(decision.verbs);
    const writes = writesOf({ decision, versions: loaded.versions, roster: loaded.world.roster, now, cause });
    const committed = await desk.store.commit([...writes, callWrite({ ...decision.call, answer }, loaded)], `${cause}/${attempt}`);
    if (metTaken(desk.store, writes, committed)) clashes += 1;
    if (committed.ok) return { answer, changed: true, more: hasMore(decision, now) };
  }
  throw new StoreTrouble('throttled', new Error(`still in conflict after ${ROUNDS_MAX} rounds`));
};

/** A call that was over before it was answered: it is written down as such, so that a ring which comes late makes no live call of it. */
const unanswered = (sid: CallSid, from: PhoneNumber, { now, community }: Pick<Given, 'now' | 'community'>): LiveCall => {
  const begun = newCall({ sid, from, n: 0, heard: { kind: 'hangup' } }, now, community.languages[0]);
  return { ...begun, stage: 'ended', isOver: true, isUnheard: true };
};

/** The row of a call of which the line never heard, from when its caller was seen to, on top of what its end may have written. */
export const seenToWrite = (
  sid: CallSid,
  from: PhoneNumber,
  version: number | undefined,
  given: Pick<Given, 'now' | 'community'>,
): Write => {
  const { isUnheard: _unheard, ...call } = unanswered(sid, from, given);
  return callWrite(call, { versions: new Map(version === undefined ? [] : [[versionKey(callKey(sid)), version]]) });
};

/**
 * The carrier says that a call is over: what was said is kept, and whoever was cut off is told how to go on. Twice it changes nothing. `ours`
 * where we made the call: then there may well be no row of it.
 */
export const settleHangUp = async (desk: Desk, sid: CallSid, from: PhoneNumber, ours = false): Promise<{ readonly more: boolean }> => {
  const now = desk.now();
  const cause = `${sid}-end`;
  let clashes = 0;
  let thread = from;
  for (let attempt = 0; attempt < ROUNDS_MAX; attempt++) {
    const given: Given = { community: desk.community, book: desk.book, now, cause, attempt, clashes };
    const loaded = await loadForCall(desk.store, given, sid, thread);
    if (loaded.call && loaded.call.number !== thread) {
      // They talked in their own thread, on another phone that they had left.
      thread = loaded.call.number;
      continue;
    }
    if (loaded.call?.isOver || (!loaded.call && ours)) return { more: false };
    if (!loaded.call) {
      const row = callWrite(unanswered(sid, from, given), loaded);
      if ((await desk.store.commit([row], `${cause}/${attempt}`)).ok) return { more: false };
      continue;
    }
    const decision: Omit<CallDecision, 'verbs'> = decideHangUp(loaded.world, loaded.call);
    const writes = writesOf({ decision, versions: loaded.versions, roster: loaded.world.roster, now, cause });
    const row = callWrite({ ...decision.call, answer: loaded.call.answer }, loaded);
    const committed = await desk.store.commit([...writes, row], `${cause}/${attempt}`);
    if (metTaken(desk.store, writes, committed)) clashes += 1;
    if (committed.ok) return { more: hasMore(decision, now) };
  }
  throw new StoreTrouble('throttled', new Error(`still in conflict after ${ROUNDS_MAX} rounds`));
};
