import type { Case } from '../../domain/case.ts';
import type { Community } from '../../domain/community.ts';
import type { Digest } from '../../domain/digest.ts';
import type { Home } from '../../domain/feed.ts';
import type { Kept } from '../../domain/follow.ts';
import type { CaseCode, Instant, PhoneNumber } from '../../domain/ids.ts';
import type { PodPlan } from '../../domain/on-call.ts';
import type { Outgoing } from '../../domain/outgoing.ts';
import type { NumberRecord, Person } from '../../domain/person.ts';
import type { Queue } from '../../domain/queue.ts';
import type { Sound } from '../../domain/sound.ts';
import type { Standing } from '../../domain/standing.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import type { Volunteer } from '../../domain/volunteer.ts';
import type { Book, Session } from '../../script/script.ts';

/** Everything about one number. */
export interface Thread {
  readonly number: PhoneNumber;
  readonly record?: NumberRecord;
  readonly session?: Session;
  readonly persons: readonly Person[];
  readonly cases: readonly Kept[];
}

/** The nouns that are stored. A decision puts them whole; the table makes rows of them. */
export type Entity =
  /** A number and everyone reached through it: they are one row, because they are read and made together. */
  | { readonly kind: 'number'; readonly value: NumberRecord; readonly persons: readonly Person[] }
  | { readonly kind: 'session'; readonly number: PhoneNumber; readonly value: Session }
  | { readonly kind: 'case'; readonly value: Kept }
  | { readonly kind: 'volunteer'; readonly value: Volunteer }
  | {
      readonly kind: 'code';
      readonly code: CaseCode;
      readonly value: {
        readonly number: PhoneNumber;
        readonly at: Instant;
        /** It is a report's: whoever has it may ask where that stands. */
        readonly report?: true;
        readonly entries?: readonly Omit<TimelineEntry, 'code'>[];
      };
    }
  | { readonly kind: 'outgoing'; readonly value: Outgoing }
  | { readonly kind: 'sound'; readonly value: Sound }
  | { readonly kind: 'standing'; readonly value: Standing }
  | { readonly kind: 'digest'; readonly value: Digest }
  | { readonly kind: 'plan'; readonly value: PodPlan };

/** What a decision rests on, loaded before it: it asks nothing of anybody while it decides. */
export interface World {
  readonly now: Instant;
  /** The id of what set this off (a MessageSid, a due row with its time); all new ids derive from it. */
  readonly cause: string;
  /** Where the drawing of a new code begins, and the draws that are known to be taken. */
  readonly draws: { readonly from: number; readonly taken: ReadonlySet<CaseCode> };
  readonly community: Community;
  readonly book: Book;
  /** Where addresses lead that are made here; not known on a call, which says none. */
  readonly home?: Home;
  /** How the line as a whole stands, as it was read within the last minute. */
  readonly standing: Standing;
  /** What the pods concerned have agreed on, by their ids; a pod without a plan has only the shifts of its people. */
  readonly plans: Readonly<Record<string, PodPlan>>;
  readonly threads: ReadonlyMap<PhoneNumber, Thread>;
  /** The rows of those concerned. */
  readonly roster: ReadonlyMap<PhoneNumber, Volunteer>;
  /** The people of the case's pod who are looked at now, where volunteers are to be asked. */
  readonly queue?: Queue;
  /** In whose thread the cases named in the text lie. */
  readonly codes: ReadonlyMap<CaseCode, PhoneNumber>;
  /** Open cases, where a coordinator's list was asked for. */
  readonly openCases: readonly Case[];
  /** Cases that ended lately, where that list was asked for. */
  readonly ended?: readonly Case[];
  /** Texts that could not be sent and that nothing makes up for, oldest first, where that list was asked for. */
  readonly setAside?: readonly Outgoing[];
}

/** What came of it: changed nouns, texts to be sent, lines of the timeline, and what is said now. */
export interface Decision {
  readonly puts: readonly Entity[];
  /** Numbers whose conversation is over. */
  readonly endedSessions: readonly PhoneNumber[];
  readonly outbox: readonly Outgoing[];
  readonly timeline: readonly TimelineEntry[];
  readonly reply: string | null;
}

/** A text as it came in, parsed. `from` is a number that can be answered. */
export interface TextIn {
  readonly from: PhoneNumber;
  readonly body: string;
  readonly media: number;
  /** What the carrier did with it by itself (Advanced Opt-Out). */
  readonly optOut?: 'STOP' | 'START' | 'HELP';
  /** When it was sent, where it did not come at once but was found in the account's list. */
  readonly sentAt?: Instant;
}
