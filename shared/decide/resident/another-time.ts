import { type Case, isOpen, withNote } from '../../domain/case.ts';
import type { NeededBy } from '../../domain/eta.ts';
import { unasked } from '../../domain/holder.ts';
import { dayWithHour, hourOnDay, isHourAlone } from '../../domain/moved-time.ts';
import { neededAt, sooner, urgencyBy, whenBy } from '../../domain/needed-by.ts';
import type { Need, Urgency } from '../../domain/needs.ts';
import { overAt } from '../../domain/time-over.ts';
import { firstName } from '../../domain/volunteer.ts';
import type { Known } from '../../script/script.ts';
import { movesTime } from '../../understand/moves-time.ts';
import { countedDay, saysTomorrow } from '../../understand/needed-by.ts';
import { understand } from '../../understand/understand.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { byValue, neededIn, timeFacts, timeOf } from '../words/needed-by.ts';
import { soonerAnew, whenOf, withTime } from './new-time.ts';
import { tellChanged } from './relay.ts';
import { othersAreHelped } from './shared-phone.ts';

/** "My check comes Friday" names no day for us; "can you come Friday" does. */
const COMES = /\b(?:come|comes|coming|venir|vengan?)\b/giu;

/** Another day is good as well: at what hour of it, is open. */
const LOOSE = /\b(?:works|ok|okay|fine|good|great|alright|cool|possible|too|also|tambien|bien|bueno)\b/iu;
const TONIGHT = /\b(?:tonight|tonite|2nite|esta noche)\b/iu;

/** The time that the words name: by the clock or a day, "tomorrow" and "today" among them. A day that takes the place of another keeps the hour that was told. */
const newTime = (d: Draft, c: Case, words: string): NewTime | undefined => {
  const said = words.replace(COMES, ' ');
  const { facts } = understand(said);
  const { timezone } = d.world.community;
  if (facts.by && isHourAlone(facts.by) && whenOf(d, c) !== 'today') {
    const day = dayTold(d, c);
    return day && hourOnDay(day, facts.by, d.now, timezone);
  }
  const told = neededIn(timeFacts(d, facts).by);
  const named = countedDay(said) ?? (saysTomorrow(said) ? { day: 'tomorrow' as const } : undefined);
  const day = told ?? (named && neededAt(named, d.now, timezone));
  if (day) return LOOSE.test(words) ? day : dayWithHour(day, c.by, timezone);
  if (facts.when !== 'today') return undefined;
  if (TONIGHT.test(words)) return whenOf(d, c) === 'today' && c.by === undefined ? undefined : 'tonight';
  return whenOf(d, c) === 'today' ? undefined : 'today';
};

const shownTime = (d: Draft, me: Speaker, time: NewTime): string =>
  typeof time === 'string' ? d.inline(me.language, [{ term: `clock.${time}` }]) : timeOf(d, me.language, time);

/** The day that a case is for: the one that was told, or "tomorrow" in their words. Undefined where it is any day of some. */
const dayTold = (d: Draft, c: Case): NeededBy | undefined => {
  if (c.by || c.when !== 'soon') return c.by;
  const said = c.whenAt ?? c.openedAt;
  return c.notes.some(saysTomorrow) ? neededAt({ day: 'tomorrow' }, said, d.world.community.timezone) : undefined;
};

/** By a time, or at any hour of today. */
type NewTime = NeededBy | 'today' | 'tonight';

const factsOf = (d: Draft, time: NewTime): Known =>
  typeof time === 'string' ? { when: 'today' } : { by: byValue(time) ?? [], when: whenBy(time, d.now, d.world.community.timezone) };

/** The case for another time, as urgent as that is. Where its time was over, or it is needed sooner, it is looked for again at once. */
const moved = (d: Draft, c: Case, time: NewTime, words: string): Case => {
  const wasOver = c.by !== undefined && overAt(c.by) <= d.now;
  const { next, holder, by: _by, ...rest } = withNote(c, words);
  const due = wasOver && next?.what === 'dispatch' ? { ...next, at: d.now } : next;
  const timed = withTime(d, rest, factsOf(d, time));
  return soonerAnew(d, c, {
    ...timed,
    // A day or two before its time is soon enough, unless it cannot wait at all.
    ...(typeof time === 'string' || c.urgency === 'now' ? {} : { urgency: urgencyBy(time, d.now) }),
    ...(holder ? { holder: unasked(holder) } : {}),
    ...(due && due.what !== 'check-in' ? { next: due } : {}),
  });
};

/** "The diapers can be Friday" moves no food that is asked for with them. */
const isForPart = (c: Case, needs: readonly Need[]): boolean => needs.length > 0 && needs.length < c.needs.length;
const isLater = (d: Draft, c: Case, time: NewTime): boolean =>
  typeof time !== 'string' &&
  (c.by ? time.at > c.by.at : sooner<Urgency>(whenOf(d, c), whenOf(d, { by: time })) !== whenOf(d, { by: time }));

/**
 * "Can you come tomorrow instead", "Friday works too", of the one request that is open: the new time is kept, told back, and told to whoever has it, with
 * the words. Answers false where no other time is told, or where it is not clear of what.
 */
export const tellsAnotherTime = (d: Draft, me: Speaker, words: string): boolean => {
  if (d.session(me.number) && d.session(me.number)?.script !== 'menu') return false;
  const wish = movesTime(words);
  if (wish === undefined || othersAreHelped(d, me)) return false;
  const { needs } = understand(words);
  const isOfAppointment = APPOINTMENT.test(words);
  const open = d
    .cases(me.number)
    .filter(c => c.person === me.person.id && isMovable(c) && (!isOfAppointment || c.needs.some(need => BRINGS.includes(need))));
  const [only, ...others] = open.filter(c => needs.every(need => c.needs.includes(need)));
  return only !== undefined && others.length === 0 && movesTo(d, me, only, words, wish);
};

/** An appointment on another day moves the ride to it, and no food. */
const APPOINTMENT = /\b(?:appointment|appt|dialysis|cita|di[aá]lisis|consulta)\b/iu;
const BRINGS: readonly Need[] = ['transport', 'medical', 'company', 'childcare', 'other'];

const isMovable = (c: Case): boolean => c.kind === 'need' && isOpen(c) && c.status !== 'delivered' && c.next?.what !== 'goes-out';

/** The same of the request that they name by its code. */
export const movesTimeOf = (d: Draft, me: Speaker, c: Case, words: string): boolean => {
  const wish = isMovable(c) ? movesTime(words) : undefined;
  return wish !== undefined && movesTo(d, me, c, words, wish);
};

const movesTo = (d: Draft, me: Speaker, only: Case, words: string, wish: string): boolean => {
  const time = newTime(d, only, wish);
  if (!time || (typeof time !== 'string' && time.at <= d.now)) return false;
  if (isForPart(only, understand(words).needs) && isLater(d, only, time)) return false;
  const { holder } = only;
  const c = moved(d, only, time, words);
  d.putCase(c);
  d.note(c.code, 'changed', 'resident');
  const fill = { code: c.code, time: shownTime(d, me, time), name: firstName(holder?.name ?? '') };
  if (holder) tellChanged(d, c);
  d.reply(d.line(me.language, holder ? 'time-moved-told' : 'time-moved', fill));
  return true;
};
