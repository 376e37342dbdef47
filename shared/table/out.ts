import { decideAnswered, type OutDecision } from '../decide/answered.ts';
import type { CallSid, CallStep, Through } from '../domain/call.ts';
import { callOver } from '../domain/calling.ts';
import { type Case, isOpen } from '../domain/case.ts';
import type { OutgoingId } from '../domain/ids.ts';
import { type Along, alongOf, alongQuery, threadsAlong } from '../domain/out-address.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import { type Answered, callWrite, type Render } from './call.ts';
import { writesOf } from './commit.ts';
import { type Given, type Loaded, versionKey } from './gathered.ts';
import { callKey, caseKey, outgoingKey } from './keys.ts';
import { loadThreads } from './load-due.ts';
import { metTaken } from './room.ts';
import { nounOf, rowOf } from './rows.ts';
import { type Desk, hasMore, ROUNDS_MAX } from './settle.ts';
import { type Json, StoreTrouble, type Write } from './store.ts';

const HANG_UP: readonly [{ readonly verb: 'hangup' }] = [{ verb: 'hangup' }];

/** What is answered without deciding anything: a call that we know nothing of, a step that was answered, one out of order. */
const known = (o: Outgoing | undefined, { n }: CallStep, render: Render): string | undefined => {
  if (!o?.call || o.state === 'suppressed' || o.state === 'failed') return render(HANG_UP);
  const step = o.call.step ?? 0;
  if (n === step - 1 && o.call.answer !== undefined) return o.call.answer;
  if (callOver(o.status ?? '')) return render(HANG_UP);
  return n === step
    ? undefined
    : render([{ verb: 'redirect', to: { route: 'voiceOut', query: { m: o.id, n: Math.max(0, step - 1), ...alongQuery(alongOf(o)) } } }]);
};

/** The rows that belong to no decision but to this call: its own, and that of the one who waits. */
const callWrites = (decision: OutDecision, answer: string, loaded: Loaded): readonly Write[] => {
  const { versions } = loaded;
  const { out, waits } = decision;
  const value: Outgoing = { ...out, ...(out.call ? { call: { ...out.call, answer } } : {}) };
  const own: Write = {
    op: 'put',
    row: rowOf({ kind: 'outgoing', value }),
    expect: versions.get(versionKey(outgoingKey(out.id))) ?? 'absent',
  };
  return waits ? [own, callWrite(waits, loaded)] : [own];
};

/** Whether what was read is what the row is about: a case may have moved to a thread of its own since. */
const isAlong = (o: Outgoing, step: CallStep, along: Along): boolean => {
  const { thread, waits } = alongOf(o);
  return o.to === step.from && (thread === undefined || threadsAlong(along).includes(thread)) && waits === along.waits;
};

/** Everything the step rests on, in one read where its address is right about what that is. */
const loadOut = async (store: Desk['store'], given: Given, id: OutgoingId, step: CallStep, along: Along): Promise<Loaded> => {
  const numbers = [step.from, ...threadsAlong(along)];
  const loaded = await loadThreads(store, given, { numbers, outgoing: id, waits: along.waits });
  const o = loaded.outgoing;
  if (!o || isAlong(o, step, along)) return loaded;
  return loadThreads(store, given, { numbers: [o.to, ...(o.about ? [o.about.number] : [])], outgoing: id, waits: o.call?.waits });
};

/**
 * One step of a call that we made, settled with one read and one transaction: whoever presses the key first has the case, since every row that
 * this rests on must still be as it was read. `along` is what the address says of what must be read.
 */
export const settleOut = async (desk: Desk, id: OutgoingId, step: CallStep, along: Along, render: Render): Promise<Answered> => {
  const now = desk.now();
  const cause = `${step.sid}-out-${step.n}`;
  let clashes = 0;
  for (let attempt = 0; attempt < ROUNDS_MAX; attempt++) {
    const given: Given = { community: desk.community, book: desk.book, now, cause, attempt, clashes };
    const loaded = await loadOut(desk.store, given, id, step, along);
    const answered = known(loaded.outgoing, step, render);
    if (answered !== undefined || !loaded.outgoing) return { answer: answered ?? render(HANG_UP), changed: false, more: false };
    const decision = decideAnswered(loaded.world, loaded.outgoing, step, loaded.waits);
    const answer = render(decision.verbs);
    const writes = [
      ...writesOf({ decision, versions: loaded.versions, roster: loaded.world.roster, now, cause }),
      ...callWrites(decision, answer, loaded),
    ];
    const committed = await desk.store.commit(writes, `${cause}/${attempt}`);
    if (metTaken(desk.store, writes, committed)) clashes += 1;
    if (committed.ok) return { answer, changed: true, more: hasMore(decision, now) };
  }
  throw new StoreTrouble('throttled', new Error(`still in conflict after ${ROUNDS_MAX} rounds`));
};

/** Whose leg it was where somebody pressed the key to talk: a call that we made, or one that came in. */
export type Leg = { readonly out: OutgoingId } | { readonly call: CallSid };

/** Whether the case between the two is still open, and with the one who had it when the number was dialled. */
const stillTheirs = async (desk: Desk, { code, number, holder, unheard }: Through): Promise<boolean> => {
  const { got } = await desk.store.read({ get: [caseKey(number, code)] });
  const c = got[0] && nounOf<Case>(got[0]);
  if (unheard) return c?.outcome === 'unconfirmed';
  return c !== undefined && isOpen(c) && c.holder?.number === holder;
};

/**
 * Somebody pressed the key and is put through: kept with the call that asked for them, whose next step tells of it. Answers false where
 * the two may no longer talk, because the case is over or somebody else has it by now.
 */
export const settleMet = async (desk: Desk, leg: Leg): Promise<boolean> => {
  const key = 'out' in leg ? outgoingKey(leg.out) : callKey(leg.call);
  for (let attempt = 0; attempt < ROUNDS_MAX; attempt++) {
    const { got } = await desk.store.read({ get: [key] });
    const [row] = got;
    if (!row) return true;
    const { v, ...kept } = row;
    const met = desk.now();
    const before = nounOf<Outgoing & { readonly through?: Through }>(row);
    const through = 'out' in leg ? before.call?.through : before.through;
    if (through && !(await stillTheirs(desk, through))) return false;
    const data = 'out' in leg ? { ...before, ...(before.call ? { call: { ...before.call, met } } : {}) } : { ...before, met };
    const write: Write = { op: 'put', row: { ...kept, data: data as unknown as Json }, expect: v };
    if ((await desk.store.commit([write], `met-${key.pk}-${v}`)).ok) return true;
  }
  return true;
};
