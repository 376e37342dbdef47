import type { Case } from './case.ts';
import { type CaseCode, DAY_MS, derivedId, type Instant, msBetween, type OutgoingId, type PhoneNumber, personId } from './ids.ts';
import type { Outgoing } from './outgoing.ts';

const OF_A_REPORT = 'report:';
/** The thread of a report whose person wished to stay unnamed: of this case alone. It is no number, so nothing can be sent there. */
export const threadOfReport = (code: CaseCode): PhoneNumber => `${OF_A_REPORT}${code}` as PhoneNumber;
/** Whether a case with this thread is known by its code alone. */
export const isUnnamed = (number: PhoneNumber): boolean => number.startsWith(OF_A_REPORT);

/** The name of a recording in a case that names nobody: the carrier's id of a call leads to who called. */
export const unnamedRecording = (id: string): string => derivedId(id, 'recording');

/** The case in a thread of its own, without whatever leads to its person. `left` are texts about it that still name their number. */
export const unnamedCase = (given: Case, left: readonly OutgoingId[], again: Instant): Case => {
  const { unnames: _wish, outgoing: _written, reach: _reach, callBack: _back, ...c } = given;
  const recordings = c.recordings?.map(r => (isUnnamed(given.number) ? r : { ...r, id: unnamedRecording(r.id) }));
  return {
    ...c,
    number: threadOfReport(c.code),
    person: personId(derivedId(c.code, 'unnamed').slice(0, 8)),
    ...(recordings ? { recordings } : {}),
    ...(left.length > 0 ? { unnames: again, outgoing: left } : {}),
  };
};

/** What an answer is called that went as a text of its own. It is about no case, and may name any. */
export const LATE_ANSWER = 'late-answer';

/** Whether the person of this report may still wish to stay unnamed, so that what is sent of it must be found then. */
export const mayYetBeUnnamed = (c: Pick<Case, 'kind' | 'number' | 'contact'>): boolean =>
  c.kind === 'safety' && !isUnnamed(c.number) && c.contact !== 'text' && c.contact !== 'call';

/** An outgoing row that no longer ties the number to the code: one to the person themselves keeps neither the words nor what it was about. */
export const unnamedOutgoing = (o: Outgoing, code: CaseCode): Outgoing => {
  const { about, due, ...kept } = o;
  // An answer may say of whom a report is, to whoever may read that now.
  const isAnswer = o.purpose === LATE_ANSWER;
  if (about === undefined && !isAnswer) return o;
  if (about && o.to !== about.number && !isAnswer) return { ...o, about: { code, number: threadOfReport(code) } };
  // Who wished not to be contacted gets nothing about it that has not left yet.
  return o.state === 'pending' ? { ...kept, body: '', state: 'suppressed' } : { ...kept, body: '', ...(due ? { due } : {}) };
};

/** Far more than can be sent about a report before its questions are answered or forgotten. */
const OUTGOING_MAX = 1000;

/**
 * The reports that these texts and calls are about, with them written down, so that they can be found should the person wish to stay
 * unnamed; none for whom that is settled.
 */
export const withOutgoing = (
  outbox: readonly Outgoing[],
  find: (number: PhoneNumber, code: CaseCode) => Case | undefined,
): readonly Case[] => {
  const abouts = new Map(outbox.flatMap(({ about }) => (about ? [[about.code, about.number] as const] : [])));
  return [...abouts].flatMap(([code, number]) => {
    const c = find(number, code);
    if (!c || !mayYetBeUnnamed(c)) return [];
    const known = c.outgoing ?? [];
    const ids = outbox.filter(o => o.about?.code === code && !known.includes(o.id)).map(o => o.id);
    return ids.length === 0 ? [] : [{ ...c, outgoing: [...known, ...ids].slice(-OUTGOING_MAX) }];
  });
};

/** Codes that were asked about and are none, since the first of them. */
export interface Guesses {
  readonly since: Instant;
  readonly wrong: number;
}
/** A code has three digits: so many wrong ones a day may come from one number, and from all callers together whose number is not seen. */
const WRONG_MAX = 3;
const WRONG_UNSEEN_MAX = 30;
/** The row in which the wrong codes of callers are counted who show no number: each of their calls has a thread of its own. */
export const UNSEEN = 'call:' as PhoneNumber;

const isOfToday = (g: Guesses | undefined, now: Instant): g is Guesses => g !== undefined && msBetween(g.since, now) < DAY_MS;

/** Whether this number may ask for one more code today. */
export const mayGuess = (g: Guesses | undefined, number: PhoneNumber, now: Instant): boolean =>
  !isOfToday(g, now) || g.wrong < (number === UNSEEN ? WRONG_UNSEEN_MAX : WRONG_MAX);

/** The count after one more wrong code. */
export const guessedWrong = (g: Guesses | undefined, now: Instant): Guesses =>
  isOfToday(g, now) ? { ...g, wrong: g.wrong + 1 } : { since: now, wrong: 1 };
