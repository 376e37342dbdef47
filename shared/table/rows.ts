import type { Entity } from '../decide/draft/world.ts';
import { callOver } from '../domain/calling.ts';
import { type Case, dueAt, isOpen } from '../domain/case.ts';
import { epochMs, type Instant, type PhoneNumber } from '../domain/ids.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import type { NumberRecord, Person } from '../domain/person.ts';
import { standingDue } from '../domain/standing.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import { isSetAside, isShortlyAside } from '../domain/undelivered.ts';
import {
  CALLING,
  caseKey,
  codeKey,
  digestKey,
  ENDED,
  HELD_UP,
  laneOf,
  numberKey,
  OPEN,
  outgoingKey,
  placeInLane,
  planKey,
  rosterKey,
  SET_ASIDE,
  sessionKey,
  soundKey,
  standingKey,
} from './keys.ts';
import type { Json, Key, Row } from './store.ts';

const DAY_S = 86_400;
/** Codes are unique among all cases of the last 180 days; ended cases are kept as long, then forgotten. */
export const CASE_KEPT_S = 180 * DAY_S;
/** A conversation that nobody took up again is forgotten a week later, at midnight (it can be resumed for 72 hours). */
const SESSION_KEPT_S = 7 * DAY_S;
/** A text and its answer are kept for a repeated delivery as long as the texts that came of it: their ids derive from it, and stand in the way of a second decision. */
export const SEEN_KEPT_S = 30 * DAY_S;
const OUTGOING_KEPT_S = 30 * DAY_S;

/** Epoch seconds `keptS` after this instant. */
export const ttlAfter = (at: Instant, keptS: number): number => Math.floor(epochMs(at) / 1000) + keptS;

/** A ttl that stays where it is all day costs no index entry at every answer. */
const midnightAfter = (seconds: number): number => Math.ceil(seconds / DAY_S) * DAY_S;

export const keyOf = (e: Entity): Key => {
  switch (e.kind) {
    case 'number':
      return numberKey(e.value.number);
    case 'session':
      return sessionKey(e.number);
    case 'case':
      return caseKey(e.value.number, e.value.code);
    case 'volunteer':
      return rosterKey(e.value.number);
    case 'code':
      return codeKey(e.code);
    case 'outgoing':
      return outgoingKey(e.value.id);
    case 'sound':
      return soundKey(e.value.id);
    case 'standing':
      return standingKey();
    case 'digest':
      return digestKey();
    case 'plan':
      return planKey(e.value.pod);
  }
};

type Indexed = Omit<Row, 'v' | 'pk' | 'sk' | 'kind' | 'data'>;

const dueIndex = (c: Case): Indexed => {
  const due = dueAt(c);
  return due ? { due } : {};
};

const caseIndexes = (c: Case): Indexed => ({
  list: isOpen(c) ? OPEN : ENDED,
  at: `${isOpen(c) ? c.openedAt : (c.closedAt ?? c.openedAt)}#${c.code}`,
  ...dueIndex(c),
  ...(isOpen(c) ? {} : { ttl: ttlAfter(c.closedAt ?? c.openedAt, CASE_KEPT_S) }),
});

/** A call that goes on takes a line of the account; one that waits for a line is found when one becomes free. */
const callIndexes = (o: Outgoing): Indexed => {
  const goesOn = (o.state === 'sending' || o.state === 'sent') && !callOver(o.status ?? '');
  if (goesOn) return { list: CALLING, at: `${o.triedAt ?? o.at}#${o.id}` };
  return o.state === 'pending' && o.call?.heldUp ? { list: HELD_UP, at: `${o.at}#${o.id}` } : {};
};

/** A text waits in the lane of its priority; one that was set aside waits for a coordinator. */
const textIndexes = (o: Outgoing): Indexed => {
  if (isSetAside(o)) return { list: SET_ASIDE, at: placeInLane(o.at, o.id) };
  return o.due ? { list: laneOf(o.priority), at: placeInLane(o.due, o.id) } : {};
};

const indexesOf = (e: Entity): Indexed => {
  switch (e.kind) {
    case 'case':
      return caseIndexes(e.value);
    case 'session':
      return { ttl: midnightAfter(ttlAfter(e.value.at, SESSION_KEPT_S)) };
    case 'sound':
      return { due: e.value.due };
    case 'volunteer':
      return e.value.freed ? { due: e.value.freed } : {};
    case 'plan':
      return e.value.watch ? { due: e.value.watch.due } : {};
    case 'standing': {
      const due = standingDue(e.value);
      return due ? { due } : {};
    }
    case 'digest':
      return { due: e.value.at };
    case 'code':
      return { ttl: ttlAfter(e.value.at, CASE_KEPT_S) };
    case 'outgoing':
      return {
        ttl: ttlAfter(e.value.at, isSetAside(e.value) && !isShortlyAside(e.value) ? CASE_KEPT_S : OUTGOING_KEPT_S),
        ...(e.value.call ? { ...(e.value.due ? { due: e.value.due } : {}), ...callIndexes(e.value) } : textIndexes(e.value)),
      };
    default:
      return {};
  }
};

/** A number's row holds the people behind it too. */
export type NumberRow = NumberRecord & { readonly persons?: readonly Person[] };
/** What is kept under a code: where the case lies, and what happened in the turn that opened it. */
export interface CodeRow {
  readonly number: PhoneNumber;
  readonly at: Instant;
  readonly report?: true;
  readonly entries?: readonly Happened[];
}
export type Happened = Omit<TimelineEntry, 'code'>;

/** The row that holds this noun. */
export const rowOf = (e: Entity): Omit<Row, 'v'> => {
  const { pk, sk } = keyOf(e);
  const data = (e.kind === 'number' ? { ...e.value, persons: e.persons } : e.value) as unknown as Json;
  return { pk, sk, kind: e.kind, ...indexesOf(e), data };
};

/** What happened to a case, oldest first, from the rows under its code. */
export const happened = (rows: readonly Row[]): readonly Happened[] =>
  rows.flatMap(row => nounOf<{ readonly entries?: readonly Happened[] }>(row).entries ?? []);

/** The noun in a row of this kind. The table is written by this program alone, so its rows are taken at their word. */
export const nounOf = <T>(row: Row): T => row.data as unknown as T;
