import { randomUUID } from 'node:crypto';
import type { Pod } from '../../shared/domain/community.ts';
import type { Schedule } from '../../shared/domain/on-call.ts';
import type { Rotation } from '../../shared/domain/rotation.ts';
import { dayNamed, parseShifts, type Shifts, shiftsText, weekdayName } from '../../shared/domain/shift.ts';
import type { Volunteer } from '../../shared/domain/volunteer.ts';
import { DAY_MIN, dateOf, dayOf, minutesOf, type Wall, wallOf, weekdayOf } from '../../shared/domain/wall.ts';
import type { ChangeRow } from '../../shared/parse/shift-changes.ts';
import { readRoster } from '../../shared/table/roster.ts';
import { changePlan, readSchedule } from '../../shared/table/schedule.ts';
import { type CommandDesk, command, printJson, printTable, Refused, withDesk } from '../desk.ts';
import { memberOf, podOf, timeOf } from './people.ts';

interface Written {
  readonly people: string;
  readonly every: string;
  readonly handoff: string;
  readonly start: string;
  readonly during?: string;
  readonly name: string;
}

const EVERY = /^(?:(\d{1,3})\s*)?(day|week)s?$/;
/** "day", "week", "3 days", "2 weeks", in days. */
const daysOf = (text: string): number => {
  const m = EVERY.exec(text.trim().toLowerCase());
  const days = m ? Number(m[1] ?? 1) * (m[2] === 'week' ? 7 : 1) : 0;
  if (days >= 1 && days <= 366) return days;
  throw new Refused(`"${text}" must be day, week, or a number of them, as in "2 weeks".`);
};

const HANDOFF = /^(?:([a-z]+)\s+)?(\d{1,2}):(\d{2})$/;
/** The first hand-off: the time on the first such day of the week at or after the start; on the start itself where no day is named. */
const firstOf = (handoff: string, start: Wall): Wall => {
  const m = HANDOFF.exec(handoff.trim().toLowerCase());
  const [hour, minute] = [Number(m?.[2]), Number(m?.[3])];
  const weekday = m?.[1] === undefined ? undefined : dayNamed(m[1]);
  if (!m || weekday === -1 || hour > 23 || minute > 59)
    throw new Refused(`"${handoff}" must be a time, or a day and a time, as in "Mon 09:00".`);
  let day = dayOf(minutesOf(start));
  while (weekday !== undefined && weekdayOf(day) !== weekday) day++;
  return wallOf(day * DAY_MIN + hour * 60 + minute);
};

/** "17:00-21:00" alone is every day. */
const duringOf = (text = ''): Shifts => {
  const said = text.trim();
  const read = parseShifts(said === '' ? 'always' : /^\d/.test(said) ? `Mon-Sun ${said}` : said);
  if ('unreadable' in read) throw new Refused(`"${read.unreadable}" is not a time of the week. Write it like Mon-Fri 17:00-21:00.`);
  return read.shifts;
};

const peopleOf = (roster: readonly Volunteer[], pod: Pod, text: string): readonly Volunteer[] => {
  const names = text.split(/[,;]/).map(name => name.trim());
  const people = names.filter(name => name !== '').map(name => memberOf(roster, pod, name));
  if (people.length === 0) throw new Refused('A rotation needs people, as in "Ana; Bo".');
  return people;
};

/** Keeps a rotation with its pod, in place of the one that had its name. */
const keep = async (desk: CommandDesk, pod: Pod, made: Rotation): Promise<void> => {
  await changePlan(desk.store, pod.id, `cli-${randomUUID()}`, plan => ({
    ...plan,
    rotations: [...plan.rotations.filter(r => r.name !== made.name), made],
  }));
};

/** A row of a table: the people in their order, the first hand-off, how often it passes on, and what it is called. */
export const importRotation = async (desk: CommandDesk, roster: readonly Volunteer[], row: ChangeRow): Promise<void> => {
  const pod = podOf(desk, row.pod);
  const people = peopleOf(roster, pod, row.person).map(v => v.number);
  await keep(desk, pod, {
    name: row.for || 'main',
    people,
    everyDays: daysOf(row.to),
    first: timeOf(row.from),
    during: duringOf(row.during),
  });
};

/** Each rotation of a plan as the row that makes it; people who are on the roster no more are left out. */
export const rotationRows = (pod: string, rotations: readonly Rotation[], roster: readonly Volunteer[]): readonly ChangeRow[] =>
  rotations.map(({ name, people, everyDays, first, during }) => ({
    pod,
    person: people.filter(number => roster.some(v => v.number === number)).join('; '),
    what: 'rotation',
    from: first.replace('T', ' '),
    to: everyDays % 7 === 0 ? `${everyDays / 7} weeks` : `${everyDays} days`,
    for: name,
    during: shiftsText(during),
  }));

export const setRotation = command(async (podName: string, written: Written) =>
  withDesk(async desk => {
    const pod = podOf(desk, podName);
    const people = peopleOf(await readRoster(desk.store), pod, written.people);
    const everyDays = daysOf(written.every);
    const first = firstOf(written.handoff, timeOf(written.start));
    if (everyDays % 7 !== 0 && /^[a-z]/i.test(written.handoff.trim()))
      throw new Refused('A day of the week holds only where it passes on by weeks; write --handoff 09:00.');
    const made: Rotation = { name: written.name, people: people.map(v => v.number), everyDays, first, during: duringOf(written.during) };
    await keep(desk, pod, made);
    process.stdout.write(`${pod.id}, ${made.name}: ${people.map(v => v.name).join(', ')}; ${people[0]?.name} begins ${sayFirst(made)}.\n`);
  }),
);

const sayFirst = ({ first }: Rotation): string => {
  const day = dayOf(minutesOf(first));
  return `${weekdayName(weekdayOf(day))} ${dateOf(day)} ${first.slice(11)}`;
};

export const removeRotation = command(async (podName: string, { name }: { name: string }) =>
  withDesk(async desk => {
    const pod = podOf(desk, podName);
    const done = await changePlan(desk.store, pod.id, `cli-${randomUUID()}`, plan =>
      plan.rotations.some(r => r.name === name)
        ? { ...plan, rotations: plan.rotations.filter(r => r.name !== name) }
        : { refused: `The pod ${pod.id} has no rotation ${name}.` },
    );
    if ('refused' in done) throw new Refused(done.refused);
    process.stdout.write(`The rotation ${name} of ${pod.id} is removed.\n`);
  }),
);

const listed = ({ plans }: Schedule, roster: readonly Volunteer[]) =>
  Object.values(plans).flatMap(plan =>
    plan.rotations.map(({ name, people, everyDays, first, during }) => ({
      pod: plan.pod,
      name,
      people: people.map(number => roster.find(v => v.number === number)?.name ?? 'nobody of the roster'),
      everyDays,
      first,
      during: shiftsText(during),
    })),
  );

export const listRotations = command(async ({ json }: { json?: boolean }) =>
  withDesk(async desk => {
    const rotations = listed(await readSchedule(desk.store, desk.community), await readRoster(desk.store));
    if (json) return printJson(rotations);
    printTable(
      ['pod', 'rotation', 'people', 'days', 'first hand-off', 'hours'],
      rotations.map(r => [r.pod, r.name, r.people.join(', '), String(r.everyDays), r.first.replace('T', ' '), r.during]),
    );
  }),
);
