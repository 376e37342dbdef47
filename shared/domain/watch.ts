import type { Gap, OnCallSpan } from './calendar.ts';
import type { Cover } from './cover.ts';
import { gapKey, isGapTold } from './gap-told.ts';
import { HOUR_MS, type PhoneNumber } from './ids.ts';
import { dutyAt } from './on-call.ts';
import type { Volunteer } from './volunteer.ts';
import { DAY_MIN, dayOf, minutesOf, plusMinutes, type Wall, wallOf, weekdayOf } from './wall.ts';

/** Changes that nobody told of (a row of the roster, STOP) are found at the latest after this long. */
export const LOOKS_AGAIN_MS = 6 * HOUR_MS;

const [REMIND, UNSURE, LATE] = [DAY_MIN, 14 * 60, 60];
/** A shift so near needs no reminder any more. */
const REMIND_UNTIL = 120;
/** Whoever was asked has this long to say OK before the lead hears that they have not. */
const TO_ANSWER = 240;

/** Something about a shift that must be told at a time of the wall clock, and is not told any more after another. */
export interface Happening {
  readonly what: 'remind' | 'unsure' | 'begins' | 'ends' | 'gap' | 'gap-soon' | 'gap-now' | 'cover-ask' | 'cover-taken' | 'cover-nobody';
  readonly key: string;
  readonly at: Wall;
  readonly until: Wall;
  readonly span?: OnCallSpan;
  readonly gap?: Gap;
  readonly cover?: Cover;
}

/** Shifts with a beginning and an end of their own; those of one person that follow each other without a break are one. */
export const wholeShifts = (spans: readonly OnCallSpan[], pod: string): readonly OnCallSpan[] => {
  const whole: OnCallSpan[] = [];
  // Where the latest of each person stands: none before it reaches further.
  const latest = new Map<PhoneNumber, number>();
  for (const span of spans) {
    if (span.pod !== pod || span.why.because === 'always' || span.why.because === 'said') continue;
    const before = latest.get(span.number) ?? -1;
    const joined = whole[before];
    if (joined && joined.to >= span.from) whole[before] = { ...joined, to: joined.to > span.to ? joined.to : span.to };
    else latest.set(span.number, whole.push(span) - 1);
  }
  return whole;
};

const keyOf = (what: Happening['what'], span: Pick<OnCallSpan, 'number' | 'from'>): string => `${what}/${span.number}/${span.from}`;

/** What is to be told about one shift to the one whose it is, and to the lead if they do not answer. */
const ofShift = (v: Volunteer, span: OnCallSpan, told: readonly string[], looked: boolean): readonly Happening[] => {
  if (v.stopped) return [];
  const ask = v.shiftAsks?.find(a => a.pod === span.pod && a.from === span.from);
  const make = (what: Happening['what'], at: Wall, until: Wall): Happening => ({ what, key: keyOf(what, span), at, until, span });
  const latest = ask && plusMinutes(ask.asked, TO_ANSWER);
  const unsureAt = latest && latest > plusMinutes(span.from, -UNSURE) ? latest : plusMinutes(span.from, -UNSURE);
  const soonOver = plusMinutes(span.from, LATE);
  const began = told.includes(keyOf('begins', span));
  return [
    // Whoever took it for somebody else, or is on call by their own word until then, has just said that they will.
    // Whoever looks for somebody else has said that it is not.
    ...(span.why.because === 'covers' || looked || dutyAt(v, span.from) === 'on'
      ? []
      : [make('remind', plusMinutes(span.from, -REMIND), plusMinutes(span.from, -REMIND_UNTIL))]),
    ...(ask && ask.said === undefined && v.shiftTexts !== false ? [make('unsure', unsureAt, span.from)] : []),
    make('begins', span.from, soonOver < span.to ? soonOver : span.to),
    // Whoever never heard that it began need not hear that it is over.
    // Nor who has just ended it by their own word.
    ...(began && v.dutyFrom !== span.to ? [make('ends', span.to, plusMinutes(span.to, LATE))] : []),
  ];
};

/** Gaps are looked for at least two weeks ahead, up to a Sunday, so that a further week's holes come in one text. */
export const gapsUntil = (now: Wall): Wall => {
  const day = dayOf(minutesOf(now));
  return wallOf((day + 14 + ((7 - weekdayOf(day)) % 7) + 1) * DAY_MIN);
};

