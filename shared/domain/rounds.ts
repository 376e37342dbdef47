import type { Case } from './case.ts';
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, msBetween } from './ids.ts';
import { daysBetween, eveningBefore, inDaytime, nextClock } from './local-time.ts';
import { overAt } from './time-over.ts';

/** When everybody was asked in vain, so long nobody is: what is needed today comes round often enough to be done today. */
const REST_MS = { now: 20 * MINUTE_MS, today: 45 * MINUTE_MS, soon: 3 * HOUR_MS, 'this-week': 8 * HOUR_MS } as const;
/** One person is not asked for the same case again before this, however often it comes round. */
const SAME_PERSON_MS = { now: HOUR_MS, today: 2 * HOUR_MS, soon: 6 * HOUR_MS, 'this-week': DAY_MS } as const;
/** Nor is the team told of it again. */
const SAME_TEAM_MS = { now: HOUR_MS, today: 2 * HOUR_MS, soon: 6 * HOUR_MS, 'this-week': DAY_MS } as const;
/** A person's word that they have seen a need lets the team alone with it for so long; volunteers are asked meanwhile. */
const SEEN_MS = { now: 30 * MINUTE_MS, today: 2 * HOUR_MS, soon: 12 * HOUR_MS, 'this-week': DAY_MS } as const;
/** What has been open for so long is asked for more slowly: more of the same has been no help. */
const LONG_OPEN = [
  { fromMs: 3 * DAY_MS, slower: 8 },
  { fromMs: DAY_MS, slower: 3 },
] as const;
const SLOWEST_MS = DAY_MS;
/** Asked for as often as this, one may say that we keep asking; where more time passes, the time is said, and kept. */
export const KEEPS_ASKING_MS = 1.25 * HOUR_MS;
/** At night few are up, and what is needed today is asked for this seldom. */
const NIGHT_REST_MS = 2 * HOUR_MS;

/** What is needed before this time by the clock must be found somebody for in the night before. */
const MORNING_ENDS = 10 * 60;
/** Whoever says "today" late in the evening means this night too. */
const SAID_LATELY_MS = 6 * HOUR_MS;

/** What of a case says how soon it is needed, and on which day that was said. */
export type HowSoon = Pick<Case, 'urgency' | 'when' | 'by' | 'whenAt' | 'openedAt'>;

/** Whether the day is over on which they said "today". */
const isOfToday = ({ whenAt, openedAt }: HowSoon, now: Instant, timezone: string): boolean => {
  const said = whenAt ?? openedAt;
  return daysBetween(said, now, timezone) <= 0 || msBetween(said, now) < SAID_LATELY_MS;
};

/** Whether what has a time must not wait: as long as that is to come, and at night only what is needed before the morning is over. */
const isTimePressing = (by: NonNullable<Case['by']>, now: Instant, timezone: string): boolean =>
  overAt(by) > now && (inDaytime(now, timezone) === now || by.at <= nextClock(now, MORNING_ENDS, timezone));

/** Whether it must not wait for the morning: it is needed at once, or was asked for today by word, not for want of one, or has a time that is near. */
export const isPressing = (c: HowSoon, now: Instant, timezone: string): boolean => {
  if (c.urgency === 'now') return true;
  if (c.urgency !== 'today' || c.when === undefined) return false;
  return c.by ? isTimePressing(c.by, now, timezone) : isOfToday(c, now, timezone);
};

const slowed = ({ openedAt }: Pick<Case, 'openedAt'>, ms: number, now: Instant): number => {
  const open = msBetween(openedAt, now);
  return Math.min(SLOWEST_MS, ms * (LONG_OPEN.find(({ fromMs }) => open >= fromMs)?.slower ?? 1));
};

/** When a case is asked for again that everybody was asked for in vain: by day, at night only what cannot wait for it, and once a day at least. */
export const nextRoundAt = (c: HowSoon, now: Instant, timezone: string): Instant => {
  const at = later(now, slowed(c, REST_MS[c.urgency], now));
  const morning = inDaytime(at, timezone);
  if (c.urgency === 'now' || morning === at) return at;
  const atNight = later(now, NIGHT_REST_MS);
  if (atNight < morning && isPressing(c, atNight, timezone)) return atNight;
  // Else what came round late in the evening would be asked for on no part of the next day.
  return msBetween(now, morning) > SLOWEST_MS ? eveningBefore(at, timezone) : morning;
};

/** After how long somebody who was asked at that time and said nothing may be asked for the same case again, in milliseconds. */
const samePersonMs = (c: Pick<Case, 'urgency' | 'openedAt'>, askedAt: Instant): number => slowed(c, SAME_PERSON_MS[c.urgency], askedAt);

/** Until when each of those is left alone with it who were asked since it was last free and said nothing. */
const leftAloneUntil = (c: Case, asked: Case['asked'] = c.asked): ReadonlyMap<string, Instant> => {
  const silent = asked.filter(a => a.state === 'expired' && a.round >= (c.escalation.began ?? 1));
  const until = new Map<string, Instant>();
  for (const { number, at } of silent) {
    const its = later(at, samePersonMs(c, at));
    if (its > (until.get(number) ?? '')) until.set(number, its);
  }
  return until;
};

/** Whether they said nothing to it so lately that they are left alone with it. `mine`: what of its asking was to them. */
export const wasAskedLately = (c: Case, mine: Case['asked'], now: Instant): boolean =>
  [...leftAloneUntil(c, mine).values()].some(until => until > now);

/**
 * From when on the first of those may be asked again who were asked in vain, and not before the next step: that is a time which can be promised, while a round
 * before it may find nobody whom to ask. Undefined where nobody was asked.
 */
export const asksAgainAt = (c: Case, soonest: Instant, timezone: string): Instant | undefined => {
  const [first] = [...leftAloneUntil(c).values()].sort();
  if (first === undefined) return undefined;
  const at = first > soonest ? first : soonest;
  return isPressing(c, at, timezone) ? at : inDaytime(at, timezone);
};
/** After how long the team is told again that it has no taker, in milliseconds. */
export const sameTeamMs = (c: Pick<Case, 'urgency' | 'openedAt'>, now: Instant): number => slowed(c, SAME_TEAM_MS[c.urgency], now);

/**
 * Whether a first round was in vain since it was last free: then those are asked too who are further away, or off call and said that they
 * may be.
 */
export const isWide = ({ escalation: { round, began = 1 } }: Pick<Case, 'escalation'>): boolean => round > began;

/** For how long a person's word that they have seen it keeps the team from hearing of it again, in milliseconds: of a need by its urgency, else a day. */
export const seenMs = ({ kind, urgency }: Pick<Case, 'kind' | 'urgency'>): number => (kind === 'need' ? SEEN_MS[urgency] : DAY_MS);
