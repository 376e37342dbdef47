import type { DatabaseSync } from 'node:sqlite';
import { added, type CheckedCommit } from './checked.ts';
import { troubleOf } from './sqlite-file.ts';
import type { Seen, Statements } from './sqlite-statements.ts';
import { type Committed, type Json, type Key, type Row, StoreTrouble, type Write } from './store.ts';

/** How many of the newest commits are known again when they are repeated. A lost answer is asked for within seconds. */
const COMMITS_KNOWN = 10_000;
/**
 * Expired rows are cleared away inside a commit that is made anyway, once a minute, from a stretch of so many rows that goes round the whole
 * table: no text ever waits for it, and a busy line's table is gone round in hours.
 */
const STRETCH_ROWS = 500;
const PURGE_EVERY_MS = 60_000;
type Place = readonly [pk: string, sk: string];
const START: Place = ['', ''];

/** A commit that waits for its turn at the disk. */
export interface Waiting {
  readonly commit: CheckedCommit;
  readonly done: (committed: Committed) => void;
  readonly failed: (why: unknown) => void;
}
/** What became of one commit of a group; a refusal is a mistake of the program and touches no other commit. */
type Outcome = Committed | { readonly refused: Error };

const OK: Committed = { ok: true };

/** Makes the commits of a group durable together and answers each. */
export function groupCommits(db: DatabaseSync, say: Statements, clock: () => number): (group: readonly Waiting[]) => void {
  const known = new Set<string>();
  let newest = 0;
  const purge = purging(say);

  /** Other processes commit to the same file; their marks are read along, a few at a time. */
  const catchUp = (): void => {
    for (const [n, mark] of say.marksAfter.all(newest) as unknown as [n: number, mark: string][]) {
      known.add(mark);
      newest = n;
    }
  };
  const remember = (marks: ReadonlySet<string>): void => {
    for (const mark of marks) known.add(mark);
    newest += marks.size;
    for (const oldest of known) {
      if (known.size <= COMMITS_KNOWN) break;
      known.delete(oldest);
    }
  };
  /** Undefined where the swift way met a condition that does not hold; then all of it was taken back. */
  const attempt = (group: readonly Waiting[], applyOne: typeof apply | typeof applySwiftly): Outcome[] | undefined => {
    const now = clock();
    const marks = new Set<string>();
    say.beginWriting.run();
    catchUp();
    const outcomes: Outcome[] = [];
    for (const { commit } of group) {
      const again = known.has(commit.mark) || marks.has(commit.mark);
      const outcome = again ? OK : applyOne(say, commit, Math.floor(now / 1000));
      if (outcome === undefined) {
        say.rollback.run();
        return undefined;
      }
      outcomes.push(outcome);
      if (again || !('ok' in outcome && outcome.ok)) continue;
      marks.add(commit.mark);
      say.mark.run(newest + marks.size, commit.mark);
    }
    if (purge(now)) say.forgetMarks.run(newest - COMMITS_KNOWN);
    say.commit.run();
    remember(marks);
    return outcomes;
  };
  const settle = (group: readonly Waiting[]): void => {
    let outcomes: Outcome[];
    try {
      // Conflicts are rare: each condition is taken to hold, and looked at for itself only where one does not.
      outcomes = attempt(group, applySwiftly) ?? attempt(group, apply) ?? [];
    } catch (error) {
      if (db.isTransaction) say.rollback.run();
      const why = troubleOf(error);
      // What did not fit may have been one large commit among small ones.
      if (group.length > 1 && why instanceof StoreTrouble && why.reason === 'full') for (const one of group) settle([one]);
      else for (const { failed } of group) failed(why);
      return;
    }
    answerEach(group, outcomes);
  };
  return settle;
}

/** Clears away what is past its time, where a minute went by since it did so last; answers whether it did. */
function purging(say: Statements): (now: number) => boolean {
  let next = 0;
  let purgedTo = START;
  return now => {
    // The line's clock can be set back; then "not before" would be far away.
    if (now < next && now >= next - PURGE_EVERY_MS) return false;
    const end = say.stretchEnd.get(...purgedTo, STRETCH_ROWS - 1) as unknown as Place | undefined;
    const nowSeconds = Math.floor(now / 1000);
    if (end) say.purge.run(...purgedTo, ...end, nowSeconds);
    else say.purgeRest.run(...purgedTo, nowSeconds);
    purgedTo = end ?? START;
    next = now + PURGE_EVERY_MS;
    return true;
  };
}

function answerEach(group: readonly Waiting[], outcomes: readonly Outcome[]): void {
  for (const [i, { done, failed }] of group.entries()) {
    const outcome = outcomes[i];
    if (outcome !== undefined && 'ok' in outcome) done(outcome);
    else failed(outcome?.refused);
  }
}

