import { readFileSync } from 'node:fs';
import { book as ownBook } from '../../ivr-scripts/book.ts';
import type { InMemoryOptions } from '../../local/in-memory-base.ts';
import { InMemoryLine } from '../../local/in-memory-line.ts';
import type { Community } from '../../shared/domain/community.ts';
import type { Cleared } from '../../shared/domain/consent.ts';
import type { Instant } from '../../shared/domain/ids.ts';
import { parseCommunity, problemLine } from '../../shared/parse/community.ts';
import type { Book } from '../../shared/script/script.ts';
import type { SendResult } from '../../shared/shell/runtime.ts';
import type { Store } from '../../shared/table/store.ts';

export { MORNING, PUBLIC_URL, replyIn, type Sent, TOKEN } from '../../local/in-memory-line.ts';

const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
};

/** What was read once is not read again: hundreds of neighborhoods are made of a few texts, and nobody can change a community that others live in. */
const known = new Map<string, Community>();

export const communityFrom = (yaml: string, name = 'community.yaml'): Community => {
  const before = known.get(yaml);
  if (before) return before;
  const read = parseCommunity(yaml, name);
  if ('problems' in read) throw new Error(read.problems.map(problemLine).join('\n'));
  known.set(yaml, frozen(read.community));
  return read.community;
};
export const sampleCommunity = (): Community => communityFrom(readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8'));

/** How the carrier treats a number: in order, one answer for each attempt; the last one stays. */
export type CarrierPlan = readonly (SendResult | 'accept-then-lose' | 'accept')[];

/** The line in memory with the sample community, and a carrier that can be told how to treat each number. */
export class Neighborhood extends InMemoryLine {
  readonly plans = new Map<string, CarrierPlan>();
  readonly #attempts = new Map<string, number>();

  constructor(
    options: {
      readonly community?: Community;
      readonly store?: (now: () => number) => Store;
      readonly now?: Instant;
      readonly book?: Book;
      readonly calls?: 'ring' | 'by-hand';
      readonly callsAtOnceMax?: number;
      readonly speech?: 'takes-time' | 'at-once';
      readonly start?: NonNullable<InMemoryOptions['start']>;
    } = {},
  ) {
    const { community = sampleCommunity(), book = ownBook, ...rest } = options;
    super({ community, book, ...rest });
  }

  protected override accept(text: Cleared): SendResult {
    const plan = this.plans.get(text.to) ?? ['accept'];
    const nth = this.#attempts.get(text.to) ?? 0;
    this.#attempts.set(text.to, nth + 1);
    const step = plan[Math.min(nth, plan.length - 1)] ?? 'accept';
    if (typeof step === 'object') return step;
    const sid = this.took(text);
    return step === 'accept' ? { ok: true, sid, status: 'queued' } : { ok: false, code: null, http: null, retry: true, unknown: true };
  }
}
