import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Community } from '../domain/community.ts';
import { carrierWord } from '../domain/consent.ts';
import { language, type PhoneNumber, phoneNumber } from '../domain/ids.ts';
import { parseShifts } from '../domain/shift.ts';
import type { Volunteer } from '../domain/volunteer.ts';
import { isLanguage } from './language-tag.ts';

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

/** The ids that these words name, by id or by name; a word that names none is refused with what it may be. */
const known = (
  what: string,
  words: readonly string[],
  allowed: readonly { readonly id: string; readonly name: string }[],
): readonly string[] => {
  const ids = words.map(word => {
    const wanted = word.toLowerCase();
    const found = allowed.find(a => a.id.toLowerCase() === wanted || a.name.toLowerCase() === wanted);
    return found?.id ?? refuse(`there is no ${what} "${word}"; it can be ${allowed.map(a => a.id).join(', ')}`);
  });
  return [...new Set(ids)];
};

/** As the column is described, and as spreadsheets write a ticked box. */
const YES_NO: Readonly<Record<string, boolean>> = { yes: true, no: false, '': false, y: true, n: false, true: true, false: false };

const yesNo = (column: string, text: string): boolean =>
  YES_NO[text.trim().toLowerCase()] ?? refuse(`${column} is "${text.trim()}"; it must be yes or no`);

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

const NAME_MAX = 60;

/** A name stands in texts, and coordinators write it behind a code: it must be one line, have a letter, and be none of the carrier's words. */
const readName = (name: string): string => {
  if (name === '') refuse('name is empty');
  if (/\p{Cc}/u.test(name)) refuse('name has a line break or another sign that no text can hold');
  if (name.length > NAME_MAX) refuse(`name has ${name.length} letters, ${NAME_MAX} at most`);
  if (!/\p{L}/u.test(name)) refuse(`name "${name}" has no letter`);
  if (carrierWord(name)) refuse(`name "${name}" is a word of the phone company`);
  return name;
};

const readRow = (row: Readonly<Record<string, string>>, community: Community): Volunteer => {
  const cell = (column: (typeof COLUMNS)[number]): string => plainCell((row[column] ?? '').trim());
  const number = readPhone(cell('phone')) ?? refuse(`phone "${cell('phone')}" is not a phone number; write it like +15550100201`);
  if (number === community.number) refuse("phone is the line's own number");
  const languages = listOf(cell('languages').toLowerCase()).map(language);
  const odd = languages.find(tag => !/^[a-z]{2,3}(-[a-z0-9]+)?$/.test(tag) || !isLanguage(tag));
  if (odd !== undefined) refuse(`language "${odd}" is no language code; write en, es, ht ...`);
  const pods = known('pod', listOf(cell('pods')), community.pods);
  const zones = known('zone', listOf(cell('zones')), community.zones);
  return {
    number,
    name: readName(cell('name')),
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
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Some spreadsheets separate cells by semicolons or tabs; the line with the column names tells. */
const delimiterOf = (csv: string): string => {
  const first = csv.slice(0, Math.max(0, csv.search(/[\r\n]|$/)));
  return [',', ';', '\t'].find(sign => first.split(sign).length >= COLUMNS.length) ?? ',';
};

const rowsIn = (csv: string, delimiter: string, onSkip: (code: string) => undefined): readonly Record_[] =>
  parse(csv, {
    bom: true,
    delimiter,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    on_skip: error => onSkip(error?.code ?? ''),
  }) as unknown as readonly Record_[];

/**
 * The rows of the file, and the lines that are no CSV. A quotation mark that is never closed would swallow all that follows; then each
 * line is read by itself, so that only the line with the mistake is lost.
 */
const rowsOf = (csv: string, problems: RowProblem[]): readonly Record_[] => {
  let broken = false;
  const delimiter = delimiterOf(csv);
  const whole = rowsIn(csv, delimiter, () => {
    broken = true;
  });
  if (!broken) return whole;
  return csv.split(/\r\n|\r|\n/).flatMap((line, i) => {
    const alone = rowsIn(line, delimiter, () => {
      problems.push({ line: i + 1, what: 'a quotation mark is opened and never closed' });
    });
    return alone.map(({ record }) => ({ record, info: { lines: i + 1 } }));
  });
};

/** The cells of a row under the names of their columns; a row that is longer than the first one has a stray separator. */
const namedCells = (header: readonly string[], cells: readonly string[]): Readonly<Record<string, string>> => {
  if (cells.slice(header.length).some(cell => cell.trim() !== ''))
    refuse(`it has ${cells.length} cells and there are ${header.length} columns; put a cell that holds a comma in quotation marks`);
  return Object.fromEntries(header.map((name, i) => [name, cells[i] ?? '']));
};

/** Reads volunteers.csv. A row that cannot be read is named with its line and the reason; all others are read. */
export const readVolunteers = (csv: string, community: Community): VolunteersFile => {
  const problems: RowProblem[] = [];
  const [first, ...rows] = rowsOf(csv, problems);
  const header = (first?.record ?? []).map(name => name.trim().toLowerCase());
  const missing = COLUMNS.filter(column => !header.includes(column));
  if (missing.length > 0)
    return { volunteers: [], problems: [{ line: 1, what: `the first line must name the columns; missing: ${missing.join(', ')}` }] };
  const volunteers = new Map<PhoneNumber, Volunteer>();
  for (const { record, info } of rows) {
    if (record.every(cell => cell.trim() === '')) continue;
    try {
      const volunteer = readRow(namedCells(header, record), community);
      if (volunteers.has(volunteer.number)) refuse(`phone ${volunteer.number} is in the file twice`);
      volunteers.set(volunteer.number, volunteer);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      problems.push({ line: info.lines, what: error.message });
    }
  }
  return { volunteers: [...volunteers.values()], problems: problems.sort((a, b) => a.line - b.line) };
};

const FORMULA = /^[=@\t\r]|^[+-](?!\d)/;
/** A cell that a spreadsheet would run as a formula is written as text (OWASP, "CSV injection"). */
const safeCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
/** The same cell read again. */
const plainCell = (text: string): string => (text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text);

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