/** A hole is told when it is found, and again on its eve; what is found on its eve is told once. */
const ofGap = (gap: Gap, told: readonly string[], now: Wall): readonly Happening[] => {
  const make = (what: 'gap' | 'gap-soon', at: Wall): Happening => ({ what, key: gapKey(what, gap), at, until: gap.from, gap });
  if (!isGapTold('gap', gap, told)) return [make('gap', now)];
  return isGapTold('gap-soon', gap, told) ? [] : [make('gap-soon', plusMinutes(gap.from, -DAY_MIN))];
};
/** A hole that somebody's OFF has opened now, of which nobody was told before. */
const ofHole = (gap: Gap, told: readonly string[], now: Wall): readonly Happening[] =>
  (['gap', 'gap-now'] as const).some(what => isGapTold(what, gap, told))
    ? []
    : [{ what: 'gap-now', key: gapKey('gap-now', gap), at: now, until: gap.to, gap }];
/** The keys under which it is told: with the finding its eve too, where that has come. */
export const gapKeys = (gap: Gap, now: Wall): readonly string[] => [
  gapKey('gap', gap),
  ...(plusMinutes(gap.from, -DAY_MIN) <= now ? [gapKey('gap-soon', gap)] : []),
];

/** Nobody has taken it: told a day after it was asked, at the latest on the evening before, and never sooner than in half an hour. */
const nobodyAt = (c: Cover, asked: Wall): Wall => {
  const [soonest, day, latest] = [plusMinutes(asked, 30), plusMinutes(asked, DAY_MIN), plusMinutes(c.from, -UNSURE)];
  const wanted = day < latest ? day : latest;
  return wanted > soonest ? wanted : soonest;
};

/** When it is over stands last, since it is of use until then: a shift of some days has begun long before. */
const coverKey = (what: Happening['what'], c: Pick<Cover, 'no' | 'from' | 'to'>): string => `${what}${coverMark(c)}`;
/** What the keys of all that is told about one request end with. */
export const coverMark = ({ no, from, to }: Pick<Cover, 'no' | 'from' | 'to'>): string => `/${no}/${from}/${to}`;

const ofCover = (c: Cover, asked: Wall): readonly Happening[] => {
  const make = (what: Happening['what'], at: Wall): Happening => ({ what, key: coverKey(what, c), at, until: c.to, cover: c });
  if (c.state === 'taken') return [make('cover-taken', asked)];
  return c.state === 'open' ? [make('cover-ask', asked), make('cover-nobody', nobodyAt(c, asked))] : [];
};

/** What a pod's shifts are looked at for: its people, their shifts, its gaps, and who looks for cover (each with when they asked). */
export interface Seen {
  readonly people: readonly Volunteer[];
  readonly shifts: readonly OnCallSpan[];
  readonly gaps: readonly Gap[];
  /** Those that have opened now, though somebody should be there. */
  readonly opened: readonly Gap[];
  readonly covers: readonly { readonly cover: Cover; readonly asked: Wall }[];
}

/** Whether they look for somebody else for all of it, or a part. */
const isLookedFor = ({ number, from, to }: OnCallSpan, covers: Seen['covers']): boolean =>
  covers.some(({ cover: c }) => c.state === 'open' && c.of === number && c.from < to && c.to > from);

/** Everything that is to be told about these shifts and was not told yet, the earliest first, of what is past only what is not too late. */
export const happenings = ({ people, shifts, gaps, opened, covers }: Seen, told: readonly string[], now: Wall): readonly Happening[] => {
  const byNumber = new Map(people.map(v => [v.number, v]));
  const all = [
    ...shifts.flatMap(span => {
      const v = byNumber.get(span.number);
      return v ? ofShift(v, span, told, isLookedFor(span, covers)) : [];
    }),
    ...gaps.filter(gap => gap.from > now).flatMap(gap => ofGap(gap, told, now)),
    ...opened.flatMap(gap => ofHole(gap, told, now)),
    ...covers.flatMap(({ cover, asked }) => ofCover(cover, asked)),
  ];
  const known = new Set(told);
  return all.filter(h => !known.has(h.key) && h.until > now).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.key < b.key ? -1 : 1));
};

/** Keys of what is long over are forgotten, but not that a shift has begun that still goes on. */
export const toldOfUse = (told: readonly string[], since: Wall, shifts: readonly OnCallSpan[]): readonly string[] => {
  const begun = new Set(shifts.filter(span => span.from <= since).map(span => keyOf('begins', span)));
  return told.filter(key => key.slice(key.lastIndexOf('/') + 1) > since || begun.has(key));
};
