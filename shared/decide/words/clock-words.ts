import type { Instant, Language } from '../../domain/ids.ts';
import { daysBetween } from '../../domain/local-time.ts';
import { wallClock } from '../../domain/shift.ts';
import type { Draft } from '../draft/draft.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const NOON = 12 * 60;

/** A time of day, in minutes after midnight, as it is said: "9am", "9:30pm", "noon". */
export const minuteWords = (d: Draft, language: Language, minute: number): string => {
  if (minute % (2 * NOON) === 0) return d.inline(language, [{ term: 'clock.midnight' }]);
  if (minute === NOON) return d.inline(language, [{ term: 'clock.noon' }]);
  const [hour, rest] = [Math.floor(minute / 60) % 24, minute % 60];
  const shown = `${hour % 12 || 12}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
  return shown + (hour < 12 ? 'am' : 'pm');
};

/** The time of day of this instant on the neighborhood's clock: "8am". */
export const clockWords = (d: Draft, language: Language, at: Instant): string =>
  minuteWords(d, language, wallClock(at, d.world.community.timezone).minute);

/** The day of the week (0 = Sunday), short: "Sat". */
export const weekdayWords = (d: Draft, language: Language, weekday: number): string =>
  d.inline(language, [{ term: `days.${DAYS[weekday] ?? 'sun'}` }]);

/** The day of this instant, short: "Sat". */
export const dayWords = (d: Draft, language: Language, at: Instant): string =>
  weekdayWords(d, language, wallClock(at, d.world.community.timezone).day);

/** The time with its day where that is not today: "9am", "tomorrow 9am", "Wed 9am". */
export const dayAndTime = (d: Draft, language: Language, at: Instant): string => {
  const days = daysBetween(d.now, at, d.world.community.timezone);
  const time = clockWords(d, language, at);
  if (days <= 0) return time;
  return days === 1 ? d.line(language, 'time-tomorrow', { time }) : d.line(language, 'time-day', { day: dayWords(d, language, at), time });
};
