import { decideWatch } from '../decide/shifts/watch.ts';
import type { PodPlan } from '../domain/on-call.ts';
import { instantOf } from '../domain/zone.ts';
import { loadThreads } from './load-due.ts';
import { type Desk, type Settled, settle } from './settle.ts';

/** A pod's shifts, which are due to be looked at, settled. It is apart from the other doors' work because it needs the library of time zones. */
export const settleWatch = (desk: Desk, { pod, watch }: PodPlan, version: number): Promise<Settled> =>
  settle(desk, {
    cause: `watch-${pod}-${watch?.due ?? ''}-${version}`,
    load: given => loadThreads(desk.store, given, { numbers: [], everybody: true, openCases: true }),
    decide: world => decideWatch(world, pod, wall => instantOf(wall, desk.community.timezone)),
  });
