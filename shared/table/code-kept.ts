import { type Case, isOpen } from '../domain/case.ts';
import { DAY_MS, type Instant, msBetween } from '../domain/ids.ts';
import { codeKey } from './keys.ts';
import { CASE_KEPT_S, ttlAfter } from './rows.ts';
import type { Store } from './store.ts';

/** A code is renewed where a third of its time is over, so that no look at its case that comes late can come too late. */
const RENEWED_AFTER_MS = 60 * DAY_MS;
const RENEWED_AFTER_S = RENEWED_AFTER_MS / 1000;

/**
 * Keeps the code of a case for as long as the case is open: the row of a code is forgotten 180 days after it was made, and whoever looks at
 * an older case that is still open renews it. Most cases are over in days, and cost nothing here. Where somebody else has just written the
 * row, the next look does it.
 */
export const keepCode = async (store: Store, c: Case, now: Instant): Promise<void> => {
  if (!isOpen(c) || msBetween(c.openedAt, now) < RENEWED_AFTER_MS) return;
  const { got } = await store.read({ get: [codeKey(c.code)] });
  const [row] = got;
  const ttl = ttlAfter(now, CASE_KEPT_S);
  if (!row || (row.ttl ?? ttl) > ttl - RENEWED_AFTER_S) return;
  const { v, ...kept } = row;
  await store.commit([{ op: 'put', row: { ...kept, ttl }, expect: v }], `keep-${c.code}-${v}`);
};
