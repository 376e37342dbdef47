import { type OnCallSpan, shiftsBetween } from '../../domain/calendar.ts';
import type { Language } from '../../domain/ids.ts';
import { standingAt } from '../../domain/on-call.ts';
import { DAY_MIN, minutesOf, wallMinutesAt, wallOf } from '../../domain/wall.ts';
import { byName } from '../draft/acts.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { dayMeant, shiftsOf } from '../shifts/own-shifts.ts';
import { onCallUntil, timesOff } from '../shifts/shift-words.ts';
import { minuteWords } from '../words/clock-words.ts';
import { dayOfWall, spanWords, untilWords } from '../words/span-words.ts';
import { switchIn } from './quiet-words.ts';

/** WHO: who is on call now, pod by pod. */
export const who = (d: Draft, me: Speaker): void => {
  const { schedule } = d;
  const minutes = wallMinutesAt(d.now, schedule.timezone);
  const pods = d.world.community.pods.map(pod => {
    const names = d
      .roster()
      .filter(v => v.pods.includes(pod.id) && standingAt(v, pod.id, schedule, minutes).onCall)
      .map(v => {
        const until = onCallUntil(d, v, pod.id, minutes);
        // Whoever was not heard from is asked later than others.
        const name = v.unresponsive ? d.line(me.language, 'who-silent', { name: v.name, code: v.unresponsive.code }) : v.name;
        return until ? d.line(me.language, 'who-until', { name, until: untilWords(d, me.language, until) }) : name;
      });
    return d.line(me.language, 'who-pod', {
      pod: pod.name,
      names: names.length > 0 ? names.join(', ') : d.line(me.language, 'who-nobody'),
    });
  });
  d.reply(d.line(me.language, 'who', { names: pods.join('; ') }));
};

/** "Ana 9am-1pm", or the name alone where it is all day. */
const nameAndHours = (d: Draft, language: Language, { name, from, to }: OnCallSpan, day: number): string => {
  const [begins, ends] = [minutesOf(from), minutesOf(to)].map(minute => Math.min(Math.max(minute - day * DAY_MIN, 0), DAY_MIN)) as [
    number,
    number,
  ];
  const isWhole = begins === 0 && ends === DAY_MIN;
  return isWhole ? name : `${name} ${minuteWords(d, language, begins)}-${minuteWords(d, language, ends)}`;
};

/** WHO SAT, WHO TOMORROW: who is on call that day, and when. Answers false where no day is named, or anything else is said. */
export const whoOn = (d: Draft, me: Speaker, rest: string): boolean => {
  const word = rest
    .replace(/^\W*(?:is |are |esta )?(?:(?:on|working|de turno)(?: call| duty)?|el)\s+/i, '')
    .replace(/^(?:tonight|esta noche)\b/i, 'today')
    .replace(/\W+$/, '');
  const day = /\s/.test(word) ? undefined : dayMeant(d, word);
  if (day === undefined) return false;
  const [from, to] = [wallOf(day * DAY_MIN), wallOf((day + 1) * DAY_MIN)];
  const spans = shiftsBetween(d.roster(), d.schedule, from, to);
  const pods = d.world.community.pods.map(({ id, name }) => {
    const theirs = spans.filter(span => span.pod === id).map(span => nameAndHours(d, me.language, span, day));
    const names = theirs.length > 0 ? [...new Set(theirs)].join(', ') : d.line(me.language, 'who-nobody');
    return d.line(me.language, 'who-pod', { pod: name, names });
  });
  d.reply(d.line(me.language, 'who-day', { day: dayOfWall(d, me.language, from), names: pods.join('; ') }));
  return true;
};

const SHIFTS_SHOWN = 5;

/** SHIFTS ANA: the next shifts of somebody else. Answers false where nobody is called so, or several are. */
export const shiftsOfAnother = (d: Draft, me: Speaker, name: string): boolean => {
  const found = name === '' || switchIn(d, name) !== undefined ? [] : byName(d, name);
  const [v] = found;
  if (!v || found.length > 1) return false;
  const always = v.shifts === 'always' && v.pods.length > 0 && v.duty !== 'off';
  const off = always ? timesOff(d, { volunteer: v, language: me.language }) : [];
  if (off.length > 0) {
    d.reply(d.line(me.language, 'shifts-of-always-but', { name: v.name, times: off.slice(0, SHIFTS_SHOWN).join('; ') }));
    return true;
  }
  const next = shiftsOf(d, v).slice(0, SHIFTS_SHOWN);
  const shifts = next.map(span => spanWords(d, me.language, span)).join('; ');
  const line = next.length > 0 ? 'shifts-of' : v.shifts === 'always' && v.pods.length > 0 ? 'shifts-of-always' : 'shifts-of-none';
  d.reply(d.line(me.language, line, { name: v.name, shifts }));
  return true;
};
