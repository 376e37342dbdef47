import { feedAddress, newFeedSecret } from '../../domain/feed.ts';
import { fold } from '../../script/match.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';

/** Whether these words ask for the calendar, or for a new address of it, in any language of the line. */
const asked = (d: Draft, rest: string): 'calendar' | 'new' | undefined => {
  const said = fold(rest);
  for (const { terms } of Object.values(d.world.book.words)) {
    const calendar = fold(terms['clock.calendar'] ?? '-');
    if (said === calendar) return 'calendar';
    if (said === `${calendar} ${fold(terms['clock.new'] ?? '-')}`) return 'new';
  }
  return undefined;
};

/**
 * SHIFTS CALENDAR: the secret address at which a calendar program finds their shifts, the same whenever they ask. SHIFTS CALENDAR NEW gives
 * another, and the one before leads nowhere. Answers false where the words mean something else.
 */
export const tellsCalendar = (d: Draft, me: Helper, rest: string): boolean => {
  const wanted = rest === '' ? undefined : asked(d, rest);
  const { home, cause } = d.world;
  if (wanted === undefined || home === undefined) return false;
  const known = me.volunteer.feed;
  const secret = wanted === 'new' || known === undefined ? newFeedSecret(home, cause) : known;
  if (secret === undefined) return false;
  if (secret !== known) d.putVolunteer({ ...me.volunteer, feed: secret });
  const line = wanted === 'new' && known !== undefined ? 'shifts-calendar-new' : 'shifts-calendar';
  d.reply(d.line(me.language, line, { address: feedAddress(home, secret) }));
  return true;
};
