import { type Case, dueAt } from '../domain/case.ts';
import type { Digest } from '../domain/digest.ts';
import { DAY_MS, type Instant, later, MINUTE_MS, msBetween } from '../domain/ids.ts';
import type { PodPlan } from '../domain/on-call.ts';
import { type Outgoing, PRIORITIES, type Priority } from '../domain/outgoing.ts';
import type { Sound } from '../domain/sound.ts';
import type { Volunteer } from '../domain/volunteer.ts';
import { keepCode } from '../table/code-kept.ts';
import { plantDigest, settleDigest } from '../table/digest.ts';
import { settleFreed } from '../table/freed.ts';
import { dueOf, dueUntil, waitingTexts } from '../table/keys.ts';
import { settleStanding } from '../table/lets-go.ts';
import { nounOf } from '../table/rows.ts';
import { settleDue, settleStuck } from '../table/settle.ts';
import { settleSound } from '../table/sound.ts';
import { type Row, StoreTrouble } from '../table/store.ts';
import { settleUnnamed } from '../table/unname.ts';
import { settleWatch } from '../table/watch.ts';
import { callAll } from './caller.ts';
import { sendAll } from './lanes.ts';
import { leavesAt, PACE_KEYS, paceSeen } from './pace.ts';
import { isWhole, wholeOf } from './poison.ts';
import { reconcile } from './reconciler.ts';
import type { Runtime } from './runtime.ts';

/** How many due rows are taken up at once. */
const BATCH = 100;
/** And how many texts of each lane: more than the pace lets go at once. */
const LANE_BATCH = 50;
/** While texts wait that are urgent or about danger, so many cases are seen to before they leave, and then as many again. */
export const CASES_BEFORE_TEXTS = 20;
/** One call does no more than this; what is left stays due and is done by the next. */
const BATCHES_MAX = 200;

const PRESSING: readonly Priority[] = ['safety', 'urgent'];

const isCase = (row: Row): boolean => row.kind === 'case';
const isDigest = (row: Row): boolean => row.kind === 'digest';
const isSound = (row: Row): boolean => row.kind === 'sound';
const isReconciling = (row: Row): boolean => row.kind === 'reconcile';
const isStanding = (row: Row): boolean => row.kind === 'standing';
const isPlan = (row: Row): boolean => row.kind === 'plan';
const isFreed = (row: Row): boolean => row.kind === 'volunteer';
const isOutgoing = (row: Row): boolean => row.kind === 'outgoing';

/** Of cases due at the same moment the one that has been open longest is asked for first, on every database. */
const longestWaitingFirst = (a: Row, b: Row): number => {
  const place = ({ due = '', data, sk }: Row): string => `${due} ${(data as unknown as Case).openedAt} ${sk}`;
  return place(a) < place(b) ? -1 : 1;
};

/** Whoever is in two pods is asked for the same one on every database. */
const inOrderOfPods = (a: Row, b: Row): number => (a.pk < b.pk ? -1 : 1);

/** The shortest and the longest that a step which broke waits before it is tried again; in between, as long again as it has waited. */
const PUT_OFF_MIN_MS = MINUTE_MS;
const PUT_OFF_MAX_MS = DAY_MS;
const AGAIN_MS = 10 * MINUTE_MS;

/**
 * Does what these rows are due for: first what makes texts, then the texts. A row that breaks stops no other. Trouble with the database
 * stops all and is thrown: everything that is left stays due.
 */
export const workThrough = async (rt: Runtime, rows: readonly Row[]): Promise<void> => {
  let trouble: StoreTrouble | undefined;
  for (const row of rows.filter(isCase).sort(longestWaitingFirst)) {
    const failed = await doDue(rt, row);
    if (failed && failed.reason !== 'throttled') throw failed;
    trouble ??= failed;
  }
  for (const row of rows.filter(isDigest)) await doDigest(rt, row);
  for (const row of rows.filter(isPlan).sort(inOrderOfPods)) await doWatch(rt, row);
  for (const row of rows.filter(isFreed)) await doFreed(rt, row);
  const outgoing = await wholeOf(rt, rows.filter(isOutgoing));
  // Texts first: they take no time, and a call is one a second.
  await sendAll(
    rt,
    outgoing.filter(o => !o.call),
  );
  await callAll(
    rt,
    outgoing.filter(o => o.call),
  );
  if (rows.some(isStanding)) await settleStanding(rt);
  if (rows.some(isReconciling)) await reconcile(rt);
  for (const row of rows.filter(isSound)) await doSound(rt, nounOf<Sound>(row));
  if (trouble) throw trouble;
};

/** A row that broke is looked at again later; nothing else waits for it. */
const lookAgain = async (rt: Runtime, { v, ...row }: Row, until: Instant): Promise<void> => {
  await rt.store.commit([{ op: 'put', row: { ...row, due: until }, expect: v }], `put-off-${row.pk}-${row.sk}-${v}`);
};

/** The coordinators' list. */
const doDigest = async (rt: Runtime, row: Row): Promise<void> => {
  try {
    await settleDigest(rt, nounOf<Digest>(row));
  } catch (error) {
    if (error instanceof StoreTrouble) throw error;
    rt.log.error('digest.failed', { error });
    await lookAgain(rt, row, later(rt.now(), AGAIN_MS));
  }
};

/** A recording whose time may be over. The log says only of which case; one that is not deleted yet is tried again. */
const doSound = async (rt: Runtime, due: Sound): Promise<void> => {
  const became = await settleSound(rt, due, rt.carrier.deleteRecording);
  if (became === 'deleted') rt.log.info('recording.deleted', { code: due.code });
  if (became === 'failed') rt.log.warn('recording.not-deleted', { code: due.code, attempts: due.attempts + 1 });
};

