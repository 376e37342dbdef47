import type { Case } from './case.ts';
import type { Community, TeamMember } from './community.ts';
import type { QuietHours } from './hours.ts';
import { type CaseCode, DAY_MS, type Instant, type Language, later, msBetween, type PhoneNumber } from './ids.ts';
import type { Pin } from './pin.ts';
import { type Ref, without, withRef } from './refs.ts';
import type { Shifts } from './shift.ts';
import type { Wall } from './wall.ts';

export type { Ref } from './refs.ts';

/** A row of the roster. Team members and pod leads get one too (with no pods) once they hold or are paged for something. */
export interface Volunteer {
  readonly number: PhoneNumber;
  readonly name: string;
  readonly languages: readonly Language[];
  /** The language they asked the line to write in; it wins over the order of `languages`. */
  readonly prefers?: Language;
  readonly pods: readonly string[];
  /** Empty: every zone. */
  readonly zones: readonly string[];
  readonly skills: readonly string[];
  readonly shifts: Shifts;
  /** As it was written, for the export. */
  readonly shiftsText: string;
  readonly vetted: boolean;
  /** Is offered cases by call. */
  readonly voice: boolean;
  /** ON and OFF win over the shifts; read it with `dutyAt`, since it ends by itself. */
  readonly duty?: 'on' | 'off';
  /** When it was said, and when it ends on the wall clock (without an end it holds until something else is said), but for times told later. */
  readonly dutyFrom?: Wall;
  readonly dutyUntil?: Wall;
  readonly dutyBut?: readonly Pick<ShiftAsk, 'from' | 'to'>[];
  /** The most hours a month that they wish to give. */
  readonly hoursWish?: number;
  /** What they gave in the month in which they last gave any. */
  readonly hoursIn?: { readonly month: string; readonly hours: number };
  /** They want no texts about their own shifts. */
  readonly shiftTexts?: false;
  /** Shifts about which they were asked the day before, and what they said. */
  readonly shiftAsks?: readonly ShiftAsk[];
  /** Hours that they told us of, apart from cases, the latest last. */
  readonly worked?: readonly Worked[];
  /** When they want to be left alone; without a word of theirs, in the hours of the community. */
  readonly quiet?: QuietHours | 'never';
  /** Whether urgent things may wake them. */
  readonly wakes?: boolean;
  /** They may be asked outside their shifts too, where nobody on call could. */
  readonly backup?: true;
  /** A case waits until nothing else stands in the way of their being asked for it. */
  readonly awaited?: true;
  /** They came on call, or are free again for a case that waits for them: what waits is looked through for them, at once. */
  readonly freed?: Instant;
  /** They wrote to us in their quiet hours, and are up until about then. */
  readonly awakeUntil?: Instant;
  /** The secret in the address of their calendar, once they asked for it (domain/feed.ts). */
  readonly feed?: string;
  /** Proves on a call that it is them. */
  readonly pin?: Pin;
  /** Rung by the line, or talking on it, until about then: others are rung first. */
  readonly onPhone?: { readonly until: Instant };
  /** Texted STOP: is never asked. */
  readonly stopped?: boolean;
  /** The carrier says that texts never arrive at their number: they are asked by call or not at all, until they text or call us. */
  readonly textless?: { readonly at: Instant; readonly code: number };
  readonly lastAskedAt?: Instant;
  /** They count as asked at this time, later than they were: others are asked before them. */
  readonly askedAs?: Instant;
  /** When they passed lately; two weeks later that is forgotten. */
  readonly passes?: readonly Instant[];
  /** They let a case go without a word, and have not texted since. */
  readonly unresponsive?: { readonly since: Instant; readonly code: CaseCode };
  /** Their place in the queues of their pods; the table's own. */
  readonly queued?: string;
  /** A look through the queue found that they cannot be on call before this: until then they do not stand in its way. */
  readonly rests?: Wall;
  /** Offers and pages that wait for this person's word. */
  readonly live: readonly Ref[];
  /** The last offers that ran out, so that a late bare ACCEPT finds them. */
  readonly lapsed: readonly Ref[];
  readonly held: readonly Ref[];
  /** The list of open cases that they were told a part of, for MORE. */
  readonly listed?: { readonly list: 'cases' | 'digest'; readonly page: number; readonly at: Instant };
  /** When they last texted words that meant nothing to us. */
  readonly lost?: Instant;
  readonly hours: number;
}
/** "Your shift is tomorrow: OK?" */
export interface ShiftAsk {
  readonly pod: string;
  readonly from: Wall;
  readonly to: Wall;
  readonly at: Instant;
  readonly asked: Wall;
  readonly said?: 'ok' | 'cover';
}
export interface Worked {
  readonly at: Instant;
  readonly hours: number;
  readonly what: string;
}
const LAPSED_MAX = 5;

export const withLive = (v: Volunteer, ref: Ref): Volunteer => ({
  ...v,
  live: withRef(v.live, ref),
  lapsed: without(v.lapsed, ref.code),
  ...(ref.kind === 'offer' ? { lastAskedAt: ref.at } : {}),
});
/** The offer is over for this volunteer; `lapsed` keeps it in mind for a late ACCEPT. */
export const withoutLive = (v: Volunteer, code: CaseCode, lapsed = false): Volunteer => {
  const ended = v.live.filter(r => r.code === code);
  return {
    ...v,
    live: without(v.live, code),
    lapsed: lapsed ? [...without(v.lapsed, code), ...ended].slice(-LAPSED_MAX) : without(v.lapsed, code),
  };
};
/** The time since which somebody has not been asked, as the order of asking takes it: those with the earliest are asked first. */
export const turnOf = ({ lastAskedAt, askedAs }: Pick<Volunteer, 'lastAskedAt' | 'askedAs'>): Instant | undefined =>
  askedAs !== undefined && (lastAskedAt === undefined || askedAs > lastAskedAt) ? askedAs : lastAskedAt;

