import type { QuietHours } from './hours.ts';
import type { Language, PhoneNumber } from './ids.ts';
import type { Need, Urgency } from './needs.ts';
import type { Sending } from './pace.ts';
import type { Shifts } from './shift.ts';

/** The neighborhood's own settings, parsed once from community.yaml. Durations are milliseconds here, ISO 8601 there. */
export interface Community {
  readonly name: string;
  readonly number: PhoneNumber;
  readonly timezone: string;
  /** The first is the default. */
  readonly languages: readonly [Language, ...Language[]];
  readonly emergency: { readonly call: string; readonly crisis: string; readonly services: string };
  readonly zones: readonly Zone[];
  readonly pods: readonly Pod[];
  /** Dates ("2027-01-01") on which weekly shifts do not hold. */
  readonly holidays: readonly string[];
  readonly team: readonly TeamMember[];
  readonly policy: Readonly<Record<Urgency, Policy>>;
  /** Answers of its own to what people ask about the line, by question and language; absent where the line's own holds. */
  readonly answers: Readonly<Partial<Record<Question, Readonly<Partial<Record<Language, string>>>>>>;
  readonly intake: {
    /** A case whose questions are not answered goes out as it is after this long. */
    readonly goesOutAfterMs: number;
  };
  readonly pause: {
    /** Where people can go while the line is paused: "St. Mark's pantry, 12 Oak St, Sat 9-12". */
    readonly openMeanwhile: readonly string[];
  };
  readonly confirm: {
    /** "Did it arrive?" unanswered for this long closes the case as done, unconfirmed. */
    readonly closesAfterMs: number;
  };
  /** By urgency of a need, and for wishes for a person and reports: when whoever has it is asked how it stands. */
  readonly checkIn: Readonly<Record<Urgency | 'person', CheckIn>>;
  readonly digest: {
    /** When coordinators get the list of everything open, in minutes after midnight; absent where they want none. */
    readonly minute?: number;
  };
  readonly page: {
    /** Danger and reports: the people on duty for safety are texted again this often until one acknowledges. */
    readonly everyMs: number;
  };
  readonly calls: {
    /** How many calls the account may have at one time, those that come in counted. */
    readonly atOnce: number;
    /** How long a caller waits for a person before the line takes a message. */
    readonly longestWaitMs: number;
    /** The most calls that the line makes in a day, and to one number in a day. */
    readonly aDay: number;
    readonly aNumberADay: number;
  };
  /** What the sending number is good for: segments each second, and segments that the carriers take in a day. */
  readonly sending: Sending;
  readonly budget: {
    /** Dollars a month, for texts and calls. When they are spent, what is neither urgent nor about a case waits. */
    readonly month: number;
  };
  readonly fallback: {
    /** Whom a call rings while the line itself does not answer. */
    readonly ring: PhoneNumber;
  };
  /** The most texts with news of their own requests that somebody gets; what is urgent or about danger, and answers, do not count. */
  readonly residents: { readonly anHour: number; readonly aDay: number };
  readonly volunteers: {
    /** The most accepted cases at one time. */
    readonly casesMax: number;
    /** Needs that only vetted volunteers are offered. */
    readonly vettedFor: readonly Need[];
    /** Skills a need asks for: transport -> ["car"]. */
    readonly skillsFor: Readonly<Partial<Record<Need, readonly string[]>>>;
    /** When volunteers and the team are left alone by what is neither danger nor an answer to them; undefined: never. */
    readonly quiet?: QuietHours;
    /** The most texts of the line's own will to one of them within an hour; danger does not count. */
    readonly textsAnHour: number;
  };
}
/** What people ask before they trust a line. */
export const QUESTIONS = ['police', 'papers', 'cost', 'private', 'machine', 'who'] as const;
export type Question = (typeof QUESTIONS)[number];
export interface Zone {
  readonly id: string;
  readonly name: string;
  readonly zips: readonly string[];
  /** Street and landmark names by which people without a ZIP say where they are. */
  readonly streets: readonly string[];
}
export interface Pod {
  readonly id: string;
  readonly name: string;
  readonly needs: readonly Need[];
  readonly lead?: PhoneNumber;
  /** When somebody of it should be on call; where nobody is, that is a gap. */
  readonly covered: Shifts;
}
export type Role =
  | 'coordinator' | 'safety' | 'community-liaison' | 'fundraiser' | 'logistics-manager' | 'media-outreach' | 'resource-manager'; // biome-ignore format: short
export interface TeamMember {
  readonly name: string;
  readonly phone: PhoneNumber;
  readonly roles: readonly Role[];
  readonly languages: readonly Language[];
}
/** After how long whoever has a case is asked how it stands, and how long an answer is waited for, each of two times. */
export interface CheckIn {
  readonly afterMs: number;
  readonly waitMs: number;
}
/** Who is tried and for how long: waves of volunteers, `every` so long, then these, each as long. */
export interface Policy {
  readonly wave: number;
  readonly everyMs: number;
  readonly then: readonly ('pod-lead' | 'coordinator')[];
}
