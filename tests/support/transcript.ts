import { readFileSync } from 'node:fs';
import type { Store } from '../../shared/table/store.ts';
import { communityFrom, Neighborhood, sampleCommunity } from './neighborhood.ts';

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
 *   ana < {A} is yours, Ana, ...                                          she gets, word for word; {A} is a code, the same wherever it stands
 *   ana < ~is yours~                                                      she gets something that holds these words
 *   ~ 15m                                                                 time passes (m, h, d)
 *
 * Whatever is sent and not expected fails the test, and so does whatever is expected and not sent.
 */
interface Step {
  readonly line: number;
  readonly raw: string;
  readonly kind: 'text' | 'time';
  readonly phone: string;
  readonly words: string;
  readonly params: Readonly<Record<string, string>>;
  readonly expected: { readonly line: number; readonly raw: string; readonly phone: string; readonly words: string }[];
}
interface Transcript {
  readonly volunteers: readonly string[];
  readonly community: readonly string[];
  readonly steps: readonly Step[];
}

const TIME = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const ESCAPES: Readonly<Record<string, string>> = { '\\n': '\n', '\\0': '\0' };
const unescaped = (text: string): string =>
  text
    .replace(/\\[n0]/g, m => ESCAPES[m] ?? m)
    .replace(/\((\d+) x "([^"]*)"\)/g, (_, times: string, words: string) => words.repeat(Number(times)));
const paramsIn = (pairs: string | undefined): Record<string, string> =>
  Object.fromEntries((pairs ?? '').split('&').flatMap(pair => (pair.includes('=') ? [pair.split('=', 2) as [string, string]] : [])));

export const readTranscript = (source: string): Transcript => {
  const volunteers: string[] = [];
  const community: string[] = [];
  const names = new Map<string, string>();
  const steps: Step[] = [];
  for (const [i, raw] of source.split('\n').entries()) {
    const line = i + 1;
    const text = raw.trim();
    if (text === '' || text.startsWith('#')) continue;
    if (text.startsWith('volunteer ')) {
      volunteers.push(text.slice(10));
      continue;
    }
    if (text.startsWith('community ')) {
      community.push(text.slice(10));
      continue;
    }
    const alias = /^(\w+) = (\+\d+)$/.exec(text);
    if (alias?.[1] && alias[2]) {
      names.set(alias[1], alias[2]);
      continue;
    }
    const time = /^~ (\d+)([mhd])$/.exec(text);
    if (time) {
      const ms = Number(time[1]) * TIME[time[2] as keyof typeof TIME];
      steps.push({ line, raw, kind: 'time', phone: '', words: String(ms), params: {}, expected: [] });
      continue;
    }
    const said = /^(\S+) ([<>])(?:\{(\S+=\S+)\})?(?: (.*))?$/.exec(text);
    if (!said?.[1]) throw new Error(`line ${line}: cannot be read: ${text}`);
    const phone = names.get(said[1]) ?? said[1];
    if (!/^\+?\d+$/.test(phone)) throw new Error(`line ${line}: nobody is called ${said[1]}`);
    const words = unescaped(said[4] ?? '');
    if (said[2] === '>') steps.push({ line, raw, kind: 'text', phone, words, params: paramsIn(said[3]), expected: [] });
    else steps.at(-1)?.expected.push({ line, raw, phone, words });
  }
  return { volunteers, community, steps };
};

class Codes {
  readonly #known = new Map<string, string>();
  fill(text: string): string {
    return text.replace(/\{([A-Z])\}/g, (all, name: string) => this.#known.get(name) ?? all);
  }
  /** Whether `actual` is `expected`, learning the codes that stand for names not known yet. */
  matches(expected: string, actual: string): boolean {
    const filled = this.fill(expected);
    const part = /^~([\s\S]*)~$/.exec(filled);
    const named = new Set<string>();
    const pattern = (part?.[1] ?? filled)
      .split(/(\{[A-Z]\})/)
      .map(piece => {
        const name = /^\{([A-Z])\}$/.exec(piece)?.[1];
        if (name === undefined) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        if (named.has(name)) return `\\k<${name}>`;
        named.add(name);
        return `(?<${name}>\\d{3,5})`;
      })
      .join('');
    const m = new RegExp(part ? pattern : `^${pattern}$`, 's').exec(actual);
    if (!m) return false;
    for (const [name, code] of Object.entries(m.groups ?? {})) if (code) this.#known.set(name, code);
    return true;
  }
}

export interface RunOptions {
  readonly store?: (now: () => number) => Store;
  /** Looks at each thing that came; answers what is wrong with it, or null. */
  readonly check?: (phone: string, body: string) => string | null;
}

/** Plays a transcript through the real doors. Answers the first thing that went otherwise, or null. */
export const playTranscript = async (source: string, options: RunOptions = {}): Promise<string | null> => {
  const transcript = readTranscript(source);
  const base = readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8');
  const community = transcript.community.length > 0 ? communityFrom(`${base}\n${transcript.community.join('\n')}\n`) : sampleCommunity();
  const hood = new Neighborhood({ community, ...(options.store ? { store: options.store } : {}) });
  if (transcript.volunteers.length > 0) await hood.volunteers(transcript.volunteers.join('\n'));
  const codes = new Codes();
  for (const step of transcript.steps) {
    const got: { phone: string; body: string }[] = [];
    if (step.kind === 'time') await hood.pass(Number(step.words));
    else {
      const reply = await hood.text(step.phone, codes.fill(step.words), step.params);
      if (reply !== null) got.push({ phone: step.phone, body: reply });
    }
    for (const { to, body } of hood.takeSent()) got.push({ phone: to, body });
    const ill = options.check && got.map(g => options.check?.(g.phone, g.body) ?? null).find(found => found !== null);
    const wrong = ill ? report(`line ${step.line}: ${ill}`, step, got) : compare(step, got, codes);
    if (wrong) {
      await hood.store.close();
      return wrong;
    }
  }
  await hood.store.close();
  const broken = hood.logged.filter(l => l.includes('"level":"error"'));
  return broken.length > 0 ? `The line logged: ${broken.join('\n')}` : null;
};

const compare = (step: Step, got: { phone: string; body: string }[], codes: Codes): string | null => {
  const left = [...got];
  for (const expected of step.expected) {
    const at = left.findIndex(g => g.phone === expected.phone && codes.matches(expected.words, g.body));
    if (at < 0) return report(`line ${expected.line}: this did not come: ${expected.raw.trim()}`, step, got);
    left.splice(at, 1);
  }
  return left.length > 0 ? report(`line ${step.line}: more came than was expected`, step, got) : null;
};

const report = (what: string, step: Step, got: readonly { phone: string; body: string }[]): string =>
  [what, `after: ${step.raw.trim()}`, 'this came:', ...got.map(g => `${g.phone} < ${g.body.replaceAll('\n', '\\n')}`)].join('\n');
