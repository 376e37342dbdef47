import { mayDisturb, wakesAt } from './awake.ts';
import type { Community } from './community.ts';
import { HOUR_MS, type Instant, later, MINUTE_MS, msBetween } from './ids.ts';
import { inDaytime } from './local-time.ts';
import type { Outgoing } from './outgoing.ts';
import { guestOf, type Volunteer } from './volunteer.ts';

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

/** Whether a text of this purpose says what a person says, or what its reader asked for a moment ago. */
export const isOfAPerson = (purpose: string): boolean => OF_A_PERSON.has(purpose);

/** Whether a text to somebody who helps is sent by the line's own will: no danger, no person's words, and nothing about a request of their own. */
export const isOwnWill = ({ priority, purpose, about, to }: Pick<Outgoing, 'priority' | 'purpose' | 'about' | 'to'>): boolean =>
  priority !== 'safety' && !OF_A_PERSON.has(purpose) && about?.number !== to;

/**
 * Texts that say no more than that a case waits for this person: they come again by themselves, and so may become one. An offer is never
 * one of them, since its own end is waited for, nor is the first page of danger or of a report.
 */
const SAYS_IT_WAITS: ReadonlySet<string> = new Set([
  'page-danger-again',
  'page-danger-again-call',
  'page-report-again',
  'page-conflict-again',
  'page-person',
  'page-person-call',
  'page-person-unseen',
  'page-person-stopped',
  'page-note',
  'page-back',
  'page-back-unseen',
  'nobody-on-call',
  'nobody-fits',
  'all-busy',
  'no-taker-coordinator',
  'only-you',
  'lead-no-taker',
  'lead-nobody-fits',
  'lead-all-busy',
  'kept-urgent',
]);
export const saysItWaits = (purpose: string): boolean => SAYS_IT_WAITS.has(purpose);

/** The first question how a case stands; asked for several at once it is one sentence. */
const FIRST_ASKS: ReadonlySet<string> = new Set(['check', 'check-several']);
export const isFirstAsk = (purpose: string): boolean => FIRST_ASKS.has(purpose);
/** What is asked of whoever has a case, or recalled to them: where several are due at once they leave as one. */
const ASKS_HOLDER: ReadonlySet<string> = new Set([
  ...FIRST_ASKS,
  'check-again',
  'check-own',
  'check-own-several',
  'check-own-again',
  'remind-ahead',
]);
export const asksHolder = (purpose: string): boolean => ASKS_HOLDER.has(purpose);

/** Two leave as they come; what comes so soon after them waits for what else comes, and leaves with it as one text. */
const TOGETHER_MS = 3 * MINUTE_MS;

/** What is told to the team at night too; anything else waits for the morning, whatever its lane. */
const FOR_THE_NIGHT: ReadonlySet<string> = new Set([
  'offer',
  'assigned',
  'assigned-call',
  'assigned-unseen',
  'assigned-stopped',
  'assigned-person',
  'assigned-person-call',
  'assigned-person-unseen',
  'assigned-person-stopped',
  'moved-on',
  'nobody-opens',
  'unwanted-told',
  'resident-stopped',
  'resident-back',
  'back-due',
  'page-person',
  'page-person-call',
  'page-person-unseen',
  'page-person-stopped',
  'page-back',
  'page-back-unseen',
  'page-call',
  'nobody-on-call',
  'nobody-fits',
  'all-busy',
  'no-taker-coordinator',
  'lead-no-taker',
  'lead-nobody-fits',
  'lead-all-busy',
]);

/** Until when this text to somebody of the team waits because it is night, and it can: not where they are up, or want no quiet hours. */
const nightUntil = (
  { purpose, about }: Pick<Outgoing, 'purpose' | 'about'>,
  { volunteer: v, community }: HelperFacts,
  now: Instant,
): Instant => {
  const inTeam = guestOf(community, v.number) !== undefined;
  const isUp = v.quiet === 'never' || (v.awakeUntil !== undefined && v.awakeUntil > now);
  return !inTeam || isUp || about === undefined || FOR_THE_NIGHT.has(purpose) ? now : inDaytime(now, community.timezone);
};

/** Until when it waits for what else comes, to be one text with it. */
const joinsUntil = ({ purpose, at }: Pick<Outgoing, 'purpose' | 'at'>, texted: readonly Instant[], now: Instant): Instant | undefined => {
  const before = texted.at(-2);
  if (before === undefined || !saysItWaits(purpose) || msBetween(at, now) >= TOGETHER_MS) return undefined;
  const until = later(before, TOGETHER_MS);
  return until > now ? until : undefined;
};

const isUrgent = ({ priority }: Pick<Outgoing, 'priority'>): boolean => priority === 'urgent';

/** Those of the last so many milliseconds. A time that is still to come was written by a clock that has been set back since, and says nothing. */
export const textedWithin = (texted: readonly Instant[], ms: number, now: Instant): readonly Instant[] =>
  texted.filter(at => msBetween(at, now) < ms && msBetween(at, now) > -MINUTE_MS);
/** Those of the last hour. */
export const withinHour = (texted: readonly Instant[], now: Instant): readonly Instant[] => textedWithin(texted, HOUR_MS, now);

/**
 * Until when this text must wait because its reader is to be left alone: their quiet hours, or as many texts of the line's own will as one
 * may get within an hour. Undefined: it may leave now.
 */
export const leftAloneUntil = (
  text: Pick<Outgoing, 'priority' | 'purpose' | 'about' | 'to' | 'at'>,
  { volunteer, community, texted }: HelperFacts,
  now: Instant,
): Instant | undefined => {
  if (!isOwnWill(text)) return undefined;
  // About nobody's request: shifts, money, lists. Nobody is woken for it, whatever their hours.
  const morning =
    text.about === undefined && !isUrgent(text)
      ? inDaytime(now, community.timezone)
      : nightUntil(text, { volunteer, community, texted }, now);
  if (morning > now) return morning;
  if (!mayDisturb(volunteer, isUrgent(text), now, community)) return wakesAt(volunteer, now, community);
  const together = joinsUntil(text, texted, now);
  if (together) return together;
  const lately = withinHour(texted, now);
  const over = lately.length - community.volunteers.textsAnHour;
  const frees = over >= 0 ? lately[over] : undefined;
  return frees && later(frees, HOUR_MS);
};
