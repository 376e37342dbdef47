import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { CheckIn, Community, Policy } from '../domain/community.ts';
import type { QuietHours } from '../domain/hours.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type PhoneNumber } from '../domain/ids.ts';
import type { Need, Urgency } from '../domain/needs.ts';
import type { Shifts } from '../domain/shift.ts';
import { errorLine } from '../script/yaml-line.ts';
import { crossChecks, type Finding } from './community-checks.ts';
import { didYouMean } from './community-fields.ts';
import { type CommunityFile, communityShape, NAMES_AT } from './community-shape.ts';

export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

/**
 * The neighborhood's settings out of community.yaml, with the defaults for what it leaves out; or every mistake in it, in plain words
 * with its line. The community is plain JSON. Every value is read as it is written: 02139 keeps its zero with and without quotes.
 */
export const parseCommunity = (
  yamlText: string,
  fileName: string,
): { readonly community: Community } | { readonly problems: readonly Problem[] } => {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map(error => ({ file: fileName, line: errorLine(document, error, lines), what: yamlWords(error) })),
    };
  }
  const file = plainTree(document);
  if (file === undefined)
    return { problems: [{ file: fileName, line: 1, what: 'a name after * stands for nothing; write the value itself' }] };
  const read = communityShape.safeParse(file);
  const findings = [...(read.success ? [] : read.error.issues.flatMap(issue => inWords(issue, document))), ...crossChecks(file)];
  if (read.success && findings.length === 0) return { community: communityOf(read.data) };
  const problems = findings.map(({ path, what }) => ({
    file: fileName,
    line: lineOf(document, lines, path),
    what: `${placeName(path)}${what}`,
  }));
  return { problems: problems.sort((a, b) => a.line - b.line) };
};

/** The file as lists, groups and texts; undefined when it refers to something that is not there. */
const plainTree = (document: Document): unknown => {
  try {
    return document.toJS({ maxAliasCount: 20 }) ?? {};
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
};

/** A problem as one line, in the form in which editors and terminals know places in files. */
export const problemLine = ({ file, line, what }: Problem): string => `${file}:${line}: ${what}`;

const YAML_WORDS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this name stands twice here; it may stand once',
  TAB_AS_INDENT: 'begin lines with spaces, not with a tab',
  BAD_INDENT: 'a line here stands too far left or right, or a bracket before it is not closed',
  MISSING_CHAR: 'a quote, bracket or comma is missing here',
  MULTIPLE_DOCS: 'there is a line of three dashes; the file must be in one piece',
};

const yamlWords = (error: YAMLError): string => YAML_WORDS[error.code] ?? `this cannot be read as YAML (${error.message})`;

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly expected?: string;
}

const EXPECTED: Readonly<Record<string, string>> = {
  array: 'must be a list, as in [one, two]',
  object: 'must hold settings of its own, as in { name: value }',
  string: 'must be a single value',
};

const inWords = (issue: Issue, document: Document): readonly Finding[] => {
  const { code, path, message, keys = [], expected = '' } = issue;
  if (code === 'unrecognized_keys') {
    return keys.map(key => ({ path: [...path, key], what: `is not a setting we know here.${didYouMean(key, namesAt(path))}` }));
  }
  if (code === 'invalid_type') return [{ path, what: document.hasIn(path) ? (EXPECTED[expected] ?? message) : 'is missing' }];
  return [{ path, what: message }];
};

const namesAt = (path: readonly PropertyKey[]): readonly string[] => {
  const exact = path.map(step => (typeof step === 'number' ? '*' : String(step)));
  return NAMES_AT[exact.join('.')] ?? NAMES_AT[[...exact.slice(0, -1), '*'].join('.')] ?? [];
};

/** "zones 2, zips 1: " for a person counting from the top. */
const placeName = (path: readonly PropertyKey[]): string => {
  if (path.length === 0) return '';
  const words = path.map((step, at) => (typeof step === 'number' ? ` ${step + 1}` : at === 0 ? String(step) : `, ${String(step)}`));
  return `${words.join('')}: `;
};

/** The line of the name at this path; of the nearest thing around it when the name is not there. */
const lineOf = (document: Document, lines: LineCounter, path: readonly PropertyKey[]): number => {
  for (let depth = path.length; depth > 0; depth--) {
    const offset = offsetOf(document, path.slice(0, depth));
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
};

const offsetOf = (document: Document, path: readonly PropertyKey[]): number | undefined => {
  const last = path.at(-1);
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const key = parent.items.find(item => isScalar(item.key) && item.key.value === last)?.key;
    return isScalar(key) ? key.range?.[0] : undefined;
  }
  const node = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
};

const TODAY: Policy = { wave: 3, everyMs: 5 * MINUTE_MS, then: ['pod-lead', 'coordinator'] };
const THIS_WEEK: Policy = { wave: 2, everyMs: 30 * MINUTE_MS, then: ['pod-lead', 'coordinator'] };
/** By day; at night nobody is missed on call. */
const COVERED: Shifts = [{ days: [0, 1, 2, 3, 4, 5, 6], start: 8 * 60, end: 21 * 60 }];
const VETTED_FOR: readonly Need[] = ['childcare', 'mental-health', 'medical', 'money'];

