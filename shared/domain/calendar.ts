import type { PhoneNumber } from './ids.ts';
import { hasGivenAll, type Rostered, type Schedule, type Why } from './on-call.ts';
import { effectOn, type Override } from './override.ts';
import { stretchesIn } from './rotation.ts';
import { occurrencesIn, type Shifts, shiftText } from './shift.ts';
import { DAY_MIN, dateOf, midnightAfter, minutesOf, monthOf, plusMinutes, type Wall, wallOf } from './wall.ts';

/** One person on call for one pod, from one time of the wall clock to another that is not included. */
export interface OnCallSpan {
  readonly number: PhoneNumber;
  readonly name: string;
  readonly pod: string;
  readonly from: Wall;
  readonly to: Wall;
  readonly why: Why;
}
/** While this lasts nobody is on call for the pod. */
export interface Gap {
  readonly pod: string;
  readonly from: Wall;
  readonly to: Wall;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly why: Why;
}

/** What is left of these spans outside of this time. */
const cut = (spans: readonly Span[], from: number, to: number): readonly Span[] =>
  spans.flatMap(span =>
    span.to <= from || span.from >= to
      ? [span]
      : [...(span.from < from ? [{ ...span, to: from }] : []), ...(span.to > to ? [{ ...span, from: to }] : [])],
  );

/** What comes round: rotations, and weekly shifts that do not begin on a holiday. */
const recurring = (v: Rostered, pod: string, schedule: Schedule, from: number, to: number): readonly Span[] => {
  const turns = (schedule.plans[pod]?.rotations ?? []).flatMap(rotation =>
    stretchesIn(rotation, from, to)
      .filter(({ who }) => who === v.number)
      .map((turn): Span => ({ ...turn, why: { because: 'rotation', name: rotation.name, until: wallOf(turn.to) } })),
  );
  if (v.shifts === 'always') return [...turns, { from, to, why: { because: 'always' } }];
  const weekly = occurrencesIn(v.shifts, from, to)
    .filter(({ day }) => !schedule.holidays.includes(dateOf(day)))
    .map((one): Span => ({ ...one, why: { because: 'weekly', rule: shiftText(one.rule), until: wallOf(one.to) } }));
  return [...turns, ...weekly];
};

/** Without the month in which they have given all the hours that they wish to give. */
const withinHours = (v: Rostered, spans: readonly Span[]): readonly Span[] => {
  if (v.hoursWish === 0) return [];
  const month = v.hoursIn?.month;
  if (month === undefined || !hasGivenAll(v, month)) return spans;
  const from = minutesOf(`${month}-01T00:00` as Wall);
  // 31 days after the first of a month lies in the next one, wherever that begins.
  const next = minutesOf(`${monthOf(wallOf(from + 31 * DAY_MIN))}-01T00:00` as Wall);
  return cut(spans, from, next);
};

const whyOverride = (o: Override): Why =>
  o.what === 'instead' ? { because: 'covers', other: o.ofName ?? '', until: o.to } : { because: 'override', until: o.to };

const overridden = (v: Rostered, overrides: readonly Override[], spans: readonly Span[]): readonly Span[] => {
  let left = spans;
  for (const o of overrides) {
    const effect = effectOn(o, v.number);
    if (!effect) continue;
    const [from, to] = [minutesOf(o.from), minutesOf(o.to)];
    left = cut(left, from, to);
    if (effect === 'on') left = [...left, { from, to, why: whyOverride(o) }];
  }
  return left;
};

/** ON and OFF are the last word while they hold. */
const asSaid = (v: Rostered, spans: readonly Span[], from: number, to: number): readonly Span[] => {
  if (!v.duty) return spans;
  const begins = v.dutyFrom ? minutesOf(v.dutyFrom) : Number.NEGATIVE_INFINITY;
  const ends = v.dutyUntil ? minutesOf(v.dutyUntil) : Number.POSITIVE_INFINITY;
  const why: Why = { because: 'said', ...(v.dutyUntil ? { until: v.dutyUntil } : {}) };
  let said: readonly Span[] = [{ from: begins, to: ends, why }];
  for (const but of v.dutyBut ?? []) said = cut(said, minutesOf(but.from), minutesOf(but.to));
  if (v.duty === 'off') return said.reduce((left, off) => cut(left, off.from, off.to), spans);
  // A shift that they have anyway stays what it is.
  let more: readonly Span[] = said.map(on => ({ ...on, from: Math.max(on.from, from), to: Math.min(on.to, to) }));
  for (const span of spans) more = cut(more, span.from, span.to);
  return [...spans, ...more];
};

