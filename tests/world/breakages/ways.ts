import type { Case } from '../../../shared/domain/case.ts';
import type { CaseCode } from '../../../shared/domain/ids.ts';
import type { PodPlan } from '../../../shared/domain/on-call.ts';
import type { Outgoing } from '../../../shared/domain/outgoing.ts';
import type { NumberRecord } from '../../../shared/domain/person.ts';
import type { Store } from '../../../shared/table/store.ts';
import type { Event } from '../events.ts';
import { as, casesIn, noun, only, type Put, reads, rewriting, text } from '../sabotage.ts';
import type { Sabotage } from '../world.ts';

/** A product that breaks a promise in one way, as the promise itself says it; and the scene in which it shows, where it is too rare to wait for. */
export interface Breakage {
  readonly says: string;
  readonly by: Sabotage;
  readonly scene?: readonly Event[] | ((code: CaseCode) => readonly Event[]);
  readonly roster?: readonly string[];
  /** How long the scene goes on, in hours; one if not given. */
  readonly hours?: number;
  /** Where people live on until it shows: how much trouble the carrier makes. */
  readonly trouble?: number;
}

/** More texts than anybody should get within an hour, and fewer than one commit may hold. */
export const MANY = 60;
/** More than the line may send by its own will, and fewer than are too many of any kind. */
export const SOME = 25;
export const DAYS_MS = 10 * 24 * 3_600_000;

export const isNew = (put: Put): boolean => put.expect === 'absent';
export const newCase = (change: (c: Case) => unknown): Sabotage =>
  only('case', put => (isNew(put) ? [as(put, change(noun<Case>(put)))] : [put]));
export const nothingNew = only('case', put => (isNew(put) ? [] : [put]));
export const offers = (change: (o: Outgoing, of: Case | undefined) => unknown): Sabotage =>
  only('outgoing', (put, all) => {
    const o = noun<Outgoing>(put);
    return [
      o.purpose === 'offer'
        ? as(
            put,
            change(
              o,
              casesIn(all).find(c => c.code === o.about?.code),
            ),
          )
        : put,
    ];
  });
export const neverOut = only('number', put => {
  const { optedOut: _out, ...record } = noun<NumberRecord>(put);
  return [as(put, record)];
});
/** Nobody is known to have opted out, whatever row says so. */
export const neverStopped = rewriting(put => [
  as(put, JSON.parse(JSON.stringify(put.row.data).replace(/,"(?:optedOut":\{[^}]*\}|stopped":true)/g, ''))),
]);
/** Everything that whoever asks said of where they are. */
export const wholePlace = offers((o, of) => ({ ...o, body: `${o.body} ${of?.place}` }));
/** With each new case this phone is sent many texts about it, and none of them is counted. */
export const forgetful = (whom: (c: Case) => string, many: number, priority: Outgoing['priority'] = 'notice'): Sabotage => ({
  store: store => {
    const floods = only('case', put => {
      const c = noun<Case>(put);
      const again = Array.from({ length: many }, (_, nth) => text(c, `sabotage-${c.code}-${nth}`));
      return isNew(put) ? [put, ...again.map(one => as(one, { ...noun<Outgoing>(one), to: whom(c), priority }))] : [put];
    });
    const blind = reads('texted', () => ({ at: [] }));
    return blind.store?.(floods.store?.(store) ?? store) ?? store;
  },
});
export const undue = (put: Put): Put => {
  const { next: _next, ...c } = noun<Case>(put);
  const { due: _due, ...row } = put.row;
  return { ...put, row: { ...row, data: c as unknown as Put['row']['data'] } };
};

/** Reads no override, and keeps those that were written. */
export const overlooking = (store: Store): Store => {
  const agreed = new Map<string, PodPlan['overrides']>();
  const kept = only('plan', put => {
    const plan = noun<PodPlan>(put);
    if (plan.overrides.length > 0) agreed.set(plan.pod, plan.overrides);
    return [as(put, { ...plan, overrides: agreed.get(plan.pod) ?? [] })];
  });
  const blind = reads('plan', plan => ({ ...plan, overrides: [] }));
  const writes = kept.store?.(store) ?? store;
  return blind.store?.(writes) ?? writes;
};