/** The shifts of a pod are looked at. Where that breaks they are looked at again after a while; nothing else waits for it. */
const doWatch = async (rt: Runtime, row: Row): Promise<void> => {
  const plan = nounOf<PodPlan>(row);
  try {
    await settleWatch(rt, plan, row.v);
  } catch (error) {
    if (error instanceof StoreTrouble) throw error;
    rt.log.error('watch.failed', { pod: plan.pod, error });
    await lookAgain(rt, row, later(rt.now(), AGAIN_MS));
  }
};

/** Somebody came free. */
const doFreed = async (rt: Runtime, row: Row): Promise<void> => {
  try {
    await settleFreed(rt, nounOf<Volunteer>(row), row.v);
  } catch (error) {
    if (error instanceof StoreTrouble) throw error;
    rt.log.error('freed.failed', { error });
    await lookAgain(rt, row, later(rt.now(), AGAIN_MS));
  }
};

/** What one case is due for. Answers trouble with the database; a step that breaks is put off, and a coordinator hears of it. */
const doDue = async (rt: Runtime, row: Row): Promise<StoreTrouble | undefined> => {
  const due = nounOf<Case>(row);
  try {
    const unnames = due.unnames !== undefined && due.unnames <= rt.now();
    const { unheard = [] } = unnames ? await settleUnnamed(rt, due, row.v) : await settleDue(rt, due, row.v);
    for (const code of unheard) rt.log.error('case.unheard', { code });
    await keepCode(rt.store, due, rt.now());
  } catch (error) {
    if (error instanceof StoreTrouble) return error;
    rt.log.error('due.failed', { code: due.code, what: due.news ? 'news' : due.next?.what, error });
    return putOff(rt, row, due);
  }
  return undefined;
};

/** The row is looked at again after as long as it has been due already; the first time and once a day a coordinator is told. */
const putOff = async (rt: Runtime, row: Row, due: Case): Promise<StoreTrouble | undefined> => {
  const now = rt.now();
  const since = dueAt(due);
  const waited = since ? msBetween(since, now) : 0;
  const wait = Math.min(PUT_OFF_MAX_MS, Math.max(PUT_OFF_MIN_MS, waited));
  const until = later(now, wait);
  try {
    await settleStuck(rt, due, until, row.due === since || wait === PUT_OFF_MAX_MS);
  } catch (error) {
    if (error instanceof StoreTrouble) return error;
    rt.log.error('due.stuck', { code: due.code, error });
    await lookAgain(rt, row, until);
  }
  return undefined;
};

const isPressingText = (row: Row): boolean => isOutgoing(row) && PRESSING.includes(nounOf<Outgoing>(row).priority);

/** What is done next of all that is due: everything, unless many cases would stand before a text that must not wait. */
const nextOf = (due: readonly Row[]): readonly Row[] => {
  const cases = due.filter(isCase);
  if (cases.length <= CASES_BEFORE_TEXTS || !due.some(isPressingText)) return due;
  const first = new Set(cases.sort(longestWaitingFirst).slice(0, CASES_BEFORE_TEXTS));
  return due.filter(row => !isCase(row) || first.has(row));
};

/** Does everything that is due by now, and what comes of it, until nothing is left. */
export const work = async (rt: Runtime): Promise<void> => {
  const tried = new Map<string, number>();
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const { found } = await rt.store.read({
      query: [dueUntil(rt.now(), BATCH), ...PRIORITIES.map(p => waitingTexts(p, rt.now(), LANE_BATCH))],
    });
    // A row that stays due although it was worked on is left for the next tick: it must not turn this loop round and round.
    const fresh = nextOf(found.flat().filter(row => tried.get(`${row.pk}|${row.sk}`) !== row.v));
    if (fresh.length === 0) return;
    for (const row of fresh) tried.set(`${row.pk}|${row.sk}`, row.v);
    await workThrough(rt, fresh);
    if (fresh.some(isCase)) await plantDigest(rt);
  }
  rt.log.warn('work.unfinished', { batches: BATCHES_MAX });
};

/** Less than this is not worth waiting for one by one. */
const REST_MS = 250;

/**
 * The same for as long as `forMs`, together with what falls due meanwhile: texts that wait for their turn in the pace leave one after the other.
 * Where nothing waits for real it is done once.
 */
export const workOn = async (rt: Runtime, forMs: number): Promise<void> => {
  const until = later(rt.now(), forMs);
  for (;;) {
    await work(rt);
    const next = rt.pause ? await nextDue(rt, until) : null;
    if (next === null) return;
    await rt.pause?.(Math.max(REST_MS, msBetween(rt.now(), next)));
    if (rt.now() >= until) return;
  }
};

/** The earliest instant at or before `until` at which something can be done; null when nothing can. What the pace holds back is not due before. */
export const nextDue = async (rt: Pick<Runtime, 'store' | 'community' | 'now'>, until: Instant): Promise<Instant | null> => {
  const { got, found } = await rt.store.read({
    get: PACE_KEYS,
    // The comparison with the account's list is one row, and may stand before all others.
    query: [dueUntil(until, 2), ...PRIORITIES.map(p => waitingTexts(p, until, 1))],
  });
  const seen = paceSeen(rt, got);
  const times = found.flat().flatMap(row => {
    if (isReconciling(row)) return [];
    const due = dueOf(row);
    if (due === undefined) return [];
    const paced = row.due === undefined && isWhole(row) ? leavesAt(rt, seen, nounOf<Outgoing>(row)) : due;
    return [paced > due ? paced : due];
  });
  const earliest = times.sort()[0];
  return earliest === undefined || earliest > until ? null : earliest;
};
