import type { LiveCall } from '../decide/draft/call-world.ts';
import { callSid } from '../domain/call.ts';
import type { Case } from '../domain/case.ts';
import { type Kept, kept } from '../domain/follow.ts';
import { type CaseCode, derivedId, later, MINUTE_MS, type OutgoingId } from '../domain/ids.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import { concernedIn, teamOf } from '../domain/queue.ts';
import type { Sound } from '../domain/sound.ts';
import { isUnnamed, threadOfReport, unnamedCase, unnamedOutgoing, unnamedRecording } from '../domain/unnamed.ts';
import type { Ref, Volunteer } from '../domain/volunteer.ts';
import { callKey, caseKey, codeKey, outgoingKey, rosterKey, sentKey, soundKey, timelineOf } from './keys.ts';
import { type CodeRow, nounOf, rowOf } from './rows.ts';
import { type Desk, ROUNDS_MAX, type Settled, type TextRef } from './settle.ts';
import { type Json, type Row, type Store, StoreTrouble, type Write } from './store.ts';

/** So many rows at once, so that one commit holds them with everybody's row who was paged; what is left is done in another. */
const OUTGOING_AT_ONCE = 10;
const TIMELINE_AT_ONCE = 6;
const CALLS_AT_ONCE = 3;

/** The row as it stands but for its data, written on top of what was read. */
const changed = ({ v, ...row }: Row, data: unknown): Write => ({ op: 'put', row: { ...row, data: data as Json }, expect: v });

/** The case in its own thread instead of its number's, and the row of its code that leads there. */
const moved = (row: Row, code: Row | undefined, now: Kept): readonly Write[] => {
  const was = nounOf<Case>(row);
  if (was.number === now.number) return [{ op: 'put', row: rowOf({ kind: 'case', value: now }), expect: row.v }];
  return [
    { op: 'delete', key: { pk: row.pk, sk: row.sk }, expect: row.v },
    { op: 'put', row: rowOf({ kind: 'case', value: now }), expect: 'absent' },
    ...(code ? [changed(code, { ...nounOf<CodeRow>(code), number: now.number })] : []),
  ];
};

/** Rows of volunteers that name the case find it in its own thread from now on. */
const roster = (rows: readonly Row[], code: CaseCode): readonly Write[] => {
  const number = threadOfReport(code);
  const isOld = (r: Ref): boolean => r.code === code && r.number !== number;
  return rows.flatMap(row => {
    const v = nounOf<Volunteer>(row);
    if (![...v.live, ...v.lapsed, ...v.held].some(isOld)) return [];
    const refs = (all: readonly Ref[]): readonly Ref[] => all.map(r => (isOld(r) ? { ...r, number } : r));
    return [changed(row, { ...v, live: refs(v.live), lapsed: refs(v.lapsed), held: refs(v.held) })];
  });
};

/** What happened keeps its time and its words; the carrier's id in its key would lead to who wrote or called. */
const timeline = (rows: readonly Row[], code: CaseCode): { readonly writes: readonly Write[]; readonly isWhole: boolean } => {
  const named = rows.filter(row => row.kind === 'timeline' && !row.sk.includes(`#${code}-`));
  const writes = named.slice(0, TIMELINE_AT_ONCE).flatMap((row): readonly Write[] => {
    const [at = '', ...cause] = row.sk.split('#');
    const { v, ...kept } = row;
    const sk = `${at}#${code}-${derivedId(cause.join('#'), 'told')}`;
    return [
      { op: 'delete', key: { pk: row.pk, sk: row.sk }, expect: v },
      { op: 'put', row: { ...kept, sk }, expect: 'absent' },
    ];
  });
  return { writes, isWhole: named.length <= TIMELINE_AT_ONCE };
};

/** The calls on which something was recorded for the case; their rows forget its code. */
const callsOf = ({ recordings = [] }: Case) => {
  const sids = recordings.map(r => callSid(r.id.replace(/-\d+$/, ''))).filter(sid => sid !== undefined);
  return [...new Set(sids)].slice(-CALLS_AT_ONCE);
};
const callForgets = (row: Row, code: CaseCode): readonly Write[] => {
  const { records, ...call } = nounOf<LiveCall>(row);
  if (!call.codes.includes(code) && records?.code !== code) return [];
  const kept = records && records.code !== code ? { records } : {};
  return [changed(row, { ...call, ...kept, codes: call.codes.filter(c => c !== code) })];
};

