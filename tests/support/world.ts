import { book } from '../../ivr-scripts/book.ts';
import type { World } from '../../shared/decide/draft/world.ts';
import { MORNING, sampleCommunity } from './neighborhood.ts';

/** The sample neighborhood in which nobody has texted yet; for decisions that are tried without a database. */
export const emptyWorld = (cause = 'SM1'): World => ({
  now: MORNING,
  cause,
  draws: { from: 0, taken: new Set() },
  community: sampleCommunity(),
  book,
  standing: {},
  plans: {},
  threads: new Map(),
  roster: new Map(),
  codes: new Map(),
  openCases: [],
});
