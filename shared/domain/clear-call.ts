import { mayDisturb } from './awake.ts';
import type { Community } from './community.ts';
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, msBetween, type PhoneNumber } from './ids.ts';
import type { HelperFacts } from './left-alone.ts';
import { type Along, alongOf } from './out-address.ts';
import type { Outgoing, Priority } from './outgoing.ts';
import type { NumberRecord } from './person.ts';

/** When a number was called, oldest first: by the line's own will, for callers who waited, and because its person asked for it. */
export interface Rung {
  readonly at: readonly Instant[];
  readonly rings?: readonly Instant[];
  readonly asked?: readonly Instant[];
}

/** What is known at the moment of calling. */
export interface CallFacts {
  readonly record: NumberRecord | undefined;
  /** What kind of number it is: only those at home are ever called. */
  readonly kind: 'home' | 'foreign' | 'premium' | 'none';
  readonly toNumber: Rung;
  /** Calls that the line made today, to anybody; without rings for callers who waited, and bridges. */
  readonly ofLine: number;
  /** Who helps with the line, and is left alone in their quiet hours; undefined for everybody else. */
  readonly helper: Pick<HelperFacts, 'volunteer' | 'community'> | undefined;
  /** Calls of the account that are going on now, in both directions. */
  readonly live: number;
}

/** A class with a private mark: no other number is ever dialled, neither by a call of our own nor within one that goes on. */
class ClearedToDial {
  readonly number: PhoneNumber;
  readonly #cleared = true;

  constructor(number: PhoneNumber) {
    this.number = number;
  }
  static isOne(number: object): boolean {
    return #cleared in number;
  }
}

/** A number that may be dialled. Only `clearToDial` makes one. */
export type ClearedNumber = ClearedToDial;
/** Whether this really came from `clearToDial`. */
export const isClearedNumber = (number: object): number is ClearedNumber => ClearedToDial.isOne(number);

export interface UnclearedNumber {
  readonly refused: 'opted out' | 'not a number we call';
}

/** The gate before every number: nobody who opted out, unless they `asked` for it just now, and none abroad or that costs its caller money. */
export const clearToDial = (
  number: PhoneNumber,
  { record, kind }: Pick<CallFacts, 'record' | 'kind'>,
  asked = false,
): ClearedNumber | UnclearedNumber => {
  if (record?.optedOut && !asked) return { refused: 'opted out' };
  return kind === 'home' ? new ClearedToDial(number) : { refused: 'not a number we call' };
};

/** A class with a private mark, like that of a cleared text: a call leaves by no other way. */
class ClearedToCall implements Pick<Outgoing, 'id' | 'to'> {
  readonly id: Outgoing['id'];
  readonly to: Outgoing['to'];
  readonly timeoutS: number;
  readonly along: Along;
  readonly #cleared = true;

  constructor(o: Outgoing, { number }: ClearedNumber, timeoutS: number) {
    this.id = o.id;
    this.along = alongOf(o);
    this.to = number;
    this.timeoutS = timeoutS;
  }
  static isOne(call: object): boolean {
    return #cleared in call;
  }
}

/** A call that may be made now. Only `clearToCall` makes one, and the carrier takes nothing else. */
export type ClearedCall = ClearedToCall;
/** Whether this really came from `clearToCall`. */
export const isClearedCall = (call: object): call is ClearedCall => ClearedToCall.isOne(call);

export type UnclearedCall =
  | UnclearedNumber
  | { readonly refused: 'too late' | 'called too often' | 'no line free' | 'asleep' }
  /** There is no room for it now: it is looked at again at `until`. */
  | { readonly wait: 'no line free'; readonly until: Instant };

/** Whoever asked to be called meant now; later than this their wish is no reason any more to call someone who stopped our texts. */
const ASKED_HOLDS_MS = HOUR_MS;
/** No free line: looked at again this soon, and at once when a call ends. */
const AGAIN_MS = 10_000;
const OFFER_WAITS_MS = MINUTE_MS;

/** Pages and offers come from the line's own will; so many within so long are enough for one person (the measure of on-call services). */
const OF_OUR_OWN_WILL = { most: 3, withinMs: 15 * MINUTE_MS } as const;
const ownWill = ({ call }: Outgoing): boolean => call?.what === 'page' || call?.what === 'offer';

