import { isEssential } from './essential.ts';
import { DAY_MS, derivedId, HOUR_MS, type Instant, instant, later, MINUTE_MS, msBetween, type PhoneNumber } from './ids.ts';
import type { Outgoing, Priority } from './outgoing.ts';
import { wallClock } from './shift.ts';
import { wallAt } from './wall.ts';

/**
 * How fast texts leave. Texts stand in lanes, the most urgent first. What is handed to the carrier waits there in one queue, where nothing
 * overtakes: so each lane may run ahead of what the carrier has sent by so much only, and the last by less than a second.
 */
const AHEAD_MS: Readonly<Record<Priority, number>> = {
  safety: Number.POSITIVE_INFINITY,
  urgent: Number.POSITIVE_INFINITY,
  offer: 60_000,
  notice: 60_000,
  reminder: 2_000,
  announcement: 1_000,
};
/** How much of what the carriers take of us in a day each lane may use up: the rest is kept for what is more urgent. */
const SHARE_OF_DAY: Readonly<Record<Priority, number>> = {
  safety: Number.POSITIVE_INFINITY,
  urgent: Number.POSITIVE_INFINITY,
  offer: 1,
  notice: 0.97,
  reminder: 0.9,
  announcement: 0.7,
};

/** What the sending number is good for, from community.yaml. */
export interface Sending {
  readonly segmentsASecond: number;
  readonly segmentsADay: number;
}

/** The line is blocked: one text is tried now and then, and a person was told. */
export interface Blocked {
  readonly since: Instant;
  readonly code: number;
  /** When the next one is tried, and how long after that the one after it. */
  readonly probeAt: Instant;
  readonly waitMs: number;
  readonly toldAt: Instant;
  /** A mark of the number at which a text was refused last: the next one that is tried is another's, where there is one. */
  readonly mark?: string;
}

/** The one row by which all senders keep the pace together. */
export interface Pace {
  /** When the carrier will have sent everything that it was given. */
  readonly freeAt: Instant;
  /** When this was written, by the clock of whoever wrote it. */
  readonly at?: Instant;
  /** The carriers' own day, and what left in it. */
  readonly day: string;
  readonly segments: number;
  readonly blocked?: Blocked;
  /** Numbers at which a text was refused lately, as marks that tell none of them. */
  readonly refusals?: readonly { readonly at: Instant; readonly mark: string }[];
}

/** The carriers count from midnight to midnight on the Pacific coast: https://www.twilio.com/docs/api/errors/30023 */
const CARRIERS_ZONE = 'America/Los_Angeles';
export const carriersDay = (now: Instant): string => wallAt(now, CARRIERS_ZONE).slice(0, 10);
/** Their next midnight. Where the clocks change that night, an hour later at worst: then nothing is sent too early. */
const nextCarriersDay = (now: Instant): Instant => {
  const rest = DAY_MS - wallClock(now, CARRIERS_ZONE).minute * MINUTE_MS - (msBetween(instant(0), now) % MINUTE_MS);
  const midnight = later(now, rest);
  return carriersDay(midnight) === carriersDay(now) ? later(midnight, HOUR_MS) : midnight;
};

/** Two machines' clocks are apart by less than this. */
const CLOCKS_APART_MS = 5_000;
/**
 * The pace as it is meant at this moment. Where it was written at a time that is still to come, the clock was set back since: everything in it is
 * as much earlier, or texts would wait until that time has come again.
 */
export const asMeant = (pace: Pace, now: Instant): Pace => {
  const ahead = pace.at === undefined ? 0 : msBetween(now, pace.at);
  if (ahead <= CLOCKS_APART_MS) return pace;
  const { blocked } = pace;
  return {
    ...pace,
    at: now,
    freeAt: later(pace.freeAt, -ahead),
    ...(blocked ? { blocked: { ...blocked, probeAt: later(blocked.probeAt, -ahead), toldAt: later(blocked.toldAt, -ahead) } } : {}),
  };
};

export const FRESH: Pace = { freeAt: instant(0), day: '', segments: 0 };

/** What it holds at this moment: yesterday's segments do not count. */
const segmentsToday = (pace: Pace, now: Instant): number => (pace.day === carriersDay(now) ? pace.segments : 0);

const latest = (...all: readonly Instant[]): Instant => all.reduce((a, b) => (a > b ? a : b));