const spansOf = (v: Rostered, pod: string, schedule: Schedule, from: number, to: number): readonly Span[] => {
  if (v.stopped || !v.pods.includes(pod)) return [];
  const agreed = overridden(v, schedule.plans[pod]?.overrides ?? [], withinHours(v, recurring(v, pod, schedule, from, to)));
  return asSaid(v, agreed, from, to)
    .filter(span => span.from < span.to && span.from < to && span.to > from)
    .sort((a, b) => a.from - b.from || a.to - b.to);
};

/**
 * The shifts of these people that have a minute in common with this span of the wall clock, each whole and with its reason, the earliest
 * first. What has no end of its own ("always", ON without an end) reaches from edge to edge.
 */
export const shiftsBetween = (people: readonly Rostered[], schedule: Schedule, from: Wall, to: Wall): readonly OnCallSpan[] =>
  people
    .flatMap(v =>
      v.pods.flatMap(pod =>
        spansOf(v, pod, schedule, minutesOf(from), minutesOf(to)).map(span => ({
          number: v.number,
          name: v.name,
          pod,
          from: wallOf(span.from),
          to: wallOf(span.to),
          why: span.why,
        })),
      ),
    )
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.name < b.name ? -1 : 1));

/** When somebody should be on call, as spans from edge to edge that do not touch each other. */
const wanted = (covered: Shifts, from: number, to: number): readonly Span[] => {
  const why: Why = { because: 'no-shift' };
  if (covered === 'always') return [{ from, to, why }];
  const spans: Span[] = [];
  for (const one of occurrencesIn(covered, from, to)) {
    const [begins, ends] = [Math.max(one.from, from), Math.min(one.to, to)];
    const last = spans.at(-1);
    if (last && last.to >= begins) spans[spans.length - 1] = { ...last, to: Math.max(last.to, ends) };
    else spans.push({ from: begins, to: ends, why });
  }
  return spans;
};

/** The times in this span of the wall clock at which the pod should have somebody on call (`covered`) and nobody is, the earliest first. */
export const gapsBetween = (
  people: readonly Rostered[],
  schedule: Schedule,
  pod: string,
  covered: Shifts,
  from: Wall,
  to: Wall,
): readonly Gap[] => {
  let left = wanted(covered, minutesOf(from), minutesOf(to));
  for (const v of people)
    for (const span of spansOf(v, pod, schedule, minutesOf(from), minutesOf(to))) left = cut(left, span.from, span.to);
  return left.map(gap => ({ pod, from: wallOf(gap.from), to: wallOf(gap.to) }));
};

/** How far ahead somebody's next shift is looked for. */
const AHEAD_MIN = 35 * DAY_MIN;
/** ON without a shift holds to the end of the day, but not for less than this. */
const ON_AT_LEAST_MIN = 180;

/**
 * When an ON or OFF that is said now ends: with the shift that runs; ON without one at the end of the day; OFF without one when their next
 * shift begins. Answers undefined where nothing ends it: it holds until they say something else.
 */
export const dutyEnds = (v: Rostered, schedule: Schedule, said: 'on' | 'off', now: Wall): Wall | undefined => {
  const { duty: _said, ...silent } = v;
  const spans = shiftsBetween([silent], schedule, now, plusMinutes(now, AHEAD_MIN));
  const running = spans.filter(span => span.from <= now);
  if (running.some(span => span.why.because === 'always')) return undefined;
  const ends = running
    .map(span => span.to)
    .sort()
    .at(-1);
  if (ends) return ends;
  if (said === 'off') return spans[0]?.from;
  const midnight = midnightAfter(now);
  const least = plusMinutes(now, ON_AT_LEAST_MIN);
  return midnight > least ? midnight : least;
};
