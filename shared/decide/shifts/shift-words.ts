import { dutyEnds, type OnCallSpan } from '../../domain/calendar.ts';
import { cameFree } from '../../domain/free.ts';
import { later, MINUTE_MS } from '../../domain/ids.ts';
import { dutyAt, emptyPlan, hasGivenAll, standingAt } from '../../domain/on-call.ts';
import { effectOn } from '../../domain/override.ts';
import { type Volunteer, withHours } from '../../domain/volunteer.ts';
import { minutesOf, monthOf, type Wall } from '../../domain/wall.ts';
import { watchNow } from '../../domain/watched.ts';
import { fold } from '../../script/match.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { switchIn } from '../helper/quiet-words.ts';
import { podName, timeWords, untilWords } from '../words/span-words.ts';
import type { SaidUntil } from '../words/until-words.ts';
import { shiftsOf, wallNow } from './own-shifts.ts';
import { tellsCalendar } from './shift-calendar.ts';

const LISTED_MAX = 5;

/** What ON or OFF says now, in front of the shifts. */
const saidNow = (d: Draft, { volunteer: v, language }: Helper): string | undefined => {
  const duty = dutyAt(v, wallNow(d));
  if (duty === undefined) return undefined;
  const until = v.dutyUntil ? '-until' : '';
  return d.line(language, `shifts-${duty}${until}`, { until: v.dutyUntil ? untilWords(d, language, v.dutyUntil) : '' });
};

/** When somebody who is on call at all times has said that they are not, the next first. */
export const timesOff = (d: Draft, { volunteer: v, language }: Pick<Helper, 'volunteer' | 'language'>): readonly string[] => {
  const now = wallNow(d);
  const off = v.pods
    .flatMap(pod => d.schedule.plans[pod]?.overrides ?? [])
    .filter(o => o.to > now && effectOn(o, v.number) === 'off')
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return [...new Set(off.map(o => timeWords(d, language, o)))];
};

/** That they are on call at all times, and when not; what they have promised for this once lies within that. */
const listAlways = (d: Draft, me: Helper): readonly OnCallSpan[] => {
  const { duty, dutyUntil } = me.volunteer;
  if (hasGivenAll(me.volunteer, monthOf(wallNow(d)))) return shiftsOf(d, me.volunteer);
  // Then what they have promised for this once is all there is.
  if (duty === 'off' && (dutyUntil === undefined || dutyUntil > wallNow(d))) return shiftsOf(d, me.volunteer);
  const off = timesOff(d, me);
  const but = off.length > 0 ? '-but' : '';
  const times = off.slice(0, LISTED_MAX).join('; ');
  // That they are off call, or on, has just been said.
  if (but || saidNow(d, me) === undefined) d.reply(d.line(me.language, `shifts-always${but}`, { me: me.volunteer.name, times }));
  return shiftsOf(d, me.volunteer).filter(({ why }) => why.because !== 'override');
};

const listShifts = (d: Draft, me: Helper): void => {
  const { volunteer: v, language } = me;
  // What rests until next month is no shift of theirs now.
  if (hasGivenAll(v, monthOf(wallNow(d)))) tellHours(d, me, v);
  const said = saidNow(d, me);
  if (said !== undefined) d.reply(said);
  const always = v.shifts === 'always' && v.pods.length > 0;
  const shifts = always ? listAlways(d, me) : shiftsOf(d, v);
  if (shifts.length === 0 && hasGivenAll(v, monthOf(wallNow(d)))) return;
  if (shifts.length === 0) return always ? undefined : d.reply(d.line(language, 'shifts-none', { me: v.name }));
  const shown = shifts.slice(0, LISTED_MAX);
  const more = shifts.length - shown.length;
  const byPod = [...new Set(shown.map(span => span.pod))].map(pod => {
    const times = shown.filter(span => span.pod === pod).map(span => timeWords(d, language, span));
    return `${podName(d, pod)} ${times.join(', ')}`;
  });
  d.reply(d.line(language, more > 0 ? 'shifts-more' : 'shifts', { shifts: byPod.join('; '), more }));
};

/** SHIFTS, SHIFTS CALENDAR, and SHIFTS OFF or ON for the texts about them. Answers false where it is a sentence of another kind. */
export const shifts = (d: Draft, me: Helper, rest: string): boolean => {
  const wanted = switchIn(d, rest);
  if (wanted === undefined && tellsCalendar(d, me, rest)) return true;
  if (rest !== '' && wanted === undefined) return false;
  if (wanted === undefined) listShifts(d, me);
  else {
    const { shiftTexts: _before, ...v } = me.volunteer;
    d.putVolunteer(wanted === 'off' ? { ...v, shiftTexts: false } : v);
    d.reply(d.line(me.language, `shift-texts-${wanted}`, { me: v.name }));
  }
  return true;
};

/**
 * ON and OFF: until the shift ends that runs or begins next, as the answer says, or until when they say. Whoever goes ON at night is up until
 * their shift ends; for days nobody is. Where no end is in sight they are on call anyway, and ON only takes an OFF back: kept, it would win over the days off
 * that they tell us later.
 */
