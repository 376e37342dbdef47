import type { CallSid } from './call.ts';
import type { Instant, MessageSid } from './ids.ts';
import { callCost, type Micros, textCost } from './prices.ts';

/** A text as the account's own list has it. `way` is in where somebody texted the line. */
export interface ListedText {
  readonly sid: MessageSid;
  readonly way: 'in' | 'out';
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: number;
  readonly segments: number;
  readonly status: string;
  /** When it was sent, to the second. */
  readonly at: Instant;
}
/** A call as the account's own list has it. */
export interface ListedCall {
  readonly sid: CallSid;
  readonly way: 'in' | 'out';
  readonly from: string;
  readonly to: string;
  readonly seconds: number;
  readonly status: string;
  readonly at: Instant;
}
/** One page of a list, and where the next one is. */
export interface Page<T> {
  readonly listed: readonly T[];
  readonly next?: string;
}
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/** A text that never left costs nothing. */
const FREE = new Set(['failed', 'canceled', 'accepted', 'scheduled']);

/** What these have cost, by the list prices. */
export const costOf = (texts: readonly ListedText[], calls: readonly ListedCall[]): Micros =>
  texts.filter(t => !FREE.has(t.status)).reduce((sum, t) => sum + textCost(t.segments, t.way), 0) +
  calls.reduce((sum, c) => sum + callCost(c.seconds, c.way), 0);
