import { mayAsk, wakesAt } from '../../domain/awake.ts';
import { hasNumber } from '../../domain/call.ts';
import type { Case } from '../../domain/case.ts';
import { mayBeTextedAbout } from '../../domain/contact.ts';
import { HOUR_MS, type Instant, later, type PhoneNumber } from '../../domain/ids.ts';
import { type HowSoon, isPressing } from '../../domain/rounds.ts';
import type { Draft } from '../draft/draft.ts';
import { coordinatorsFor, tellResident } from '../draft/tell.ts';
import { clockWords } from '../words/clock-words.ts';

/** Whether this must not wait for the morning: a need for which that was said, and whoever waits for a person and did not say that a day or two will do. */
const mustNotWait = (d: Draft, c: Pick<Case, 'kind'> & HowSoon): boolean =>
  c.kind === 'need'
    ? isPressing(c, d.now, d.world.community.timezone)
    : c.kind === 'safety' || c.urgency === 'now' || c.urgency === 'today';

/** Whether this person of the team or the roster may be disturbed about this case now. Danger and reports disturb everybody. */
export const mayBeTold = (d: Draft, c: Pick<Case, 'kind'> & HowSoon, number: PhoneNumber): boolean => {
  const row = d.anyVolunteer(number);
  return c.kind === 'safety' || row === undefined || mayAsk(row, mustNotWait(d, c), d.now, d.world.community);
};

/** Whether there are coordinators to tell, and none of them may be disturbed now. */
export const allAsleep = (d: Draft, c: Case): boolean => {
  const people = coordinatorsFor(d, c);
  return people.length > 0 && !people.some(to => mayBeTold(d, c, to));
};

/** While everybody sleeps the case is looked at again this often: somebody's shift may begin early. */
const LOOKS_AGAIN_MS = HOUR_MS;

/** When the first of these people is awake. */
const firstUp = (d: Draft, c: Case, people: readonly PhoneNumber[]): Instant => {
  const up = people.map(number => {
    const row = d.anyVolunteer(number);
    return row ? wakesAt(row, d.now, d.world.community, mustNotWait(d, c)) : d.now;
  });
  return up.reduce((first, one) => (one < first ? one : first), up[0] ?? d.now);
};

const mayBeTexted = (d: Draft, c: Case): boolean =>
  hasNumber(c.number) && !d.record(c.number)?.optedOut && d.record(c.number)?.current === c.person && mayBeTextedAbout(c);

/**
 * Everybody whom this case would be put to is asleep: it rests until the first of them wakes, and its person is told so, once a night. Nothing
 * is sent that would only pile up beside a bed.
 */
export const restsTillMorning = (
  d: Draft,
  c: Case,
  people: readonly PhoneNumber[],
  line: 'no-taker-night' | 'unasked-night' | 'person-night',
): Case => {
  const up = firstUp(d, c, people);
  const told = c.escalation.restsUntil !== undefined && c.escalation.restsUntil > d.now;
  if (!told) {
    d.note(c.code, 'everybody who could be asked is asleep; it rests until they wake', 'line');
    if (mayBeTexted(d, c)) tellResident(d, c, line, { time: clockWords(d, d.languageOf(c.number, c.person), up) });
  }
  return {
    ...c,
    escalation: { ...c.escalation, restsUntil: up },
    next: { what: c.kind === 'need' ? 'dispatch' : 'page', at: looksAgainAt(d, up) },
  };
};

const looksAgainAt = (d: Draft, up: Instant): Instant => {
  const soon = later(d.now, LOOKS_AGAIN_MS);
  return up < soon && up > d.now ? up : soon;
};

/** When a request is looked at again that was kept until now, when everybody sleeps: its person, who waits for no text by night, is told nothing. */
export const sleepsOn = (d: Draft, c: Case, people: readonly PhoneNumber[]): Case => ({
  ...c,
  next: { what: 'dispatch', at: looksAgainAt(d, firstUp(d, c, people)) },
});
