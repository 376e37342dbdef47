import type { Case } from './case.ts';
import { DAY_MS, type Instant, later } from './ids.ts';

/** From when on a case that ended without a word from its person is still told of: a day back, or since the list was told last. */
export const unconfirmedFrom = (now: Instant, told?: Instant): Instant => (told !== undefined && told < now ? told : later(now, -DAY_MS));

/** Of these cases those that were called done, and of which nobody has said whether it arrived, oldest first. */
export const unconfirmedSince = (ended: readonly Case[], since: Instant): readonly Case[] =>
  ended
    .filter(c => c.outcome === 'unconfirmed' && c.closedAt !== undefined && c.closedAt > since)
    .toSorted((a, b) => ((a.closedAt ?? '') < (b.closedAt ?? '') ? -1 : 1));
