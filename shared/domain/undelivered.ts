import { troubleOf } from './carrier-errors.ts';
import { isEssential } from './essential.ts';
import { type Instant, later, MINUTE_MS } from './ids.ts';
import { failed, type Outgoing } from './outgoing.ts';
import { LATE_ANSWER } from './unnamed.ts';
import { makesSenseAt } from './validity.ts';

/** A phone that is switched off is tried again after these times, if the text still makes sense then; that of somebody in danger as long, and oftener. */
const AWAY_AGAIN_MS = [15 * MINUTE_MS, 60 * MINUTE_MS, 180 * MINUTE_MS] as const;
const IN_DANGER_AGAIN_MS = [5, 15, 30, 40, 40, 40, 40, 45].map(minutes => minutes * MINUTE_MS);
/** The next volunteer is asked at once instead, and the next page comes anyway: nobody need send these again. */
const NOT_AGAIN = /^(?:offer|page-)/;

/** The text as if it had not been tried, looked at again at `due`. What the carrier said of the last try belongs to that one. */
export const anew = (o: Outgoing, due: Instant): Outgoing => {
  const { sid, status: _status, rank: _rank, triedAt: _triedAt, unsure: _unsure, errorCode: _code, ...kept } = o;
  return { ...kept, ...(sid ? { endedSid: sid } : {}), state: 'pending', attempts: 0, due };
};

/**
 * What becomes of a text that the carrier could not deliver: it waits where the line itself is blocked or the day is full, is tried again a few
 * times where the phone is only away, and otherwise has failed, so that whoever must know is told.
 */
export const undelivered = (o: Outgoing, code: number | null, now: Instant): Outgoing => {
  const trouble = troubleOf(code);
  // Nothing opens the gate but the line's own pace.
  if (trouble === 'line-blocked') return anew(o, now);
  if (trouble === 'day-full' && makesSenseAt(o, later(now, AWAY_AGAIN_MS[0]))) return anew(o, later(now, AWAY_AGAIN_MS[0]));
  const tries = o.away ?? 0;
  const wait = (o.priority === 'safety' ? IN_DANGER_AGAIN_MS : AWAY_AGAIN_MS)[tries];
  const due = later(now, wait ?? 0);
  if (trouble !== 'away' || wait === undefined || NOT_AGAIN.test(o.purpose) || !makesSenseAt(o, due)) return failed(o, code);
  return { ...anew(o, due), away: tries + 1 };
};

/**
 * A text that nobody else is told of, and that no later step makes up for: it is set aside, where a coordinator sees it. What is about no case and
 * would have been sent whatever it cost is one of them, whatever stood against it.
 */
export const isSetAside = (o: Outgoing): boolean => {
  if (o.call || o.state !== 'failed' || o.dropped) return false;
  if (o.unsettled) return true;
  const trouble = troubleOf(o.errorCode ?? null);
  if (!o.about && trouble !== 'opted-out' && isEssential(o)) return true;
  if (trouble === 'unknown' && NOT_AGAIN.test(o.purpose)) return false;
  return trouble === 'text' || trouble === 'unknown' || trouble === 'refused' || trouble === 'busy';
};

/** What the line composes to tell somebody, of no case and nobody's conversation: all of it may be read by a coordinator. */
const FOR_ANY_EYES: ReadonlySet<string> = new Set([
  'shift',
  'shift-reminder',
  'shift-now',
  'gaps',
  'paused-by',
  'resumed-by',
  'pause-over',
  'helper-textless',
  'unread-text',
  'unread-call',
  'budget-told',
  'budget-gone',
  'cut-off',
]);
/** The words of a text that was set aside, where whoever looks after those may read them: never an answer to somebody, nor what is about a case. */
export const wordsAside = ({ about, purpose, body }: Pick<Outgoing, 'about' | 'purpose' | 'body'>): string | undefined =>
  about === undefined && FOR_ANY_EYES.has(purpose) ? body : undefined;

/** Whether it need not wait for a coordinator longer than any other text is kept: an answer says nothing to anybody by then. */
export const isShortlyAside = ({ purpose }: Pick<Outgoing, 'purpose'>): boolean => purpose === LATE_ANSWER;
