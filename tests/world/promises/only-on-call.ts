import type { Promised, View } from './promise.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const clock = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Whether one of these shifts, as volunteers.csv writes them, covers this instant on the neighborhood's wall clock. */
export const coveredBy = (shifts: string, at: number): boolean => {
  if (shifts === 'always') return true;
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = DAYS.indexOf(parts.weekday ?? '');
  const minute = Number(parts.hour) * 60 + Number(parts.minute);
  return shifts.split('; ').some(shift => {
    const m = /^(\w{3})(?:-(\w{3}))? (\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(shift);
    if (!m) throw new Error(`no shift: ${shift}`);
    const [first, last] = [DAYS.indexOf(m[1] ?? ''), DAYS.indexOf(m[2] ?? m[1] ?? '')];
    const isOn = (one: number): boolean => (first <= last ? one >= first && one <= last : one >= first || one <= last);
    const [from, to] = [Number(m[3]) * 60 + Number(m[4]), Number(m[5]) * 60 + Number(m[6])];
    if (from < to) return isOn(day) && minute >= from && minute < to;
    return (isOn(day) && minute >= from) || (isOn((day + 6) % 7) && minute < to);
  });
};

const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/New_York',
  dateStyle: 'short',
  timeStyle: 'short',
});
/** What was agreed for this once about somebody in a pod: they do a shift for another, or another does theirs. The last word counts. */
const agreedFor = (view: View, pod: string, number: string, at: number): 'on' | 'off' | undefined => {
  const wall = wallClock.format(at).replace(' ', 'T');
  const holds = (view.mirror.plans.get(pod)?.overrides ?? []).filter(o => o.from <= wall && wall < o.to);
  const last = holds.findLast(o => o.who === number || o.of === number);
  return last && (last.who === number && last.what !== 'off' ? 'on' : 'off');
};

const MINUTE_MS = 60_000;
const DAY_MIN = 24 * 60;
/** Minutes of the wall clock, as if days had no other length than a day's. */
const wallMinutes = (wall: string): number => Date.parse(`${wall}Z`) / MINUTE_MS;
/** Whose turn it is in a rotation of the pod: hand-offs stay at their hour of the wall clock all year. */
const hasTurn = (view: View, pod: string, number: string, at: number): boolean => {
  const now = wallMinutes(wallClock.format(at).replace(' ', 'T'));
  return (view.mirror.plans.get(pod)?.rotations ?? []).some(({ people, everyDays, first }) => {
    const turns = Math.floor((now - wallMinutes(first)) / (everyDays * DAY_MIN));
    return turns >= 0 && people[turns % people.length] === number;
  });
};

/** Only who is on call by their shifts, or by what was agreed for this once, is offered a case; who ever said ON, OFF or BACKUP themselves is not looked at any more. */
export const onlyOnCall = (): Promised => {
  const ownWord = new Set<string>();
  return {
    promise: 'only who is on call is asked',
    onVolunteer: ({ number, duty, backup }) => {
      if (duty || backup) ownWord.add(number);
      return undefined;
    },
    onOutgoing: ({ before, after }, view) => {
      if (before || after.purpose !== 'offer' || ownWord.has(after.to)) return undefined;
      const volunteer = view.mirror.volunteers.get(after.to);
      const c = after.about && view.mirror.cases.get(after.about.code);
      if (!volunteer || !c) return undefined;
      const at = Date.parse(after.at);
      const agreed = agreedFor(view, c.pod ?? '', after.to, at);
      if (agreed === 'off') return `${volunteer.name} is asked at ${after.at}, and somebody else does that shift`;
      if (agreed === 'on' || hasTurn(view, c.pod ?? '', after.to, at) || coveredBy(volunteer.shiftsText, at)) return undefined;
      return `${volunteer.name} is asked at ${after.at}, outside of ${volunteer.shiftsText}`;
    },
  };
};
