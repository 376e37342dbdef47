import type { Case } from '../../domain/case.ts';
import { HOUR_MS, type Instant, msBetween, type PhoneNumber } from '../../domain/ids.ts';
import { inDaytime } from '../../domain/local-time.ts';
import type { Draft } from '../draft/draft.ts';
import { mayHear, standIns, tellResident } from '../draft/tell.ts';

/** Whoever waits for a person hears after this long that nobody has it yet, */
const FIRST_MS = HOUR_MS;
/** while they may still be up, at whatever hour; later than this only by day, */
const STILL_UP_MS = 3 * HOUR_MS;
/** and so often again. */
const AGAIN_MS = 20 * HOUR_MS;
/** So many pages went before it is said that they were in vain. */
const PAGES = 2;
/** With every so many pages in vain others are asked too. */
const PAGES_IN_VAIN = 4;

const isWaiting = (c: Case): boolean => c.holder === undefined && c.acknowledged === undefined;

/** Tells whoever waits for a person, where that is due, that nobody has taken it yet. Answers when they last heard so. */
export const tellStillWaits = (d: Draft, c: Case): Instant | undefined => {
  const { toldAt, times } = c.escalation;
  if (!isWaiting(c) || c.unheard !== undefined || times < PAGES || !mayHear(d, c)) return toldAt;
  const waited = msBetween(c.openedAt, d.now);
  const isDay = inDaytime(d.now, d.world.community.timezone) === d.now;
  const isDue =
    toldAt === undefined ? waited >= FIRST_MS && (isDay || waited <= STILL_UP_MS) : isDay && msBetween(toldAt, d.now) >= AGAIN_MS;
  if (!isDue) return toldAt;
  tellResident(d, c, 'person-still-waits', {}, 'urgent');
  return d.now;
};

/** Who is asked too where those who should be have not answered several times: for a wish for a person the pod leads. Nobody for a report. */
export const alsoAsked = (d: Draft, c: Case): readonly PhoneNumber[] =>
  c.kind === 'person' && c.urgency !== 'this-week' && isWaiting(c) && c.escalation.times > 0 && c.escalation.times % PAGES_IN_VAIN === 0
    ? standIns(d, c)
    : [];
