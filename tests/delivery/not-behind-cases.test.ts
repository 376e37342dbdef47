import { expect, test } from 'vitest';
import type { Cleared } from '../../shared/domain/consent.ts';
import type { PhoneNumber } from '../../shared/domain/ids.ts';
import { pending } from '../../shared/domain/outgoing.ts';
import type { SendResult } from '../../shared/shell/runtime.ts';
import { CASES_BEFORE_TEXTS } from '../../shared/shell/worker.ts';
import { rowOf } from '../../shared/table/rows.ts';
import type { Write } from '../../shared/table/store.ts';
import { write } from '../faults/support.ts';
import { Neighborhood } from '../support/neighborhood.ts';
import { type Counts, counted, freshSqlite } from '../support/stores.ts';

const THEO = '+15550100103' as PhoneNumber;
const WAITING = CASES_BEFORE_TEXTS * 3;

/** How many commits the line had made when a text to Theo left. */
class Watched extends Neighborhood {
  counts: Counts = { reads: 0, commits: 0 };
  before: number | undefined;
  protected override accept(text: Cleared): SendResult {
    if (text.to === THEO) this.before ??= this.counts.commits;
    return super.accept(text);
  }
}

test('a text about danger that waits leaves before very many cases that are due at the same time are seen to', async () => {
  const calls = counted(freshSqlite());
  const hood = new Watched({ store: () => calls });
  await hood.volunteers('Ana,+15550100201,en,food,,,always,yes,no');
  await hood.line.work();
  for (let n = 0; n < WAITING; n++) await write(hood, `+1555020${String(n).padStart(4, '0')}`, 'need food for 2, 11216, today');
  const page = pending({ to: THEO, body: 'Somebody is in danger: 412.', purpose: 'page', priority: 'safety' }, 'a-page', 0, hood.now);
  const put: Write = { op: 'put', row: rowOf({ kind: 'outgoing', value: page }), expect: 'absent' };
  await hood.store.commit([put], 'a-page');
  calls.reset();
  hood.counts = calls.counts;
  await hood.line.work();
  expect(hood.before).toBeLessThan(CASES_BEFORE_TEXTS * 2);
  await hood.store.close();
});