/** Pages, offers and somebody who waits on the line wake nobody who did not say so, unless somebody is in danger. */
const wouldWake = (o: Outgoing, { helper }: CallFacts, now: Instant): boolean => {
  if (!helper || o.priority === 'safety' || !(ownWill(o) || o.call?.what === 'ring')) return false;
  return !mayDisturb(helper.volunteer, o.priority === 'urgent', now, helper.community);
};

/** One line is kept free for callers: only danger, and whoever has somebody waiting, may take the last. */
const takesTheLast = (priority: Priority, { call }: Outgoing): boolean => priority === 'safety' || call?.what === 'ring';

const within = (at: readonly Instant[] = [], ms: number, now: Instant): number => at.filter(one => msBetween(one, now) < ms).length;

/** Somebody waits on the line: only a phone that rang all evening is left in peace. */
const RINGS = { most: 20, withinMs: HOUR_MS } as const;

/** Calls that one number may ask for within an hour; a call back may take three tries. Whoever asks for more is told so, not called. */
export const ASKED = { most: 12, withinMs: HOUR_MS } as const;
const TRIES_A_WISH = 3;

/** In which of its lists a call counts: what is done for others, or at their own wish, uses up nothing of what a person is called for. */
const listOf = ({ call }: Outgoing): keyof Rung =>
  call?.what === 'ring' ? 'rings' : call?.what === 'bridge' || call?.what === 'back' ? 'asked' : 'at';
/** Whether it counts among the calls of the line's day: neither a ring for somebody who waits nor a bridge does. */
export const countsInDay = ({ call }: Outgoing): boolean => call?.what !== 'ring' && call?.what !== 'bridge';

const tooOften = (o: Outgoing, { toNumber, ofLine }: CallFacts, limits: Community['calls'], now: Instant): boolean => {
  if (o.call?.what === 'ring') return within(toNumber.rings, RINGS.withinMs, now) >= RINGS.most;
  // Danger is never held back by what was called before; the pace of its pages bounds it.
  if (o.priority === 'safety') return false;
  if (countsInDay(o) && ofLine >= limits.aDay) return true;
  if (listOf(o) === 'asked') return within(toNumber.asked, ASKED.withinMs, now) >= ASKED.most * TRIES_A_WISH;
  if (within(toNumber.at, DAY_MS, now) >= limits.aNumberADay) return true;
  return ownWill(o) && within(toNumber.at, OF_OUR_OWN_WILL.withinMs, now) >= OF_OUR_OWN_WILL.most;
};

/** Holds a call against the gate before every number and against every limit, at the moment of calling. */
export const clearToCall = (o: Outgoing, facts: CallFacts, limits: Community['calls'], now: Instant): ClearedCall | UnclearedCall => {
  const { call, validForSeconds, at } = o;
  const asked = call?.asked !== undefined && msBetween(call.asked, now) < ASKED_HOLDS_MS;
  const number = clearToDial(o.to, facts, asked);
  if ('refused' in number) return number;
  if (validForSeconds !== undefined && later(at, validForSeconds * 1000) <= now) return { refused: 'too late' };
  if (wouldWake(o, facts, now)) return { refused: 'asleep' };
  if (tooOften(o, facts, limits, now)) return { refused: 'called too often' };
  const room = limits.atOnce - (takesTheLast(o.priority, o) ? 0 : 1);
  // An offer that waits too long for a line goes as a text, while it can still be answered.
  const waited = call?.what === 'offer' && msBetween(at, now) >= OFFER_WAITS_MS;
  if (facts.live >= room && waited) return { refused: 'no line free' };
  if (facts.live >= room) return { wait: 'no line free', until: later(now, AGAIN_MS) };
  return new ClearedToCall(o, number, call?.timeoutS ?? 0);
};

/** The calls of a day and no more of them than anybody counts. */
const KEPT_MAX = 100;
export const rungAgain = (before: Rung, o: Outgoing, now: Instant): Rung => {
  const list = listOf(o);
  return { ...before, [list]: [...(before[list] ?? []).filter(one => msBetween(one, now) < DAY_MS), now].slice(-KEPT_MAX) };
};
