import type { Got } from '../../local/in-memory-got.ts';

/** One thing that was done, as a transcript writes it, and everything that came of it. */
export interface Played {
  /** Whose doing it was; nobody's where time passed. */
  readonly phone?: string;
  /** "> need food", "> [1]", "hangs up", "~ 5m". */
  readonly act: string;
  readonly got: readonly Got[];
}

interface Story {
  readonly volunteers: readonly string[];
  readonly cast: ReadonlyMap<string, string>;
  /** In the order in which the cases were opened. */
  readonly codes: readonly string[];
  readonly played: readonly Played[];
}

/** A transcript names codes by one letter each; cases beyond the alphabet keep their numbers. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A code as it is written and as it is said: "412", "4, 1, 2". */
const withLetters = (text: string, codes: readonly string[]): string =>
  codes
    .slice(0, LETTERS.length)
    .reduce(
      (all, code, i) => all.replace(new RegExp(`(?<!\\d|\\d, )${[...code].join('(?:, )?')}(?!\\d|, \\d)`, 'g'), `{${LETTERS[i] ?? ''}}`),
      text,
    );

/** What was played as a transcript test (the format of tests/conversations), that passes as long as the line says the same. */
export const transcriptOf = ({ volunteers, cast, codes, played }: Story): string => {
  const used = new Set(played.flatMap(({ phone, got }) => [...(phone ? [phone] : []), ...got.flatMap(phonesIn)]));
  const names = new Map([...cast].filter(([, phone]) => used.has(phone)).map(([name, phone]) => [phone, name] as const));
  const line = (words: string): string => withLetters(words.replaceAll('\n', '\\n'), codes);
  const named = (phone: string): string => names.get(phone) ?? phone;
  const written = ({ kind, phone, words }: Got): readonly string[] => {
    if (kind === 'text' || kind === 'heard') return [`${named(phone)} < ${line(words)}`];
    if (kind === 'talks') return [`${named(phone)} talks with ${named(words)}`];
    return kind === 'rings' ? [`${named(phone)} rings`] : kind === 'over' ? [`${named(phone)} is hung up on`] : [];
  };
  const steps = played.flatMap(({ phone, act, got }) => [
    phone === undefined ? act : `${named(phone)} ${line(act)}`.trimEnd(),
    ...got.flatMap(written),
  ]);
  return [
    '# Played by hand. Say here what this conversation shows.',
    ...volunteers.map(row => `volunteer ${row}`),
    ...[...names].map(([phone, name]) => `${name} = ${phone}`),
    '',
    ...steps,
    '',
  ].join('\n');
};

const phonesIn = ({ kind, phone, words }: Got): readonly string[] => (kind === 'talks' ? [phone, words] : [phone]);
