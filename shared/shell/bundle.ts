import { age } from '../domain/age.ts';
import { type Case, isConflict } from '../domain/case.ts';
import { clearToSend, isCleared } from '../domain/consent.ts';
import type { Instant, Language } from '../domain/ids.ts';
import { type HelperFacts, saysItWaits } from '../domain/left-alone.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import type { NumberRecord } from '../domain/person.ts';
import { isOvertaken, mayBeOvertaken } from '../domain/rests-on.ts';
import { wordingOf } from '../reply/wording.ts';
import type { Term } from '../script/script.ts';
import { caseKey, numberKey, rosterKey } from '../table/keys.ts';
import { nounOf } from '../table/rows.ts';
import { inTheirPlace, joinAs, readAnew, unlessTrouble, type Waiting } from './joined.ts';
import { helperOf } from './reader.ts';
import type { Runtime } from './runtime.ts';

/** From so many on one text says it. */
const FROM = 2;
/** No more than this many are named in one text; what is over goes into the next. */
const MOST = 12;

const mayJoin = ({ purpose, about, state, attempts, call }: Outgoing): boolean =>
  saysItWaits(purpose) && about !== undefined && state === 'pending' && attempts === 0 && !call;

export const languageOf = (rt: Runtime, { volunteer }: Pick<HelperFacts, 'volunteer'>): Language =>
  volunteer.prefers ?? volunteer.languages.find(l => rt.community.languages.includes(l)) ?? rt.community.languages[0];

export const whatOf = (c: Case): Term => {
  if (c.kind === 'need' && c.needs[0]) return { term: `needs.${c.needs[0]}` };
  if (c.kind === 'safety') return { term: isConflict(c) ? 'kind.conflict' : `danger.${c.danger ?? 'report'}` };
  return { term: `kind.${c.kind}` };
};

const isSafety = ({ priority }: Outgoing): boolean => priority === 'safety';

const wordsFor = (rt: Runtime, language: Language, cases: readonly Case[]): string => {
  const line = (name: string, fill: Record<string, string | number | Term>): string =>
    wordingOf(rt.book, [{ kind: 'line', line: name, fill }], language, 'sms').text;
  const named = cases.map(c => line('waiting-case', { code: c.code, what: whatOf(c), age: age(c.openedAt, rt.now()) })).join(', ');
  return line(cases.some(c => c.kind === 'safety') ? 'safety-waits' : 'cases-wait', { n: cases.length, cases: named });
};

/** What of its case has become false while it waited: it is left where it is, and does not leave. */
export const isOld = (text: Outgoing, c: Case, now: Instant): boolean => mayBeOvertaken(text, now) && isOvertaken(text, c);

interface Page extends Waiting {
  readonly about: Case;
}

/** Each case once, danger first: the same one may have been told again while its text was held. */
const casesOf = (waiting: readonly Page[]): readonly Case[] =>
  waiting
    .map(one => one.about)
    .filter((c, i, all) => all.findIndex(other => other.code === c.code && other.number === c.number) === i)
    .toSorted((a, b) => Number(b.danger !== undefined) - Number(a.danger !== undefined));

/** One text for all of them; where all are about one case the latest says it. */
const asOne = (rt: Runtime, language: Language, waiting: readonly Page[], first: Page): Outgoing => {
  const cases = casesOf(waiting);
  // What becomes of one of them must not take the others with it.
  const { restsOn: _one, ...kept } = first.text;
  if (cases.length > 1) return { ...kept, body: wordsFor(rt, language, cases) };
  const latest = waiting.reduce((a, b) => (b.text.at > a.text.at ? b : a)).text;
  const { body, purpose, restsOn } = latest;
  return { ...kept, body, purpose, ...(restsOn ? { restsOn } : {}) };
};

/**
 * What waits for one phone, with everything that only says that a case waits as one text: "3 wait for you: 412 food, 418 a ride, 420 food".
 * The same texts where there are few of them, where none may leave now, or where it cannot be done just now.
 */
export const bundled = (rt: Runtime, lane: readonly Outgoing[]): Promise<readonly Outgoing[]> =>
  unlessTrouble(rt, lane, () => tryBundle(rt, lane));

const tryBundle = async (rt: Runtime, lane: readonly Outgoing[]): Promise<readonly Outgoing[]> => {
  const all = lane.filter(mayJoin);
  // Danger is told by itself, and never held against what is not.
  const pages = all.filter(isSafety);
  const candidates = (pages.length >= FROM ? pages : all.filter(o => !isSafety(o))).slice(0, MOST);
  const [{ to } = { to: undefined }] = candidates;
  if (candidates.length < FROM || to === undefined) return lane;
  const cases = candidates.flatMap(o => (o.about ? [caseKey(o.about.number, o.about.code)] : []));
  const { waiting: rows, also } = await readAnew(rt, candidates, mayJoin, [numberKey(to), rosterKey(to), ...cases]);
  const [number, roster, ...about] = also;
  const helper = helperOf(rt, to, roster);
  const waiting = rows.flatMap((one, i): Page[] => {
    const row = about[i];
    const c = row && nounOf<Case>(row);
    return one && c && !isOld(one.text, c, rt.now()) ? [{ ...one, about: c }] : [];
  });
  const [first] = waiting;
  if (!helper || !first || waiting.length < FROM) return lane;
  const cleared = clearToSend(first.text, number && nounOf<NumberRecord>(number), rt.now(), { ...helper, texted: [] });
  if (!isCleared(cleared)) return lane;
  const one = await joinAs(rt, waiting, asOne(rt, languageOf(rt, helper), waiting, first));
  return one ? inTheirPlace(lane, waiting, one) : lane;
};