/** One commit inside the open transaction: every condition is looked at before anything is written, so a conflict leaves no trace. */
function apply(say: Statements, { writes, texts }: CheckedCommit, nowSeconds: number): Outcome {
  const conflicts: Key[] = [];
  const seen = writes.map(write => {
    const { pk, sk } = write.op === 'put' ? write.row : write.key;
    const there = say.seen.get(pk, sk) as unknown as Seen | undefined;
    if (!holds(write, there, nowSeconds)) conflicts.push({ pk, sk });
    return there;
  });
  if (conflicts.length > 0) return { ok: false, conflicts };
  if (writes.some((write, i) => write.op === 'add' && typeof seen[i]?.[1] === 'number')) {
    return { refused: new RangeError('The store refuses this: a row with a ttl is not added to') };
  }
  for (const [i, write] of writes.entries()) carryOut(say, write, texts[i] ?? '', seen[i]);
  return OK;
}

/** The same in half the statements, where every condition holds; undefined where one does not, and the caller takes back what was written. */
function applySwiftly(say: Statements, { writes, texts }: CheckedCommit, nowSeconds: number): Committed | undefined {
  return writes.every((write, i) => writtenSwiftly(say, write, texts[i] ?? '', nowSeconds)) ? OK : undefined;
}

function writtenSwiftly(say: Statements, write: Write, text: string, nowSeconds: number): boolean {
  if (write.op === 'put') return isPutInOne(say, write, text);
  if (write.op === 'add') return addTo(say, write, text);
  const { pk, sk } = write.key;
  if (write.op === 'delete' && write.expect !== 'any') return say.deleteIf.run(pk, sk, write.expect).changes === 1;
  const there = say.seen.get(pk, sk) as unknown as Seen | undefined;
  if (!holds(write, there, nowSeconds)) return false;
  carryOut(say, write, text, there);
  return true;
}

/** A new row, new data for a row that stays where it stands, or a row that moves; false where what was expected does not hold. */
function isPutInOne(say: Statements, { row, expect }: Extract<Write, { op: 'put' }>, text: string): boolean {
  const { pk, sk, kind, due = null, list = null, at = null, ttl = null } = row;
  if (expect === 'absent') return say.putIfAbsent.run(pk, sk, kind, due, list, at, ttl, text).changes === 1;
  if (say.putDataIf.run(expect + 1, text, pk, sk, expect, kind, due, list, at, ttl).changes === 1) return true;
  return say.putIf.run(expect + 1, kind, due, list, at, ttl, text, pk, sk, expect).changes === 1;
}

/** A row past its ttl counts as absent. Whoever read its last version before that may still write on top of it. */
function holds(write: Write, there: Seen | undefined, nowSeconds: number): boolean {
  if (write.op === 'add' || write.expect === 'any') return true;
  if (write.expect !== 'absent') return there?.[0] === write.expect;
  return there === undefined || (there[1] !== null && there[1] <= nowSeconds);
}

/** Whether the row stays what it is and where it stands, and only its data is new. */
const isOnlyData = ({ kind, due, list, at, ttl }: Omit<Row, 'v'>, [, wasTtl, wasKind, wasDue, wasList, wasAt]: Seen): boolean =>
  kind === wasKind && (due ?? null) === wasDue && (list ?? null) === wasList && (at ?? null) === wasAt && (ttl ?? null) === wasTtl;

function carryOut(say: Statements, write: Write, text: string, there: Seen | undefined): void {
  if (write.op === 'put') {
    const { pk, sk, kind, due, list, at, ttl } = write.row;
    const v = write.expect === 'absent' ? 1 : write.expect + 1;
    if (there !== undefined && isOnlyData(write.row, there)) say.putData.run(v, text, pk, sk);
    else say.put.run(pk, sk, v, kind, due ?? null, list ?? null, at ?? null, ttl ?? null, text);
  } else if (write.op === 'delete') {
    say.delete.run(write.key.pk, write.key.sk);
  } else if (write.op === 'add') addTo(say, write, text);
}

/** Whether it could be added: a row with a ttl takes nothing. */
function addTo(say: Statements, { key: { pk, sk }, by }: Extract<Write, { op: 'add' }>, text: string): boolean {
  const there = say.counter.get(pk, sk) as unknown as [data: string, ttl: number | null] | undefined;
  if (there === undefined) return say.putIfAbsent.run(pk, sk, 'counter', null, null, null, null, text).changes === 1;
  const [data, ttl] = there;
  if (ttl === null) say.add.run(JSON.stringify(added(JSON.parse(data) as Json, by)), pk, sk);
  return ttl === null;
}
