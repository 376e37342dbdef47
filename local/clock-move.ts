import { Temporal } from 'temporal-polyfill';
import { epochMs, type Instant, instant } from '../shared/domain/ids.ts';

/** The furthest that one move may go. Beyond it a typing mistake is likelier than a wish. */
export const MOVE_MAX = 'P5Y';

/** Where the clock shall go from `now`, or why not, as a sentence for the person who asked. */
export type Target = { readonly ok: true; readonly at: Instant } | { readonly ok: false; readonly why: string };

const HOW = 'Send {"advance":"PT15M"} (an ISO 8601 duration) or {"set":"2027-01-09T14:00:00Z"} (an ISO 8601 instant).';
const no = (why: string): Target => ({ ok: false, why });

/** Reads a wish to move the clock. Days, months and years are counted in UTC; refuses to go backwards or further than MOVE_MAX. */
export const readMove = (wish: unknown, now: Instant): Target => {
  if (typeof wish !== 'object' || wish === null) return no(HOW);
  const { advance, set } = wish as { advance?: unknown; set?: unknown };
  if ((advance === undefined) === (set === undefined)) return no(HOW);
  const to = advance === undefined ? fromInstant(set) : fromDuration(advance, now);
  if (!to.ok) return to;
  if (to.at < now) return no(`The line's clock cannot go back: it is ${now}, and ${to.at} has passed.`);
  if (to.at > add(now, Temporal.Duration.from(MOVE_MAX))) return no(`${to.at} is too far away: one move goes at most ${MOVE_MAX} ahead.`);
  return to;
};

const fromDuration = (text: unknown, now: Instant): Target => {
  if (typeof text !== 'string') return no(`"advance" must be text. ${HOW}`);
  try {
    const duration = Temporal.Duration.from(text);
    return duration.sign < 0 ? no(`The line's clock cannot go back: "${text}" is negative.`) : { ok: true, at: add(now, duration) };
  } catch {
    return no(`"${text}" is not an ISO 8601 duration that can be counted. ${HOW}`);
  }
};

const fromInstant = (text: unknown): Target => {
  if (typeof text !== 'string') return no(`"set" must be text. ${HOW}`);
  try {
    return { ok: true, at: instant(Temporal.Instant.from(text).epochMilliseconds) };
  } catch {
    return no(`"${text}" is not an ISO 8601 instant; it needs a time zone, like the Z in 2027-01-09T14:00:00Z.`);
  }
};

const add = (at: Instant, duration: Temporal.Duration): Instant =>
  instant(Temporal.Instant.fromEpochMilliseconds(epochMs(at)).toZonedDateTimeISO('UTC').add(duration).epochMilliseconds);
