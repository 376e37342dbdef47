import { expect, test } from 'vitest';
import type { ListedText } from '../../shared/domain/account-list.ts';
import { beginReconciling } from '../../shared/shell/reconciler.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Store } from '../../shared/table/store.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const BROKEN = 'SM00000000000000000000000000009901';
const GOOD = 'SM00000000000000000000000000009902';

test('a missed text that breaks holds up none of the others', async () => {
  const store = (now: () => number): Store => {
    const inner = openSqlite(':memory:', now);
    const commit: Store['commit'] = async (writes, id) => {
      if (JSON.stringify(writes).includes(BROKEN)) throw new Error('this one breaks');
      return inner.commit(writes, id);
    };
    return Object.assign(Object.create(inner) as Store, { commit, read: inner.read.bind(inner), close: inner.close.bind(inner) });
  };
  const hood = new Neighborhood({ store });
  await beginReconciling(hood.runtime);
  const missed = (sid: string, from: string) => ({
    sid,
    way: 'in',
    from,
    to: hood.community.number,
    body: 'need food for 5, 11216',
    at: hood.now,
    media: 0,
    segments: 1,
  });
  // The newest first, as the carrier lists them.
  hood.listedTexts = [missed(GOOD, '+15550100003'), missed(BROKEN, '+15550100002')] as unknown as readonly ListedText[];
  await hood.pass(5 * 60_000);
  expect(hood.sent.filter(s => s.to === '+15550100003')).toHaveLength(1);
  expect(hood.logged.some(l => l.includes('reconcile.broke') && l.includes(BROKEN))).toBe(true);
  await hood.store.close();
});
