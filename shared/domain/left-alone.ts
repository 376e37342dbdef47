import { mayDisturb, wakesAt } from './awake.ts';
import type { Community } from './community.ts';
import { HOUR_MS, type Instant, later, msBetween } from './ids.ts';
import { inDaytime } from './local-time.ts';
import type { Outgoing } from './outgoing.ts';
import type { Volunteer } from './volunteer.ts';

/** Somebody who helps with the line, as they stand when a text or a call is about to leave for them. */
export interface HelperFacts {
  readonly volunteer: Volunteer;
  readonly community: Community;
  /** When they were texted by the line's own will within the last hour, oldest first. */
  readonly texted: readonly Instant[];
}

/** What a person says to them through the line, and what they have just asked the line for. */
const OF_A_PERSON: ReadonlySet<string> = new Set([
  'relay',
  'they-say',
  'called-you',
  'text-me',
  'bridge',
  'ring-back',
  'cut-off',
  'pin',
  // Their shift begins or ends at this minute.
  'shift-now',
]);

/** Whether a text to somebody who helps is sent by the line's own will: no danger, no person's words, and nothing about a request of their own. */
export const isOwnWill = ({ priority, purpose, about, to }: Pick<Outgoing, 'priority' | 'purpose' | 'about' | 'to'>): boolean =>
  priority !== 'safety' && !OF_A_PERSON.has(purpose) && about?.number !== to;

const isUrgent = ({ priority }: Pick<Outgoing, 'priority'>): boolean => priority === 'urgent';

/** Those of the last hour. */
export const withinHour = (texted: readonly Instant[], now: Instant): readonly Instant[] =>
  texted.filter(at => msBetween(at, now) < HOUR_MS);

/**
 * Until when this text must wait because its reader is to be left alone: their quiet hours, or as many texts of the line's own will as one
 * may get within an hour. Undefined: it may leave now.
 */
export const leftAloneUntil = (text: Outgoing, { volunteer, community, texted }: HelperFacts, now: Instant): Instant | undefined => {
  if (!isOwnWill(text)) return undefined;
  // About nobody's request: shifts, money, lists. Nobody is woken for it, whatever their hours.
  const morning = text.about === undefined && !isUrgent(text) ? inDaytime(now, community.timezone) : now;
  if (morning > now) return morning;
  if (!mayDisturb(volunteer, isUrgent(text), now, community)) return wakesAt(volunteer, now, community);
  const lately = withinHour(texted, now);
  const over = lately.length - community.volunteers.textsAnHour;
  const frees = over >= 0 ? lately[over] : undefined;
  return frees && later(frees, HOUR_MS);
};
