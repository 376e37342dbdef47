/*
 * A conversation written down as a test:
 *
 *   # words for the reader
 *   volunteer Ana,+15550100201,en;es,food,north;south,,always,yes,no      a row of volunteers.csv
 *   ana = +15550100201                                                    a short name for a phone
 *   community confirm: { closes-after: PT1H }                             a line added to the sample community.yaml
 *   ana > ACCEPT                                                          she texts
 *   ana >{NumMedia=1} look                                                she texts, with these parameters of the carrier besides
 *   ana > (40 x "we are here, ")                                          words said over and over
 *   ana < {A} is yours, Ana, ...                                          she gets, word for word; {A} is a code, {a} the number of a shift, the same wherever it stands
 *   ana < ~is yours~                                                      she gets something that holds these words
 *   ~ 15m                                                                 time passes (s, m, h, d)
 *
 * and, by phone:
 *
 *   x calls                          x calls{From=anonymous}              what the caller's phone shows of itself
 *   x < ~it is written down~                                              x hears words; several lines may each hold a part of what is heard
 *   x > [1]                          x > [11216]                          keys; after the last one nothing more is pressed
 *   x > "we have no food"            x >{Confidence=0.3} "we have food"   spoken words
 *   x > ~silence~                                                         nothing is said or pressed, until the line does not wait any longer
 *   x > (recording "we need help")                                        words after the beep, then silence
 *   x > (recording "we need help", [#])   ... , hangs up)                 ... then a key, or the phone is put down
 *   x >{transcript=never} (recording "...")                               transcript=failed, recording=absent
 *   x hangs up
 *   ana rings                                                             expected: her phone rings, and shows the line's own number
 *   ana answers                      ana answers, [1]                     she picks up, and presses a key when she was asked to
 *   ana answers as a machine                                              a machine picks up: it hears everything and presses nothing
 *   ana does not answer              ana declines                         it rings until it stops; she presses it away
 *   x talks with ana                                                      expected: the two are put through to each other
 *   x is hung up on                                                       expected where it matters: the line ended the call
 *
 * What `npm run world` has found is told in events, each with its time, so that faults and the carrier's moods can be told too. Nothing is expected then
 * word for word: it passes where every promise of tests/world/promises/ is kept.
 *
 *   lives 2027-01-09T14:00:00.000Z 2027-01-09T15:00:00.000Z               from when until when
 *   happens {"at":1799503201000,"do":"text", ...}                         an event of tests/world/events.ts
 *
 * Speech takes no time here, and whoever listens hears everything that is said up to where the line waits for them. What is typed in
 * brackets, quotes or tildes by somebody who is on no call is a text. Whatever is sent or said and not expected fails the test, and so does
 * whatever is expected and not sent, a phone that rings or is put through unexpectedly, and TwiML that Twilio would not take.
 */
export type Act =
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'text'; readonly words: string; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'calls'; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'hangs up' | 'declines' | 'does not answer' | 'answers as a machine' }
  | { readonly kind: 'answers'; readonly then: string | undefined };
export interface Expected {
  readonly line: number;
  readonly raw: string;
  readonly phone: string;
  readonly kind: 'words' | 'rings' | 'talks' | 'over';
  /** The words, or whom somebody talks with. */
  readonly words: string;
}
export interface Step {
  readonly line: number;
  readonly raw: string;
  readonly phone: string;
  readonly act: Act;
  readonly expected: Expected[];
}
export interface Transcript {
  readonly volunteers: readonly string[];
  readonly community: readonly string[];
  readonly steps: readonly Step[];
  /** From when until when a neighborhood lives, and what happens to it (tests/world/events.ts). */
  readonly lives?: readonly [begins: string, until: string];
  readonly happens: readonly unknown[];
}

const TIME = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const ESCAPES: Readonly<Record<string, string>> = { '\\n': '\n', '\\0': '\0' };
const unescaped = (text: string): string =>
  text
    .replace(/\\[n0]/g, m => ESCAPES[m] ?? m)
    .replace(/\((\d+) x "([^"]*)"\)/g, (_, times: string, words: string) => words.repeat(Number(times)));
