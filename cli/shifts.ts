import { randomBytes, randomUUID } from 'node:crypto';
import { type Command, InvalidArgumentError } from 'commander';
import { gapsBetween, shiftsBetween } from '../shared/domain/calendar.ts';
import type { Pod } from '../shared/domain/community.ts';
import { feedAddress, feedSecretOf } from '../shared/domain/feed.ts';
import { explain, onCallAt, type Schedule } from '../shared/domain/on-call.ts';
import { parseShifts, shiftsText } from '../shared/domain/shift.ts';
import type { Volunteer } from '../shared/domain/volunteer.ts';
import { DAY_MIN, plusMinutes, type Wall, wallAt } from '../shared/domain/wall.ts';
import { instantOf } from '../shared/domain/zone.ts';
import { changeVolunteer, readRoster } from '../shared/table/roster.ts';
import { readSchedule } from '../shared/table/schedule.ts';
import { type CommandDesk, command, printJson, printTable, Refused, withDesk } from './desk.ts';
import { addOverride, exportChanges, importChanges, listOverrides, removeOverride } from './shifts/changes.ts';
import { memberOf, personOf, podOf, timeOf } from './shifts/people.ts';
import { listRotations, removeRotation, setRotation } from './shifts/rotations.ts';

interface Asked {
  readonly pod?: string;
  readonly from?: string;
  readonly at?: string;
  readonly days: number;
  readonly json?: boolean;
}

const days = (text: string): number => {
  const count = Number(text);
  if (!/^\d{1,3}$/.test(text) || count < 1 || count > 366) throw new InvalidArgumentError('A number of days, from 1 to 366.');
  return count;
};

interface Known {
  readonly desk: CommandDesk;
  readonly schedule: Schedule;
  readonly roster: readonly Volunteer[];
  readonly now: Wall;
  readonly pods: readonly Pod[];
}
const know = (pod: string | undefined, act: (known: Known) => void): Promise<void> =>
  withDesk(async desk => {
    const pods = pod === undefined ? desk.community.pods : [podOf(desk, pod)];
    const schedule = await readSchedule(desk.store, desk.community);
    act({ desk, schedule, roster: await readRoster(desk.store), now: wallAt(desk.now(), desk.community.timezone), pods });
  });

const time = (wall: Wall): string => wall.replace('T', ' ');

const list = command(async ({ pod, from, days: ahead, json }: Asked) =>
  know(pod, ({ schedule, roster, now, pods }) => {
    const begins = from === undefined ? now : timeOf(from);
    const ids = pods.map(p => p.id);
    const spans = shiftsBetween(roster, schedule, begins, plusMinutes(begins, ahead * DAY_MIN)).filter(span => ids.includes(span.pod));
    const shifts = spans.map(({ why, number: _number, ...span }) => ({ ...span, why: explain({ onCall: true, why }, span.from) }));
    const at = (wall: Wall): string => instantOf(wall, schedule.timezone);
    if (json)
      return printJson(shifts.map(({ from: start, to, ...rest }) => ({ ...rest, from: start, to, begins: at(start), ends: at(to) })));
    printTable(
      ['pod', 'from', 'to', 'who', 'why'],
      shifts.map(s => [s.pod, time(s.from), time(s.to), s.name, s.why]),
    );
  }),
);

const who = command(async ({ pod, at, json }: Asked) =>
  know(pod, ({ schedule, roster, now, pods }) => {
    const then = at === undefined ? now : timeOf(at);
    const all = pods.flatMap(p =>
      onCallAt(roster, schedule, p.id, instantOf(then, schedule.timezone)).map(one => ({
        pod: p.id,
        name: one.person.name,
        onCall: one.onCall,
        why: explain(one, then),
      })),
    );
    if (json) return printJson(all);
    printTable(
      ['pod', 'who', at === undefined ? 'now' : 'then', 'why'],
      all.map(one => [one.pod, one.name, one.onCall ? 'on call' : '', one.why]),
    );
  }),
);

const gaps = command(async ({ pod, from, days: ahead, json }: Asked) =>
  know(pod, ({ schedule, roster, now, pods }) => {
    const begins = from === undefined ? now : timeOf(from);
    const ends = plusMinutes(begins, ahead * DAY_MIN);
    const found = pods.flatMap(p => gapsBetween(roster, schedule, p.id, p.covered, begins, ends));
    if (json) return printJson(found);
    if (found.length === 0) process.stdout.write('Somebody is on call whenever somebody should be.\n');
    else
      printTable(
        ['pod', 'nobody from', 'to'],
        found.map(gap => [gap.pod, time(gap.from), time(gap.to)]),
      );
  }),
);

const HOURS_MAX = 744;
/** The hours a month that somebody wishes to give; "none" takes the wish back. */
const hours = command(async (podName: string, person: string, wish: string) =>
  withDesk(async desk => {
    const wished = wish === 'none' ? undefined : Number(wish);
    if (wished !== undefined && !(/^\d{1,3}$/.test(wish) && wished <= HOURS_MAX))
      throw new Refused(`"${wish}" must be a number of hours, or none.`);
    const { number, name } = memberOf(await readRoster(desk.store), podOf(desk, podName), person);
    await changeVolunteer(desk.store, number, `cli-${randomUUID()}`, ({ hoursWish: _before, ...v }) =>
      wished === undefined ? v : { ...v, hoursWish: wished },
    );
    process.stdout.write(wished === undefined ? `${name} gives as many hours as come.\n` : `${name} gives ${wished} hours a month.\n`);
  }),
);