const communityOf = (file: CommunityFile): Community => {
  const { name, number, timezone, emergency } = file;
  const [main, ...others] = file.languages;
  if (main === undefined) throw new Error('The shape asks for at least one language.');
  return {
    name,
    number,
    timezone,
    languages: [main, ...others],
    emergency,
    zones: file.zones,
    pods: file.pods.map(({ lead, covered, ...pod }) => ({ ...pod, covered: covered ?? COVERED, ...(lead && { lead }) })),
    holidays: file.holidays,
    team: file.team.map(person => ({ ...person, languages: person.languages ?? [main] })),
    policy: policiesOf(file.policy ?? {}),
    answers: given(file.answers ?? {}),
    intake: { goesOutAfterMs: file.intake?.['goes-out-after'] ?? 10 * MINUTE_MS },
    pause: { openMeanwhile: file.pause?.['open-meanwhile'] ?? [] },
    confirm: { closesAfterMs: file.confirm?.['closes-after'] ?? 2 * DAY_MS },
    checkIn: checkInsOf(file['check-in'] ?? {}),
    digest: digestOf(file.digest?.at ?? DIGEST_AT),
    page: { everyMs: file.page?.every ?? 5 * MINUTE_MS },
    calls: {
      atOnce: file.calls?.['at-once'] ?? 5,
      longestWaitMs: file.calls?.['longest-wait'] ?? MINUTE_MS,
      aDay: file.calls?.['a-day'] ?? 300,
      aNumberADay: file.calls?.['a-number-a-day'] ?? 12,
    },
    sending: {
      segmentsASecond: file.sending?.['segments-a-second'] ?? 1,
      segmentsADay: file.sending?.['segments-a-day'] ?? 2_000,
    },
    budget: { month: file.budget?.month ?? 50 },
    fallback: { ring: file.fallback?.ring ?? coordinatorIn(file.team) },
    residents: { anHour: file.residents?.['texts-an-hour'] ?? 10, aDay: file.residents?.['texts-a-day'] ?? 30 },
    volunteers: {
      casesMax: file.volunteers?.['cases-max'] ?? 3,
      vettedFor: file.volunteers?.['vetted-for'] ?? VETTED_FOR,
      skillsFor: given(file.volunteers?.['skills-for'] ?? {}),
      ...quietOf(file.volunteers?.['quiet-hours'] ?? 'never'),
      textsAnHour: file.volunteers?.['texts-an-hour'] ?? 12,
    },
  };
};

/** Whoever is on call asked to be asked: quiet hours are for a community, or a person, to choose. */
const quietOf = (hours: QuietHours | 'never'): Pick<Community['volunteers'], 'quiet'> => (hours === 'never' ? {} : { quiet: hours });
/** Whoever has something for today is asked the same day; a report is its holder's for as long as it takes. */
const CHECK_IN: Community['checkIn'] = {
  now: { afterMs: 45 * MINUTE_MS, waitMs: 15 * MINUTE_MS },
  today: { afterMs: 3 * HOUR_MS, waitMs: HOUR_MS },
  soon: { afterMs: DAY_MS, waitMs: 3 * HOUR_MS },
  'this-week': { afterMs: 2 * DAY_MS, waitMs: 6 * HOUR_MS },
  person: { afterMs: DAY_MS, waitMs: 4 * HOUR_MS },
};
const checkInsOf = (file: NonNullable<CommunityFile['check-in']>): Community['checkIn'] => {
  const of = (name: keyof Community['checkIn']): CheckIn => ({
    afterMs: file[name]?.after ?? CHECK_IN[name].afterMs,
    waitMs: file[name]?.wait ?? CHECK_IN[name].waitMs,
  });
  return { now: of('now'), today: of('today'), soon: of('soon'), 'this-week': of('this-week'), person: of('person') };
};

/** Early enough to be read before the day's first shift. */
const DIGEST_AT = 8 * 60;
const digestOf = (at: number | 'never'): Community['digest'] => (at === 'never' ? {} : { minute: at });

/** The first coordinator of the team; the checks see to it that there is one. */
const coordinatorIn = (team: CommunityFile['team']): PhoneNumber => {
  const someone = team.find(({ roles }) => roles.includes('coordinator')) ?? team[0];
  if (someone === undefined) throw new Error('The shape asks for at least one person in the team.');
  return someone.phone;
};

/** `now` asks more people than `today` in half the time; `soon` lies between `today` and `this-week`. */
const policiesOf = (file: NonNullable<CommunityFile['policy']>): Record<Urgency, Policy> => {
  const today = file.today ? policyOf(file.today) : TODAY;
  const week = file['this-week'] ? policyOf(file['this-week']) : THIS_WEEK;
  const now: Policy = { wave: today.wave + 2, everyMs: Math.max(MINUTE_MS, Math.round(today.everyMs / 2)), then: today.then };
  const soon: Policy = {
    wave: Math.ceil((today.wave + week.wave) / 2),
    everyMs: Math.round(Math.sqrt(today.everyMs * week.everyMs) / MINUTE_MS) * MINUTE_MS || today.everyMs,
    then: week.then,
  };
  return {
    now: file.now ? policyOf(file.now) : now,
    today,
    soon: file.soon ? policyOf(file.soon) : soon,
    'this-week': week,
  };
};

const policyOf = ({ wave, every, then }: { wave: number; every: number; then: Policy['then'] }): Policy => ({ wave, everyMs: every, then });

/** Without the names that were not given: the shape writes them as undefined, which is no JSON. */
const given = <N extends string, T>(all: Partial<Record<N, T | undefined>>): Partial<Record<N, T>> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Partial<Record<N, T>>;