const paramsIn = (pairs: string | undefined): Record<string, string> =>
  Object.fromEntries((pairs ?? '').split('&').flatMap(pair => (pair.includes('=') ? [pair.split('=', 2) as [string, string]] : [])));

interface Reading {
  readonly volunteers: string[];
  readonly community: string[];
  readonly names: Map<string, string>;
  readonly steps: Step[];
  lives?: readonly [string, string];
  readonly happens: unknown[];
}

export const readTranscript = (source: string): Transcript => {
  const reading: Reading = { volunteers: [], community: [], names: new Map(), steps: [], happens: [] };
  for (const [i, raw] of source.split('\n').entries()) {
    const text = raw.trim();
    if (text !== '' && !text.startsWith('#')) readLine(reading, text, { line: i + 1, raw });
  }
  return reading;
};

const readLine = (reading: Reading, text: string, at: { line: number; raw: string }): void => {
  const { volunteers, community, names, steps } = reading;
  const [, begins, until] = /^lives (\S+) (\S+)$/.exec(text) ?? [];
  const alias = /^(\w+) = (\+\d+)$/.exec(text);
  const time = /^~ (\d+)([smhd])$/.exec(text);
  if (text.startsWith('volunteer ')) volunteers.push(text.slice(10));
  else if (text.startsWith('community ')) community.push(text.slice(10));
  else if (begins && until) reading.lives = [begins, until];
  else if (text.startsWith('happens ')) reading.happens.push(JSON.parse(text.slice(8)));
  else if (alias?.[1] && alias[2]) names.set(alias[1], alias[2]);
  else if (time) {
    const act = { kind: 'time', ms: Number(time[1]) * TIME[time[2] as keyof typeof TIME] } as const;
    steps.push({ ...at, phone: '', act, expected: [] });
  } else {
    const [name = '', rest = ''] = [text.split(' ', 1)[0], text.slice(text.indexOf(' ') + 1)];
    const phone = phoneOf(names, name, at.line);
    const expected = expectedIn(rest, names, at.line);
    if (expected) steps.at(-1)?.expected.push({ ...at, phone, ...expected });
    else steps.push({ ...at, phone, act: actIn(rest, at.line, text), expected: [] });
  }
};

const phoneOf = (names: ReadonlyMap<string, string>, name: string, line: number): string => {
  const phone = names.get(name) ?? name;
  if (!/^\+?\d+$/.test(phone)) throw new Error(`line ${line}: nobody is called ${name}`);
  return phone;
};

const expectedIn = (rest: string, names: ReadonlyMap<string, string>, line: number): Pick<Expected, 'kind' | 'words'> | undefined => {
  const got = /^<(?: (.*))?$/.exec(rest);
  if (got) return { kind: 'words', words: unescaped(got[1] ?? '') };
  if (rest === 'rings') return { kind: 'rings', words: '' };
  if (rest === 'is hung up on') return { kind: 'over', words: '' };
  const other = /^talks with (\S+)$/.exec(rest)?.[1];
  return other === undefined ? undefined : { kind: 'talks', words: phoneOf(names, other, line) };
};

const actIn = (rest: string, line: number, text: string): Act => {
  const said = /^>(?:\{(\S+=\S+)\})?(?: (.*))?$/.exec(rest);
  if (said) return { kind: 'text', words: unescaped(said[2] ?? ''), params: paramsIn(said[1]) };
  const calls = /^calls(?:\{(\S+=\S*)\})?$/.exec(rest);
  if (calls) return { kind: 'calls', params: paramsIn(calls[1]) };
  const answers = /^answers(?:, (.+))?$/.exec(rest);
  if (answers) return { kind: 'answers', then: answers[1] };
  if (rest === 'hangs up' || rest === 'declines' || rest === 'does not answer' || rest === 'answers as a machine') return { kind: rest };
  throw new Error(`line ${line}: cannot be read: ${text}`);
};
