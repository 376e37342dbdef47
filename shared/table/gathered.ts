import type { LiveCall } from '../decide/draft/call-world.ts';
import type { Thread, World } from '../decide/draft/world.ts';
import type { Case } from '../domain/case.ts';
import type { Community } from '../domain/community.ts';
import type { Home } from '../domain/feed.ts';
import type { Kept } from '../domain/follow.ts';
import type { CaseCode, Instant, PhoneNumber } from '../domain/ids.ts';
import type { PodPlan } from '../domain/on-call.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import { reminded } from '../domain/paged.ts';
import type { Queue } from '../domain/queue.ts';
import type { Volunteer } from '../domain/volunteer.ts';
import type { Book, Session } from '../script/script.ts';
import { standingKey } from './keys.ts';
import { type DrawsAhead, drawsFor, takenAmong } from './room.ts';
import { type CodeRow, type NumberRow, nounOf } from './rows.ts';
import { standingIn } from './standing.ts';
import type { Key, Row, Store } from './store.ts';

/** Which version of each row the decision saw; what it commits must still find them so. */
export type Versions = ReadonlyMap<string, number>;
export const versionKey = (key: Key): string => `${key.pk}|${key.sk}`;

export interface Loaded {
  readonly world: World;
  readonly versions: Versions;
  /** The text that this is about, as it stands now. */
  readonly outgoing?: Outgoing;
  /** The call of somebody who waits, where this is about one. */
  readonly waits?: LiveCall;
}
/** A text that was answered before, with the answer it got. */
export interface Seen {
  readonly reply: string | null;
}

/** What does not change between two rounds of the same decision. */
export interface Given {
  readonly community: Community;
  readonly book: Book;
  readonly home?: Home;
  readonly now: Instant;
  readonly cause: string;
  readonly attempt: number;
  /** How often an earlier round drew a code that was taken. */
  readonly clashes?: number;
}

/** What was read for a decision, made into its world, with the version of every row. */
export class Gathered {
  readonly #store: Store;
  readonly versions = new Map<string, number>();
  readonly threads = new Map<PhoneNumber, Thread>();
  readonly roster = new Map<PhoneNumber, Volunteer>();
  readonly codes = new Map<CaseCode, PhoneNumber>();
  /** Which of these codes are reports'. */
  readonly reports = new Set<CaseCode>();
  readonly plans: Record<string, PodPlan> = {};
  openCases: readonly Case[] = [];
  setAside: readonly Outgoing[] | undefined;
  ended: readonly Case[] | undefined;
  queue: Queue | undefined;
  /** Draws of new codes that must be looked up along with the read. */
  readonly ahead: DrawsAhead;
  #taken: ReadonlySet<CaseCode> = new Set();

  constructor(store: Store, given: Given) {
    this.#store = store;
    this.ahead = drawsFor(store, given);
  }

  saw<T>(row: Row): T {
    this.versions.set(versionKey(row), row.v);
    return nounOf<T>(row);
  }
  /** A code that was named leads there. */
  named(code: CaseCode, { number, report }: CodeRow): void {
    this.codes.set(code, number);
    if (report) this.reports.add(code);
  }
  thread(number: PhoneNumber, rows: readonly Row[]): void {
    const cases: Kept[] = [];
    const thread: { -readonly [name in keyof Thread]: Thread[name] } = { number, persons: [], cases };
    for (const row of rows) {
      if (row.kind === 'number') {
        const { persons = [], ...record } = this.saw<NumberRow>(row);
        thread.record = record;
        thread.persons = persons;
      } else if (row.kind === 'session') thread.session = this.saw<Session>(row);
      else if (row.kind === 'case') cases.push(this.saw<Kept>(row));
    }
    this.threads.set(number, thread);
  }
  /** The rows of the draws that were looked up. */
  lookedUp(rows: readonly (Row | undefined)[]): void {
    if (rows.length > 0) this.#taken = takenAmong(this.#store, this.ahead.codes, rows);
  }
  volunteers(rows: readonly (Row | undefined)[]): void {
    for (const row of rows) {
      if (!row) continue;
      const volunteer = this.saw<Volunteer>(row);
      this.roster.set(volunteer.number, volunteer);
    }
  }
  /** Whoever names a case of which they were told is reminded of it, however many they were told of since. */
  remind(from: PhoneNumber, named: readonly CaseCode[]): void {
    const row = this.roster.get(from);
    if (!row || named.length === 0) return;
    const cases = [...this.threads.values()].flatMap(t => t.cases.filter(c => named.includes(c.code)));
    this.roster.set(from, reminded(row, cases));
  }
  planRows(rows: readonly (Row | undefined)[]): void {
    for (const row of rows) {
      if (!row) continue;
      const plan = this.saw<PodPlan>(row);
      this.plans[plan.pod] = plan;
    }
  }
  world(given: Given): World {
    const { plans, threads, roster, codes, openCases: open, setAside, ended, queue } = this;
    const { standing, version } = standingIn(this.#store);
    if (version !== undefined) this.versions.set(versionKey(standingKey()), version);
    const draws = { from: this.ahead.from, taken: this.#taken };
    const also = { ...(queue ? { queue } : {}), ...(setAside ? { setAside } : {}), ...(ended ? { ended } : {}) };
    return { ...given, draws, standing, plans, threads, roster, codes, openCases: open, ...also };
  }
}
