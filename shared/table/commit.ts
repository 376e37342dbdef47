import type { Decision, Entity } from '../decide/world.ts';
import { epochMs, type Instant, type MessageSid } from '../domain/ids.ts';
import { countKey, seenKey, sessionKey, timelineKey } from './keys.ts';
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

/** Counters of one day are spread over rows, so that two texts at once do not fight for the same one. */
const COUNT_SHARDS = 16;

const shardOf = (cause: string): number => {
  let sum = 0;
  for (let i = 0; i < cause.length; i++) sum = (sum * 31 + cause.charCodeAt(i)) | 0;
  return Math.abs(sum) % COUNT_SHARDS;
};

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
  const counts = Object.keys(decision.counts).length > 0 ? [countWrite(decision.counts, now, cause)] : [];
  const seen = sid ? [seenWrite(sid, decision.reply, now)] : [];
  return [...puts, ...outbox, ...ended, ...timeline, ...counts, ...seen];
};

const countWrite = (by: Readonly<Record<string, number>>, now: Instant, cause: string): Write => ({
  op: 'add',
  key: countKey(`${now.slice(0, 10)}#${shardOf(cause)}`),
  by,
});

const seenWrite = (sid: MessageSid, reply: string | null, now: Instant): Write => ({
  op: 'put',
  row: { ...seenKey(sid), kind: 'seen', ttl: Math.floor(epochMs(now) / 1000) + SEEN_KEPT_S, data: { reply } },
  expect: 'absent',
});