/** A pass is remembered so long; the first of them moves nobody, each further one half a day, and no more than two days in all. */
const PASSES_KEPT_MS = 14 * DAY_MS;
const PASSES_MAX = 5;
const EACH_PASS_MS = DAY_MS / 2;
/** The passes of the last two weeks. */
export const passesLately = ({ passes = [] }: Pick<Volunteer, 'passes'>, now: Instant): readonly Instant[] =>
  passes.filter(at => msBetween(at, now) < PASSES_KEPT_MS);
/** Whoever passes often is asked a little later than others, and never by more than two days. */
export const withPass = (v: Volunteer, now: Instant): Volunteer => {
  const passes = [...passesLately(v, now), now].slice(-PASSES_MAX);
  const askedAs = later(now, (passes.length - 1) * EACH_PASS_MS);
  return { ...v, passes, ...(passes.length > 1 ? { askedAs } : {}) };
};

/** So much later than others somebody is asked who let a case go without a word, until they text again. */
const UNRESPONSIVE_MS = 7 * DAY_MS;
/** They no longer have the case, and were asked about it in vain; what they say of it late is still understood. */
export const withUnresponsive = (
  v: Volunteer,
  { code, number, kind }: Pick<Case, 'code' | 'number' | 'kind'>,
  now: Instant,
): Volunteer => ({
  ...v,
  lapsed: [...without(v.lapsed, code), { code, number, at: now, kind: kind === 'need' ? 'offer' : 'page', asked: now } as const].slice(
    -LAPSED_MAX,
  ),
  unresponsive: { since: now, code },
  askedAs: later(now, UNRESPONSIVE_MS),
});
/** Why somebody who may be asked is asked after others, in the words of the timeline. */
export const whyLater = (v: Volunteer, now: Instant): string => {
  if (v.unresponsive) return `was not heard from about ${v.unresponsive.code}`;
  return passesLately(v, now).length > 1 ? 'passed often lately' : 'was asked more recently';
};
/** They were heard from: they are asked as everybody is. */
export const heardFrom = (v: Volunteer): Volunteer => {
  const { unresponsive, askedAs: _later, ...kept } = v;
  return unresponsive ? kept : v;
};

/** They were asked at this time how their case stands. */
export const onChecked = (v: Volunteer, code: CaseCode, at: Instant): Volunteer => ({
  ...v,
  held: v.held.map(r => (r.code === code ? { ...r, asked: at } : r)),
});
/** They said something about it: nothing waits for their word. */
export const onAnswered = (v: Volunteer, code: CaseCode): Volunteer => ({
  ...v,
  held: v.held.map(r => {
    const { asked: _answered, ...kept } = r;
    return r.code === code ? kept : r;
  }),
});

export const withHeld = (v: Volunteer, ref: Ref): Volunteer => ({ ...withoutLive(v, ref.code), held: [...without(v.held, ref.code), ref] });
export const withoutHeld = (v: Volunteer, code: CaseCode): Volunteer => ({ ...withoutLive(v, code), held: without(v.held, code) });

/** These hours more, of all and of this month. */
export const withHours = (v: Volunteer, hours: number, month: string): Volunteer => {
  const before = v.hoursIn?.month === month ? v.hoursIn.hours : 0;
  return hours === 0 ? v : { ...v, hours: v.hours + hours, hoursIn: { month, hours: before + hours } };
};

const LEAD = ' lead';
/**
 * The name a resident hears, and by which we address someone: the first name and nothing else. A pod lead without a name of their own
 * is called by the pod.
 */
export const firstName = (name: string): string => {
  const given = /^[^,]*,\s*(\S.*)$/.exec(name)?.[1] ?? name;
  return name.endsWith(LEAD) ? name : (given.trim().split(/\s+/)[0] ?? name);
};

/** A roster row for someone of the team or a pod lead: never routed to, but able to hold a case. */
const guest = (number: PhoneNumber, name: string, languages: readonly Language[]): Volunteer => ({
  number,
  name,
  languages,
  pods: [],
  zones: [],
  skills: [],
  shifts: [],
  shiftsText: '',
  vetted: true,
  voice: false,
  live: [],
  lapsed: [],
  held: [],
  hours: 0,
});

export const teamMember = (community: Community, number: PhoneNumber): TeamMember | undefined =>
  community.team.find(m => m.phone === number);
export const leadsPods = (community: Community, number: PhoneNumber): readonly string[] =>
  community.pods.filter(p => p.lead === number).map(p => p.id);

/** The roster row this number would have by its role in community.yaml; undefined when it has none. */
export const guestOf = (community: Community, number: PhoneNumber): Volunteer | undefined => {
  const member = teamMember(community, number);
  const pod = community.pods.find(p => p.lead === number);
  return member ? guest(number, member.name, member.languages) : pod && guest(number, `${pod.name}${LEAD}`, [community.languages[0]]);
};

/** What a number may do beyond its own cases. */
export interface Powers {
  readonly coordinator: boolean;
  readonly safety: boolean;
  /** Reads and takes reports of a conflict, beside the people for safety. */
  readonly liaison: boolean;
  /** Ids of the pods it leads. */
  readonly leads: readonly string[];
}
export const powersOf = (community: Community, number: PhoneNumber): Powers => {
  const roles = teamMember(community, number)?.roles ?? [];
  return {
    coordinator: roles.includes('coordinator'),
    safety: roles.includes('safety'),
    liaison: roles.includes('community-liaison'),
    leads: leadsPods(community, number),
  };
};
