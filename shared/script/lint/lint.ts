import { type Reading, readFiles } from '../read.ts';
import type { Book } from '../script.ts';
import type { SourceFile } from '../source.ts';
import { lintAudio } from './audio.ts';
import { lintCoverage } from './coverage.ts';
import type { Finding, Linted, Rule } from './finding.ts';
import { lintFlow, unreadable } from './flow.ts';
import { lintKeys } from './keys.ts';
import { lintLanguage } from './language.ts';
import { lintPrivacy } from './privacy.ts';
import { lintReading } from './reading.ts';
import { lintSegments } from './segments.ts';
import { lintUpdate } from './update.ts';
import { lintVoice } from './voice.ts';

export type { Finding, Level } from './finding.ts';

const RULES: readonly Rule[] = [lintFlow, lintLanguage, lintSegments, lintVoice, lintAudio, lintKeys, lintPrivacy, lintReading, lintUpdate];

/** The author's tests are run where every way leads somewhere: one that does not would make dozens of them fail, and stand hidden behind them. */
const linted = (files: Linted): readonly Finding[] => {
  const found = RULES.flatMap(rule => rule(files));
  const isBroken = found.some(({ code, level }) => level === 'E' && code.startsWith('F'));
  return isBroken ? found : [...found, ...lintCoverage(files)];
};

/**
 * Everything there is to say about these files, in the order of file and line. `against` is the book that runs now; `reading` spares those
 * who have read the files already from reading them twice.
 */
export function lintFiles(files: readonly SourceFile[], against?: Book, reading: Reading = readFiles(files)): readonly Finding[] {
  const read: Linted = { ...reading, files, ...(against === undefined ? {} : { against }) };
  // While a file cannot be read at all, whatever else could be said would only be about its absence.
  const found = read.whole ? linted(read) : unreadable(read);
  return found.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.code.localeCompare(b.code));
}
