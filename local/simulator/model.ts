import type { Instant, PhoneNumber } from '../../shared/domain/ids.ts';
import type { Call, CallNews, Happened } from './voice/model.ts';

/** The life of a text at Twilio; `received` is one that a phone sent to the line. */
export type Status = 'received' | 'queued' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed';

/** A text as the phone company keeps it. */
export interface Text {
  readonly sid: string;
  readonly from: PhoneNumber;
  readonly to: PhoneNumber;
  readonly body: string;
  readonly media: number;
  /** Who wrote it: a person on a phone, the line (by the REST API or in an answer to a webhook), or the carrier by itself. */
  readonly by: 'phone' | 'line' | 'line-reply' | 'carrier';
  readonly status: Status;
  readonly errorCode: number | null;
  readonly segments: number;
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Where the line wants to hear what became of it. */
  readonly statusCallback: string | null;
  /** Seconds after which it makes no sense any more. */
  readonly validitySeconds: number;
}

export interface Phone {
  readonly number: PhoneNumber;
  readonly name: string;
  /** What this person is to the line, in words for the page. */
  readonly role: string;
  readonly language: string;
  /** What a first-time visitor might type here. */
  readonly hint?: string;
}

/** A call as it is kept: what Twilio knows of it, what was heard and done on it, and where the line wants to hear of its end. */
export interface KeptCall {
  readonly call: Call;
  readonly pieces: readonly Happened[];
  readonly callback?: string;
}

/** What the page hears as it happens. */
export type Happening =
  | CallNews
  | { readonly what: 'text'; readonly text: Text }
  | { readonly what: 'phone'; readonly phone: Phone }
  | { readonly what: 'consent'; readonly number: PhoneNumber; readonly optedOut: boolean }
  | { readonly what: 'trouble'; readonly number: PhoneNumber; readonly sentence: string; readonly at: Instant };

export const FINAL: ReadonlySet<Status> = new Set(['received', 'delivered', 'undelivered', 'failed']);
