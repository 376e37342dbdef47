import { type Instant, instant } from '../domain/ids.ts';

/** The machine's own time. The only place where it is read. */
export const systemClock = (): Instant => instant(Date.now());
