import { keepsPlace, keepsRest, memberOf } from '../domain/queue.ts';
import { turnOf, type Volunteer } from '../domain/volunteer.ts';
import { feedWrites } from './feed.ts';
import { queueKey } from './keys.ts';
import { rowOf } from './rows.ts';
import type { Expect, Json, Write } from './store.ts';

/** The rows by which they stood in the queues of their pods. */
const leaves = (before: Volunteer | undefined): readonly Write[] =>
  (before?.queued ? before.pods : []).map(pod => ({ op: 'delete', key: queueKey(pod, before?.queued ?? ''), expect: 'any' }));

/**
 * A roster row, and with it the places of its person in the queues of their pods, where this changes them. Each place has a key of its own
 * that holds the version of the roster row, and is written in no transaction without that row: so its version need never be known.
 */
export const volunteerWrites = (before: Volunteer | undefined, after: Volunteer, expect: Expect): readonly Write[] => {
  const isQueued = before?.queued !== undefined || after.pods.length === 0;
  const put = (value: Volunteer): Write => ({ op: 'put', row: rowOf({ kind: 'volunteer', value }), expect });
  const feed = feedWrites(before, after);
  const rests = before && keepsRest(before, after) ? after.rests : undefined;
  if (before && isQueued && rests === before.rests && keepsPlace(before, after)) return [put(after), ...feed];
  const turn = `${turnOf(after) ?? '-'}#${after.number}#${expect === 'absent' ? 1 : expect + 1}`;
  const queued = rests === undefined ? turn : `!${rests}#${turn}`;
  const { queued: _before, rests: _rests, ...active } = after;
  const value = rests === undefined ? active : { ...active, rests };
  const stands = after.pods.map((pod): Write => {
    const row = { ...queueKey(pod, queued), kind: 'queue', data: memberOf(after) as unknown as Json };
    return { op: 'put', row, expect: 'absent' };
  });
  return [put(after.pods.length > 0 ? { ...value, queued } : value), ...leaves(before), ...stands, ...feed];
};

/** They leave the roster and every queue, and their calendar ends. */
export const removalWrites = (known: Volunteer): readonly Write[] => [...leaves(known), ...feedWrites(known, undefined)];
