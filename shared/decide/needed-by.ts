import type { Case } from '../domain/case.ts';
import type { NeededBy } from '../domain/eta.ts';
import { type Instant, type Language, later, MINUTE_MS } from '../domain/ids.ts';
import { clockAt, daysBetween } from '../domain/local-time.ts';
import { asUrgentAsItsTime, type NeededClock, neededAt, sooner, whenBy } from '../domain/needed-by.ts';
import type { Urgency } from '../domain/needs.ts';
import type { Known, Value } from '../script/script.ts';
import { clockWords, dayWords } from './clock-words.ts';
import type { Draft } from './draft.ts';

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

/** When it is needed, as both sides read it: "today 7pm", "tomorrow 9am", "Fri noon", "Fri", "Fri Jan 15 9am". */
export const byWords = (d: Draft, language: Language, { at, day }: NeededBy): string => {
  const { timezone } = d.world.community;
  const on = dayOfIt(at, timezone);
  const days = daysBetween(d.now, on, timezone);
  const term = (name: 'today' | 'tonight' | 'tomorrow'): string => d.inline(language, [{ term: `clock.${name}` }]);
  const near = days === 0 ? term(on === at ? 'today' : 'tonight') : days === 1 ? term('tomorrow') : undefined;
  const dayName = near ?? (days >= WEEK_DAYS ? farDay(d, language, on) : dayWords(d, language, on));
  return day ? dayName : `${dayName} ${clockWords(d, language, at)}`;
};
