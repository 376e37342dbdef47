import { type Case, isFree } from './case.ts';

/** How an open case stands, as a coordinator must know it at a glance. */
export type Plight = 'waits' | 'kept' | 'no-taker' | 'asking' | 'stopped' | 'silent' | 'unsure' | 'with' | 'asked';

/** How it stands: nobody has it, whoever has it says nothing, its person does not say whether it arrived, or it is in good hands. */
export const plightOf = (c: Case): Plight => {
  if (c.next?.what === 'stopped') return 'stopped';
  if (isFree(c)) {
    if (c.kind !== 'need') return 'waits';
    if (c.kept) return 'kept';
    if (c.next?.what === 'goes-out') return 'asking';
    return c.escalation.times > 0 || c.escalation.tried.length > 0 || c.escalation.round > 1 || c.pod === undefined || c.zone === 'outside'
      ? 'no-taker'
      : 'asking';
  }
  if (c.status === 'delivered') return c.askedTwice ? 'unsure' : 'asked';
  return (c.holder?.check?.times ?? 0) > 0 ? 'silent' : 'with';
};

const PLACES: Readonly<Record<Plight, number>> = {
  waits: 1,
  kept: 2,
  'no-taker': 1,
  stopped: 1,
  asking: 2,
  silent: 3,
  unsure: 4,
  with: 5,
  asked: 6,
};

/** Danger and reports stand first, then what nobody has, then what may be stuck; the oldest of each first. */
const placeOf = (c: Case): string => `${c.kind === 'safety' ? 0 : PLACES[plightOf(c)]}/${c.openedAt}/${c.code}`;
export const worstFirst = (cases: readonly Case[]): readonly Case[] => cases.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
