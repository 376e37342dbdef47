import type { Call } from '../../shared/domain/call.ts';
import type { Case } from '../../shared/domain/case.ts';
import type { PodPlan } from '../../shared/domain/on-call.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import type { Pace } from '../../shared/domain/pace.ts';
import type { NumberRecord } from '../../shared/domain/person.ts';
import type { Reconciling } from '../../shared/domain/reconcile.ts';
import type { Spent } from '../../shared/domain/spent.ts';
import type { Volunteer } from '../../shared/domain/volunteer.ts';
import { dueOf } from '../../shared/table/keys.ts';
import { type Happened, nounOf } from '../../shared/table/rows.ts';
import type { Row, Store, Write } from '../../shared/table/store.ts';

type Put = Extract<Write, { op: 'put' }>['row'];

/** One case as it was before a commit and is after it. */
export interface CaseChange {
  readonly before: Case | undefined;
  readonly after: Case | undefined;
  /** When the tick looks at it, as its row says. */
  readonly due: string | undefined;
}
/** Lines that one commit added to the timeline of a case, and what caused it. */
export interface Told {
  readonly code: string;
  readonly cause: string;
  readonly entries: readonly Happened[];
}
export interface Changes {
  readonly told: readonly Told[];
  readonly cases: readonly CaseChange[];
  readonly volunteers: readonly Volunteer[];
  readonly outgoing: readonly { readonly before: Outgoing | undefined; readonly after: Outgoing }[];
}

/** What every commit has made of the database, followed from outside: so that a promise can be looked at without a single read. */
export class Mirror {
  readonly cases = new Map<string, Case>();
  /** When each open case is looked at by the tick. */
  readonly due = new Map<string, string | undefined>();
  readonly volunteers = new Map<string, Volunteer>();
  readonly plans = new Map<string, PodPlan>();
  readonly numbers = new Map<string, NumberRecord>();
  readonly outgoing = new Map<string, Outgoing>();
  /** Texts and calls that were not sent, made, failed or set aside yet. */
  readonly waiting = new Map<string, Outgoing>();
  readonly calls = new Map<string, Call>();
  readonly told = new Map<string, Happened[]>();
  /** Ids of the texts that were answered, and their answers. */
  readonly seen = new Map<string, string | null>();
  /** What this month has cost, as the line counts it. */
  spent: Spent | undefined;
  /** The carrier lets nothing of ours through: texts wait, and somebody was told. */
  blocked = false;
  /** When each row of the database that the line must look at is due, and which of them is how far the account's list was compared. */
  readonly #dues = new Map<string, string>();
  comparesAt: string | undefined;
  compared: Reconciling | undefined;
  readonly #where = new Map<string, string>();

