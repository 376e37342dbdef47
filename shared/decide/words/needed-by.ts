import type { Case } from '../../domain/case.ts';
import type { NeededBy } from '../../domain/eta.ts';
import { HOUR_MS, type Instant, type Language, later, MINUTE_MS, msBetween } from '../../domain/ids.ts';
import { clockAt, daysBetween } from '../../domain/local-time.ts';
import { hourOnDay, isHourAlone } from '../../domain/moved-time.ts';
import { asUrgentAsItsTime, type NeededClock, neededAt, sooner, whenBy } from '../../domain/needed-by.ts';
import type { Urgency } from '../../domain/needs.ts';
import { overAt } from '../../domain/time-over.ts';
import type { Known, Value } from '../../script/script.ts';
import type { Draft } from '../draft/draft.ts';
import { clockWords, dayWords } from './clock-words.ts';

type When = Exclude<Urgency, 'now'>;

/** The time that a text named, as the scripts' slots keep it, with how soon that is. */
export const timeFacts = (d: Draft, { by, when }: { readonly by?: NeededClock; readonly when?: When }): Known => {
  const { timezone } = d.world.community;
  const needed = by && neededAt(by, d.now, timezone);
  if (!needed) return when === undefined ? {} : { when };
  const soon = whenBy(needed, d.now, timezone);
  return { when: when === undefined ? soon : sooner<When>(when, soon), by: needed.day ? [needed.at, DAY] : [needed.at] };
};

const DAY = 'day';

/** The time that a slot keeps; undefined where it is none. */
export const neededIn = (value: Value | undefined): NeededBy | undefined => {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return undefined;
  const at = value[0] as Instant;
  return value[1] === DAY ? { at, day: true } : { at };
};

/** "By 7am", where the day was told before: that hour of that day, in place of the next time that the clock shows it. */
export const onThatDay = (d: Draft, day: Value | undefined, told: NeededClock | undefined, facts: Known): Known => {
  const known = neededIn(day);
  const { timezone } = d.world.community;
  const needed = known && told && isHourAlone(told) ? hourOnDay(known, told, d.now, timezone) : undefined;
  return needed ? { ...facts, by: [needed.at], when: whenBy(needed, d.now, timezone) } : facts;
};

/** The case with the time of a slot, and as urgent as that is. */
export const withBy = (c: Case, value: Value, now: Instant): Case => {
  const by = neededIn(value);
  return by ? asUrgentAsItsTime({ ...c, by }, now) : c;
};

/** As a slot keeps it. */
export const byValue = (by: NeededBy | undefined): Value | undefined => by && (by.day ? [by.at, DAY] : [by.at]);

/** From so many days on the name of a weekday would be that of an earlier one. */
const WEEK_DAYS = 7;
const farDay = (d: Draft, language: Language, at: Instant): string =>
  new Intl.DateTimeFormat(language, { timeZone: d.world.community.timezone, weekday: 'short', month: 'short', day: 'numeric' })
    .format(Date.parse(at))
    .replaceAll(',', '');

/** Midnight ends a day, as people say it: the one at the end of today is tonight's. */
const dayOfIt = (at: Instant, timezone: string): Instant => (clockAt(at, timezone).minute === 0 ? later(at, -MINUTE_MS) : at);

/** The time at which it is or was needed, by itself: "today 7pm", "tomorrow 9am", "Fri noon", "Fri", "Fri Jan 15 9am". */
export const timeOf = (d: Draft, language: Language, { at, day }: NeededBy): string => {
  const { timezone } = d.world.community;
  const on = dayOfIt(at, timezone);
  const days = daysBetween(d.now, on, timezone);
  const term = (name: 'today' | 'tonight' | 'tomorrow'): string => d.inline(language, [{ term: `clock.${name}` }]);
  const near = days === 0 ? term(on === at ? 'today' : 'tonight') : days === 1 ? term('tomorrow') : undefined;
  const dayName = near ?? (Math.abs(days) >= WEEK_DAYS ? farDay(d, language, on) : dayWords(d, language, on));
  return day ? dayName : `${dayName} ${clockWords(d, language, at)}`;
};

/** The same, as both sides read it; of a time that has gone by that it was for then. */
export const byWords = (d: Draft, language: Language, by: NeededBy): string => {
  const time = timeOf(d, language, by);
  return overAt(by) <= d.now ? d.line(language, 'was-for', { time }) : time;
};

/** After so many days these words of theirs name no day to come any more. */
const GOOD_FOR_DAYS: Readonly<Record<When, number>> = { today: 0, soon: 2, 'this-week': 7 };

/** How soon it is needed, as they said it; since when, where the day is over for which they said it. */
export const whenWords = (d: Draft, language: Language, c: Case, when: Urgency | 'unknown'): string => {
  const said = c.whenAt ?? c.openedAt;
  const over = c.urgency !== 'now' && c.when === when && daysBetween(said, d.now, d.world.community.timezone) > GOOD_FOR_DAYS[c.when];
  if (!over) return d.inline(language, [{ term: `when.${when}` }]);
  const days = daysBetween(said, d.now, d.world.community.timezone);
  return d.line(language, 'since-day', { day: days >= WEEK_DAYS ? farDay(d, language, said) : dayWords(d, language, said) });
};

/** When they say how soon it is needed, kept where that is later than the request. */
export const saidAt = (c: Pick<Case, 'openedAt'>, now: Instant): Pick<Case, 'whenAt'> =>
  msBetween(c.openedAt, now) > HOUR_MS ? { whenAt: now } : {};
