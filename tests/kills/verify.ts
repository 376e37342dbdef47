import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Case, dueAt, isOpen } from '../../shared/domain/case.ts';
import type { CaseCode, Instant, MessageSid } from '../../shared/domain/ids.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import { codeKey, outgoingKey, seenKey, timelineOf } from '../../shared/table/keys.ts';
import { happened, nounOf } from '../../shared/table/rows.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Store } from '../../shared/table/store.ts';
import type { Accepted } from './carrier.ts';
import type { Town } from './town.ts';
import { wordsIn } from './wire.ts';

/** What must be so whatever was killed when; each broken promise is a sentence. */
export interface Verdict {
  readonly broken: readonly string[];
  readonly cases: number;
  readonly answered: number;
}

interface Evidence {
  readonly file: string;
  /** The line's time when all was done. */
  readonly now: Instant;
  readonly town: Pick<Town, 'texts' | 'calls'>;
  readonly accepted: readonly Accepted[];
}

export const DATABASE = (dataDir: string): string => join(dataDir, 'porchlight.db');

/** Holds the database and the carrier's list against what people were told. The line must have nothing left to do. */
export const verify = async ({ file, now, town, accepted }: Evidence): Promise<Verdict> => {
  const store = openSqlite(file, () => Date.parse(now));
  const { cases, outgoing, calls, sound, large } = everythingIn(file);
  try {
    const broken = [
      ...(sound ? [] : ['the database file is damaged']),
      ...large.map(({ kind, bytes }) => `a row (${kind}) has grown to ${bytes} bytes`),
      ...(await Promise.all(town.texts.map(text => brokenText(store, text)))).flat(),
      ...(await brokenOnce(town, cases)),
      ...town.calls.filter(call => call.answered > 0 && !calls.has(call.sid)).map(call => `${call.sid} was answered and is not there`),
      ...town.calls.flatMap(call => call.changed.map(at => `${call.sid} heard two answers to ${at}`)),
      ...cases
        .filter(one => isOpen(one) && !one.holder && (dueAt(one) ?? '') <= now)
        .map(one => `case ${one.code} waits for nobody and nothing`),
      ...outgoing.flatMap(one => brokenOutgoing(one, now, accepted)),
      ...(await brokenAccepted(store, accepted)),
      ...(await brokenAcceptances(store, town)),
    ];
    return { broken, cases: cases.length, answered: town.texts.filter(text => text.answers.length > 0).length };
  } finally {
    await store.close();
  }
};

/** Whatever people do, no row grows to this, in letters: what grows on and on cannot be written in the end. */
const LARGE = 64 * 1024;

/** Read past the store, which has no way to list everything. */
const everythingIn = (file: string) => {
  const db = new DatabaseSync(file, { readOnly: true });
  const rows = (kind: string): string[] =>
    (db.prepare('SELECT data FROM rows WHERE kind = ?').all(kind) as { data: string }[]).map(({ data }) => data);
  const keys = db.prepare("SELECT pk FROM rows WHERE pk >= 'CALL#' AND pk < 'CALL$'").all() as { pk: string }[];
  const { integrity_check } = db.prepare('PRAGMA integrity_check').get() as { integrity_check: string };
  const all = {
    cases: rows('case').map(data => JSON.parse(data) as Case),
    outgoing: rows('outgoing').map(data => JSON.parse(data) as Outgoing),
    calls: new Set(keys.map(({ pk }) => pk.slice('CALL#'.length))),
    sound: integrity_check === 'ok',
    large: db.prepare('SELECT kind, length(data) AS bytes FROM rows WHERE length(data) > ?').all(LARGE) as {
      kind: string;
      bytes: number;
    }[],
  };
  db.close();
  return all;
};

/**
 * Every text is in the database, also one that nobody answered: the carrier's list has it. An answered one is kept with the very answer, twice
 * the same, and the code that was told is a case of that number.
 */
const brokenText = async (store: Store, { sid, from, answers }: Town['texts'][number]): Promise<string[]> => {
  const [answer] = answers;
  if (answer === undefined) {
    const { got } = await store.read({ get: [seenKey(sid as MessageSid)] });
    return got[0] ? [] : [`${sid} never came to the line`];
  }
  if (answers.some(other => other !== answer)) return [`${sid} got two different answers`];
  const said = wordsIn(answer);
  const code = /(?:code is|codigo es|Your code:) (\d{3,5})/i.exec(said ?? '')?.[1];
  const { got } = await store.read({ get: [seenKey(sid as MessageSid), ...(code ? [codeKey(code as CaseCode)] : [])] });
  if (!got[0]) return [`${sid} was answered and is not there`];
  if (nounOf<{ reply: string | null }>(got[0]).reply !== said) return [`${sid} is kept with another answer`];
  const owner = got[1] && nounOf<{ number: string }>(got[1]).number;
  return code !== undefined && owner !== from ? [`${sid} was told code ${code}, which is no case of theirs`] : [];
};

/** A need that was told once is one case, however often its text came. */
const brokenOnce = async ({ texts }: Evidence['town'], cases: readonly Case[]): Promise<string[]> => {
  const theirs = Map.groupBy(cases, one => one.number as string);
  return texts
    .filter(text => text.opens && text.answers.length > 0)
    .flatMap(({ sid, from }) => {
      const n = theirs.get(from)?.length ?? 0;
      return n === 1 ? [] : [`${sid} told a need and made ${n} cases`];
    });
};

/** Whatever was to leave has left, is due later, or has an end that is written down. */
const brokenOutgoing = (one: Outgoing, now: Instant, accepted: readonly Accepted[]): string[] => {
  const { id, state, due, sid } = one;
  if (state === 'sent') return accepted.some(other => other.id === id && other.sid === sid) ? [] : [`${id} counts as sent and never was`];
  // One that was under way when the line was stopped is looked up at the carrier when its lease is over.
  if ((state === 'pending' || state === 'sending') && due !== undefined && due > now) return [];
  return state === 'suppressed' ? [] : [`${id} (${one.purpose}) is still ${state}, ${one.attempts} attempts`];
};

/** Nothing that the carrier took was given to it again, and everything that it took is known. */
const brokenAccepted = async (store: Store, accepted: readonly Accepted[]): Promise<string[]> => {
  const twice = [...Map.groupBy(accepted, one => one.id)]
    .filter(([, all]) => all.length > 1)
    .map(([id, all]) => `${id} left ${all.length} times`);
  const { got } = await store.read({ get: accepted.map(one => outgoingKey(one.id as Outgoing['id'])) });
  return [...twice, ...accepted.filter((_, nth) => !got[nth]).map(one => `${one.id} left and is not there`)];
};

/** Whoever was told that a case is theirs had it. */
const brokenAcceptances = async (store: Store, { texts }: Evidence['town']): Promise<string[]> => {
  const broken: string[] = [];
  for (const { body, answers } of texts) {
    const code = /^ACCEPT (\d+)$/.exec(body)?.[1];
    if (code === undefined || !/is yours/.test(wordsIn(answers[0] ?? '') ?? '')) continue;
    const { found } = await store.read({ query: [timelineOf(code as CaseCode)] });
    if (!happened(found[0] ?? []).some(({ what }) => /accepted/.test(what)))
      broken.push(`case ${code} was given away and its story does not say so`);
  }
  return broken;
};
