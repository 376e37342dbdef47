import { troubleOf } from '../domain/carrier-errors.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import { afterRefusal, blockedFrom, dayIsFull, type Pace, unblocked } from '../domain/pace.ts';
import { changePace } from './pace.ts';
import type { DeskRuntime } from './sms-door.ts';

/** Codes of delivery reports: that a text was taken proves nothing against them, only that one was delivered. */
const TOLD_BY_REPORTS = 30_000;

/** What a code says of the line itself is kept with the pace: it is blocked, or full for the day, or a number more that a text did not reach. */
export const keepTrouble = async (
  rt: DeskRuntime,
  { to }: Pick<Outgoing, 'to'>,
  code: number | null,
  http: number | null = null,
): Promise<void> => {
  const told = code ?? http ?? 0;
  switch (troubleOf(code, http)) {
    case 'line-blocked':
      return changePace(rt, (pace, now) => blockedFrom(pace, to, told, now));
    case 'day-full':
      return changePace(rt, (pace, now) => dayIsFull(pace, rt.community.sending, now));
    case 'refused':
      return changePace(rt, (pace, now) => afterRefusal(pace, to, told, now));
    default:
      return undefined;
  }
};

/** A text got through, by this proof: where the line was blocked in that way, it is open again. */
export const keepSuccess = async (rt: DeskRuntime, blocked: Pace['blocked'], proof: 'taken' | 'delivered'): Promise<void> => {
  if (!blocked || (proof === 'taken' && blocked.code >= TOLD_BY_REPORTS)) return;
  await changePace(rt, unblocked);
};
