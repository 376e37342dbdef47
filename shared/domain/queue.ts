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
  | 'live'
  | 'lapsed'
  | 'held'
  | 'hours'
  | 'pin'
  | 'onPhone'
  | 'shiftsText'
  | 'prefers'
  | 'passes'
  | 'queued'
  | 'rests'
  | 'awaited'
  | 'freed'
  | 'listed'
>;

export const memberOf = (v: Volunteer): Member => {
  const { live, lapsed, held, hours, pin, onPhone, shiftsText, prefers, passes, queued, rests, awaited, freed, listed, ...member } = v;
  return member;
};
/** As if they had nothing in hand: enough to say why they cannot be asked, never enough to ask them. */
export const asIdle = (member: Member): Volunteer => ({ ...member, shiftsText: '', live: [], lapsed: [], held: [], hours: 0 });

/** The part of a pod's people that was looked at. */
export interface Queue {
  /** Those whose rest is over, in the order in which it was, and then those in turn, asked longest ago first. */
  readonly members: readonly Member[];
  /** Whom the pod's plan puts on call now, wherever they stand. */
  readonly named: readonly PhoneNumber[];
  /** The places of the last ones. */
  readonly last: LookedAt;
  /** More of them stand behind. */
  readonly goesOn: boolean;
  /** Whose places are no longer right: off call until later, or back from a rest. */
  readonly moves: readonly PhoneNumber[];
}
/** How far a look has come in each of the two orders. */
export interface LookedAt {
  readonly after: string;
  readonly rested: string;
}

/** The look that the next step goes on with. One that was begun before the case took another turn is over. */
export const lookOf = ({ escalation, next }: Pick<Case, 'escalation' | 'next'>): Case['escalation']['look'] =>
  next?.what === 'dispatch' && next.at === escalation.look?.at ? escalation.look : undefined;

const same = (a: Member, b: Member, names: readonly (keyof Member)[]): boolean =>
  names.every(name => a[name] === b[name] || JSON.stringify(a[name]) === JSON.stringify(b[name]));
/** Whether this change of a roster row says nothing about who may be asked, and when. */
export const keepsPlace = (before: Volunteer, after: Volunteer): boolean => {
  const [a, b] = [memberOf(before), memberOf(after)];
  return same(a, b, Object.keys({ ...a, ...b }) as (keyof Member)[]);
};

/** What a rest hangs on: any other word of theirs about when they are on call ends it, and so does being asked. */
const RESTS_ON = [
  'pods',
  'shifts',
  'duty',
  'dutyFrom',
  'dutyBut',
  'dutyUntil',
  'stopped',
  'hoursWish',
  'hoursIn',
  'backup',
  'lastAskedAt',
  'askedAs',
] as const;
export const keepsRest = (before: Volunteer, after: Volunteer): boolean => same(memberOf(before), memberOf(after), RESTS_ON);

/** The team and the pods' leads: whoever may be told of any case. */
export const teamOf = ({ team, pods }: Pick<Community, 'team' | 'pods'>): readonly PhoneNumber[] => [
  ...new Set([...team.map(m => m.phone), ...pods.flatMap(p => (p.lead ? [p.lead] : []))]),
];

/** Everybody outside the team who may have this case in hand, or must hear what becomes of it. */
export const concernedIn = (c: Pick<Case, 'asked' | 'holder' | 'news'>): readonly PhoneNumber[] => [
  ...new Set([...c.asked.map(a => a.number), ...(c.holder ? [c.holder.number] : []), ...(c.news ?? []).map(n => n.by.number)]),
];
