import type { Community } from '../domain/community.ts';
import { emptyPlan, type PodPlan, type Schedule, scheduleOf } from '../domain/on-call.ts';
import { planKey } from './keys.ts';
import { nounOf, rowOf } from './rows.ts';
import { type Row, type Store, StoreTrouble } from './store.ts';

const ROUNDS_MAX = 5;

const plansIn = (rows: readonly (Row | undefined)[]): Schedule['plans'] =>
  Object.fromEntries(rows.flatMap(row => (row ? [nounOf<PodPlan>(row)] : [])).map(plan => [plan.pod, plan]));

/** What all pods have agreed on. */
export const readSchedule = async (store: Store, community: Community): Promise<Schedule> => {
  const { got } = await store.read({ get: community.pods.map(p => planKey(p.id)) });
  return scheduleOf(community, plansIn(got));
};

/**
 * Changes what one pod has agreed on, on top of how it stands at that moment. `change` may refuse, with its reason; then nothing is written.
 * `cause` makes it one change however often it is tried.
 */
export const changePlan = async (
  store: Store,
  pod: string,
  cause: string,
  change: (plan: PodPlan) => PodPlan | { readonly refused: string },
): Promise<PodPlan | { readonly refused: string }> => {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const { got } = await store.read({ get: [planKey(pod)] });
    const [row] = got;
    const value = change(row ? nounOf<PodPlan>(row) : emptyPlan(pod));
    if ('refused' in value) return value;
    const { ok } = await store.commit(
      [{ op: 'put', row: rowOf({ kind: 'plan', value }), expect: row?.v ?? 'absent' }],
      `${cause}/${round}`,
    );
    if (ok) return value;
  }
  throw new StoreTrouble('throttled', new Error('what a pod agreed on changed at every try'));
};
