/** One thing that was done, and every text that came of it. */
export interface Played {
  readonly act:
    | { readonly kind: 'text'; readonly phone: string; readonly words: string }
    | { readonly kind: 'time'; readonly minutes: number };
  readonly got: readonly { readonly to: string; readonly body: string }[];
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

const withLetters = (text: string, codes: readonly string[]): string =>
  codes
    .slice(0, LETTERS.length)
    .reduce((all, code, i) => all.replace(new RegExp(`(?<!\\d)${code}(?!\\d)`, 'g'), `{${LETTERS[i] ?? ''}}`), text);

/** What was played as a transcript test (the format of tests/conversations), that passes as long as the line says the same. */
export const transcriptOf = ({ volunteers, cast, codes, played }: Story): string => {
  const used = new Set(played.flatMap(({ act, got }) => [...(act.kind === 'text' ? [act.phone] : []), ...got.map(({ to }) => to)]));
  const names = new Map([...cast].filter(([, phone]) => used.has(phone)).map(([name, phone]) => [phone, name] as const));
  const line = (words: string): string => withLetters(words.replaceAll('\n', '\\n'), codes);
  const named = (phone: string): string => names.get(phone) ?? phone;
  const steps = played.flatMap(({ act, got }) => [
    act.kind === 'time' ? `~ ${act.minutes}m` : `${named(act.phone)} > ${line(act.words)}`.trimEnd(),
    ...got.map(({ to, body }) => `${named(to)} < ${line(body)}`),
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
