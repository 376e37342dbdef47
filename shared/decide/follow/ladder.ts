import type { Case } from '../../domain/case.ts';
import { DAY_MS, msBetween, type PhoneNumber } from '../../domain/ids.ts';
import { dutyAt } from '../../domain/on-call.ts';
import { wallAt } from '../../domain/wall.ts';
import type { Draft } from '../draft/draft.ts';
import { mayBeTold } from './asleep.ts';

/** A phone at night is far from its bed: it rings longer than one that is rung for a caller who waits. */
const RING_S = 25;
/** A call that could not be made by then is left out: the next page comes anyway. */
const VALID_S = 240;
/** The first texts in vain are followed by a call each time, later ones every third time: nobody blocks a number that rings rarely. */
const EACH_TIME = 3;
const THEN_EVERY = 3;

/** Whether texts that stayed without an answer are followed by a call this time; `sent` is how many there were before. */
export const isRungAbout = (sent: number): boolean => sent >= 1 && (sent <= EACH_TIME || sent % THEN_EVERY === 0);

/** A person's word that they have seen it lets the phones alone for a day. */
export const isSeen = (c: Case, now: Case['openedAt']): boolean =>
  c.acknowledged !== undefined && msBetween(c.acknowledged.at, now) < DAY_MS;

/** Who only wrote to us is read in the course of the week: nobody is called for that. */
const mayRing = (c: Case): boolean => c.kind !== 'person' || c.urgency !== 'this-week';

/** Calls those whose answer is still waited for, in this order. Who is off duty is called only where somebody is in danger, who is asleep only as they said. */
export const ringAbout = (d: Draft, c: Case, people: readonly PhoneNumber[]): void => {
  if (isSeen(c, d.now) || !mayRing(c)) return;
  const called = people.filter(to => {
    const row = d.anyVolunteer(to);
    const isOff = row && dutyAt(row, wallAt(d.now, d.world.community.timezone)) === 'off';
    return row !== undefined && !row.stopped && (!isOff || c.danger !== undefined) && mayBeTold(d, c, to);
  });
  const priority = c.kind === 'safety' ? 'safety' : 'urgent';
  for (const to of called)
    d.ring(to, { what: 'page', timeoutS: RING_S }, { purpose: 'page-call', priority, about: c, validForSeconds: VALID_S });
  if (called.length > 0) d.note(c.code, `calls ${called.map(to => d.anyVolunteer(to)?.name ?? '').join(', ')}`, 'line');
};