/** From when on this text may be handed to the carrier: now, or later. `moneyAt` is when there is money again for what is not essential. */
export const opensAt = (
  o: Pick<Outgoing, 'priority' | 'about' | 'purpose'>,
  pace: Pace,
  { segmentsADay }: Sending,
  now: Instant,
  moneyAt?: Instant,
): Instant => {
  const ahead = AHEAD_MS[o.priority];
  const turn = Number.isFinite(ahead) ? later(pace.freeAt, -ahead) : now;
  const full = segmentsToday(pace, now) >= segmentsADay * SHARE_OF_DAY[o.priority];
  return latest(
    now,
    turn,
    ...(full ? [nextCarriersDay(now)] : []),
    ...(moneyAt && !isEssential(o) ? [moneyAt] : []),
    ...(pace.blocked ? [pace.blocked.probeAt] : []),
  );
};

/** The pace after a text of so many segments. While the line is blocked it was the one that is tried, and the next waits twice as long. */
export const afterText = (pace: Pace, segments: number, { segmentsASecond }: Sending, now: Instant): Pace => ({
  ...pace,
  freeAt: later(latest(now, pace.freeAt), (segments * 1_000) / segmentsASecond),
  day: carriersDay(now),
  segments: segmentsToday(pace, now) + segments,
  ...(pace.blocked ? { blocked: probed(pace.blocked, now) } : {}),
});

/**
 * The pace where texts of so many segments were counted and did not leave after all. Where the line was blocked like this before one of them
 * was to be tried, the next is tried at once.
 */
export const withoutText = (pace: Pace, segments: number, { segmentsASecond }: Sending, now: Instant, tried?: Blocked): Pace => ({
  ...pace,
  freeAt: later(pace.freeAt, (-segments * 1_000) / segmentsASecond),
  segments: Math.max(0, segmentsToday(pace, now) - segments),
  day: carriersDay(now),
  ...(pace.blocked && pace.blocked.since === tried?.since
    ? { blocked: { ...pace.blocked, probeAt: tried.probeAt, waitMs: tried.waitMs } }
    : {}),
});

const PROBE_MS = { first: 5 * MINUTE_MS, most: HOUR_MS } as const;
const probed = (blocked: Blocked, now: Instant): Blocked => ({
  ...blocked,
  probeAt: later(now, blocked.waitMs),
  waitMs: Math.min(PROBE_MS.most, blocked.waitMs * 2),
});

/** So many numbers that a text did not get through to within so long mean the line, not the number. */
const REFUSALS = { most: 3, withinMs: 15 * MINUTE_MS } as const;

const markOf = (to: PhoneNumber): string => derivedId(to, 'refused');
/** While the line is blocked a text to this number is tried after those to others: what is wrong there may be wrong there alone. */
export const wasRefused = ({ blocked }: Pace, to: PhoneNumber): boolean => blocked?.mark !== undefined && blocked.mark === markOf(to);

/** A text to this number was refused: answers the pace, blocked where this makes it clear that the line is meant. */
export const afterRefusal = (pace: Pace, to: PhoneNumber, code: number, now: Instant): Pace => {
  const mark = markOf(to);
  const lately = (pace.refusals ?? []).filter(r => r.mark !== mark && msBetween(r.at, now) < REFUSALS.withinMs);
  const refusals = [...lately, { at: now, mark }].slice(-REFUSALS.most);
  return refusals.length < REFUSALS.most ? { ...pace, refusals } : blockedFrom({ ...pace, refusals }, to, code, now);
};

/** Somebody is told at once, and again this often for as long as it lasts. */
const TOLD_EVERY_MS = HOUR_MS;
/** No text of ours leaves, says this code for a text to this number. */
export const blockedFrom = (pace: Pace, to: PhoneNumber, code: number, now: Instant): Pace => {
  const { blocked } = pace;
  const mark = markOf(to);
  if (!blocked) {
    const probeAt = later(now, PROBE_MS.first);
    return { ...pace, blocked: { since: now, code, probeAt, waitMs: PROBE_MS.first * 2, toldAt: now, mark } };
  }
  const told = msBetween(blocked.toldAt, now) >= TOLD_EVERY_MS;
  return { ...pace, blocked: { ...blocked, code, mark, ...(told ? { toldAt: now } : {}) } };
};
/** A text got through. */
export const unblocked = ({ blocked: _blocked, refusals: _refusals, ...pace }: Pace): Pace => pace;

/** The carriers take no more of us today, whatever we counted. */
export const dayIsFull = (pace: Pace, { segmentsADay }: Sending, now: Instant): Pace => ({
  ...pace,
  day: carriersDay(now),
  segments: Math.max(segmentsToday(pace, now), segmentsADay),
});
