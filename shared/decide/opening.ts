import { type Case, type CaseKind, type Due, isOpen, openCase, withNote } from '../domain/case.ts';
import { type CaseCode, candidateCode, later } from '../domain/ids.ts';
import type { Danger, Need } from '../domain/needs.ts';
import type { Draft } from './draft.ts';
import { type Speaker, spokenBy } from './meet.ts';

/** Opens a case and reserves its code. The code is drawn from the cause, so the same text can never open it twice. */
export const open = (d: Draft, me: Speaker, kind: CaseKind, needs: readonly Need[], pod: string | undefined, next: Due): Case => {
  const nth = d.opened();
  const code: CaseCode = candidateCode(d.world.cause, nth, d.world.attempt);
  const made = openCase({
    code,
    kind,
    number: me.number,
    person: me.person.id,
    language: spokenBy(me.person),
    needs,
    pod,
    at: d.now,
    next,
  });
  d.put({ kind: 'code', code, value: { number: me.number, at: d.now } });
  d.putCase(made);
  d.note(code, `opened (${kind}${needs.length > 0 ? `: ${needs.join(', ')}` : ''})`, 'resident');
  d.count(`opened-${kind}`);
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
  d.cases(me.number).findLast(c => c.kind === kind && isOpen(c) && c.person === me.person.id);

/** Writes down that a person is wanted, or adds the words to the wish that is open already. Answers the case and whether it is new. */
export const wantPerson = (
  d: Draft,
  me: Speaker,
  words: string,
  urgency: Case['urgency'] = 'today',
): { readonly case: Case; readonly isNew: boolean } => {
  const known = openOfKind(d, me, 'person');
  const base = known ?? { ...open(d, me, 'person', [], undefined, { what: 'page', at: d.now }), urgency };
  const noted = withNote(base, words);
  d.putCase(noted);
  return { case: noted, isNew: !known };
};

/** Writes down danger, or adds the words to the danger that is open already; its people are paged at once and again. */
export const wantSafety = (
  d: Draft,
  me: Speaker,
  words: string,
  danger: Danger | undefined,
): { readonly case: Case; readonly isNew: boolean } => {
  const known = openOfKind(d, me, 'safety');
  const base = known ?? { ...open(d, me, 'safety', [], undefined, { what: 'page', at: d.now }), urgency: 'now' as const };
  const noted = withNote(danger ? { ...base, danger } : base, words);
  d.putCase(noted);
  return { case: noted, isNew: !known };
};

/** When a case goes out although not everything was answered. */
export const goesOutAt = (d: Draft): Due => ({ what: 'goes-out', at: later(d.now, d.world.community.intake.goesOutAfterMs) });
