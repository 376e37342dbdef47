import type { Case } from '../../domain/case.ts';
import { HOUR_MS, type Instant, later, msBetween } from '../../domain/ids.ts';
import { inDaytime } from '../../domain/local-time.ts';
import { asksAgainAt, KEEPS_ASKING_MS, nextRoundAt } from '../../domain/rounds.ts';
import type { Draft } from '../draft/draft.ts';
import { tellResident } from '../draft/tell.ts';
import { dayAndTime } from '../words/clock-words.ts';
import { waitWords } from '../words/wait-words.ts';

/** So often somebody for whom there is still nobody hears it again, by day. */
const TOLD_AGAIN_MS = 20 * HOUR_MS;

/** When it is asked for again, where the next round is not soon: then as soon as there is somebody whom to ask. */
const notSoon = (d: Draft, c: Case, round: Instant): Instant | undefined =>
  msBetween(d.now, round) > KEEPS_ASKING_MS
    ? (asksAgainAt(c, later(d.now, KEEPS_ASKING_MS), d.world.community.timezone) ?? round)
    : undefined;

/** Nobody has been free: its person hears it, with how long most had to wait this week where that is long, or when we ask again where that is not soon. */
export const tellNoTaker = (d: Draft, told: Case, c: Case): void => {
  if (told.unheard) return tellResident(d, c, 'no-taker-unheard');
  const { timezone, policy } = d.world.community;
  const next = notSoon(d, c, nextRoundAt(c, later(d.now, policy[c.urgency].everyMs), timezone));
  if (next) return tellResident(d, c, 'no-taker-next', { time: dayAndTime(d, d.languageOf(c.number, c.person), next) });
  const wait = waitWords(d, c, d.languageOf(c.number, c.person), 'taken');
  tellResident(d, c, wait === '' ? 'no-taker' : 'no-taker-wait', wait === '' ? {} : { wait });
};

/** Whether their hearing that there is still nobody is due: once a day, by day. Tells it; answers when, or undefined. */
export const tellStillNobody = (d: Draft, c: Case, next: Instant): Instant | undefined => {
  const { toldAt } = c.escalation;
  const isDay = inDaytime(d.now, d.world.community.timezone) === d.now;
  if (toldAt === undefined || !isDay || msBetween(toldAt, d.now) < TOLD_AGAIN_MS || d.record(c.number)?.optedOut) return undefined;
  tellResident(d, c, 'still-no-taker', { time: dayAndTime(d, d.languageOf(c.number, c.person), next) });
  return d.now;
};

/** Where a case rests between two rounds for longer than that, when it is asked for again; undefined elsewhere. */
export const restsTill = (d: Draft, c: Case): Instant | undefined => {
  const { status, next, escalation } = c;
  if (status !== 'open' || next?.what !== 'dispatch') return undefined;
  const { restsUntil = next.at } = escalation;
  const at = restsUntil > next.at ? restsUntil : next.at;
  if (msBetween(d.now, at) <= KEEPS_ASKING_MS) return undefined;
  return asksAgainAt(c, at, d.world.community.timezone) ?? at;
};
