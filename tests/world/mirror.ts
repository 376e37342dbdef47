import type { Case } from '../../shared/domain/case.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import type { Pace } from '../../shared/domain/pace.ts';
import type { NumberRecord } from '../../shared/domain/person.ts';
import type { Volunteer } from '../../shared/domain/volunteer.ts';
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
export interface Changes {
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
  readonly numbers = new Map<string, NumberRecord>();
  readonly outgoing = new Map<string, Outgoing>();
  /** Texts and calls that were not sent, made, failed or set aside yet. */
  readonly waiting = new Map<string, Outgoing>();
  readonly told = new Map<string, Happened[]>();
  /** Ids of the texts that were answered, and their answers. */
  readonly seen = new Map<string, string | null>();
  /** The carrier lets nothing of ours through: texts wait, and somebody was told. */
  blocked = false;
  readonly #where = new Map<string, string>();

  apply(writes: readonly Write[]): Changes {
    const changes = {
      cases: [] as CaseChange[],
      volunteers: [] as Volunteer[],
      outgoing: [] as { before: Outgoing | undefined; after: Outgoing }[],
    };
    for (const write of writes) {
      if (write.op === 'put') this.#put(write.row, changes);
      else if (write.op === 'delete' && write.key.sk.startsWith('C#')) this.#deleted(write.key.pk, write.key.sk.slice(2), changes);
    }
    return changes;
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
      case 'pace':
        this.blocked = noun<Pace>().blocked !== undefined;
        return;
      case 'number':
        this.numbers.set(row.pk.slice(2), noun<NumberRecord>());
        return;
      case 'seen':
        this.seen.set(row.pk.slice(5), noun<{ reply: string | null }>().reply);
        return;
      case 'code':
      case 'timeline': {
        const code = row.pk.slice(5);
        const { entries = [] } = noun<{ entries?: readonly Happened[] }>();
        if (entries.length > 0 && row.kind === 'timeline') this.told.set(code, [...(this.told.get(code) ?? []), ...entries]);
        else if (!this.told.has(code)) this.told.set(code, [...entries]);
        return;
      }
    }
  }
  #deleted(pk: string, code: string, changes: { cases: CaseChange[] }): void {
    // A report that moved to a thread of its own is deleted where it was.
    if (this.#where.get(code) !== pk) return;
    changes.cases.push({ before: this.cases.get(code), after: undefined, due: undefined });
    this.cases.delete(code);
    this.due.delete(code);
  }
}

/** The same store, of whose every commit that went through somebody hears. */
export const watched = (store: Store, hear: (writes: readonly Write[]) => void): Store => ({
  read: ask => store.read(ask),
  commit: async (writes, token) => {
    const committed = await store.commit(writes, token);
    if (committed.ok) hear(writes);
    return committed;
  },
  close: () => store.close(),
});
