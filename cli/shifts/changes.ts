import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Pod } from '../../shared/domain/community.ts';
import { derivedId } from '../../shared/domain/ids.ts';
import type { PodPlan } from '../../shared/domain/on-call.ts';
import { type Override, stillOfUse, withOverride } from '../../shared/domain/override.ts';
import type { Volunteer } from '../../shared/domain/volunteer.ts';
import { DAY_MIN, plusMinutes, wallAt } from '../../shared/domain/wall.ts';
import { type ChangeRow, readChanges, writeChanges } from '../../shared/parse/shift-changes.ts';
import { readRoster } from '../../shared/table/roster.ts';
import { changePlan, readSchedule } from '../../shared/table/schedule.ts';
import { type CommandDesk, command, printJson, printTable, Refused, withDesk } from '../desk.ts';
import { memberOf, podOf, timeOf } from './people.ts';
import { importRotation, rotationRows } from './rotations.ts';

/** For so long one can look up what was changed for once. */
const KEPT_MIN = 60 * DAY_MIN;

const WHAT: Readonly<Record<string, Override['what']>> = { on: 'on', off: 'off', covers: 'instead' };

/** What one row or one command asks for, refused with the reason where it cannot be. Its id derives from what it says, so that a file read twice changes nothing. */
const overrideOf = (
  desk: CommandDesk,
  roster: readonly Volunteer[],
  row: ChangeRow,
): { readonly pod: Pod; readonly override: Override } => {
  const pod = podOf(desk, row.pod);
  const who = memberOf(roster, pod, row.person);
  const what = WHAT[row.what.toLowerCase()];
  if (!what) throw new Refused(`"${row.what}" must be on, off, covers or rotation.`);
  if ((what === 'instead') !== (row.for !== '')) throw new Refused('Who covers needs --for, the one they cover for; on and off take none.');
  const of = row.for === '' ? undefined : memberOf(roster, pod, row.for);
  if (of?.number === who.number) throw new Refused(`${who.name} cannot cover for themselves.`);
  const [from, to] = [timeOf(row.from), timeOf(row.to)];
  if (to <= from) throw new Refused('It must end after it begins.');
  if (to <= wallAt(desk.now(), desk.community.timezone)) throw new Refused('It is over already.');
  const id = derivedId([pod.id, who.number, what, of?.number ?? '', from, to].join('/'), 'override').slice(0, 8);
  const covered = of ? { of: of.number, ofName: of.name } : {};
  return { pod, override: { id, what, who: who.number, name: who.name, ...covered, from, to, by: 'command line' } };
};

const add = async (desk: CommandDesk, pod: Pod, override: Override): Promise<void> => {
  const since = plusMinutes(wallAt(desk.now(), desk.community.timezone), -KEPT_MIN);
  await changePlan(desk.store, pod.id, `cli-${randomUUID()}`, plan => ({
    ...plan,
    overrides: withOverride(stillOfUse(plan.overrides, since), override),
  }));
};

const says = ({ what, name, ofName, from, to }: Override): string => {
  const time = `${from.replace('T', ' ')} to ${to.replace('T', ' ')}`;
  return what === 'instead' ? `${name} covers for ${ofName}, ${time}` : `${name} is ${what}, ${time}`;
};

export const addOverride = command(async (pod: string, options: { who: string; what: string; for?: string; from: string; to: string }) =>
  withDesk(async desk => {
    const { who: person, for: covered = '', ...row } = options;
    const made = overrideOf(desk, await readRoster(desk.store), { pod, person, for: covered, during: '', ...row });
    await add(desk, made.pod, made.override);
    process.stdout.write(`${made.override.id}: ${says(made.override)}\n`);
  }),
);

export const removeOverride = command(async (podName: string, id: string) =>
  withDesk(async desk => {
    const pod = podOf(desk, podName);
    const done = await changePlan(desk.store, pod.id, `cli-${randomUUID()}`, (plan): PodPlan | { readonly refused: string } =>
      plan.overrides.some(o => o.id === id)
        ? { ...plan, overrides: plan.overrides.filter(o => o.id !== id) }
        : { refused: `The pod ${pod.id} has no change ${id}; shifts override list names them.` },
    );
    if ('refused' in done) throw new Refused(done.refused);
    process.stdout.write(`${id} is removed.\n`);
  }),
);

export const listOverrides = (plans: readonly PodPlan[], json: boolean): void => {
  const all = plans.flatMap(plan => plan.overrides.map(o => ({ pod: plan.pod, ...o })));
  if (json)
    return printJson(
      all.map(({ pod, id, what, name, ofName, from, to, by }) => ({ pod, id, what, name, for: ofName ?? null, from, to, by })),
    );
  printTable(
    ['pod', 'id', 'change', 'by'],
    all.map(o => [o.pod, o.id, says(o), o.by]),
  );
};

const WRITTEN: Readonly<Record<Override['what'], string>> = { on: 'on', off: 'off', instead: 'covers' };

/** Rotations and one-time changes that are not over, people by number, as a table that import reads. */
export const exportChanges = command(async (file?: string) =>
  withDesk(async desk => {
    const [{ plans }, roster] = [await readSchedule(desk.store, desk.community), await readRoster(desk.store)];
    const now = wallAt(desk.now(), desk.community.timezone);
    const rows = Object.values(plans).flatMap(({ pod, rotations, overrides }): readonly ChangeRow[] => [
      ...rotationRows(pod, rotations, roster),
      ...overrides
        .filter(o => o.to > now)
        .map(({ what, who, of, from, to }) => ({
          pod,
          person: who,
          what: WRITTEN[what],
          from: from.replace('T', ' '),
          to: to.replace('T', ' '),
          for: of ?? '',
          during: '',
        })),
    ]);
    const csv = writeChanges(rows);
    if (file === undefined || file === '-') process.stdout.write(csv);
    else writeFileSync(file, csv);
  }),
);

const read = (file: string): string => {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new Refused(`There is no file ${file} to read.`);
  }
};

/** Rows that cannot be read are named with their line, all others are kept, and the exit code says that there were some. */
export const importChanges = command(async (file: string) =>
  withDesk(async desk => {
    const { rows, problems } = readChanges(read(file));
    const roster = await readRoster(desk.store);
    const told = problems.map(({ line, what }) => ({ line, what }));
    let kept = 0;
    for (const { line, row } of rows) {
      try {
        if (row.what.toLowerCase() === 'rotation') await importRotation(desk, roster, row);
        else {
          const { pod, override } = overrideOf(desk, roster, row);
          await add(desk, pod, override);
        }
        kept++;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        told.push({ line, what: error.message });
      }
    }
    process.stdout.write(`${kept} kept, ${told.length} not read\n`);
    for (const { line, what } of told.sort((a, b) => a.line - b.line)) process.stderr.write(`${file}:${line}: ${what}\n`);
    if (told.length > 0) process.exitCode = 1;
  }),
);
