import { type Case, type CaseKind, type Due, isOpen, openCase, withNote } from '../../domain/case.ts';
import { getsTexts } from '../../domain/consent.ts';
import { keptUntil } from '../../domain/forget.ts';
import { type CaseCode, candidateCode, type Instant, later } from '../../domain/ids.ts';
import type { Danger, Need } from '../../domain/needs.ts';
import type { Draft } from '../draft/draft.ts';
import { type Speaker, spokenBy } from '../draft/meet.ts';
import { phoneSaidNow } from '../phone/reached-at.ts';
import { isTellableHere } from './elsewhere.ts';
import { passOn } from './relay.ts';
import { refusedBefore } from './unwanted.ts';

/** A code that no case has which this decision knows of, be it one that the same text opened; the table refuses the rest. */
const freeCode = (d: Draft, me: Speaker): CaseCode => {
  const { from, taken } = d.world.draws;
  const nth = d.opened();
  for (let draw = from; ; draw++) {
    const code = candidateCode(d.world.cause, nth, draw);
    if (!taken.has(code) && !d.case(me.number, code) && !d.caseByCode(code)) return code;
  }
};

/** Whoever stopped our texts and calls for help all the same gets it as anybody does. */
const afterStop = (d: Draft, me: Speaker): Pick<Case, 'afterStop'> =>
  d.channel === 'voice' && d.record(me.number)?.optedOut ? { afterStop: true } : {};

/** Opens a case and reserves its code. The code is drawn from the cause, so the same text can never open it twice. */
export const open = (d: Draft, me: Speaker, kind: CaseKind, needs: readonly Need[], pod: string | undefined, next: Due): Case => {
  const code = freeCode(d, me);
  const opened = openCase({
    code,
    kind,
    number: me.number,
    person: me.person.id,
    language: spokenBy(me.person),
    needs,
    pod,
    // A report may yet be unnamed: nothing of its person goes with it.
    reach: kind === 'safety' || getsTexts(d.record(me.number)) ? undefined : phoneSaidNow(d, me),
    at: d.now,
    next,
  });
  const made = kind === 'need' ? { ...opened, ...refusedBefore(d, me), ...afterStop(d, me) } : opened;
  d.put({ kind: 'code', code, value: { number: me.number, at: d.now, ...(kind === 'safety' ? { report: true } : {}) } });
  d.putCase(made);
  d.note(code, `opened (${kind}${needs.length > 0 ? `: ${needs.join(', ')}` : ''})`, 'resident');
  return made;
};

/** Which pod must act for a need; undefined where no pod takes it and a coordinator must. */
export const podFor = (d: Draft, need: Need): string | undefined => d.world.community.pods.find(p => p.needs.includes(need))?.id;

/**
 * The needs of one text, by the pod that must act. One case has one holder, one status and one "did it arrive?", so needs of different
 * pods are different cases, while needs that one pod brings together stay one case.
 */
export const byPod = (
  d: Draft,
  needs: readonly Need[],
): readonly { readonly pod: string | undefined; readonly needs: readonly Need[] }[] => {
  const groups = new Map<string | undefined, Need[]>();
  for (const need of needs) {
    const pod = podFor(d, need);
    groups.set(pod, [...(groups.get(pod) ?? []), need]);
  }
  if (groups.size === 0) return [{ pod: undefined, needs: [] }];
  return [...groups].map(([pod, its]) => ({ pod, needs: its }));
};

const openOfKind = (d: Draft, me: Speaker, kind: CaseKind): Case | undefined =>
  d
    .cases(me.number)
    .findLast(
      c =>
        c.kind === kind && isOpen(c) && c.person === me.person.id && c.unnames === undefined && (kind !== 'safety' || isTellableHere(d, c)),
    );

/** Somebody who only wrote to us now asks for a person, or says that it is needed sooner: that waits for no day. */
export const hurried = (c: Case, urgency: Case['urgency'], at: Instant): Case => {
  if (c.kind !== 'person' || urgency === 'this-week' || c.urgency !== 'this-week') return c;
  return c.holder ? { ...c, urgency } : { ...c, urgency, escalation: { ...c.escalation, times: 0 }, next: { what: 'page', at } };
};

