import { DAY_MS, HOUR_MS, type Instant, later } from './ids.ts';
import { isOfAPerson, textedWithin } from './left-alone.ts';
import type { Outgoing, Priority } from './outgoing.ts';

/** What somebody was texted about their own requests within the last day, oldest first, and the most that they get. */
export interface Enough {
  readonly texted: readonly Instant[];
  readonly anHour: number;
  readonly aDay: number;
}

const HELD: ReadonlySet<Priority> = new Set(['notice', 'reminder']);

/**
 * Whether the line tells somebody by its own will how their request stands. Answers are none of these, nor what another person says to them, nor what is
 * urgent or about danger: those are never held.
 */
export const isNewsOfOwn = ({ priority, purpose, about, to }: Pick<Outgoing, 'priority' | 'purpose' | 'about' | 'to'>): boolean =>
  about?.number === to && HELD.has(priority) && !isOfAPerson(purpose);

/** When the next one may go, where so many went within so long. */
const freeAt = (texted: readonly Instant[], most: number, ms: number, now: Instant): Instant | undefined => {
  const lately = textedWithin(texted, ms, now);
  const frees = lately.length >= most ? lately[lately.length - most] : undefined;
  return frees && later(frees, ms);
};

/** Until when this text waits because its reader had enough of them; then it goes together with what else waits. Undefined: it may leave now. */
export const enoughUntil = (text: Outgoing, { texted, anHour, aDay }: Enough, now: Instant): Instant | undefined => {
  if (!isNewsOfOwn(text)) return undefined;
  const [hour, day] = [freeAt(texted, anHour, HOUR_MS, now), freeAt(texted, aDay, DAY_MS, now)];
  return hour && day ? (hour > day ? hour : day) : (hour ?? day);
};
