import type { Dice } from './dice.ts';

/** What the carrier makes of one text of the line. */
export interface Fate {
  /** How it answers our request: takes it; refuses it for good; says no for a while; or does not answer, with or without having taken it. */
  readonly takes: 'yes' | 'never' | 'later' | 'lost' | 'unheard';
  /** later, lost, unheard, ends: for so many attempts, one if not given; the next one is taken, answered, and arrives. */
  readonly times?: number;
  /** never, later: the code, and the HTTP status. */
  readonly code?: number;
  readonly http?: number;
  /** The error with which it is not delivered after all. */
  readonly ends?: number;
  /** How long it takes to the phone, in milliseconds. */
  readonly delayMs: number;
  /** What the line hears of it: everything in order, everything twice, the last first, before our request is answered, or nothing. */
  readonly reports: 'in-order' | 'twice' | 'reversed' | 'early' | 'none';
}

export const ORDINARY: Fate = { takes: 'yes', delayMs: 2_000, reports: 'in-order' };

/** Refused when a text is handed over: https://www.twilio.com/docs/api/errors, those of a message that can meet a helpline. */
const REFUSED = [21211, 21212, 21408, 21421, 21601, 21604, 21606, 21611, 21612, 21614, 21617, 21635, 21703, 30022, 30039] as const;
/** Reported later: the error codes of an undelivered message. */
// biome-ignore format: a table
const UNDELIVERED = [
  30001, 30002, 30003, 30004, 30005, 30006, 30007, 30008, 30009, 30010, 30017, 30018, 30019, 30023, 30024, 30027, 30029, 30032, 30033, 30034,
  30035, 30036, 30037, 30038, 30040, 30041, 30042, 30043, 30044, 30124, 30410, 30450, 30500,
] as const;
const BUSY = [
  { code: 20429, http: 429 },
  { code: 20500, http: 500 },
  { code: 20503, http: 503 },
] as const;

/** How this carrier treats a text: mostly well. */
export const drawFate = (dice: Dice, trouble: number): Fate => {
  if (!dice.chance(trouble)) return ORDINARY;
  const fate = { ...ORDINARY, delayMs: dice.chance(0.5) ? 2_000 : dice.wait(20 * 60_000) };
  const reports = dice.pick(['in-order', 'twice', 'reversed', 'early', 'none'] as const);
  const times = dice.whole(1, 4);
  switch (dice.weigh({ odd: 4, never: 1, later: 2, lost: 2, unheard: 3, ends: 2 })) {
    case 'never':
      return { ...fate, takes: 'never', code: dice.pick(REFUSED), http: 400 };
    case 'later':
      return { ...fate, takes: 'later', times, ...dice.pick(BUSY) };
    case 'lost':
      return { ...fate, takes: 'lost', times };
    case 'unheard':
      return { ...fate, takes: 'unheard', times: 1, reports };
    case 'ends':
      return { ...fate, times, ends: dice.pick(UNDELIVERED), reports: reports === 'none' ? 'twice' : reports };
    case 'odd':
      return { ...fate, reports };
  }
};