/**
 * Writes down that a person is wanted, or adds the words to the wish that is open already; whoever has that one hears them. Answers the
 * case and whether it is new.
 */
export const wantPerson = (
  d: Draft,
  me: Speaker,
  words: string,
  urgency: Case['urgency'] = 'today',
): { readonly case: Case; readonly isNew: boolean } => {
  const known = openOfKind(d, me, 'person');
  const base = known ? hurried(known, urgency, d.now) : { ...open(d, me, 'person', [], undefined, { what: 'page', at: d.now }), urgency };
  const noted = withNote(base, words);
  d.putCase(noted);
  if (noted.holder && words !== '') passOn(d, me, noted, words);
  return { case: noted, isNew: !known || isUnread(known, d.now) };
};

/** Words of theirs that were written down and of which nobody was told yet. */
export const isUnread = (c: Case, now: Instant): boolean =>
  c.kind === 'person' &&
  isOpen(c) &&
  !c.holder &&
  c.urgency === 'this-week' &&
  c.escalation.pagedAt === undefined &&
  c.next?.what === 'page' &&
  c.next.at > now;

/** Words that were kept without a word of it to the one who wrote them, be they waiting or gone with something else. */
export const isKeptSilently = (c: Case, now: Instant): boolean =>
  isUnread(c, now) || (c.kind === 'person' && c.outcome === 'referred' && !c.holder && c.escalation.pagedAt === undefined);

/**
 * New danger in a case, also in one that somebody has taken, perhaps long ago: its people are paged from now on until one of them
 * answers. They are told that a person will text them, so an earlier wish not to be contacted is over.
 */
export const inDanger = (c: Case, danger: Danger, at: Instant): Case => {
  const { contact, ...kept } = c;
  return {
    ...kept,
    ...(contact && contact !== 'none' ? { contact } : {}),
    danger,
    urgency: 'now',
    escalation: { ...c.escalation, times: 0 },
    next: { what: 'page', at },
  };
};

/** Writes down danger or a report, or adds the words to what is open already; danger is paged at once and again. */
export const wantSafety = (
  d: Draft,
  me: Speaker,
  words: string,
  danger: Danger | undefined,
): { readonly case: Case; readonly isNew: boolean } => {
  const known = openOfKind(d, me, 'safety');
  const base = known ?? { ...open(d, me, 'safety', [], undefined, { what: 'page', at: d.now }), urgency: 'now' as const };
  const noted = withNote(danger ? inDanger(base, danger, d.now) : base, words);
  d.putCase(noted);
  if (noted.holder && words !== '') passOn(d, me, noted, words);
  return { case: noted, isNew: !known };
};

/** What is said of a safety case after it was closed opens another, with the words of the first and its code in front of them. */
export const stillSafety = (d: Draft, me: Speaker, c: Case): Case => {
  if (isOpen(c) || c.kind !== 'safety') return c;
  const words = [`${c.code}:`, ...c.notes].join(' ');
  const { case: after } = wantSafety(d, me, words, undefined);
  const [first] = c.forgets ?? [];
  const kept = first ? keptUntil(after, words, first.at) : after;
  if (first || c.about) d.putCase({ ...kept, ...(c.about ? { about: c.about } : {}) });
  d.note(after.code, `goes on from ${c.code}, which was closed`, 'line');
  return d.case(me.number, after.code) ?? after;
};

/** Keeps the words with the case; whoever has taken a safety case reads them at once. */
export const keepFor = (d: Draft, me: Speaker, given: Case, words: string): void => {
  const c = stillSafety(d, me, given);
  if (c.kind === 'safety' && c.holder) passOn(d, me, c, words);
  else d.putCase(withNote(c, words));
};

/** When a case goes out although not everything was answered. */
export const goesOutAt = (d: Draft): Due => ({ what: 'goes-out', at: later(d.now, d.world.community.intake.goesOutAfterMs) });
