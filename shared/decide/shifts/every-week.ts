import type { Language } from '../../domain/ids.ts';
import { emptyPlan } from '../../domain/on-call.ts';
import { type Shift, type Shifts, shiftsText } from '../../domain/shift.ts';
import { firstName, type Volunteer } from '../../domain/volunteer.ts';
import { DAY_MIN, dayOf, minutesOf, weekdayOf } from '../../domain/wall.ts';
import { watchNow } from '../../domain/watched.ts';
import { type Hours, withEvery, withoutEvery } from '../../domain/weekly.ts';
import { type EveryWeek, everyWeek } from '../../understand/every-week.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper, Speaker } from '../draft/meet.ts';
import { dayAndTime, minuteWords, weekdayWords } from '../words/clock-words.ts';
import { readsAt } from '../words/will-read.ts';
import { NOTICE, whomTheyMean } from './for-another.ts';
import { hoursOn } from './one-time.ts';
import { wallNow } from './own-shifts.ts';

/** What ON or OFF and days of every week ask for: with hours, or for the whole of these days. */
interface Weekly {
  readonly days: readonly number[];
  readonly hours?: Hours;
}

/** The hours behind the days; undefined where words stand there that are none. */
const weeklyIn = (d: Draft, { days, behind }: EveryWeek): Weekly | undefined => {
  if (behind === '') return { days };
  const today = dayOf(minutesOf(wallNow(d)));
  const next = today + (((days[0] ?? 0) - weekdayOf(today) + 7) % 7);
  const span = hoursOn(d, next, behind, false);
  return span && { days, hours: { start: span.from - next * DAY_MIN, end: (span.to - next * DAY_MIN) % DAY_MIN || DAY_MIN } };
};

const ALL_DAY: readonly Shift[] = [{ days: [1, 2, 3, 4, 5, 6, 0], start: 0, end: DAY_MIN }];

const changedBy = (shifts: Shifts, what: 'on' | 'off', { days, hours }: Weekly): Shifts => {
  if (what === 'on') return shifts === 'always' || hours === undefined ? shifts : withEvery(shifts, days, hours);
  return withoutEvery(shifts === 'always' ? ALL_DAY : shifts, days, hours);
};

/** Writes it into the roster, and has their pods looked at: a hole may open, or close. That their next shift moved they know already. */
const write = (d: Draft, v: Volunteer, shifts: Shifts): void => {
  d.putVolunteer({ ...v, shifts, shiftsText: shiftsText(shifts) });
  for (const pod of v.pods) {
    const { watch, ...plan } = watchNow(d.schedule.plans[pod] ?? emptyPlan(pod), d.now);
    const next = Object.fromEntries(Object.entries(watch?.next ?? {}).filter(([number]) => number !== v.number));
    d.put({ kind: 'plan', value: { ...plan, ...(watch ? { watch: { ...watch, next } } : {}) } });
  }
};

/** "Sat 9am-noon", "Mon, Wed 5pm-9pm", "Sat". */
const spanWords = (d: Draft, language: Language, { days, hours }: Weekly): string => {
  const named = days.map(day => weekdayWords(d, language, day)).join(', ');
  return hours ? `${named} ${minuteWords(d, language, hours.start)}-${minuteWords(d, language, hours.end)}` : named;
};

/** Whether it changes nothing: no such shift to end, no hours to begin with, or on call at all times already. */
const whyNot = (shifts: Shifts, what: 'on' | 'off', wanted: Weekly): 'hours' | 'always' | 'none' | undefined => {
  if (what === 'on' && shifts === 'always') return 'always';
  if (what === 'on' && wanted.hours === undefined) return 'hours';
  return what === 'off' && shiftsText(changedBy(shifts, what, wanted)) === shiftsText(shifts) ? 'none' : undefined;
};

/** ON every Sat 9-12, OFF Mondays: from now on every week, for themselves. Answers false where no such days are named, or more than their hours. */
export const weeklyOwn = (d: Draft, me: Helper, what: 'on' | 'off', rest: string): boolean => {
  const told = everyWeek(rest);
  const wanted = told?.before === '' ? weeklyIn(d, told) : undefined;
  const { volunteer: v, language } = me;
  if (!wanted || v.pods.length === 0) return false;
  const not = whyNot(v.shifts, what, wanted);
  if (not === 'always') d.reply(d.line(language, 'shifts-always', { me: v.name }));
  else if (not) d.reply(d.line(language, `every-week-${not}`, { me: v.name }));
  else {
    write(d, v, changedBy(v.shifts, what, wanted));
    d.reply(d.line(language, `every-week-${what}`, { me: v.name, span: spanWords(d, language, wanted) }));
  }
  return true;
};

/** ON Ana every Sat 9-12, OFF Ana Mondays: for somebody else, from a coordinator or the lead of a pod of theirs; they are told. */
export const weeklyFor = (d: Draft, me: Speaker, what: 'on' | 'off', rest: string): boolean => {
  const told = everyWeek(rest);
  const wanted = told && told.before !== '' ? weeklyIn(d, told) : undefined;
  if (!told || !wanted) return false;
  // As it was written: accents are one letter each, folded or not.
  const meant = whomTheyMean(d, me, what, rest.trim().slice(0, told.before.length));
  if (!meant) return true;
  const { volunteer: v, pods } = meant;
  const not = whyNot(v.shifts, what, wanted);
  const fill = { name: v.name, me: me.volunteer?.name ?? '', span: spanWords(d, me.language, wanted) };
  // Weekly shifts are for all of their pods.
  if (pods.length < v.pods.length) d.reply(d.line(me.language, 'every-week-not-yours', fill));
  else if (not === 'hours') d.reply(d.line(me.language, 'every-week-hours', fill));
  else if (not) d.reply(d.line(me.language, not === 'always' ? 'shifts-of-always' : 'every-week-none-of', fill));
  else {
    write(d, v, changedBy(v.shifts, what, wanted));
    tellThem(d, me, v, what, wanted);
  }
  return true;
};

/** Tells whose shifts they are, and whoever changed them when they will read it. */
const tellThem = (d: Draft, me: Speaker, v: Volunteer, what: 'on' | 'off', wanted: Weekly): void => {
  const at = v.number === me.number ? d.now : readsAt(d, v, NOTICE);
  const how = at === d.now ? 'told' : at === 'never' ? 'untold' : 'later';
  const time = how === 'later' && at !== 'never' ? dayAndTime(d, me.language, at) : '';
  d.reply(d.line(me.language, `every-week-${what}-${how}`, { name: v.name, span: spanWords(d, me.language, wanted), time }));
  if (v.number === me.number || at === 'never') return;
  const language = d.languageOfVolunteer(v.number);
  const by = firstName(me.volunteer?.name ?? '');
  const body = d.line(language, `every-week-${what}-by`, { by, span: spanWords(d, language, wanted), me: v.name });
  d.send(v.number, body, NOTICE.purpose, NOTICE.priority);
};
