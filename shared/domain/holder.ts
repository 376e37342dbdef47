import { HOUR_MS, type Instant, type Language, MINUTE_MS, msBetween, type PhoneNumber } from './ids.ts';

/** When whoever has a case is asked next how it stands, and how often they were asked since they last said anything. */
export interface Check {
  readonly at: Instant;
  readonly times: number;
  /** When they said that they will have done it, where this is why they are asked then. */
  readonly by?: Instant;
}

export interface Holder {
  readonly number: PhoneNumber;
  readonly name: string;
  readonly at: Instant;
  /** Words that came with the acceptance ("after 5pm"). */
  readonly words?: string;
  /** The language the line writes to them, for a text of the resident's, which does not load the roster. */
  readonly language?: Language;
  readonly check?: Check;
  /** A coordinator gave it to them, and they have not answered yet. */
  readonly given?: true;
  /** When they may have read of it, where they slept when it was given to them: they are asked how it stands as long after that. */
  readonly reads?: Instant;
  /** The resident has written to them since they have it, so that a bare yes of theirs is an answer to that. */
  readonly heard?: boolean;
  /** When its person told us that nobody came, and they were asked at once. */
  readonly missed?: Instant;
  /** When its person last wrote to them: what was asked before may not be what they answer then. */
  readonly wrote?: Instant;
  /** Its person wrote to them by text beside what the line asked, so a text back is what they wait for. */
  readonly texted?: true;
  /** When they last wrote to its person. */
  readonly said?: Instant;
  /** When they asked its person something over the line, and said nothing else since that was answered. */
  readonly asks?: Instant;
}

/** Whoever has it is asked how it stands after the new time, not the old one. */
export const unasked = ({ check: _check, missed: _missed, ...holder }: Holder): Holder => holder;

/** For so long what they asked over the line is answered by what is written next; and so long more of the answer may follow. */
const ANSWERED_MS = 2 * HOUR_MS;
const MORE_MS = 10 * MINUTE_MS;

/** They wrote to its person. What they asked before, and was not answered, waits on beside what they only tell. */
export const spokenBy = (holder: Holder, at: Instant, asks: boolean): Holder => {
  const { asks: asked, ...others } = holder;
  const open = asked !== undefined && (holder.wrote ?? '') < asked;
  return { ...others, said: at, ...(asks ? { asks: at } : open ? { asks: asked } : {}) };
};

/** Whether they asked its person something over the line, so that what is written now is the answer. */
export const awaitsAnswer = ({ asks, wrote }: Holder, now: Instant): boolean => {
  if (asks === undefined || msBetween(asks, now) > ANSWERED_MS) return false;
  return wrote === undefined || wrote < asks || msBetween(wrote, now) <= MORE_MS;
};
