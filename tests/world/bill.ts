import type { Call } from '../../local/simulator/voice/model.ts';
import type { ListedCall } from '../../shared/domain/account-list.ts';
import { epochMs } from '../../shared/domain/ids.ts';
import { PRICES } from '../../shared/domain/prices.ts';

const { textInPerSegment, textOutPerSegment, carrierFeePerSegment, callInPerMinute, callOutPerMinute } = PRICES.twilio;
const MINUTE_MS = 60_000;

/** What the carrier takes for what it does, by its own record and the list of prices: in dollars, with times in milliseconds since 1970. */
export class Bill {
  /** When each text went by, and what all of them have cost up to it. */
  readonly #at: number[] = [];
  readonly #sum: number[] = [];
  readonly #calls: () => Iterable<{ readonly call: Call }>;

  constructor(calls: () => Iterable<{ readonly call: Call }>) {
    this.#calls = calls;
  }

  text(at: number, segments: number, way: 'in' | 'out'): void {
    const price = (way === 'in' ? textInPerSegment : textOutPerSegment) + carrierFeePerSegment;
    this.#at.push(at);
    this.#sum.push((this.#sum.at(-1) ?? 0) + segments * price);
  }
  /** What was taken from then until right before then. */
  between(from: number, to: number): number {
    const calls = [...this.#calls()].map(({ call }) => call).filter(({ endedAt }) => isWithin(endedAt, from, to));
    return this.#until(to) - this.#until(from) + calls.reduce((sum, call) => sum + costOf(call), 0);
  }
  #until(at: number): number {
    let [low, high] = [0, this.#at.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#at[middle] ?? at) < at) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : (this.#sum[low - 1] ?? 0);
  }
}

const isWithin = (at: Call['endedAt'], from: number, to: number): boolean => at !== null && epochMs(at) >= from && epochMs(at) < to;

const talkedMs = ({ answeredAt, endedAt }: Call): number => (answeredAt && endedAt ? epochMs(endedAt) - epochMs(answeredAt) : 0);
/** The account's record knows whole seconds, and every minute that was begun is paid for. */
export const secondsOf = (call: Call): number => Math.ceil(talkedMs(call) / 1_000);
const costOf = (call: Call): number =>
  Math.ceil((secondsOf(call) * 1_000) / MINUTE_MS) * (call.direction === 'inbound' ? callInPerMinute : callOutPerMinute);

/** A call as the account's own list has it. */
export const listed = (call: Call): Omit<ListedCall, 'sid'> => ({
  way: call.direction === 'inbound' ? 'in' : 'out',
  from: call.from,
  to: call.to,
  seconds: secondsOf(call),
  status: call.status,
  at: call.createdAt,
});
export const endedIn = isWithin;
