import { type Instant, later } from '../shared/domain/ids.ts';
import { LEASE_MS, type Outgoing, PRIORITIES } from '../shared/domain/outgoing.ts';
import { dueOf, dueUntil, waitingTexts } from '../shared/table/keys.ts';
import { nounOf, rowOf } from '../shared/table/rows.ts';
import type { Store } from '../shared/table/store.ts';

const AT_ONCE_MAX = 1_000;

/**
 * Texts that were just being sent when the line was killed are held by nobody: they become due now instead of when their lease ends. The
 * sender asks the carrier first whether they went through. Only where no other sender can be at work (`alone.ts`). Answers how many.
 */
export const takeUp = async (store: Store, now: Instant): Promise<number> => {
  const until = later(now, LEASE_MS);
  const { found } = await store.read({
    query: [dueUntil(until, AT_ONCE_MAX), ...PRIORITIES.map(p => waitingTexts(p, until, AT_ONCE_MAX))],
  });
  const left = found
    .flat()
    .filter(row => row.kind === 'outgoing' && nounOf<Outgoing>(row).state === 'sending' && (dueOf(row) ?? now) > now);
  for (const row of left) {
    const value: Outgoing = { ...nounOf<Outgoing>(row), due: now };
    await store.commit([{ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: row.v }], `take-up-${value.id}-${row.v}`);
  }
  return left.length;
};
