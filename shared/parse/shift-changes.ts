import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { RowProblem } from './volunteers.ts';

const COLUMNS = ['pod', 'person', 'what', 'from', 'to'] as const;

/**
 * One row of a file of changes, as it is written: who is on or off, or covers for whom, from when to when; or a rotation: its people in their order, the
 * first hand-off, and in `to` how often it passes on ("week").
 */
export interface ChangeRow {
  readonly pod: string;
  readonly person: string;
  readonly what: string;
  readonly from: string;
  readonly to: string;
  /** Whom they cover for; of a rotation, what it is called. */
  readonly for: string;
  /** Of a rotation, the hours of the week in which it holds, as the roster's shifts are written; empty where it always does. */
  readonly during: string;
}
export interface ChangesFile {
  readonly rows: readonly { readonly line: number; readonly row: ChangeRow }[];
  readonly problems: readonly RowProblem[];
}

/** The same rows as a table that `readChanges` reads. */
export const writeChanges = (rows: readonly ChangeRow[]): string =>
  stringify([...rows], { header: true, columns: [...COLUMNS, 'for', 'during'] });

/** The rows of pod,person,what,from,to,for,during, with the line of each. What its words mean is not looked at here. */
export const readChanges = (csv: string): ChangesFile => {
  const problems: RowProblem[] = [];
  const read = parse(csv, {
    bom: true,
    info: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true,
    on_skip: error => {
      problems.push({ line: Number(error?.lines ?? 1), what: 'cannot be read as a row of a table' });
      return undefined;
    },
  }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  const [first, ...others] = read;
  const header = (first?.record ?? []).map(name => name.toLowerCase());
  const missing = COLUMNS.filter(column => !header.includes(column));
  if (missing.length > 0)
    return { rows: [], problems: [{ line: 1, what: `the first line must name the columns; missing: ${missing.join(', ')}` }] };
  const rows = others.map(({ record, info }) => {
    const cell = (name: string): string => record[header.indexOf(name)] ?? '';
    const [pod, person, what, from, to] = COLUMNS.map(cell) as [string, string, string, string, string];
    return { line: info.lines, row: { pod, person, what, from, to, for: cell('for'), during: cell('during') } };
  });
  return { rows, problems };
};