export const setDuty = (d: Draft, me: Helper, duty: 'on' | 'off', said?: SaidUntil): void => {
  const { duty: _duty, dutyFrom: _from, dutyUntil: _until, dutyBut: _but, ...v } = me.volunteer;
  const now = wallNow(d);
  const ends = said?.to ?? dutyEnds(v, d.schedule, duty, now);
  const up = duty === 'on' && ends && !said ? { awakeUntil: later(d.now, (minutesOf(ends) - minutesOf(now)) * MINUTE_MS) } : {};
  const kept = duty === 'off' || ends ? { duty, dutyFrom: now, ...(ends ? { dutyUntil: ends } : {}) } : {};
  const changed = { ...v, ...kept, ...up };
  d.putVolunteer(duty === 'on' ? cameFree(changed, d.now) : changed);
  // What nobody sees to now is told at once.
  if (duty === 'off') for (const pod of v.pods) d.put({ kind: 'plan', value: watchNow(d.schedule.plans[pod] ?? emptyPlan(pod), d.now) });
  const codes = v.held.map(r => r.code).join(', ');
  const held = duty === 'off' && v.held.length > 0 ? '-held' : '';
  const until = ends ? '-until' : '';
  const line = `${duty}-duty${until}${held}`;
  d.reply(d.line(me.language, line, { me: v.name, codes, until: said?.words ?? (ends ? untilWords(d, me.language, ends) : '') }));
  // They may go beyond what they wished to give; that they do is theirs to know.
  if (duty === 'on' && hasGivenAll(v, monthOf(now)))
    d.reply(d.line(me.language, 'on-beyond-hours', { sum: v.hoursIn?.hours ?? 0, wish: v.hoursWish ?? 0 }));
};

/** Until when somebody is on call for a pod, where that has an end: for WHO. */
export const onCallUntil = (d: Draft, v: Volunteer, pod: string, minutes: number): Wall | undefined => {
  const { why } = standingAt(v, pod, d.schedule, minutes);
  return 'until' in why ? why.until : undefined;
};

const HOURS = /^\W*(\d{1,3}(?:[.,]\d{1,2})?)(?!\d)\s*(?:h|hrs?|hours?|horas?)?\b\W*(.*)$/i;
/** "How many hours have I done this month?" */
const SO_FAR =
  /^\W*(?:(?:have i|did i|i have|i'?ve|llevo|tengo|hice|he)\W+)*(?:(?:done|given|worked|do|give|work|hecho|dado|trabajado)\W+)?(?:so far|this month|in all|en total|este mes|hasta ahora)?\W*$/i;
const WHAT_MAX = 80;
const WORKED_MAX = 20;
const HOURS_MAX = 24;

const aMonth = (d: Draft, words: string): boolean =>
  Object.values(d.world.book.words).some(({ terms }) => ` ${fold(words)} `.includes(` ${fold(terms['clock.month'] ?? '-')} `));

const tellHours = (d: Draft, me: Helper, v: Volunteer): void => {
  const month = monthOf(wallNow(d));
  const sum = v.hoursIn?.month === month ? v.hoursIn.hours : 0;
  const fill = { me: v.name, sum, hours: v.hours, wish: v.hoursWish ?? 0 };
  const line = v.hoursWish === undefined ? 'hours-told' : hasGivenAll(v, month) ? 'hours-given' : 'hours-told-wish';
  d.reply(d.line(me.language, line, fill));
};

/**
 * HOURS tells them; HOURS 2 sorting writes them down; HOURS 8 A MONTH is the most they wish to give; HOURS OFF takes that back. Answers
 * false where it is a sentence of another kind.
 */
export const hours = (d: Draft, me: Helper, rest: string): boolean => {
  const { volunteer: v } = me;
  if (rest === '' || SO_FAR.test(rest)) {
    tellHours(d, me, v);
    return true;
  }
  if (switchIn(d, rest) === 'off') {
    const { hoursWish: _no, ...free } = v;
    d.putVolunteer(free);
    tellHours(d, me, free);
    return true;
  }
  const [, number, words = ''] = HOURS.exec(rest) ?? [];
  if (number === undefined) return false;
  const given = Number(number.replace(',', '.'));
  if (aMonth(d, words)) {
    const changed = { ...v, hoursWish: given };
    d.putVolunteer(changed);
    tellHours(d, me, changed);
  } else if (given <= 0 || given > HOURS_MAX) d.reply(d.line(me.language, 'hours-word'));
  else noteHours(d, me, given, words.slice(0, WHAT_MAX));
  return true;
};

const noteHours = (d: Draft, me: Helper, given: number, what: string): void => {
  const month = monthOf(wallNow(d));
  const counted = withHours(me.volunteer, given, month);
  d.putVolunteer({ ...counted, worked: [...(counted.worked ?? []), { at: d.now, hours: given, what }].slice(-WORKED_MAX) });
  if (hasGivenAll(counted, month)) return tellHours(d, me, counted);
  d.reply(d.line(me.language, 'hours-noted', { me: counted.name, hours: given, sum: counted.hoursIn?.hours ?? given }));
};
