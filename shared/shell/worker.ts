import type { Case } from '../domain/case.ts';
import type { Instant } from '../domain/ids.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import { dueUntil } from '../table/keys.ts';
import { nounOf } from '../table/rows.ts';
import { settleDue } from '../table/settle.ts';
import type { Row } from '../table/store.ts';
import type { Runtime } from './runtime.ts';
import { sendAll } from './sender.ts';

/** How many due rows are taken up at once. */
const BATCH = 100;
/** One call does no more than this; what is left stays due and is done by the next. */
const BATCHES_MAX = 200;

const isCase = (row: Row): boolean => row.kind === 'case';
const isOutgoing = (row: Row): boolean => row.kind === 'outgoing';

/** Does what these rows are due for: first what makes texts, then the texts. A row that breaks stops no other. */
export const workThrough = async (rt: Runtime, rows: readonly Row[]): Promise<void> => {
  for (const row of rows.filter(isCase)) {
    const due = nounOf<Case>(row);
    try {
      await settleDue(rt, due);
    } catch (error) {
      rt.log.error('due.failed', { code: due.code, what: due.next?.what, error });
    }
  }
  await sendAll(
    rt,
    rows.filter(isOutgoing).map(row => nounOf<Outgoing>(row)),
  );
};

/** Does everything that is due by now, and what comes of it, until nothing is left. */
export const work = async (rt: Runtime): Promise<void> => {
  const tried = new Map<string, number>();
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const { found } = await rt.store.read({ query: [dueUntil(rt.now(), BATCH)] });
    // A row that stays due although it was worked on is left for the next tick: it must not turn this loop round and round.
    const fresh = (found[0] ?? []).filter(row => tried.get(`${row.pk}|${row.sk}`) !== row.v);
    if (fresh.length === 0) return;
    for (const row of fresh) tried.set(`${row.pk}|${row.sk}`, row.v);
    await workThrough(rt, fresh);
  }
  rt.log.warn('work.unfinished', { batches: BATCHES_MAX });
};

/** The earliest instant at or before `until` at which something is due; null when nothing is. */
export const nextDue = async (rt: Pick<Runtime, 'store'>, until: Instant): Promise<Instant | null> => {
  const { found } = await rt.store.read({ query: [dueUntil(until, 1)] });
  return (found[0]?.[0]?.due as Instant | undefined) ?? null;
};
