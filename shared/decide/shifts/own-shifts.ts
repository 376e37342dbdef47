import { type OnCallSpan, shiftsBetween } from '../../domain/calendar.ts';
import { readHours } from '../../domain/hours.ts';
import { occurrencesIn } from '../../domain/shift.ts';
import type { Volunteer } from '../../domain/volunteer.ts';
import { DAY_MIN, dayOf, minutesOf, plusMinutes, type Wall, wallAt, wallOf, weekdayOf } from '../../domain/wall.ts';
import { wholeShifts } from '../../domain/watch.ts';
import { fold } from '../../script/match.ts';
import type { Draft } from '../draft/draft.ts';

/** How far ahead somebody's own shifts are looked up. */
const AHEAD_MIN = 15 * DAY_MIN;

export const wallNow = (d: Draft): Wall => wallAt(d.now, d.world.community.timezone);

/** This person's shifts that are not over, in all their pods, the earliest first. What has no beginning and no end is none of them. */
export const shiftsOf = (d: Draft, v: Volunteer): readonly OnCallSpan[] => {
  const now = wallNow(d);
  const spans = shiftsBetween([v], d.schedule, now, plusMinutes(now, AHEAD_MIN));
  return v.pods
    .flatMap(pod => wholeShifts(spans, pod))
    .filter(span => span.to > now)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
};

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FULL = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The day of the week (0 = Sunday) that a word names in any language of the line: "Sat", "saturday", "sabado"; -1 for none. */
const weekdayNamed = (d: Draft, word: string): number => {
  const english = FULL.findIndex(day => word.length >= 3 && day.startsWith(word));
  if (english >= 0) return english;
  const named = Object.values(d.world.book.words).map(({ terms }) =>
    DAYS.findIndex(day => word.startsWith(fold(terms[`days.${day}`] ?? '-'))),
  );
  return named.find(day => day >= 0) ?? -1;
};

/** How many days from now a word like "today" or "tomorrow" means; undefined for any other. */
const daysAhead = (d: Draft, word: string): number | undefined => {
  for (const { terms } of Object.values(d.world.book.words)) {
    if (word === fold(terms['clock.today'] ?? '-')) return 0;
    if (word === fold(terms['clock.tomorrow'] ?? '-')) return 1;
  }
  return undefined;
};

/** The day that a word names, counted from 1970: "Sat" is the next one, today with it; "today", "tomorrow". Undefined for any other word. */
export const dayMeant = (d: Draft, text: string): number | undefined => {
  const word = fold(text);
  const today = dayOf(minutesOf(wallNow(d)));
  const ahead = daysAhead(d, word);
  if (ahead !== undefined) return today + ahead;
  const weekday = word === '' ? -1 : weekdayNamed(d, word);
  return weekday < 0 ? undefined : today + ((weekday - weekdayOf(today) + 7) % 7);
};

/**
 * What somebody may look for cover for: their shifts; and for who is on call at all times, the hours in which their pods should have somebody, day
 * by day.
 */
export const coverable = (d: Draft, v: Volunteer): readonly OnCallSpan[] => {
  const shifts = shiftsOf(d, v);
  if (v.shifts !== 'always') return shifts;
  const now = minutesOf(wallNow(d));
  const days = Array.from({ length: ALWAYS_DAYS }, (_, ahead) => dayOf(now) + ahead);
  const spans = d.world.community.pods
    .filter(pod => v.pods.includes(pod.id))
    .flatMap(({ id, covered }) => {
      const hours =
        covered === 'always'
          ? days.map(day => ({ from: day * DAY_MIN, to: (day + 1) * DAY_MIN }))
          : occurrencesIn(covered, now, now + ALWAYS_DAYS * DAY_MIN);
      return hours.map(
        ({ from, to }): OnCallSpan => ({
          number: v.number,
          name: v.name,
          pod: id,
          from: wallOf(from),
          to: wallOf(to),
          why: { because: 'always' },
        }),
      );
    });
  return [...shifts, ...spans].filter(span => minutesOf(span.to) > now).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
};
const ALWAYS_DAYS = 8;

const HALF_DAY = DAY_MIN / 2;
/** "9-1" on a shift from 9am to 1pm: whichever halves of the day lie within it. */
const partOf = (span: OnCallSpan, text: string): OnCallSpan | undefined => {
  const hours = readHours(text);
  if (!hours) return undefined;
  const [begins, ends] = [minutesOf(span.from), minutesOf(span.to)];
  const midnight = dayOf(begins) * DAY_MIN;
  for (const from of [hours.from, hours.from + HALF_DAY, hours.from + DAY_MIN])
    for (const to of [hours.to, hours.to + HALF_DAY, hours.to + DAY_MIN, hours.to + DAY_MIN + HALF_DAY]) {
      const part = { from: midnight + from, to: midnight + to };
      if (part.from < part.to && part.from >= begins && part.to <= ends) return { ...span, from: wallOf(part.from), to: wallOf(part.to) };
    }
  return undefined;
};

/**
 * Which of these shifts somebody means: none named is the next one; "Sat", "saturday 9-1", "tomorrow" are those of that day, or their part
 * within those hours. Undefined where the words name no day.
 */
export const shiftsMeant = (d: Draft, shifts: readonly OnCallSpan[], rest: string): readonly OnCallSpan[] | undefined => {
  const [first = '', ...more] = rest.trim().split(/\s+/);
  if (first === '') return shifts.slice(0, 1).flatMap(next => shifts.filter(one => one.from === next.from));
  const word = fold(first);
  const weekday = weekdayNamed(d, word);
  const ahead = daysAhead(d, word);
  if (weekday < 0 && ahead === undefined) return undefined;
  const today = dayOf(minutesOf(wallNow(d)));
  const onDay = shifts.filter(({ from }) => {
    const day = dayOf(minutesOf(from));
    return ahead === undefined ? weekdayOf(day) === weekday : day === today + ahead;
  });
  const [next] = onDay;
  const sameDay = onDay.filter(one => next !== undefined && one.from.slice(0, 10) === next.from.slice(0, 10));
  const hours = more.join(' ').trim();
  return hours === '' ? sameDay : sameDay.flatMap(span => partOf(span, hours) ?? []);
};