/** The shifts that somebody has every week, in place of those they had. */
const weekly = command(async (person: string, rules: string) =>
  withDesk(async desk => {
    const { number, name } = personOf(await readRoster(desk.store), person);
    const read = parseShifts(rules === 'none' ? '' : rules);
    if ('unreadable' in read)
      throw new Refused(`"${read.unreadable}" is not a shift. Write it like "Mon-Fri 17:00-21:00; Sat 09:00-13:00".`);
    const text = shiftsText(read.shifts);
    await changeVolunteer(desk.store, number, `cli-${randomUUID()}`, v => ({ ...v, shifts: read.shifts, shiftsText: text }));
    process.stdout.write(text === '' ? `${name} has no shift every week.\n` : `${name}: ${text}\n`);
  }),
);

/** The address at which a calendar program finds somebody's shifts; made at the first asking, and anew with --new. */
const calendar = command(async (person: string, { new: anew }: { readonly new?: boolean }) =>
  withDesk(async desk => {
    const { number } = personOf(await readRoster(desk.store), person);
    const secret = feedSecretOf(randomBytes(16));
    const now = await changeVolunteer(desk.store, number, `cli-${randomUUID()}`, v => (v.feed && !anew ? v : { ...v, feed: secret }));
    if (!now?.feed) throw new Refused(`${person} is no longer on the roster.`);
    process.stdout.write(`${feedAddress(desk.config, now.feed)}\n`);
  }),
);

const changes = command(async ({ pod, json }: Asked) =>
  know(pod, ({ schedule, pods }) =>
    listOverrides(
      pods.flatMap(p => schedule.plans[p.id] ?? []),
      json ?? false,
    ),
  ),
);

const registerRotation = (shifts: Command): void => {
  const rotation = shifts.command('rotation').description('the order in which being on call passes round a pod');
  rotation
    .command('set')
    .description('make one, or change the one of that name')
    .argument('<pod>', 'its id')
    .requiredOption('--people <names>', 'in order, as in "Ana, Bo, Cy"')
    .requiredOption('--every <span>', 'day, week, "3 days", "2 weeks"')
    .requiredOption('--handoff <time>', '"Mon 09:00", or 09:00 where it passes on by days')
    .requiredOption('--start <date>', 'the first hand-off is on this day or the next such one')
    .option('--during <hours>', 'only in these hours, as in "Mon-Fri 17:00-21:00"')
    .option('--name <name>', 'where a pod has several', 'main')
    .action(setRotation);
  rotation.command('list').description('every rotation').option('--json', 'one JSON document').action(listRotations);
  rotation
    .command('remove')
    .description('end one')
    .argument('<pod>', 'its id')
    .option('--name <name>', 'which', 'main')
    .action(removeRotation);
};

const registerOverride = (shifts: Command): void => {
  const override = shifts.command('override').description('who is on or off this once, or covers for somebody');
  override
    .command('add')
    .description('change who is on call, once')
    .argument('<pod>', 'its id')
    .requiredOption('--who <name>', 'whom it is about')
    .requiredOption('--what <what>', 'on, off or covers')
    .option('--for <name>', 'whom they cover for')
    .requiredOption('--from <time>', "2027-01-09 17:00, on the neighborhood's clock")
    .requiredOption('--to <time>', 'when it ends')
    .action(addOverride);
  override
    .command('list')
    .description('those that hold, and those of late')
    .option('--pod <pod>', 'of one pod')
    .option('--json', 'one JSON document')
    .action(changes);
  override
    .command('remove')
    .description('take one back')
    .argument('<pod>', 'its id')
    .argument('<id>', 'the id that it was given')
    .action(removeOverride);
};

/** shifts list | who | gaps | weekly | rotation | override | hours | calendar | import | export */
export function registerShifts(program: Command): void {
  const shifts = program.command('shifts').description('who is on call, when and why');
  const asks = (name: string, about: string): Command =>
    shifts.command(name).description(about).option('--pod <pod>', 'of one pod').option('--json', 'one JSON document');
  const from = "from then on, not from now: 2027-01-09, on the neighborhood's clock";
  asks('list', 'the shifts of the next days').option('--from <time>', from).option('--days <n>', 'so many days', days, 7).action(list);
  asks('who', 'who is on call now, who is not, and why')
    .option('--at <time>', "then, not now: 2027-01-09 17:00, on the neighborhood's clock")
    .action(who);
  asks('gaps', 'when nobody is on call and somebody should be')
    .option('--from <time>', from)
    .option('--days <n>', 'so many days', days, 14)
    .action(gaps);
  registerRotation(shifts);
  registerOverride(shifts);
  shifts
    .command('weekly')
    .description('the shifts that somebody has every week, in place of those before')
    .argument('<person>', 'a name, or a number')
    .argument('<shifts>', 'as in "Mon-Fri 17:00-21:00; Sat 09:00-13:00", always, or none')
    .action(weekly);
  shifts
    .command('hours')
    .description('the most hours a month that somebody wishes to give')
    .argument('<pod>', 'a pod of theirs')
    .argument('<name>', 'who')
    .argument('<hours>', 'a number, or none')
    .action(hours);
  shifts
    .command('calendar')
    .description("the secret address of somebody's shifts, for their calendar program")
    .argument('<person>', 'a name, or a number')
    .option('--new', 'another address; the one before ends')
    .action(calendar);
  shifts
    .command('import')
    .description('read one-time changes and rotations from a table: pod,person,what,from,to,for,during')
    .argument('<file>', 'the file, or - for standard input')
    .action(importChanges);
  shifts
    .command('export')
    .description('write rotations and one-time changes as a table that import reads')
    .argument('[file]', 'the file, or - for standard output')
    .action(exportChanges);
}
