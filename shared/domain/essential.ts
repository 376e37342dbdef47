import type { Outgoing, Priority } from './outgoing.ts';

/** What somebody waits for, or what a request hangs on, is sent however much was spent. */
const ALWAYS: ReadonlySet<Priority> = new Set(['safety', 'urgent', 'offer']);

/**
 * What waits when the month's money is gone, by what it is for: the one place that says so. All else that is no announcement goes: that a shift
 * was moved or covered, that nobody said OK to it or it is still free the day before, that the line was paused.
 */
const WAITS_FOR_MONEY: ReadonlySet<string> = new Set([
  // They know their shift, and SHIFTS tells it.
  'shift-reminder',
  'shift-now',
  // Told again on the eve, and then it goes.
  'gaps',
  // CASES and DIGEST answer the same.
  'digest',
]);

/** Whether this is sent however much was spent. Whatever is about a case is. */
export const isEssential = ({ priority, about, purpose }: Pick<Outgoing, 'priority' | 'about' | 'purpose'>): boolean =>
  about !== undefined || ALWAYS.has(priority) || !(priority === 'announcement' || WAITS_FOR_MONEY.has(purpose));
