import type { Community } from '../domain/community.ts';
import { instant } from '../domain/ids.ts';
import { emptyPlan, type PodPlan, type Schedule, scheduleOf } from '../domain/on-call.ts';
import { watchNow } from '../domain/watched.ts';
import { planKey } from './keys.ts';
import { nounOf, rowOf } from './rows.ts';
import { type Row, type Store, StoreTrouble } from './store.ts';

const ROUNDS_MAX = 5;
/** Shifts that have changed are looked at as soon as anybody looks at what is due. */
const LONG_DUE = instant(0);

const plansIn = (rows: readonly (Row | undefined)[]): Schedule['plans'] =>
  Object.fromEntries(rows.flatMap(row => (row ? [nounOf<PodPlan>(row)] : [])).map(plan => [plan.pod, plan]));

/** What these rows of pods' plans hold. */
export const scheduleIn = (community: Community, rows: readonly (Row | undefined)[]): Schedule => scheduleOf(community, plansIn(rows));

/** What all pods have agreed on. */
export const readSchedule = async (store: Store, community: Community): Promise<Schedule> => {
  const { got } = await store.read({ get: community.pods.map(p => planKey(p.id)) });
  return scheduleIn(community, got);
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
    const changed = change(row ? nounOf<PodPlan>(row) : emptyPlan(pod));
    if ('refused' in changed) return changed;
    const value = watchNow(changed, LONG_DUE);
    const { ok } = await store.commit(
      [{ op: 'put', row: rowOf({ kind: 'plan', value }), expect: row?.v ?? 'absent' }],
      `${cause}-${row?.v ?? 0}/${round}`,
    );
    if (ok) return value;
  }
  throw new StoreTrouble('throttled', new Error('what a pod agreed on changed at every try'));
};

/** People of these pods came, went or have other shifts: the shifts are looked at anew, and whoever is concerned is told. */
export const lookAgain = async (store: Store, pods: readonly string[]): Promise<void> => {
  for (const pod of new Set(pods)) await changePlan(store, pod, `look-${pod}`, plan => plan);
};
