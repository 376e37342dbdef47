import type { Decision, Entity } from '../decide/draft/world.ts';
import { type CaseCode, epochMs, type Instant, type MessageSid, type PhoneNumber } from '../domain/ids.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import type { Volunteer } from '../domain/volunteer.ts';
import { type Versions, versionKey } from './gathered.ts';
import { seenKey, sessionKey, timelineKey } from './keys.ts';
import { volunteerWrites } from './queue.ts';
import { CASE_KEPT_S, type Happened, keyOf, rowOf, SEEN_KEPT_S, ttlAfter } from './rows.ts';
import type { Json, Write } from './store.ts';

export interface Commitment {
  readonly decision: Decision;
  readonly versions: Versions;
  /** The rows of the roster as they were read: what changes in them moves their people in the queues of their pods. */
  readonly roster: ReadonlyMap<PhoneNumber, Volunteer>;
  readonly now: Instant;
  readonly cause: string;
  /** The text that this answers; its answer is kept, so that a second delivery gets the same and changes nothing. */
  readonly sid?: MessageSid;
}

const putsOf = (entity: Entity, versions: Versions, roster: Commitment['roster']): readonly Write[] => {
  const expect = versions.get(versionKey(keyOf(entity))) ?? 'absent';
  if (entity.kind === 'volunteer') return volunteerWrites(roster.get(entity.value.number), entity.value, expect);
  return [{ op: 'put', row: rowOf(entity), expect }];
};

/** A decision as the writes of one transaction. Rows that it rests on and changes must still have the version it saw. */
export const writesOf = ({ decision, versions, roster, now, cause, sid }: Commitment): readonly Write[] => {
  const told = byCase(decision.timeline);
  const puts = decision.puts.flatMap(entity => putsOf(withBeginning(entity, told), versions, roster));
  const outbox = decision.outbox.map((value): Write => ({ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: 'absent' }));
  const ended = decision.endedSessions.map((number): Write => {
    const key = sessionKey(number);
    return { op: 'delete', key, expect: versions.get(versionKey(key)) ?? 'any' };
  });
  const seen = sid ? [seenWrite(sid, decision.reply, now)] : [];
  return [...puts, ...outbox, ...ended, ...timelineWrites(told, now, cause), ...seen];
};

type Told = Map<CaseCode, Happened[]>;

const byCase = (timeline: readonly TimelineEntry[]): Told => {
  const told: Told = new Map();
  for (const { code, ...entry } of timeline) {
    const its = told.get(code);
    if (its) its.push(entry);
    else told.set(code, [entry]);
  }
  return told;
};

/** The row of a new code tells what happened in the turn that opened the case, so that this needs no row of its own. */
const withBeginning = (entity: Entity, told: Told): Entity => {
  if (entity.kind !== 'code') return entity;
  const entries = told.get(entity.code) ?? [];
  told.delete(entity.code);
  return { ...entity, value: { ...entity.value, entries } };
};

const timelineWrites = (told: Told, now: Instant, cause: string): readonly Write[] =>
  [...told].map(([code, entries]) => ({
    op: 'put',
    row: {
      ...timelineKey(code, now, cause),
      kind: 'timeline',
      ttl: ttlAfter(now, CASE_KEPT_S),
      data: { entries } as unknown as Json,
    },
    expect: 'absent',
  }));

const seenWrite = (sid: MessageSid, reply: string | null, now: Instant): Write => ({
  op: 'put',
  row: { ...seenKey(sid), kind: 'seen', ttl: Math.floor(epochMs(now) / 1000) + SEEN_KEPT_S, data: { reply } },
  expect: 'absent',
});