const outgoingOf = async (store: Store, ids: readonly OutgoingId[]): Promise<readonly Row[]> => {
  if (ids.length === 0) return [];
  const { got } = await store.read({ get: ids.map(outgoingKey) });
  return got.filter(row => row !== undefined);
};

const readAll = async ({ store, community }: Desk, due: Case) => {
  const people = [...new Set([...teamOf(community), ...concernedIn(due)])];
  const calls = callsOf(due);
  const sounds = isUnnamed(due.number) ? [] : (due.recordings ?? []).map(r => soundKey(unnamedRecording(r.id)));
  const { got, found } = await store.read({
    get: [caseKey(due.number, due.code), codeKey(due.code), ...sounds, ...calls.map(callKey), ...people.map(rosterKey)],
    query: [timelineOf(due.code)],
  });
  const [row, code, ...others] = got;
  const there = others.filter(r => r !== undefined);
  return {
    row,
    code,
    live: there.filter(r => r.kind === 'call'),
    sounds: there.filter(r => r.kind === 'sound'),
    told: found[0] ?? [],
    volunteers: there.filter(r => r.kind === 'volunteer'),
  };
};

const NOTHING: Settled = { reply: null, changed: false, more: false };

/** The writes of one round, or undefined where nothing of the wish is left to be done. */
const writesFor = async (desk: Desk, due: Case): Promise<readonly Write[] | undefined> => {
  const { store, now, community } = desk;
  const { row, code, live, sounds, told, volunteers } = await readAll(desk, due);
  const c = row && nounOf<Case>(row);
  if (!row || !c?.unnames || c.unnames > now()) return undefined;
  const texts = await outgoingOf(store, (c.outgoing ?? []).slice(0, OUTGOING_AT_ONCE));
  // What is leaving at this moment is looked at again once its end is known.
  const busy = texts.filter(t => nounOf<Outgoing>(t).state === 'sending');
  const left = [...busy.map(t => nounOf<Outgoing>(t).id), ...(c.outgoing ?? []).slice(OUTGOING_AT_ONCE)];
  const rewritten = timeline(told, c.code);
  const onlyBusy = left.length === busy.length && rewritten.isWhole;
  const again = onlyBusy ? later(now(), MINUTE_MS) : now();
  const value = unnamedCase(c, left, again);
  return [
    ...moved(row, code, kept(rewritten.isWhole ? value : { ...value, unnames: again }, community, now())),
    ...roster(volunteers, c.code),
    ...sounds.map(one => changed(one, { ...nounOf<Sound>(one), number: value.number })),
    ...live.flatMap(one => callForgets(one, c.code)),
    ...(await outgoingWrites(
      store,
      texts.filter(t => !busy.includes(t)),
      c.code,
    )),
    ...rewritten.writes,
  ];
};

/** What was sent about it, and the rows by which the carrier's reports find that. */
const outgoingWrites = async (store: Store, rows: readonly Row[], code: CaseCode): Promise<readonly Write[]> => {
  const texts = rows.map(row => nounOf<Outgoing>(row));
  const sids = texts.flatMap(({ sid }) => (sid ? [sentKey(sid)] : []));
  const { got } = sids.length > 0 ? await store.read({ get: sids }) : { got: [] };
  const pointers = got.flatMap(row => {
    const pointer = row?.kind === 'sent' ? nounOf<TextRef>(row) : undefined;
    if (!row || !pointer?.about) return [];
    const { about, ...kept } = pointer;
    return [changed(row, about.number === pointer.to ? kept : { ...kept, about: { code, number: threadOfReport(code) } })];
  });
  const writes = rows.map((row): Write => {
    const value = unnamedOutgoing(nounOf<Outgoing>(row), code);
    return { op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: row.v };
  });
  return [...writes, ...pointers];
};

/**
 * A report whose person wishes to stay unnamed leaves their thread for one of its own, in one transaction; from then on only its code
 * leads to it. In between, and after a crash, it is still due where it was.
 */
export const settleUnnamed = async (desk: Desk, due: Case, version: number): Promise<Settled> => {
  for (let attempt = 0; attempt < ROUNDS_MAX; attempt++) {
    const writes = await writesFor(desk, due);
    if (!writes) return NOTHING;
    const committed = await desk.store.commit(writes, `unname-${due.code}-${version}/${attempt}`);
    if (committed.ok) return { reply: null, changed: true, more: true };
  }
  throw new StoreTrouble('throttled', new Error(`still in conflict after ${ROUNDS_MAX} rounds`));
};
