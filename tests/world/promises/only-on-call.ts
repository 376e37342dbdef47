import type { Promised } from './promise.ts';

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

/** Only who is on call by their shifts is offered a case; who ever said ON or OFF themselves is not looked at any more. */
export const onlyOnCall = (): Promised => {
  const ownWord = new Set<string>();
  return {
    promise: 'only who is on call is asked',
    onVolunteer: ({ number, duty }) => {
      if (duty) ownWord.add(number);
      return undefined;
    },
    onOutgoing: ({ before, after }, view) => {
      if (before || after.purpose !== 'offer' || ownWord.has(after.to)) return undefined;
      const volunteer = view.mirror.volunteers.get(after.to);
      if (!volunteer || coveredBy(volunteer.shiftsText, Date.parse(after.at))) return undefined;
      return `${volunteer.name} is asked at ${after.at}, outside of ${volunteer.shiftsText}`;
    },
  };
};
