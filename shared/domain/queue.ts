import type { Case } from './case.ts';
import type { Community } from './community.ts';
import type { PhoneNumber } from './ids.ts';
import type { Volunteer } from './volunteer.ts';

/**
 * What of a roster row says whether its person may be asked at all: everything but what changes with every case. A pod keeps it for each
 * of its people, in the order in which they are asked.
 */
export type Member = Omit<
  Volunteer,
  'live' | 'lapsed' | 'held' | 'hours' | 'pin' | 'onPhone' | 'shiftsText' | 'prefers' | 'passes' | 'queued'
>;

export const memberOf = (v: Volunteer): Member => {
  const { live, lapsed, held, hours, pin, onPhone, shiftsText, prefers, passes, queued, ...member } = v;
  return member;
};
/** As if they had nothing in hand: enough to say why they cannot be asked, never enough to ask them. */
export const asIdle = (member: Member): Volunteer => ({ ...member, shiftsText: '', live: [], lapsed: [], held: [], hours: 0 });

/** The part of a pod's people that was looked at, those asked longest ago first. */
export interface Queue {
  readonly members: readonly Member[];
  /** The place of the last of them. */
  readonly last: string;
  /** More of them stand behind. */
  readonly goesOn: boolean;
}

const same = (a: Member, b: Member): boolean => {
  const names = Object.keys({ ...a, ...b }) as (keyof Member)[];
  return names.every(name => a[name] === b[name] || JSON.stringify(a[name]) === JSON.stringify(b[name]));
};
/** Whether this change of a roster row says nothing about who may be asked, and when. */
export const keepsPlace = (before: Volunteer, after: Volunteer): boolean => same(memberOf(before), memberOf(after));

/** The team and the pods' leads: whoever may be told of any case. */
export const teamOf = ({ team, pods }: Pick<Community, 'team' | 'pods'>): readonly PhoneNumber[] => [
  ...new Set([...team.map(m => m.phone), ...pods.flatMap(p => (p.lead ? [p.lead] : []))]),
];

/** Everybody outside the team who may have this case in hand, or must hear what becomes of it. */
export const concernedIn = (c: Pick<Case, 'asked' | 'holder' | 'news'>): readonly PhoneNumber[] => [
  ...new Set([...c.asked.map(a => a.number), ...(c.holder ? [c.holder.number] : []), ...(c.news ?? []).map(n => n.by.number)]),
];
