import { age } from '../domain/age.ts';
import { type Case, isConflict } from '../domain/case.ts';
import { clearToSend, isCleared } from '../domain/consent.ts';
import type { Language } from '../domain/ids.ts';
import { type HelperFacts, saysItWaits } from '../domain/left-alone.ts';
import { type Outgoing, suppressed } from '../domain/outgoing.ts';
import type { NumberRecord } from '../domain/person.ts';
import { wordingOf } from '../reply/wording.ts';
import type { Term } from '../script/script.ts';
import { caseKey, numberKey, outgoingKey, rosterKey } from '../table/keys.ts';
import { nounOf, rowOf } from '../table/rows.ts';
import type { Row, Write } from '../table/store.ts';
import { helperOf } from './reader.ts';
import type { Runtime } from './runtime.ts';

/** From so many on one text says it. */
const FROM = 2;
/** No more than this many are named in one text; what is over goes into the next. */
const MOST = 12;

const mayJoin = ({ purpose, about, state, attempts, call }: Outgoing): boolean =>
  saysItWaits(purpose) && about !== undefined && state === 'pending' && attempts === 0 && !call;

const languageOf = (rt: Runtime, { volunteer }: Pick<HelperFacts, 'volunteer'>): Language =>
  volunteer.prefers ?? volunteer.languages.find(l => rt.community.languages.includes(l)) ?? rt.community.languages[0];

const whatOf = (c: Case): Term => {
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

interface Waiting {
  readonly row: Row;
  readonly text: Outgoing;
  readonly about: Case;
}

/** The first of these texts becomes all of them, in one commit; whoever else took one of them meanwhile leaves them as they are. */
const join = async (rt: Runtime, waiting: readonly Waiting[], helper: Pick<HelperFacts, 'volunteer'>): Promise<Outgoing | undefined> => {
  const [first, ...others] = waiting;
  if (!first) return undefined;
  const body = wordsFor(
    rt,
    languageOf(rt, helper),
    waiting.map(one => one.about).toSorted((a, b) => Number(b.danger !== undefined) - Number(a.danger !== undefined)),
  );
  const one: Outgoing = { ...first.text, body };
  const put = (value: Outgoing, expect: number): Write => ({ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect });
  const writes = [put(one, first.row.v), ...others.map(({ row, text }) => put({ ...suppressed(text), joined: one.id }, row.v))];
  const { ok } = await rt.store.commit(writes, `join-${one.id}-${first.row.v}`);
  return ok ? one : undefined;
};

/**
 * What waits for one phone, with everything that only says that a case waits as one text: "3 wait for you: 412 food, 418 a ride, 420 food".
 * The same texts where there are few of them, where none may leave now, or where it cannot be done just now.
 */
export const bundled = async (rt: Runtime, lane: readonly Outgoing[]): Promise<readonly Outgoing[]> => {
  try {
    return await tryBundle(rt, lane);
  } catch (error) {
    rt.log.warn('send.not-joined', { error });
    return lane;
  }
};

const tryBundle = async (rt: Runtime, lane: readonly Outgoing[]): Promise<readonly Outgoing[]> => {
  const all = lane.filter(mayJoin);
  // Danger is told by itself, and never held against what is not.
  const pages = all.filter(isSafety);
  const candidates = (pages.length >= FROM ? pages : all.filter(o => !isSafety(o))).slice(0, MOST);
  const [{ to } = { to: undefined }] = candidates;
  if (candidates.length < FROM || to === undefined) return lane;
  const { got } = await rt.store.read({
    get: [
      numberKey(to),
      rosterKey(to),
      ...candidates.map(o => outgoingKey(o.id)),
      ...candidates.flatMap(o => (o.about ? [caseKey(o.about.number, o.about.code)] : [])),
    ],
  });
  const [number, roster, ...rows] = got;
  const helper = helperOf(rt, to, roster);
  const now = rt.now();
  const waiting = candidates.flatMap((_, i): Waiting[] => {
    const [row, about] = [rows[i], rows[i + candidates.length]];
    const text = row && nounOf<Outgoing>(row);
    return row && text && about && mayJoin(text) && (text.due ?? '') <= now ? [{ row, text, about: nounOf<Case>(about) }] : [];
  });
  const [first] = waiting;
  if (!helper || !first || waiting.length < FROM) return lane;
  const cleared = clearToSend(first.text, number && nounOf<NumberRecord>(number), now, { ...helper, texted: [] });
  const one = isCleared(cleared) ? await join(rt, waiting, helper) : undefined;
  if (!one) return lane;
  rt.log.info('send.joined', { id: one.id, texts: waiting.length });
  const gone = new Set(waiting.map(({ text }) => text.id));
  return [one, ...lane.filter(o => !gone.has(o.id))];
};
