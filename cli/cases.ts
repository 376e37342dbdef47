import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import type { Command as Act } from '../shared/decide/command-line.ts';
import { age } from '../shared/domain/age.ts';
import { type Case, dueAt, isConflict, isOpen, OUTCOMES, type Outcome } from '../shared/domain/case.ts';
import { getsTexts, goneCode } from '../shared/domain/consent.ts';
import { type CaseCode, caseCode, type Instant } from '../shared/domain/ids.ts';
import type { NumberRecord } from '../shared/domain/person.ts';
import type { Recording } from '../shared/domain/recording.ts';
import { candidates } from '../shared/domain/routing.ts';
import { unconfirmedFrom, unconfirmedSince } from '../shared/domain/unconfirmed.ts';
import type { Volunteer } from '../shared/domain/volunteer.ts';
import { worstFirst } from '../shared/domain/worst-first.ts';
import { caseKey, endedCases, endedSince, numberKey, openCases, timelineOf } from '../shared/table/keys.ts';
import { readRoster } from '../shared/table/roster.ts';
import { happened, nounOf } from '../shared/table/rows.ts';
import { readSchedule } from '../shared/table/schedule.ts';
import { numberOf, settleCommand } from '../shared/table/settle.ts';
import { type CommandDesk, command, printJson, printTable, Refused, withDesk, withSpeakingDesk } from './desk.ts';
import { fileFor, refusedSafety, soundsOf } from './listen.ts';
import { localTime } from './time.ts';

const LISTED_MAX = 10_000;

const code = (text: string): CaseCode => {
  const read = caseCode(text);
  if (!read) throw new InvalidArgumentError('A case code is 3 to 5 digits.');
  return read;
};

/** What a list tells of a case; never a phone number or anybody's words. */
const listed = (c: Case) => ({
  code: c.code,
  kind: isConflict(c) ? ('conflict' as const) : c.kind,
  needs: c.needs,
  urgency: c.urgency,
  zone: c.zone ?? null,
  language: c.language,
  status: c.status,
  volunteer: c.holder?.name ?? null,
  outcome: c.outcome ?? null,
  openedAt: c.openedAt,
  dueAt: dueAt(c) ?? null,
  /** Since when nobody of the team can be told of it, where that is so. */
  unheard: c.unheard ?? null,
});

const listCases = async (desk: CommandDesk, all: boolean): Promise<readonly Case[]> => {
  const { found } = await desk.store.read({ query: [openCases(LISTED_MAX), ...(all ? [endedCases(LISTED_MAX)] : [])] });
  return found.flat().map(row => nounOf<Case>(row));
};

/** What ended since yesterday and nobody has said whether it arrived. */
const unheardLately = async (desk: CommandDesk): Promise<readonly Case[]> => {
  const since = unconfirmedFrom(desk.now());
  const { found } = await desk.store.read({ query: [endedSince(since, LISTED_MAX)] });
  return unconfirmedSince(
    (found[0] ?? []).map(row => nounOf<Case>(row)),
    since,
  );
};

const list = command(async ({ json, open }: { json?: boolean; open?: boolean }) =>
  withDesk(async desk => {
    const now = desk.now();
    const found = await listCases(desk, !open);
    const cases = [...worstFirst(found.filter(isOpen)), ...found.filter(c => !isOpen(c))].map(listed);
    if (json) return printJson(cases);
    const rows = cases.map(c => [
      c.code,
      c.unheard ? `${c.status}, NOBODY TOLD` : c.outcome === 'unconfirmed' ? `${c.status}, unconfirmed` : c.status,
      c.needs.join(', ') || c.kind,
      c.urgency,
      c.zone ?? '',
      c.language,
      c.volunteer ?? '',
      localTime(c.openedAt, desk.community.timezone),
      age(c.openedAt, now),
      c.dueAt ? localTime(c.dueAt, desk.community.timezone) : '',
    ]);
    printTable(['code', 'status', 'needs', 'urgency', 'zone', 'language', 'volunteer', 'opened', 'age', 'due'], rows);
    const unheard = await unheardLately(desk);
    if (unheard.length > 0)
      process.stdout.write(`\nClosed unconfirmed since yesterday: ${unheard.length} (${unheard.map(c => c.code).join(', ')})\n`);
  }),
);

const find = async (desk: CommandDesk, wanted: CaseCode): Promise<Case> => {
  const number = await numberOf(desk.store, wanted);
  const row = number && (await desk.store.read({ get: [caseKey(number, wanted)] })).got[0];
  if (!row) throw new Refused(`There is no case ${wanted}.`);
  return nounOf<Case>(row);
};

/** Whether texts get to its person, where it is known that they do not. */
const textsOf = async ({ store }: CommandDesk, { number }: Case): Promise<string | null> => {
  const [row] = (await store.read({ get: [numberKey(number)] })).got;
  const record = row && nounOf<NumberRecord>(row);
  const code = goneCode(record);
  if (record?.optedOut) return 'they sent STOP';
  if (code !== undefined) return `never arrive (error ${code})`;
  return getsTexts(record) ? null : 'not known to arrive';
};

/** For each volunteer of the pod, how it stands between them and this case. */
const considered = async (desk: CommandDesk, c: Case) => {
  if (c.kind !== 'need') return [];
  const roster = (await readRoster(desk.store)).filter(v => v.pods.length > 0);
  return candidates(c, roster, desk.community, await readSchedule(desk.store, desk.community), desk.now()).map(({ volunteer, unfit }) => ({
    name: volunteer.name,
    asked: c.asked.filter(a => a.number === volunteer.number).map(({ at, state, words }) => ({ at, state, ...(words ? { words } : {}) })),
    now: standing(c, volunteer, unfit),
  }));
};

