import { type Instant, later } from '../shared/domain/ids.ts';
import { LEASE_MS, type Outgoing } from '../shared/domain/outgoing.ts';
import { dueUntil } from '../shared/table/keys.ts';
import { nounOf, rowOf } from '../shared/table/rows.ts';
import type { Store } from '../shared/table/store.ts';

const AT_ONCE_MAX = 1_000;

/**
 * Texts that were just being sent when the line was killed are held by nobody: they become due now instead of when their lease ends. The
 * sender asks the carrier first whether they went through. Only for one machine, where no other sender can be at work. Answers how many.
 */
export const takeUp = async (store: Store, now: Instant): Promise<number> => {
  const { found } = await store.read({ query: [dueUntil(later(now, LEASE_MS), AT_ONCE_MAX)] });
  const left = (found[0] ?? []).filter(
    row => row.kind === 'outgoing' && nounOf<Outgoing>(row).state === 'sending' && (row.due ?? now) > now,
  );
  for (const row of left) {
    const value: Outgoing = { ...nounOf<Outgoing>(row), due: now };
    await store.commit([{ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: row.v }], `take-up-${value.id}-${row.v}`);
  }
  return left.length;
};
