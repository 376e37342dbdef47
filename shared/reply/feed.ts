import ical from 'ical-generator';
import { type OnCallSpan, shiftsBetween } from '../domain/calendar.ts';
import type { Community } from '../domain/community.ts';
import { feedHash } from '../domain/feed.ts';
import { derivedId, type Instant, type Language } from '../domain/ids.ts';
import type { Schedule, Why } from '../domain/on-call.ts';
import { firstName, type Volunteer } from '../domain/volunteer.ts';
import { DAY_MIN, plusMinutes, type Wall, wallAt } from '../domain/wall.ts';
import { instantOf } from '../domain/zone.ts';
import type { Book, Fill } from '../script/script.ts';
import { wordingOf } from './wording.ts';

/** So many days ahead, today with them. */
const DAYS = 56;
/** How often a calendar program is asked to look again, in seconds. */
const LOOK_AGAIN_S = 4 * 3_600;

export interface Feed {
  readonly book: Book;
  readonly community: Community;
  readonly volunteer: Volunteer;
  readonly schedule: Schedule;
  readonly now: Instant;
}

/**
 * What was agreed for the coming weeks, with its reason. ON and OFF of the moment are left out, so that a calendar does not flicker, and
 * so is who is on call at all times, since that is no shift.
 */
const agreed = ({ volunteer, schedule }: Feed, today: Wall): readonly OnCallSpan[] => {
  const { duty: _said, ...silent } = volunteer;
  return shiftsBetween([silent], schedule, today, plusMinutes(today, DAYS * DAY_MIN)).filter(({ why }) => why.because !== 'always');
};

/** What the reason names: the rotation, or for whom they cover. */
const named = (why: Why): Fill => {
  if (why.because === 'rotation') return { rotation: why.name };
  return why.because === 'covers' ? { name: firstName(why.other) } : {};
};

const languageOf = ({ volunteer: v, community }: Feed): Language =>
  v.prefers ?? v.languages.find(l => community.languages.includes(l)) ?? community.languages[0];

/**
 * A volunteer's coming shifts as iCalendar (RFC 5545), in UTC: when, for which pod, why. It names nobody but whom they cover for. The same
 * shift has the same UID for as long as the address holds, and the same day and shifts give the same bytes.
 */
export const renderFeed = (feed: Feed): string => {
  const { book, community, volunteer, now } = feed;
  const { name, timezone, pods } = community;
  const language = languageOf(feed);
  const say = (line: string, fill: Fill): string => wordingOf(book, [{ kind: 'line', line, fill }], language, 'sms').text;
  const today = `${wallAt(now, timezone).slice(0, 10)}T00:00` as Wall;
  const stamp = new Date(instantOf(today, timezone));
  const whose = feedHash(volunteer.feed ?? '');
  const calendar = ical({
    name: say('feed-name', { line: name, me: firstName(volunteer.name) }),
    prodId: { company: name, product: 'Porchlight', language: language.toUpperCase() },
    ttl: LOOK_AGAIN_S,
  });
  for (const { pod, from, to, why } of agreed(feed, today)) {
    calendar.createEvent({
      id: `${derivedId(whose, `${pod}/${from}/${why.because}`)}@porchlight`,
      start: new Date(instantOf(from, timezone)),
      end: new Date(instantOf(to, timezone)),
      stamp,
      summary: say('feed-shift', { pod: pods.find(p => p.id === pod)?.name ?? pod, line: name }),
      description: say(`feed-${why.because}`, named(why)),
    });
  }
  // Every line ends with CRLF, the last one too.
  return `${calendar}\r\n`;
};
