import type { Case } from '../domain/case.ts';
import type { ByClock, NeededBy } from '../domain/eta.ts';
import type { Instant, Language } from '../domain/ids.ts';
import { daysBetween } from '../domain/local-time.ts';
import { asUrgentAsItsTime, neededAt, sooner, whenBy } from '../domain/needed-by.ts';
import type { Urgency } from '../domain/needs.ts';
import type { Known, Value } from '../script/script.ts';
import { clockWords, dayAndTime, dayWords } from './clock-words.ts';
import type { Draft } from './draft.ts';

type When = Exclude<Urgency, 'now'>;

/** The time that a text named, as the scripts' slots keep it, with how soon that is. */
export const timeFacts = (d: Draft, { by, when }: { readonly by?: ByClock; readonly when?: When }): Known => {
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

/** When it is needed, as both sides read it: "today 7pm", "tomorrow 9am", "Fri noon", "Fri". */
export const byWords = (d: Draft, language: Language, { at, day }: NeededBy): string => {
  const days = daysBetween(d.now, at, d.world.community.timezone);
  if (day)
    return days === 0
      ? d.inline(language, [{ term: 'clock.today' }])
      : days === 1
        ? d.inline(language, [{ term: 'clock.tomorrow' }])
        : dayWords(d, language, at);
  return days === 0 ? `${d.inline(language, [{ term: 'clock.today' }])} ${clockWords(d, language, at)}` : dayAndTime(d, language, at);
};