/** How it stands between a volunteer and a case: what happened to it counts before what routing would say now. */
const standing = (c: Case, { number }: Volunteer, unfit: string | undefined): string => {
  if (!isOpen(c)) return c.holder?.number === number ? 'had it' : 'it is over';
  if (c.holder?.number === number) return 'has it';
  if (c.holder) return `${c.holder.name} has it`;
  return c.asked.findLast(a => a.number === number)?.state === 'live' ? 'is asked now' : (unfit ?? 'may be asked');
};

/** "story, 35 s, 2027-01-09T14:00:00.000Z, https://..." */
const recordingOf = ({ slot, seconds, at, url, isAbsent, isDeleted }: Recording, hidden: boolean): string =>
  [slot, `${seconds} s`, at, ...(isAbsent ? ['not there'] : []), ...(isDeleted ? ['deleted'] : []), ...(url && !hidden ? [url] : [])].join(
    ', ',
  );

/** What of a case is told as a time of the neighborhood's clock; JSON keeps the instants. */
const TIMES = ['openedAt', 'dueAt', 'unheard'] as const;

const show = command(async (wanted: CaseCode, { json }: { json?: boolean }) =>
  withDesk(async desk => {
    const c = await find(desk, wanted);
    const { found } = await desk.store.read({ query: [timelineOf(wanted)] });
    const timeline = happened(found[0] ?? []);
    const safety = c.kind === 'safety';
    const details = {
      people: c.people ?? null,
      place: safety ? null : (c.place ?? null),
      notes: safety ? [] : c.notes,
      // That there are words to hear is said of any case; where they are only of those that a coordinator may read.
      recordings: (c.recordings ?? []).map(r => recordingOf(r, safety)),
      texts: await textsOf(desk, c),
      outcome: c.outcome ?? null,
      rating: c.rating ?? null,
    };
    const whole = { ...listed(c), ...details, candidates: await considered(desk, c), timeline };
    if (json) return printJson(whole);
    const time = (at: Instant): string => localTime(at, desk.community.timezone);
    const times = Object.fromEntries(TIMES.flatMap(name => (whole[name] ? [[name, time(whole[name])]] : [])));
    for (const [name, value] of Object.entries({ ...listed(c), ...details, ...times }))
      process.stdout.write(`${name}: ${Array.isArray(value) ? value.join(', ') : (value ?? '')}\n`);
    process.stdout.write('\n');
    printTable(
      ['volunteer', 'asked', 'now'],
      whole.candidates.map(k => [k.name, k.asked.map(a => `${time(a.at)} ${a.state}`).join('; '), k.now]),
    );
    process.stdout.write('\n');
    printTable(
      ['at', 'what', 'by'],
      timeline.map(t => [time(t.at), t.what, t.by]),
    );
  }),
);

/** Writes what was recorded for a case to files, one each; the name of the second has a 2, and so on. */
const listen = command(async (wanted: CaseCode, { out }: { out?: string }) =>
  withDesk(async desk => {
    const c = await find(desk, wanted);
    if (c.kind === 'safety') throw new Refused(refusedSafety(wanted));
    for (const [i, { sound, seconds }] of (await soundsOf(desk, c)).entries()) {
      const file = fileFor(out ?? `${wanted}.mp3`, i);
      await writeFile(file, sound);
      process.stdout.write(`${file}: ${seconds} s\n`);
    }
  }),
);

/** A live line sends what this makes by its next pulse; nothing more is to be done. */
const act = async (what: Act): Promise<void> =>
  withSpeakingDesk(async desk => {
    const { refused, says } = await settleCommand(desk, `cli-${randomUUID()}`, what);
    if (refused) throw new Refused(says);
    process.stdout.write(`${says}\n`);
  });

/** cases list | show | listen | assign | close | note */
export function registerCases(program: Command): void {
  const cases = program.command('cases').description('see and move the cases');
  cases
    .command('list')
    .description('every case, the open ones first')
    .option('--json', 'one JSON document')
    .option('--open', 'only those still open')
    .action(list);
  cases
    .command('show')
    .description('one case, who was asked and why, and what happened')
    .argument('<code>', 'its code', code)
    .option('--json', 'one JSON document')
    .action(show);
  cases
    .command('listen')
    .description('fetch what was recorded for it, as MP3')
    .argument('<code>', 'its code', code)
    .option('--out <file>', 'where to; CODE.mp3 otherwise')
    .action(listen);
  cases
    .command('assign')
    .description('give it to a volunteer')
    .argument('<code>', 'its code', code)
    .argument('<name...>', "the volunteer's name")
    .action(command(async (wanted: CaseCode, name: string[]) => act({ act: 'assign', code: wanted, name: name.join(' ') })));
  cases
    .command('close')
    .description('close it for everyone')
    .argument('<code>', 'its code', code)
    .addArgument(cases.createArgument('[outcome]', 'how it ended').choices(OUTCOMES).default('met'))
    .action(command(async (wanted: CaseCode, outcome: Outcome) => act({ act: 'close', code: wanted, outcome })));
  cases
    .command('note')
    .description('keep words with it')
    .argument('<code>', 'its code', code)
    .argument('<words...>', 'the words')
    .action(command(async (wanted: CaseCode, words: string[]) => act({ act: 'note', code: wanted, words: words.join(' ') })));
}
