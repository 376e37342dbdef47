import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { whoHears } from '../local/who-hears.ts';
import { dutyAt, isOnCall } from '../shared/domain/on-call.ts';
import { wallAt } from '../shared/domain/wall.ts';
import { readPhone, readVolunteers, writeVolunteers } from '../shared/parse/volunteers.ts';
import { readRoster, removeVolunteer, saveVolunteers } from '../shared/table/roster.ts';
import { readSchedule } from '../shared/table/schedule.ts';
import { command, printJson, printTable, Refused, withDesk } from './desk.ts';

const read = (file: string): string => {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new Refused(`There is no file ${file} to read.`);
  }
};

/** Rows that cannot be read are named, all others are imported, and the exit code says that there were some. */
const importFile = command(async (file: string) =>
  withDesk(async desk => {
    const { volunteers, problems } = readVolunteers(read(file), desk.community);
    const { added, updated } = await saveVolunteers(desk.store, volunteers);
    process.stdout.write(`${added} added, ${updated} updated, ${problems.length} not read\n`);
    for (const sentence of whoHears(desk.community, await readRoster(desk.store))) process.stderr.write(`${sentence}\n`);
    for (const { line, what } of problems) process.stderr.write(`${file}:${line}: ${what}\n`);
    if (problems.length > 0) process.exitCode = 1;
  }),
);

const exportFile = command(async (file?: string) =>
  withDesk(async desk => {
    const csv = writeVolunteers((await readRoster(desk.store)).filter(v => v.pods.length > 0));
    if (file) writeFileSync(file, csv);
    else process.stdout.write(csv);
  }),
);

const list = command(async ({ json }: { json?: boolean }) =>
  withDesk(async desk => {
    const schedule = await readSchedule(desk.store, desk.community);
    const volunteers = (await readRoster(desk.store)).map(v => ({
      name: v.name,
      languages: v.languages,
      pods: v.pods,
      zones: v.zones,
      skills: v.skills,
      shifts: v.shiftsText,
      duty: dutyAt(v, wallAt(desk.now(), desk.community.timezone)) ?? null,
      onCall: isOnCall(v, schedule, desk.now()),
      vetted: v.vetted,
      voice: v.voice,
      stopped: v.stopped ?? false,
      /** The carrier's code by which no text arrives at their number; they are asked by call or not at all until they text or call. */
      textless: v.textless?.code ?? null,
      /** They let a case go without a word, and are asked later than others until they text: since when, and which. */
      unresponsive: v.unresponsive ?? null,
      cases: v.held.map(r => r.code),
      offers: v.live.map(r => r.code),
      hours: v.hours,
    }));
    if (json) return printJson(volunteers);
    const rows = volunteers.map(v => [
      v.name,
      [
        ...(v.onCall ? ['on call'] : []),
        ...(v.unresponsive ? [`asked less: no word about ${v.unresponsive.code}`] : []),
        ...(v.stopped ? ['STOPPED'] : []),
        ...(v.textless ? [`NO TEXTS (${v.textless})`] : []),
      ].join(', '),
      v.pods.join(', '),
      v.zones.join(', '),
      v.languages.join(', '),
      v.shifts,
      v.cases.join(', '),
      String(v.hours),
    ]);
    printTable(['name', 'now', 'pods', 'zones', 'languages', 'shifts', 'cases', 'hours'], rows);
  }),
);

const remove = command(async (phone: string) =>
  withDesk(async desk => {
    const number = readPhone(phone);
    if (!number) throw new Refused(`"${phone}" is not a phone number; write it like +15550100201.`);
    const removed = await removeVolunteer(desk.store, number);
    if (!('refused' in removed)) process.stdout.write(`${removed.name} is off the roster.\n`);
    else if (removed.refused === 'unknown') throw new Refused('Nobody with this number is on the roster.');
    else throw new Refused('They have cases, or an offer waits for their word. Assign or close those first (volunteers list shows them).');
  }),
);

/** volunteers import | export | list | remove */
export function registerVolunteers(program: Command): void {
  const volunteers = program.command('volunteers').description('the roster, from and to a spreadsheet');
  volunteers
    .command('import')
    .description('read volunteers.csv; rows that cannot be read are named')
    .argument('<file>', 'the file, or - for standard input')
    .action(importFile);
  volunteers
    .command('export')
    .description('write volunteers.csv')
    .argument('[file]', 'the file; standard output when there is none')
    .action(exportFile);
  volunteers
    .command('remove')
    .description('take someone off the roster; refused while they have cases')
    .argument('<phone>', 'their number')
    .action(remove);
  volunteers.command('list').description('everybody on the roster').option('--json', 'one JSON document').action(list);
}
