import type { Decision, Entity } from '../decide/world.ts';
import { epochMs, type Instant, type MessageSid } from '../domain/ids.ts';
import { seenKey, sessionKey, timelineKey } from './keys.ts';
import { type Versions, versionKey } from './load.ts';
import { CASE_KEPT_S, keyOf, rowOf, SEEN_KEPT_S, ttlAfter } from './rows.ts';
import type { Json, Write } from './store.ts';

export interface Commitment {
  readonly decision: Decision;
  readonly versions: Versions;
  readonly now: Instant;
  readonly cause: string;
  /** The text that this answers; its answer is kept, so that a second delivery gets the same and changes nothing. */
  readonly sid?: MessageSid;
}

const putOf = (entity: Entity, versions: Versions): Write => ({
  op: 'put',
  row: rowOf(entity),
  expect: versions.get(versionKey(keyOf(entity))) ?? 'absent',
});

/** A decision as the writes of one transaction. Rows that it rests on and changes must still have the version it saw. */
export const writesOf = ({ decision, versions, now, cause, sid }: Commitment): readonly Write[] => {
  const ttl = ttlAfter(now, CASE_KEPT_S);
  const puts = decision.puts.map(entity => putOf(entity, versions));
  const outbox = decision.outbox.map((value): Write => ({ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: 'absent' }));
  const ended = decision.endedSessions.map((number): Write => {
    const key = sessionKey(number);
    return { op: 'delete', key, expect: versions.get(versionKey(key)) ?? 'any' };
  });
  const timeline = decision.timeline.map(
    (entry, nth): Write => ({
      op: 'put',
      row: { ...timelineKey(entry.code, entry.at, cause, nth), kind: 'timeline', ttl, data: entry as unknown as Json },
      expect: 'absent',
    }),
  );
  const seen = sid ? [seenWrite(sid, decision.reply, now)] : [];
  return [...puts, ...outbox, ...ended, ...timeline, ...seen];
};

const seenWrite = (sid: MessageSid, reply: string | null, now: Instant): Write => ({
  op: 'put',
  row: { ...seenKey(sid), kind: 'seen', ttl: Math.floor(epochMs(now) / 1000) + SEEN_KEPT_S, data: { reply } },
  expect: 'absent',
});
