import type { NeededClock } from '../domain/needed-by.ts';
import type { Danger, Need, Urgency } from '../domain/needs.ts';

/** What the line takes a text for, out of any conversation. */
export interface Understanding {
  /** Needs that the words name, in the order of NEEDS; empty when none is named. */
  readonly needs: readonly Need[];
  /** Whether someone asks for help at all ("we have nothing to eat" does, "did you eat?" does not). */
  readonly request: boolean;
  /** Words of immediate danger to life, looked for before anything else. */
  readonly danger: Danger | null;
  /** The language it seems to be written in (ISO 639-1), or null when the words do not tell ("412", an emoji). */
  readonly language: string | null;
  /** How clear that language is: a guess from a single word that is about all there is, one word of it, more of it than of any other, or a whole sentence of it. */
  readonly clarity: 'guess' | 'word' | 'clear' | 'sentence';
  /**
   * A wish never to be texted again: the carrier's words, or "please stop texting me". In other words than the carrier's it is none where the
   * same text asks for something, tells of danger, or says only when or where not to text. A bare STOP stays one beside a need
   * ("Stop. Need food"): needs and request are told all the same, so that the need can be written down.
   */
  readonly optOut: boolean;
  /** What else was said, so that it is never asked again. */
  readonly facts: Facts;
}

export interface Facts {
  /** A ZIP code that was written. */
  readonly zip?: string;
  /** For how many people ("somos 5", "family of 4", "for 4"). */
  readonly people?: number;
  readonly when?: Exclude<Urgency, 'now'>;
  /** The time at which it is needed, where one was told. */
  readonly by?: NeededClock;
}
