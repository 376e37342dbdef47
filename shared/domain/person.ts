import type { CallSid } from './call.ts';
import { DAY_MS, type Instant, type Language, msBetween, type PersonId, type PhoneNumber } from './ids.ts';
import type { Paced } from './paced.ts';
import type { Guesses } from './unnamed.ts';

/** A phone number is a channel, not a person: opt-out and carrier trouble belong to it; language and cases to a person reached through it. */
export interface NumberRecord {
  readonly number: PhoneNumber;
  readonly firstContactAt: Instant;
  /**
   * Nothing is ever sent to this number until START. `said` is the carrier's word they used where it was another than STOP. A `mistaken` one said
   * "wrong number" and no more: to ask for something is consent enough after that.
   */
  readonly optedOut?: { readonly at: Instant; readonly by: 'person' | 'carrier'; readonly said?: string; readonly mistaken?: true };
  /** When they sent START last, at the earliest: a STOP from before it that is found late no longer counts. */
  readonly optedIn?: Instant;
  /** The carrier says that texts do not arrive here. */
  readonly unreachable?: { readonly at: Instant; readonly code: number };
  /**
   * Whether texts get there, where it has only ever called us: not known yet, or not, as its person said by a key. Absent where they do. A text
   * from there settles it.
   */
  readonly texts?: 'unknown' | 'no';
  /** The call that this number is in, when it began or last said something, and the conversation that goes on by text meanwhile. */
  readonly call?: { readonly sid: CallSid; readonly at: Instant; readonly beside?: object };
  /** When they asked to be called, until they have talked with the line or it was given up. */
  readonly askedBackAt?: Instant;
  /** That call was not taken so far, and is to be made again. */
  readonly backInVain?: true;
  /** When they asked for calls lately. */
  readonly wishes?: readonly Instant[];
  /** When they had whoever has their case called, and have not reached them since. */
  readonly triedHolder?: readonly Instant[];
  /** They asked to be called back whenever they ring: their calls are not answered, which would cost them. */
  readonly ringsBack?: boolean;
  /** How often they were answered in a row, and today, where no conversation of theirs counts it. */
  readonly paced?: Paced;
  /** A machine seems to answer us from there: until then hardly anything is answered but danger and reports, and what helpers write is done. */
  readonly quietUntil?: Instant;
  /** Codes that they asked about and that are none. */
  readonly guesses?: Guesses;
  /** Who held the phone last; the people reached through it stand beside. */
  readonly current: PersonId;
}

/** Someone we talk to. Several may share one number. */
export interface Person {
  readonly id: PersonId;
  readonly number: PhoneNumber;
  /** The language the line uses with this person, kept for good. */
  readonly language: Language;
  /** True once they chose it themselves or wrote enough for us to be sure. */
  readonly languageSure: boolean;
  /** They chose it by its name or its key: no sentence in another changes it. */
  readonly languageChosen?: true;
  /** A word or two of it were heard: enough to answer in it, not to hold them to it. */
  readonly languageHeard?: true;
  /** What they write where that is a language we do not offer; for finding a volunteer who speaks it. */
  readonly speaks?: Language;
  /** First names of those who are not asked for them: they said so, or told of a wrong. */
  readonly unwanted?: readonly string[];
  /** Where they want to be called instead, since this phone gets no texts, and when they said so; without a phone, they want no other. */
  readonly elsewhere?: { readonly at: Instant; readonly phone?: PhoneNumber };
}

/** After a quarter they are asked anew: numbers change hands. */
const ELSEWHERE_HOLDS_MS = 90 * DAY_MS;
/** Whether they said lately on which phone they want to be called. */
export const saidWhere = ({ elsewhere }: Person, now: Instant): boolean =>
  elsewhere !== undefined && msBetween(elsewhere.at, now) < ELSEWHERE_HOLDS_MS;