  /** When the first row is due, the comparing with the account's list left aside; undefined where none is. */
  firstDue(): string | undefined {
    let first: string | undefined;
    for (const due of this.#dues.values()) if (first === undefined || due < first) first = due;
    return first;
  }

  apply(writes: readonly Write[]): Changes {
    const changes = {
      cases: [] as CaseChange[],
      volunteers: [] as Volunteer[],
      outgoing: [] as { before: Outgoing | undefined; after: Outgoing }[],
      told: [] as Told[],
    };
    // What is told of a report that no longer names anybody is written anew, in the same words.
    const rewritten = new Set(writes.flatMap(w => (w.op === 'delete' && w.key.pk.startsWith('CODE#') ? [w.key.pk] : [])));
    for (const write of writes) {
      if (write.op === 'put') this.#falls(write.row);
      else if (write.op === 'delete') this.#dues.delete(`${write.key.pk}|${write.key.sk}`);
      if (write.op === 'put' && write.row.kind === 'timeline') {
        if (!rewritten.has(write.row.pk)) this.#tells(write.row, changes.told);
      } else if (write.op === 'put') this.#put(write.row, changes);
      else if (write.op === 'delete' && write.key.sk.startsWith('C#')) this.#deleted(write.key.pk, write.key.sk.slice(2), changes);
    }
    return changes;
  }

  #falls(row: Put): void {
    const due = dueOf(row as Row);
    if (row.kind === 'reconcile') {
      this.comparesAt = due;
      this.compared = nounOf<Reconciling>(row as Row);
    } else if (due === undefined) this.#dues.delete(`${row.pk}|${row.sk}`);
    else this.#dues.set(`${row.pk}|${row.sk}`, due);
  }
  #put(
    row: Put,
    changes: { cases: CaseChange[]; volunteers: Volunteer[]; outgoing: { before: Outgoing | undefined; after: Outgoing }[] },
  ): void {
    const noun = <T>(): T => nounOf<T>(row as Row);
    switch (row.kind) {
      case 'case': {
        const after = noun<Case>();
        changes.cases.push({ before: this.cases.get(after.code), after, due: row.due });
        this.cases.set(after.code, after);
        this.due.set(after.code, row.due);
        this.#where.set(after.code, row.pk);
        return;
      }
      case 'volunteer': {
        const after = noun<Volunteer>();
        this.volunteers.set(after.number, after);
        changes.volunteers.push(after);
        return;
      }
      case 'outgoing': {
        const after = noun<Outgoing>();
        changes.outgoing.push({ before: this.outgoing.get(after.id), after });
        this.outgoing.set(after.id, after);
        if (after.state === 'pending' || after.state === 'sending') this.waiting.set(after.id, after);
        else this.waiting.delete(after.id);
        return;
      }
      case 'call':
        this.calls.set(row.pk.slice(5), noun<Call>());
        if (this.calls.size > CALLS_MAX) this.calls.delete(this.calls.keys().next().value ?? '');
        return;
      case 'plan': {
        const plan = noun<PodPlan>();
        this.plans.set(plan.pod, plan);
        return;
      }
      case 'pace':
        this.blocked = noun<Pace>().blocked !== undefined;
        return;
      case 'spent':
        this.spent = noun<Spent>();
        return;
      case 'number':
        this.numbers.set(row.pk.slice(2), noun<NumberRecord>());
        return;
      case 'seen':
        this.seen.set(row.pk.slice(5), noun<{ reply: string | null }>().reply);
        return;
      case 'code': {
        const code = row.pk.slice(5);
        if (!this.told.has(code)) this.told.set(code, [...(noun<{ entries?: readonly Happened[] }>().entries ?? [])]);
        return;
      }
    }
  }
  #tells(row: Put, told: Told[]): void {
    const code = row.pk.slice(5);
    const { entries = [] } = nounOf<{ entries?: readonly Happened[] }>(row as Row);
    this.told.set(code, [...(this.told.get(code) ?? []), ...entries]);
    told.push({ code, cause: row.sk.slice(row.sk.indexOf('#') + 1), entries });
  }
  #deleted(pk: string, code: string, changes: { cases: CaseChange[] }): void {
    // A report that moved to a thread of its own is deleted where it was.
    if (this.#where.get(code) !== pk) return;
    changes.cases.push({ before: this.cases.get(code), after: undefined, due: undefined });
    this.cases.delete(code);
    this.due.delete(code);
  }
}

/** Calls that are remembered: more than go on at once. */
const CALLS_MAX = 200;
const TOKENS_MAX = 2_000;

/** The same store, of whose every commit that went through somebody hears, once. */
export const watched = (store: Store, hear: (writes: readonly Write[]) => void): Store => {
  const heard = new Map<string, readonly Write[]>();
  const again = (writes: readonly Write[], token: string): boolean => {
    const before = heard.get(token);
    return before !== undefined && JSON.stringify(before) === JSON.stringify(writes);
  };
  return {
    read: ask => store.read(ask),
    commit: async (writes, token) => {
      const committed = await store.commit(writes, token);
      if (!committed.ok || again(writes, token)) return committed;
      if (heard.size >= TOKENS_MAX) heard.clear();
      heard.set(token, writes);
      hear(writes);
      return committed;
    },
    close: () => store.close(),
  };
};
