import type { Case } from './case.ts';
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, msBetween } from './ids.ts';
import { inDaytime } from './local-time.ts';

/** When everybody was asked in vain, so long nobody is: what is needed today comes round often enough to be done today. */
const REST_MS = { now: 20 * MINUTE_MS, today: 45 * MINUTE_MS, soon: 3 * HOUR_MS, 'this-week': 8 * HOUR_MS } as const;
/** One person is not asked for the same case again before this, however often it comes round. */
const SAME_PERSON_MS = { now: HOUR_MS, today: 2 * HOUR_MS, soon: 6 * HOUR_MS, 'this-week': DAY_MS } as const;
/** Nor is the team told of it again. */
const SAME_TEAM_MS = { now: HOUR_MS, today: 2 * HOUR_MS, soon: 6 * HOUR_MS, 'this-week': DAY_MS } as const;
/** What has been open for so long is asked for more slowly: more of the same has been no help. */
const LONG_OPEN = [
  { fromMs: 3 * DAY_MS, slower: 8 },
  { fromMs: DAY_MS, slower: 3 },
] as const;
const SLOWEST_MS = DAY_MS;
/** At night few are up, and what is needed today is asked for this seldom. */
const NIGHT_REST_MS = 2 * HOUR_MS;

type Asked = Pick<Case, 'urgency' | 'when' | 'openedAt'>;

/** Whether it must not wait for the morning: it is needed at once, or was asked for today by word, not for want of one. */
export const isPressing = ({ urgency, when }: Pick<Case, 'urgency' | 'when'>): boolean =>
  urgency === 'now' || (urgency === 'today' && when !== undefined);

const slowed = ({ openedAt }: Pick<Case, 'openedAt'>, ms: number, now: Instant): number => {
  const open = msBetween(openedAt, now);
  return Math.min(SLOWEST_MS, ms * (LONG_OPEN.find(({ fromMs }) => open >= fromMs)?.slower ?? 1));
};

/** When a case is asked for again that everybody was asked for in vain: by day, and at night only what cannot wait for it. */
export const nextRoundAt = (c: Asked, now: Instant, timezone: string): Instant => {
  const at = later(now, slowed(c, REST_MS[c.urgency], now));
  const morning = inDaytime(at, timezone);
  if (c.urgency === 'now' || morning === at) return at;
  const atNight = later(now, NIGHT_REST_MS);
  return isPressing(c) && atNight < morning ? atNight : morning;
};

/** After how long somebody who said nothing to it may be asked for the same case again, in milliseconds. */
export const samePersonMs = (c: Asked, now: Instant): number => slowed(c, SAME_PERSON_MS[c.urgency], now);
/** After how long the team is told again that it has no taker, in milliseconds. */
export const sameTeamMs = (c: Asked, now: Instant): number => slowed(c, SAME_TEAM_MS[c.urgency], now);

/**
 * Whether a first round was in vain since it was last free: then those are asked too who are further away, or off call and said that they
 * may be.
 */
export const isWide = ({ escalation: { round, began = 1 } }: Pick<Case, 'escalation'>): boolean => round > began;
