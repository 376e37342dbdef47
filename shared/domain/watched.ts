import { type Instant, instant, type PhoneNumber } from './ids.ts';

/** What has been told about the shifts of a pod, so that each thing is told once, and when they are looked at again. */
export interface Watch {
  readonly due: Instant;
  /** "<what>/<who>/<from>", until the shift is long over. */
  readonly told: readonly string[];
  /** The next shift of each person as they know it: "<from>/<to>". */
  readonly next: Readonly<Record<PhoneNumber, string>>;
}
export const UNWATCHED: Watch = { due: instant(0), told: [], next: {} };

interface Watched {
  readonly watch?: Watch;
}
/** The same plan, looked at again at once. */
export const watchNow = <P extends Watched>(plan: P, now: Instant): P => ({ ...plan, watch: { ...(plan.watch ?? UNWATCHED), due: now } });
