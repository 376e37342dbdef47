import type { Shift } from './shift.ts';
import { DAY_MIN } from './wall.ts';

/** Hours of a day, in minutes after local midnight; `end` before `start` runs past midnight. */
export type Hours = Pick<Shift, 'start' | 'end'>;

const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

/** One day's part of a rule, as minutes from that day's midnight on; what runs past midnight belongs to the day on which it begins. */
interface Span {
  readonly from: number;
  readonly to: number;
}
const spanOf = ({ start, end }: Hours): Span => ({ from: start, to: end > start ? end : end + DAY_MIN });
const hoursOf = ({ from, to }: Span): Hours => ({ start: from, end: to > DAY_MIN ? to - DAY_MIN : to });

type Week = ReadonlyMap<number, readonly Span[]>;

/** The hours of each day; those that a roster has twice stand once. */
const weekOf = (rules: readonly Shift[]): Week =>
  new Map(
    WEEK.map(day => {
      const spans = rules.filter(rule => rule.days.includes(day)).map(spanOf);
      return [day, spans.filter(({ from, to }, nth) => spans.findIndex(one => one.from === from && one.to === to) === nth)];
    }),
  );

/** The rules again, the same hours on days that follow each other in one: "Mon-Fri 17:00-21:00". */
const rulesOf = (week: Week): readonly Shift[] => {
  const open = new Map<string, number[]>();
  const rules: { readonly days: number[]; readonly hours: Hours }[] = [];
  for (const day of WEEK) {
    const spans = week.get(day) ?? [];
    const names = new Set(spans.map(({ from, to }) => `${from}-${to}`));
    for (const name of open.keys()) if (!names.has(name)) open.delete(name);
    for (const span of spans) {
      const name = `${span.from}-${span.to}`;
      const days = open.get(name);
      if (days) days.push(day);
      else {
        const begun = [day];
        open.set(name, begun);
        rules.push({ days: begun, hours: hoursOf(span) });
      }
    }
  }
  return rules.map(({ days, hours }) => ({ days, ...hours }));
};

const changed = (rules: readonly Shift[], days: readonly number[], change: (spans: readonly Span[]) => readonly Span[]): readonly Shift[] =>
  rulesOf(new Map([...weekOf(rules)].map(([day, spans]) => [day, days.includes(day) ? change(spans) : spans])));

/** These weekly rules with these hours on these days as well; hours that touch others of the same day are one with them. */
export const withEvery = (rules: readonly Shift[], days: readonly number[], hours: Hours): readonly Shift[] =>
  changed(rules, days, spans => {
    const added = spanOf(hours);
    const touching = spans.filter(one => one.from <= added.to && one.to >= added.from);
    const whole = { from: Math.min(added.from, ...touching.map(one => one.from)), to: Math.max(added.to, ...touching.map(one => one.to)) };
    // A rule holds less than a day, or one from midnight to midnight.
    const isRule = whole.to - whole.from < DAY_MIN || (whole.from === 0 && whole.to === DAY_MIN);
    const kept = isRule ? [...spans.filter(one => !touching.includes(one)), whole] : [...spans, added];
    return kept.sort((a, b) => a.from - b.from);
  });

/** These weekly rules without these hours on these days, or without anything on them where no hours are named. */
export const withoutEvery = (rules: readonly Shift[], days: readonly number[], hours?: Hours): readonly Shift[] => {
  const gone = hours ? spanOf(hours) : { from: 0, to: 2 * DAY_MIN };
  return changed(rules, days, spans =>
    spans
      .flatMap(one => [
        { from: one.from, to: Math.min(one.to, gone.from) },
        { from: Math.max(one.from, gone.to), to: one.to },
      ])
      .filter(({ from, to }) => to > from),
  );
};
