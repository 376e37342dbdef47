import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Community } from '../domain/community.ts';
import { language, type PhoneNumber, phoneNumber } from '../domain/ids.ts';
import { parseShifts } from '../domain/shift.ts';
import type { Volunteer } from '../domain/volunteer.ts';

/** The columns of volunteers.csv, in the order in which the export writes them. */
export const COLUMNS = ['name', 'phone', 'languages', 'pods', 'zones', 'skills', 'shifts', 'vetted', 'voice'] as const;

export interface RowProblem {
  /** As an editor counts, the header being line 1. */
  readonly line: number;
  readonly what: string;
}
export interface VolunteersFile {
  readonly volunteers: readonly Volunteer[];
  readonly problems: readonly RowProblem[];
}

class Unreadable extends Error {}
const refuse = (what: string): never => {
  throw new Unreadable(what);
};

const listOf = (text: string): readonly string[] =>
  text
    .split(';')
    .map(part => part.trim())
    .filter(part => part !== '');

const known = (what: string, words: readonly string[], allowed: readonly string[]): readonly string[] => {
  const odd = words.find(word => !allowed.includes(word));
  return odd === undefined ? words : refuse(`there is no ${what} "${odd}"; it can be ${allowed.join(', ')}`);
};

const yesNo = (column: string, text: string): boolean => {
  const word = text.trim().toLowerCase();
  if (word === 'yes' || word === 'no' || word === '') return word === 'yes';
  return refuse(`${column} is "${text.trim()}"; it must be yes or no`);
};

/** A phone number as people write it, in E.164; numbers without a country are the United States'. */
export const readPhone = (text: string): PhoneNumber | undefined => {
  const parsed = parsePhoneNumberFromString(text.trim(), 'US');
  return parsed?.isPossible() ? phoneNumber(parsed.number) : undefined;
};

const readShifts = (text: string): Pick<Volunteer, 'shifts' | 'shiftsText'> => {
  const read = parseShifts(text);
  if ('unreadable' in read) return refuse(`the shift "${read.unreadable}" cannot be read; write it like Mon-Fri 17:00-21:00, or always`);
  return { shifts: read.shifts, shiftsText: text.trim() };
};

const readRow = (row: Readonly<Record<string, string>>, community: Community): Volunteer => {
  const cell = (column: (typeof COLUMNS)[number]): string => (row[column] ?? '').trim();
  const number = readPhone(cell('phone')) ?? refuse(`phone "${cell('phone')}" is not a phone number; write it like +15550100201`);
  if (number === community.number) refuse("phone is the line's own number");
  const languages = listOf(cell('languages').toLowerCase()).map(language);
  const odd = languages.find(tag => !/^[a-z]{2,3}(-[a-z0-9]+)?$/.test(tag));
  if (odd !== undefined) refuse(`language "${odd}" is not a language tag; write en, es, ht ...`);
  const pods = known(
    'pod',
    listOf(cell('pods')),
    community.pods.map(p => p.id),
  );
  const zones = known(
    'zone',
    listOf(cell('zones')),
    community.zones.map(z => z.id),
  );
  return {
    number,
    name: cell('name') || refuse('name is empty'),
    languages: languages.length > 0 ? languages : [community.languages[0]],
    pods: pods.length > 0 ? pods : refuse('pods is empty'),
    zones,
    skills: listOf(cell('skills')),
    ...readShifts(cell('shifts')),
    vetted: yesNo('vetted', cell('vetted')),
    voice: yesNo('voice', cell('voice')),
    live: [],
    lapsed: [],
    held: [],
    hours: 0,
  };
};

interface Record_ {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/** Reads volunteers.csv. A row that cannot be read is named with its line and the reason; all others are read. */
export const readVolunteers = (csv: string, community: Community): VolunteersFile => {
  const problems: RowProblem[] = [];
  let records: readonly Record_[];
  try {
    records = parse(csv, {
      bom: true,
      columns: header => header.map((name: string) => name.trim().toLowerCase()),
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as readonly Record_[];
  } catch (error) {
    return {
      volunteers: [],
      problems: [{ line: Number((error as { lines?: number }).lines ?? 1), what: 'the file is not CSV from here on' }],
    };
  }
  const [first] = records;
  const missing = first ? COLUMNS.filter(column => !(column in first.record)) : [];
  if (missing.length > 0)
    return { volunteers: [], problems: [{ line: 1, what: `the first line must name the columns; missing: ${missing.join(', ')}` }] };
  const volunteers = new Map<PhoneNumber, Volunteer>();
  for (const { record, info } of records) {
    try {
      const volunteer = readRow(record, community);
      if (volunteers.has(volunteer.number)) refuse(`phone ${record.phone?.trim()} is in the file twice`);
      volunteers.set(volunteer.number, volunteer);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      problems.push({ line: info.lines, what: error.message });
    }
  }
  return { volunteers: [...volunteers.values()], problems };
};

/** A cell that a spreadsheet would run as a formula is written as text (OWASP, "CSV injection"). */
const safeCell = (text: string): string => (/^[=@\t\r]|^[+-](?!\d)/.test(text) ? `'${text}` : text);

/** volunteers.csv of these volunteers; read again it gives the same ones. */
export const writeVolunteers = (volunteers: readonly Volunteer[]): string =>
  stringify(
    volunteers.map(v =>
      [
        v.name,
        v.number,
        v.languages.join(';'),
        v.pods.join(';'),
        v.zones.join(';'),
        v.skills.join(';'),
        v.shiftsText,
        v.vetted ? 'yes' : 'no',
        v.voice ? 'yes' : 'no',
      ].map(safeCell),
    ),
    { header: true, columns: [...COLUMNS] },
  );
